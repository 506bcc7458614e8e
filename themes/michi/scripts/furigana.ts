// Puts readings above the kanji of a page whose reader has turned them on. They come in a file beside
// the page, a line for each text: ｜漢字《かんじ》の. Pages that show them from the start have them in
// their HTML. What scripts write later is read as the same words are elsewhere on the page. The style sheet hides
// readings when the reader does not want them any longer.
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
const slice = 40; // texts that are written at once
const lines = new Map<string, string>();
const words = new Map<string, Word[]>();
const noted = new Set<string>(); // what is among words
let unread: string[] = []; // lines whose words are not among words yet
let added = false;
const follower = new MutationObserver(follow);

/** Adds the readings when they are wanted, now or later. */
export function addFurigana(): void {
  if (!root.dataset.ruby) return;
  new MutationObserver(add).observe(root, { attributes: true, attributeFilter: ["data-furigana"] });
  follower.observe(document.body, { childList: true, subtree: true });
  void add();
}

const areWanted = () => (root.dataset.furigana ?? (root.dataset.ruby === "shown" ? "on" : "")) === "on";

async function add(): Promise<void> {
  if (!areWanted() || root.dataset.ruby !== "hidden") return;
  if (added) return read([document.body]); // what was written meanwhile
  added = true;
  try {
    const answer = await fetch(new URL("furigana.txt", location.href));
    if (answer.ok) write(await answer.text(), document.body);
    else added = false;
  } catch {
    added = false; // Without a connection the page stays as it is.
  }
}

// What scripts write. Results of the search are from other pages, which have readings of their own.
function follow(changes: MutationRecord[]): void {
  if (!areWanted() || !added && root.dataset.ruby === "hidden") return;
  const nodes = changes.flatMap(({ addedNodes }) => [...addedNodes]).filter((node) => node.isConnected && kanji.test(node.textContent ?? ""));
  if (!nodes.length) return;
  read(nodes);
  for (const place of nodes.flatMap((node) => (node instanceof Element ? [node, ...node.querySelectorAll("*")] : []))) {
    const { page } = (place as HTMLElement).dataset;
    if (page) void fetch(page + "furigana.txt").then(async (answer) => { if (answer.ok) write(await answer.text(), place); }, () => {});
  }
}

const bare = (line: string) => line.replace(/《.*?》|｜/g, "");

/** Whether the readings have been added. */
export const isAdded = (): boolean => added;

/** Adds the readings in a text of this form to the text of an element. */
export function write(text: string, place: Node): void {
  for (const line of text.split("\n")) {
    lines.set(bare(line), line);
    unread.push(line);
  }
  read([place]);
}

// What is in view comes at once, all else in slices, so that the page answers its reader meanwhile. Texts that have a line
// of their own come before those whose words are put together.
function read(places: Node[]): void {
  const texts = places.flatMap(textsOf).filter(hasKanji);
  const near = texts.filter(isNear);
  const rest = new Set(texts);
  near.forEach((text) => rest.delete(text));
  const far = [...rest];
  const slices = Array.from({ length: Math.ceil(far.length / slice) }, (_, n) => far.slice(n * slice, (n + 1) * slice));
  const own = (text: string) => lines.get(text.trim());
  show(near, own);
  const jobs = [() => show(near, guess), ...[own, guess].flatMap((lineOf) => slices.map((part) => () => show(part, lineOf)))];
  const next = (): void => {
    jobs.shift()!();
    if (jobs.length) setTimeout(next);
    else root.dataset.readings = "all";
  };
  setTimeout(next);
}

const hasKanji = (text: Text): boolean => kanji.test(text.data) && !text.parentElement?.closest(silent);

// Whether a text is within half a screen of what is in view.
function isNear({ parentElement }: Text): boolean {
  const { top, bottom, height } = parentElement!.getBoundingClientRect();
  return height > 0 && top < innerHeight * 1.5 && bottom > -innerHeight / 2;
}

function textsOf(place: Node): Text[] {
  if (place instanceof Text) return [place];
  const found: Text[] = [];
  const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) found.push(walker.currentNode as Text);
  return found;
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
