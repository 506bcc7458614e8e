// Puts readings above kanji, from a text with a line for each text of a page: ｜漢字《かんじ》の. What scripts write later is
// read as the same words are elsewhere on the page. A block gets its readings when it comes near what is in view, so that
// the page answers its reader at once however long it is.
import { make } from "./elements";

/** A word with its reading and the letters right before and behind it. */
interface Word {
  reading: string;
  before: string;
  behind: string;
}

const root = document.documentElement;
const silent = "script, style, code, pre, kbd, textarea, select, svg, ruby, template, [role=status]";
const kanji = /[\p{Script=Han}々]/u;
const longest = 12; // letters of a word
const blockSize = 300; // letters of a block that gets its readings at once
const lines = new Map<string, string>();
const words = new Map<string, Word[]>();
const noted = new Set<string>(); // what is among words
let unread: string[] = []; // lines whose words are not among words yet
const waiting = new Map<Element, Set<Text>>(); // texts by their block
const follower = new MutationObserver(follow);
const comers = new IntersectionObserver((entries) => {
  const rest = showLines(entries.filter(({ isIntersecting }) => isIntersecting).map(({ target }) => target));
  setTimeout(() => showGuesses(rest));
}, { rootMargin: "50%" });

/** Adds the readings in a text to the page, and to what scripts write from now on. */
export function start(text: string): void {
  follower.observe(document.body, { childList: true, subtree: true });
  addEventListener("beforeprint", () => showGuesses(showLines([...waiting.keys()]))); // paper has all
  if (text) write(text, document.body);
}

/** Adds the readings in a text to the text of an element. */
export function write(text: string, place: Node): void {
  for (const line of text.split("\n")) {
    lines.set(bare(line), line);
    unread.push(line);
  }
  read([place]);
}

const bare = (line: string) => line.replace(/《.*?》|｜/g, "");

const areWanted = () => (root.dataset.furigana ?? (root.dataset.ruby === "shown" ? "on" : "")) === "on";

// What scripts write. Results of the search are from other pages, which have readings of their own.
function follow(changes: MutationRecord[]): void {
  if (!areWanted()) return;
  const nodes = changes.flatMap(({ addedNodes }) => [...addedNodes]).filter((node) => node.isConnected && kanji.test(node.textContent ?? ""));
  if (!nodes.length) return;
  read(nodes);
  for (const place of nodes.flatMap((node) => (node instanceof Element ? [node, ...node.querySelectorAll("*")] : []))) {
    const { page } = (place as HTMLElement).dataset;
    if (page) void fetch(page + "furigana.txt").then(async (answer) => { if (answer.ok) write(await answer.text(), place); }, () => {});
  }
}

/** Adds the readings of what is known to the text of these places. */
export function read(places: Node[]): void {
  const sizes = new Map<Element, number>();
  for (const text of places.flatMap(textsOf).filter(hasKanji)) {
    const block = blockOf(text, sizes);
    if (!waiting.has(block)) waiting.set(block, new Set());
    waiting.get(block)!.add(text);
    comers.observe(block);
  }
}

const hasKanji = (text: Text): boolean => kanji.test(text.data) && !text.parentElement?.closest(silent);

// The largest element around a text that is short itself.
function blockOf({ parentElement }: Text, sizes: Map<Element, number>): Element {
  let block = parentElement!;
  for (let around = block.parentElement; around; around = around.parentElement) {
    if (!sizes.has(around)) sizes.set(around, around.textContent!.length);
    if (sizes.get(around)! > blockSize) break;
    block = around;
  }
  return block;
}

function textsOf(place: Node): Text[] {
  if (place instanceof Text) return [place];
  const found: Text[] = [];
  const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) found.push(walker.currentNode as Text);
  return found;
}

// Shows the readings of texts that have a line of their own, and returns the other texts of these blocks.
function showLines(blocks: Element[]): Text[] {
  const texts = blocks.flatMap((block) => [...waiting.get(block) ?? []]);
  for (const block of blocks) {
    comers.unobserve(block);
    waiting.delete(block);
  }
  show(texts, (text) => lines.get(text.trim()));
  return texts.filter((text) => text.isConnected);
}

function showGuesses(texts: Text[]): void {
  show(texts, guess);
  root.dataset.readings = "";
}

function show(texts: Text[], lineOf: (text: string) => string | undefined): void {
  const found: [Text, string, string, boolean][] = [];
  for (const node of texts) {
    if (!node.isConnected) continue;
    const text = node.data.replace(/[ \t\r\n]+/g, " ");
    const line = lineOf(text);
    if (line) found.push([node, text, line.trim(), isInRow(node)]);
  }
  // All styles are read before the first change: after each change the browser would work them out again.
  for (const [node, text, line, isRow] of found) replace(node, text, line, isRow);
  follower.takeRecords(); // what has just been written here
}
// In a row or grid, each part would be an item of its own: there a span holds them together.
const isInRow = (node: Text): boolean => /flex|grid/.test(getComputedStyle(node.parentElement!).display);

function replace(node: Text, text: string, line: string, isRow: boolean): void {
  const [before, behind] = [text.startsWith(" ") ? " " : "", text.endsWith(" ") ? " " : ""];
  const parts = [before, ...line.split(/(｜.*?》)/).map(part), behind];
  node.replaceWith(...(isRow ? [make("span", {}, ...parts)] : parts));
}

function part(text: string): Element | string {
  const [, word, reading] = text.match(/^｜(.*)《(.*)》$/) ?? [];
  return word ? make("ruby", {}, word, make("rt", {}, reading)) : text;
}

// The line of a text that has none: its words are read as they are in other texts.
function guess(text: string): string | undefined {
  learn();
  let line = "";
  for (let at = 0; at < text.length;) {
    const [word, reading] = wordAt(text, at);
    line += reading ? `｜${word}《${reading}》` : word;
    at += word.length;
  }
  return line.includes("｜") ? line : undefined;
}

// The longest known word at a place with the reading that it has between the same letters, or always.
function wordAt(text: string, at: number): [string, string?] {
  for (let size = Math.min(longest, text.length - at); size > 0; size--) {
    const word = text.slice(at, at + size);
    const [before, behind] = [text[at - 1] ?? "", text[at + size] ?? ""];
    const known = words.get(word) ?? [];
    const same = known.find((other) => other.behind === behind && (size > 1 || other.before === before || !kanji.test(before)));
    if (same) return [word, same.reading];
    const isWhole = !kanji.test(before) && !kanji.test(behind);
    if (size > 1 && known.length && isWhole && known.every(({ reading }) => reading === known[0].reading)) return [word, known[0].reading];
  }
  return [text[at]];
}

function learn(): void {
  for (const line of unread) {
    const parts = line.split(/(｜.*?》)/);
    parts.forEach((text, i) => {
      const [, word, reading] = text.match(/^｜(.*)《(.*)》$/) ?? [];
      if (word) note(word, reading, bare(parts[i - 1] || parts[i - 2] || "").slice(-1), bare(parts[i + 1] || parts[i + 2] || "")[0] ?? "");
    });
  }
  unread = [];
  if (words.size) return;
  for (const ruby of document.querySelectorAll("ruby")) {
    const [word, reading] = [ruby.firstChild?.textContent ?? "", ruby.querySelector("rt")?.textContent ?? ""];
    note(word, reading, ruby.previousSibling?.textContent?.slice(-1) ?? "", ruby.nextSibling?.textContent?.[0] ?? "");
  }
}

function note(word: string, reading: string, before: string, behind: string): void {
  const all = [word, reading, before, behind];
  if (noted.has(all.join("|"))) return;
  noted.add(all.join("|"));
  words.set(word, [...words.get(word) ?? [], { reading, before, behind }]);
}
