// The page that lists the saved pages: showing the list, saving the whole site, deleting.
import { cacheNames, dayOf, isPage, savedAt, titleOf } from "./copies";
import { announce, button, make } from "./elements";
import { endOf, planFor, save, sizeOf, type Plan } from "./wholesite";
import { fill, wordsOf } from "./words";

declare const WORKER: string;

const words = wordsOf<
  | "on" | "size" | "looking" | "ask" | "start" | "notNow" | "progress" | "stop" | "stopped" | "goOn" | "done" | "broken" | "noConnection"
  | "full" | "forbidden" | "preview" | "sure" | "delete" | "keep" | "deleted"
>("offline");

/** Why nothing can be saved here at all; empty where it can. */
const obstacle = !WORKER ? words.preview : "serviceWorker" in navigator && "caches" in window ? "" : words.forbidden;

/** The root of the site: this script is in its folder assets. */
const root = new URL("../", import.meta.url).pathname;

const place = document.querySelector<HTMLElement>("[data-offline]");
const part = (name: string) => place?.querySelector<HTMLElement>(`[data-part="${name}"]`);

function say(name: string, text: string): void {
  const element = part(name);
  if (!element) return;
  element.textContent = text;
  element.hidden = !text;
}

/** Shows a text in a part of the page, and announces it. */
function report(name: string, text: string): void {
  say(name, text);
  announce(text);
}

/** Shows these buttons in place of others, and sets the focus on the first where it was on one. */
function offer(name: string, ...buttons: HTMLButtonElement[]): void {
  const row = part(name);
  const focused = row?.contains(document.activeElement);
  row?.replaceChildren(...buttons);
  if (focused) buttons[0].focus();
}

function megabytes(bytes: number): string {
  const number = Math.max(bytes / 1e6, 0.1).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 });
  return fill(words.size, { megabytes: number });
}

/** Whether a path is that of a list of saved pages, which is not listed itself and stays when all is deleted. */
const isOwn = (path: string) => /^([a-z][a-z0-9-]*\/)?offline\/(furigana\.txt)?$/.test(path.slice(root.length));

// The titles come from pages of this site, as HTML.
const plain = (html: string) => new DOMParser().parseFromString(html, "text/html").body.textContent ?? "";

/** Returns the saved pages with their newest copies, by path. */
async function keptPages(): Promise<[string, Response][]> {
  const found = new Map<string, Response>();
  for (const name of await cacheNames(root)) {
    const cache = await caches.open(name);
    const keys = await cache.keys();
    const copies = await Promise.all(keys.map((key) => cache.match(key)));
    copies.forEach((copy, i) => {
      const path = new URL(keys[i].url).pathname;
      const known = found.get(path);
      if (copy && isPage(copy) && !isOwn(path) && !(known && savedAt(known) > savedAt(copy))) found.set(path, copy);
    });
  }
  return [...found].sort(([a], [b]) => a < b ? -1 : 1);
}

async function list(): Promise<void> {
  const items = (await keptPages()).map(([path, copy]) => item(path, copy));
  part("list")?.replaceChildren(...items);
  part("list")!.hidden = !items.length;
  part("none")!.hidden = items.length > 0;
}

// Pages in another language have its name, since their titles may be the same.
function item(path: string, copy: Response): HTMLElement {
  const [title] = plain(titleOf(copy)).split(" — ");
  const link = make("a", { href: path }, title || path);
  const edition = editionOf(path);
  if (edition?.lang) link.lang = edition.lang;
  const other = edition && !edition.hasAttribute("aria-current") ? ` [${edition.textContent}]` : "";
  const day = fill(words.on, { day: dayOf(copy, document.documentElement.lang) });
  return make("li", {}, link, other, " ", make("small", {}, "(", make("time", { datetime: savedAt(copy) }, day), ")"));
}

// The link to this page in the language of a path: the one in the nearest folder above it.
function editionOf(path: string): HTMLAnchorElement | undefined {
  const folder = ({ pathname }: HTMLAnchorElement) => pathname.slice(0, -"offline/".length);
  return [...document.querySelectorAll<HTMLAnchorElement>(".editions a")]
    .filter((link) => path.startsWith(folder(link)))
    .sort((a, b) => b.pathname.length - a.pathname.length)[0];
}

const goingOn = () => button(words.goOn, () => void look());

let isLooking = false;

// A second press has no effect while the first is running.
async function look(): Promise<void> {
  if (isLooking) return;
  isLooking = true;
  report("progress", words.looking);
  try {
    if (obstacle) return report("progress", obstacle);
    await navigator.serviceWorker.register(WORKER);
    ask(await planFor(root));
  } catch (error) {
    report("progress", endOf(error) === "broken" ? words.noConnection : words.forbidden);
  } finally {
    isLooking = false;
  }
}

function ask(plan: Plan): void {
  if (!plan.left.length) return report("progress", words.done);
  report("progress", fill(words.ask, { size: megabytes(sizeOf(plan.left)) }));
  offer("saving", button(words.start, () => void run(plan)), button(words.notNow, () => {
    say("progress", "");
    offer("saving", saving);
  }));
}

async function run(plan: Plan): Promise<void> {
  const stop = new AbortController();
  const all = sizeOf(plan.left);
  offer("saving", button(words.stop, () => stop.abort()));
  let quarter = 0;
  const end = await save(root, plan, stop.signal, () => {
    const done = all - sizeOf(plan.left);
    const text = fill(words.progress, { done: megabytes(done), all: megabytes(all) });
    say("progress", text);
    // Announced four times, not after every file.
    if (Math.floor(done / all * 4) > quarter) announce(text);
    quarter = Math.floor(done / all * 4);
  });
  const left = megabytes(sizeOf(plan.left));
  report("progress", fill(words[end], { left }));
  offer("saving", end === "done" ? saving : goingOn());
  await list();
}

function askToDelete(): void {
  report("deleted", words.sure);
  // The button that deletes nothing comes first, and has the focus.
  const keep = button(words.keep, () => {
    say("deleted", "");
    offer("deleting", deleting);
  });
  offer("deleting", keep, button(words.delete, () => void deleteAll()));
}

async function deleteAll(): Promise<void> {
  const inUse = new Set(performance.getEntriesByType("resource").map(({ name }) => new URL(name).pathname));
  for (const name of await cacheNames(root)) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const path = new URL(request.url).pathname;
      if (!isOwn(path) && !inUse.has(path)) await cache.delete(request);
    }
  }
  report("deleted", words.deleted);
  offer("deleting", deleting);
  await list();
}

const saving = part("save") as HTMLButtonElement;
const deleting = part("delete") as HTMLButtonElement;

async function start(): Promise<void> {
  deleting.addEventListener("click", askToDelete);
  saving.addEventListener("click", () => void look());
  if (obstacle) say("trouble", obstacle);
  else await list();
}

if (place) start().catch(() => say("trouble", words.forbidden));
