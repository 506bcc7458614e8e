// The search: answers queries in the browser, on its own page or over any other. Nothing is sent anywhere.
import { announce, button, make } from "./elements";
import { head, loadHeadsOf, open, textOf } from "./search/files";
import { fold } from "./search/normalize";
import { find, type Answer } from "./search/rank";
import { mark, snippet } from "./search/snippet";
import { fill, wordsOf } from "./words";

type Word = "count" | "near" | "partly" | "none" | "offers" | "hint" | "more" | "failed" | "again" | `kind.${"figure" | "calculator" | "term" | "list"}`;

const kinds = ["figure", "calculator", "term", "list"] as const;
const step = 10;
let form: HTMLFormElement;
let field: HTMLInputElement;
let place: HTMLElement;
let all: HTMLElement | null; // the list of all pages, where this is the search page
let words: Record<Word, string>;
let { index, edition } = {} as Record<"index" | "edition", string>;
let asked = "";
let waiting = 0;
let speaking = 0;

const look = async (query: string) => find(await open(index, true), query, edition);

export { fold, head, look }; // for tests

/** Shows the results of what is typed into a form. The search page has the address of the index, and the words. */
export function attach(search: HTMLFormElement, results: HTMLElement, page: Document): void {
  [form, place] = [search, results];
  field = form.elements.namedItem("q") as HTMLInputElement;
  all = page === document ? page.querySelector<HTMLElement>("[data-all]") : null;
  words = wordsOf<Word>("search", page);
  ({ index, edition } = page.querySelector<HTMLFormElement>("form.search")!.dataset as Record<"index" | "edition", string>);
  form.addEventListener("submit", (event) => { event.preventDefault(); void run(); });
  form.addEventListener("input", (event) => { if (!(event as InputEvent).isComposing) soon(); });
  form.addEventListener("compositionend", soon);
  form.parentElement!.addEventListener("keydown", move);
  void run(); // for what was typed meanwhile
}

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

// Keeps the query in the address, so that going back leads to the results again.
function remember(query: string): void {
  if (!all) return;
  try {
    history.replaceState(null, "", location.pathname + (query ? "#" + new URLSearchParams({ q: query.slice(0, 500) }) : ""));
  } catch {
    // Browsers limit the rate of changes.
  }
}

function clear(): void {
  clearTimeout(speaking);
  place.replaceChildren();
  if (all) all.hidden = false;
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
  const rest = sections.length ? [list, more] : [...offer(answer.offers), make("p", {}, words.hint)];
  const isListed = place.contains(document.activeElement); // the reader has gone on to the results of what was there
  place.replaceChildren(make("p", { class: "search-count" }, report), ...rest);
  if (isListed) (list.querySelector("a") ?? field).focus();
  if (all) all.hidden = sections.length > 0;
  clearTimeout(speaking);
  speaking = window.setTimeout(() => announce(report), 700);
}

// Words of the site that are like those that were not found.
function offer(offers: string[]): HTMLElement[] {
  const choose = (word: string) => button(word, () => {
    field.value = word;
    field.focus();
    void run();
  });
  return offers.length ? [make("p", {}, words.offers), make("p", { class: "tools" }, ...offers.map(choose))] : [];
}

async function add(answer: Answer, list: HTMLElement, more: HTMLElement): Promise<void> {
  const shown = list.children.length;
  const next = answer.sections.slice(shown, shown + step);
  await loadHeadsOf(next);
  if (list.children.length > shown) return; // the button was pressed twice
  list.append(...next.map((section) => result(section, answer)));
  more.hidden = list.children.length >= answer.sections.length;
}

function result(section: number, { query }: Answer): HTMLElement {
  const { url, id, path, kind } = head(section);
  const above = path.slice(0, -1);
  const text = make("p", { class: "result-text" });
  const item = make("li", { "data-page": url },
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
  } else if (event.key === "Escape" && all && at >= 0) {
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
  waiting = window.setTimeout(() => void run(), 100);
}

const queryOf = ({ search, hash }: Location) => new URLSearchParams(search + "&" + hash.slice(1)).get("q");

const own = document.querySelector<HTMLFormElement>("form.search[data-index]");
if (own) {
  const input = own.querySelector("input")!;
  // The index loads when the pointer is over the field, at the latest with the first letter.
  own.addEventListener("pointerover", () => { open(index, false).catch(() => {}); });
  const readAddress = () => { input.value = queryOf(location) ?? input.value; };
  readAddress();
  attach(own, document.querySelector<HTMLElement>("[data-results]")!, document);
  addEventListener("popstate", () => { readAddress(); void run(); });
  if (location.hash === "#q=") input.focus();
}
