// The search page: looks for what is typed, without sending it anywhere.
import { announce, button, make } from "./elements";
import { head, loadHeadsOf, open, textOf } from "./search/files";
import { fold } from "./search/normalize";
import { find, type Answer } from "./search/rank";
import { mark, snippet } from "./search/snippet";
import { fill, wordsOf } from "./words";

const form = document.querySelector<HTMLFormElement>("form.search")!;
const field = form.elements.namedItem("q") as HTMLInputElement;
const place = document.querySelector<HTMLElement>("[data-results]")!;
const all = document.querySelector<HTMLElement>("[data-all]")!;
const { index, edition } = form.dataset as Record<"index" | "edition", string>;
const words = wordsOf<"count" | "near" | "partly" | "none" | "hint" | "more" | "failed" | "again" | `kind.${"figure" | "calculator" | "term"}`>("search");
const kinds = ["figure", "calculator", "term"] as const;
const step = 10;
let asked = "";
let waiting = 0;
let speaking = 0;

const look = async (query: string) => find(await open(index, true), query, edition);

export { fold, head, look }; // for tests

async function run(): Promise<void> {
  clearTimeout(waiting);
  const query = field.value.trim();
  if (query === asked) return;
  asked = query;
  remember(query);
  if (!query) return clear();
  try {
    const answer = await look(query);
    if (asked === query) await show(answer, query);
  } catch {
    if (asked === query) fail();
  }
}

// The address keeps what is looked for, so that going back leads to the results again.
function remember(query: string): void {
  try {
    history.replaceState(null, "", location.pathname + (query ? "#" + new URLSearchParams({ q: query.slice(0, 500) }) : ""));
  } catch {
    // Browsers allow only so many changes in a while.
  }
}

function clear(): void {
  clearTimeout(speaking);
  place.replaceChildren();
  all.hidden = false;
}

function fail(): void {
  asked = "";
  place.replaceChildren(make("p", {}, words.failed), make("p", {}, button(words.again, () => void run())));
  announce(words.failed);
}

async function show(answer: Answer, query: string): Promise<void> {
  const { sections, whole, near } = answer;
  const shown = query.length > 40 ? query.slice(0, 40) + "…" : query;
  const report = fill(!sections.length ? words.none : near ? words.near : whole ? words.count : words.partly, {
    query: shown, near: near ?? "", count: `${sections.length}`,
  });
  const list = make("ol");
  const more = button(words.more, () => {
    const next = list.children.length;
    void add(answer, list, more).then(() => list.querySelectorAll("a")[next].focus(), () => { if (asked === query) fail(); });
  });
  await add(answer, list, more);
  if (asked !== query) return;
  const rest = sections.length ? [list, more] : [make("p", {}, words.hint)];
  place.replaceChildren(make("p", { class: "search-count" }, report), ...rest);
  all.hidden = sections.length > 0;
  clearTimeout(speaking);
  speaking = window.setTimeout(() => announce(report), 700);
}

async function add(answer: Answer, list: HTMLElement, more: HTMLElement): Promise<void> {
  const shown = list.children.length;
  const next = answer.sections.slice(shown, shown + step);
  await loadHeadsOf(next);
  if (list.children.length > shown) return; // asked for twice
  list.append(...next.map((section) => result(section, answer)));
  more.hidden = list.children.length >= answer.sections.length;
}

function result(section: number, { query }: Answer): HTMLElement {
  const { url, id, path, kind } = head(section);
  const above = path.slice(0, -1);
  const text = make("p", { class: "result-text" });
  const item = make("li", {},
    make("a", { href: id ? `${url}#${encodeURIComponent(id)}` : url }, ...mark(path[above.length], query)),
    ...(kind ? [" ", make("span", { class: "state" }, words[`kind.${kinds[kind - 1]}`])] : []),
    make("p", { class: "result-path" }, above.join(" › ")), text);
  textOf(section).then((whole) => text.append(...snippet(whole, query, 96)), () => {});
  return item;
}

// While an input method composes, keys belong to it.
function move(event: KeyboardEvent): void {
  if (event.isComposing || event.keyCode === 229 || event.altKey || event.ctrlKey || event.metaKey) return;
  const stops: HTMLElement[] = [field, ...place.querySelectorAll<HTMLElement>("li > a, button:not([hidden])")];
  const at = stops.indexOf(document.activeElement as HTMLElement);
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    const next = stops[at + (event.key === "ArrowDown" ? 1 : -1)];
    if (at < 0 || !next) return;
    next.focus();
  } else if (event.key === "Escape" && at >= 0) {
    if (at === 0) field.value = "";
    else field.focus();
    void run();
  } else {
    return;
  }
  event.preventDefault();
}

function soon(): void {
  open(index, true).catch(() => {});
  clearTimeout(waiting);
  waiting = window.setTimeout(() => void run(), 150);
}

function readAddress(): void {
  field.value = new URLSearchParams(location.search + "&" + location.hash.slice(1)).get("q") ?? field.value;
  void run();
}

form.addEventListener("submit", (event) => { event.preventDefault(); void run(); });
form.addEventListener("input", (event) => { if (!(event as InputEvent).isComposing) soon(); });
form.addEventListener("compositionend", soon);
document.addEventListener("keydown", move);
addEventListener("popstate", readAddress);
// What a reader may look for comes once the page is there to be read.
setTimeout(() => open(index, false).catch(() => {}), 300);
readAddress();
if (location.hash === "#q=") field.focus();
