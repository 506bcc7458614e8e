// A list of what a reader could not answer in the calculators, to ask at the office. It is made only on
// request and stays on the device. Pages with calculators load it; it also starts speak.ts and foreign.ts.
import { button, confirmOn, make, textOf } from "./elements";
import { markJapanese } from "./foreign";
import { speakResults } from "./speak";
import { wordsOf } from "./words";

const words = wordsOf<"listed" | "notListed" | "asked" | "remarks" | "printList" | "emptyList">("ask");

const KEY = "michi-questions";

/** What one calculator left open. */
interface Asked {
  title: string;
  address: string;
  questions: string[];
  remarks: string[];
}

// Anything else in the store is left out, so that no address there leads elsewhere or runs.
function isAsked(entry: unknown): entry is Asked {
  const { title, address, questions, remarks } = Object(entry) as Record<string, unknown>;
  const isTexts = (list: unknown) => Array.isArray(list) && list.every((text) => typeof text === "string");
  return typeof title === "string" && typeof address === "string" && /^\/(?!\/)/.test(address) && isTexts(questions) && isTexts(remarks);
}

function read(): Asked[] {
  try {
    const list: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(list) ? list.filter(isAsked) : [];
  } catch {
    return [];
  }
}

function write(list: Asked[]): boolean {
  try {
    localStorage.setItem(KEY, JSON.stringify(list));
    return true;
  } catch {
    return false;
  }
}

// What was answered わからない, as it can be asked at the office.
function openQuestions(root: Element): string[] {
  return [...root.querySelectorAll('[data-part="unsure"] li')].map(textOf);
}

function remarks(root: Element): string[] {
  return [...root.querySelectorAll<HTMLElement>("[data-message]")]
    .filter((message) => !message.hidden)
    .map(textOf);
}

function add(root: HTMLElement): boolean {
  const heading = root.querySelector(".calculator-title");
  const title = heading ? textOf(heading) : document.title;
  const address = location.pathname + (root.id ? "#" + root.id : "");
  const asked = { title, address, questions: openQuestions(root), remarks: remarks(root) };
  return write([...read().filter((other) => other.title !== title), asked]);
}

function list(place: HTMLElement): void {
  const all = read().filter(({ questions, remarks }) => questions.length + remarks.length);
  if (!all.length) return;
  place.replaceChildren(
    ...all.flatMap(({ title, address, questions, remarks }) => [
      make("h3", {}, make("a", { href: address }, title)),
      ...section(words.asked, questions, "asked-question"),
      ...section(words.remarks, remarks, "asked-remark"),
    ]),
    make("p", { class: "tools" },
      button(words.printList, () => print()),
      " ",
      button(words.emptyList, () => { write([]); location.reload(); })),
  );
}

function section(name: string, entries: string[], className: string): HTMLElement[] {
  if (!entries.length) return [];
  return [
    make("p", { class: "asked-name" }, name),
    make("ul", { class: className }, ...entries.map((entry) => make("li", {}, entry))),
  ];
}

document.querySelectorAll<HTMLButtonElement>("[data-ask]").forEach((ask) => {
  const root = ask.closest<HTMLElement>("[data-calculator]");
  ask.addEventListener("click", () => { if (root) confirmOn(ask, add(root) ? words.listed : words.notListed); });
});
document.querySelectorAll<HTMLElement>("[data-asked]").forEach(list);
speakResults();
markJapanese();
