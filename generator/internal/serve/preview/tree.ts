// Changes the page in view into the one of the latest build, touching nothing else. A copy of the
// page as it was sent is kept; what differs between it and the new page is changed in the document.
// So everything that scripts and readers have done to the document stays: what they opened, typed,
// added, hid.
import { align } from "./align";
import { carry } from "./keep";

/** A page as it was sent, and for each of its nodes the one in the document. */
export interface Copy {
  root: Element;
  live: WeakMap<Node, Node>;
}

/** What an update has touched: elements that are new, and older ones with new text. */
export interface Touched {
  added: Element[];
  changed: Element[];
}

/** Files that a page loads are changed by other means. */
const files = 'link[rel="stylesheet"], script[src]';

/** Copies the document, which no script may have changed yet. */
export function copyDocument(): Copy {
  const copy: Copy = { root: document.documentElement.cloneNode(true) as Element, live: new WeakMap() };
  bind(copy, copy.root, document.documentElement);
  prepare(copy.root);
  return copy;
}

function prepare(root: Element): void {
  root.querySelectorAll(files).forEach((file) => file.remove());
}

// Binds the nodes of a tree to those of another of the same shape.
function bind(copy: Copy, node: Node, live: Node): void {
  copy.live.set(node, live);
  for (let a = node.firstChild, b = live.firstChild; a && b; a = a.nextSibling, b = b.nextSibling) bind(copy, a, b);
}

/** Whether the new page must be loaded: it has other scripts, or they read once what <html> says. */
export function needsLoading(copy: Copy, next: Document): boolean {
  const names = ["lang", "data-ruby", ...next.documentElement.getAttributeNames()];
  return names.some((name) => copy.root.getAttribute(name) !== next.documentElement.getAttribute(name))
    || scriptsOf(next) !== scriptsOf(document);
}

const scriptsOf = (page: Document): string =>
  [...page.querySelectorAll("script[src]")].map((script) => script.getAttribute("src")).join("\n");

/** Makes the document what next is. */
export function patch(copy: Copy, next: Document): Touched {
  const touched: Touched = { added: [], changed: [] };
  prepare(next.documentElement);
  patchChildren(copy, copy.root, next.documentElement, touched);
  return touched;
}

function patchNode(copy: Copy, was: Node, will: Node, touched: Touched): void {
  if (was instanceof Element && will instanceof Element) {
    patchAttributes(copy, was, will);
    patchChildren(copy, was, will, touched);
  } else if (was.nodeValue !== will.nodeValue) {
    const live = copy.live.get(was) as CharacterData;
    if (live.data.trim() !== (will.nodeValue ?? "").trim() && live.parentElement) touched.changed.push(live.parentElement);
    rewrite(live, will.nodeValue ?? "");
    was.nodeValue = will.nodeValue;
  }
}

// Changes only the part of a text that differs, so that a selection beside it stays.
function rewrite(text: CharacterData, data: string): void {
  const old = text.data;
  const most = Math.min(old.length, data.length);
  let start = 0;
  while (start < most && old[start] === data[start]) start++;
  let end = 0;
  while (end < most - start && old[old.length - 1 - end] === data[data.length - 1 - end]) end++;
  text.replaceData(start, old.length - start - end, data.slice(start, data.length - end));
}

function patchAttributes(copy: Copy, was: Element, will: Element): void {
  const live = copy.live.get(was) as Element;
  for (const { name, value } of [...will.attributes]) {
    if (was.getAttribute(name) === value) continue;
    was.setAttribute(name, value);
    live.setAttribute(name, value);
  }
  for (const { name } of [...was.attributes]) {
    if (will.hasAttribute(name)) continue;
    was.removeAttribute(name);
    live.removeAttribute(name);
  }
}

function patchChildren(copy: Copy, was: Element, will: Element, touched: Touched): void {
  const before = [...was.childNodes];
  const after = [...will.childNodes];
  const pairs = align(before, after);
  const stays = new Set(pairs);
  const gone = before.filter((node) => !stays.has(node));
  if (isTorn(copy, was, before) && (gone.length || after.some((node, i) => !pairs[i] || differs(node, pairs[i]!)))) {
    rebuild(copy, was, will, touched);
    return;
  }
  for (const node of gone) {
    (copy.live.get(node) as ChildNode | undefined)?.remove();
    node.remove();
  }
  insertAndPatch(copy, was, after, pairs, touched);
}

// From the last to the first, so that what follows a new node has its place already.
function insertAndPatch(copy: Copy, was: Element, after: Node[], pairs: (Node | undefined)[], touched: Touched): void {
  const live = copy.live.get(was) as Element;
  let behind: Node | null = null;
  let liveBehind: Node | null = afterLast(copy, was);
  for (let i = after.length - 1; i >= 0; i--) {
    let node = pairs[i];
    if (node) {
      if (!node.isEqualNode(after[i])) patchNode(copy, node, after[i], touched);
    } else {
      node = after[i].cloneNode(true);
      was.insertBefore(node, behind);
      live.insertBefore(made(copy, node, touched), liveBehind);
    }
    behind = node;
    const there = copy.live.get(node);
    if (there?.parentNode === live) liveBehind = there;
  }
}

// What scripts have put behind the last child stays behind it.
function afterLast(copy: Copy, was: Element): Node | null {
  const last = was.lastChild && copy.live.get(was.lastChild);
  return last?.parentNode === copy.live.get(was) ? last?.nextSibling ?? null : null;
}

// A text that a script has replaced, such as by one with readings, cannot be changed in part.
function isTorn(copy: Copy, was: Element, children: Node[]): boolean {
  const live = copy.live.get(was);
  return children.some((node) => node instanceof Text && copy.live.get(node)?.parentNode !== live);
}

// Whether what a torn element itself holds differs: its texts, and the order and kind of the rest.
function differs(will: Node, was: Node): boolean {
  return will instanceof Text && will.data !== (was as Text).data;
}

// Replaces the content of an element; what readers did in it is carried over.
function rebuild(copy: Copy, was: Element, will: Element, touched: Touched): void {
  const live = copy.live.get(was) as Element;
  was.replaceChildren(...[...will.childNodes].map((node) => node.cloneNode(true)));
  const old = live.cloneNode() as Element;
  const focused = live.contains(document.activeElement) ? document.activeElement : null;
  old.append(...live.childNodes);
  live.append(...[...was.childNodes].map((node) => made(copy, node, touched)));
  carry(old, live, focused);
  touched.changed.push(live);
}

// Makes a node for the document from one of the copy.
function made(copy: Copy, node: Node, touched: Touched): Node {
  const live = document.importNode(node, true);
  bind(copy, node, live);
  if (live instanceof Element) touched.added.push(live);
  return live;
}
