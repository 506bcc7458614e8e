// Puts readings above the kanji of a page whose reader has turned them on. They come in a file beside
// the page, a line for each text: ｜漢字《かんじ》の. Pages that show them from the start have them in
// their HTML. The style sheet hides them when the reader does not want them any longer.
import { make } from "./elements";

const root = document.documentElement;
const silent = "nav, script, style, code, pre, kbd, textarea, select, button, svg, ruby, template";
let added = false;

/** Adds the readings when they are wanted, now or later. */
export function addFurigana(): void {
  if (root.dataset.ruby !== "hidden") return;
  new MutationObserver(add).observe(root, { attributes: true, attributeFilter: ["data-furigana"] });
  void add();
}

async function add(): Promise<void> {
  if (added || root.dataset.furigana !== "on") return;
  added = true;
  try {
    const answer = await fetch(new URL("furigana.txt", location.href));
    if (answer.ok) write(await answer.text(), document.querySelector("main") ?? root);
    else added = false;
  } catch {
    added = false; // Without a connection the page stays as it is.
  }
}

const bare = (line: string) => line.replace(/《.*?》|｜/g, "");

/** Whether the readings have been added. */
export const isAdded = (): boolean => added;

/** Adds the readings in a text of this form to the text of an element. */
export function write(text: string, place: Element): void {
  const lines = new Map(text.split("\n").map((line) => [bare(line), line]));
  const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
  const found: [Text, string, string, boolean][] = [];
  while (walker.nextNode()) {
    const node = walker.currentNode as Text;
    const words = node.data.replace(/[ \t\r\n]+/g, " ");
    const line = lines.get(words.replace(/^ | $/g, ""));
    if (line && !node.parentElement?.closest(silent)) found.push([node, words, line, isInRow(node)]);
  }
  // All styles are read before the first change: after each change the browser would work them out again.
  for (const [node, words, line, isRow] of found) replace(node, words, line, isRow);
}

// In a row or grid, each part would be an item of its own: there a span holds them together.
const isInRow = (node: Text): boolean => /flex|grid/.test(getComputedStyle(node.parentElement!).display);

function replace(node: Text, words: string, line: string, isRow: boolean): void {
  const [before, behind] = [words.startsWith(" ") ? " " : "", words.endsWith(" ") ? " " : ""];
  const parts = [before, ...line.split(/(｜.*?》)/).map(part), behind];
  node.replaceWith(...(isRow ? [make("span", {}, ...parts)] : parts));
}

function part(text: string): Element | string {
  const [, kanji, reading] = text.match(/^｜(.*)《(.*)》$/) ?? [];
  return kanji ? make("ruby", {}, kanji, make("rt", {}, reading)) : text;
}
