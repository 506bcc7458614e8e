// Puts readings above kanji, from a text with a line for each text of a page: ｜漢字《かんじ》の. What scripts write later is
// read as the same words are elsewhere on the page. A block gets its readings when it comes near what is in view, so that
// the page answers its reader at once however long it is.
import { make } from "./elements";
import { guess, learn } from "./guess";

const root = document.documentElement;
const silent = "script, style, code, pre, kbd, textarea, select, svg, ruby, template, [role=status]";
const kanji = /[\p{Script=Han}々]/u;
// Numbers with their units: browsers break a line before a ruby (0|円). Those of the build are held together as well.
const numbers = /([0-9][0-9,.]{0,11}(?:｜[千万億]《[^》]*》)*｜[^》]*》)/;
const blockSize = 300; // letters of a block that gets its readings at once
const lines = new Map<string, string>();
let unread: string[] = []; // lines whose words have not been learnt yet
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
  else read([document.body]);
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
  learn(unread);
  unread = [];
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
  const parts = [before, ...line.split(numbers).flatMap((text, i) => (i % 2 ? [make("span", { class: "whole" }, ...withRuby(text))] : withRuby(text))), behind];
  node.replaceWith(...(isRow ? [make("span", {}, ...parts)] : parts));
}

const withRuby = (text: string) => text.split(/(｜.*?》)/).map(part);

function part(text: string): Element | string {
  const [, word, reading] = text.match(/^｜(.*)《(.*)》$/) ?? [];
  return word ? make("ruby", {}, word, make("rt", {}, reading)) : text;
}
