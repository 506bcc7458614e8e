// Which child of an element as it was is which child as it will be.

/** For each node of after, the node of before that it continues, in order; undefined for a new one. */
export function align(before: readonly Node[], after: readonly Node[]): (Node | undefined)[] {
  const pairs: (Node | undefined)[] = after.map(() => undefined);
  let start = 0;
  while (start < before.length && start < after.length && before[start].isEqualNode(after[start])) {
    pairs[start] = before[start++];
  }
  let [endBefore, endAfter] = [before.length, after.length];
  while (endBefore > start && endAfter > start && before[endBefore - 1].isEqualNode(after[endAfter - 1])) {
    pairs[--endAfter] = before[--endBefore];
  }
  fill({ before, after, pairs }, [start, endBefore], [start, endAfter], [same, alike, kin]);
  return pairs;
}

interface Work {
  before: readonly Node[];
  after: readonly Node[];
  pairs: (Node | undefined)[];
}

type Stretch = readonly [from: number, to: number];

// Two nodes with one key go together. Keys are tried from the strictest to the loosest.
type Key = (node: Node) => string;

const same: Key = (node) => node instanceof Element ? node.outerHTML : node.nodeName + node.nodeValue;
const alike: Key = (node) => node.nodeName + (node.textContent?.trim() || same(node));
const kin: Key = (node) => node.nodeName + (node instanceof Element ? node.classList.value : "");

// Pairs what has the same key in a stretch of both, and what lies between by the next keys.
function fill(work: Work, b: Stretch, a: Stretch, keys: readonly Key[]): void {
  if (!keys.length || b[0] === b[1] || a[0] === a[1]) return;
  const [key, ...looser] = keys;
  const common = commonOf(work.before.slice(...b).map(key), work.after.slice(...a).map(key));
  let [lastB, lastA] = [b[0], a[0]];
  for (const [i, j] of common) {
    work.pairs[a[0] + j] = work.before[b[0] + i];
    fill(work, [lastB, b[0] + i], [lastA, a[0] + j], looser);
    [lastB, lastA] = [b[0] + i + 1, a[0] + j + 1];
  }
  fill(work, [lastB, b[1]], [lastA, a[1]], looser);
}

const LARGE = 250_000; // comparisons

// The longest common subsequence of two lists as pairs of indexes; of long ones what a greedy search finds.
function commonOf(b: string[], a: string[]): [number, number][] {
  return b.length * a.length > LARGE ? greedy(b, a) : longest(b, a);
}

function longest(b: string[], a: string[]): [number, number][] {
  const width = a.length + 1;
  const lengths = new Uint16Array((b.length + 1) * width);
  for (let i = b.length - 1; i >= 0; i--) {
    for (let j = a.length - 1; j >= 0; j--) {
      const at = i * width + j;
      lengths[at] = b[i] === a[j] ? lengths[at + width + 1] + 1 : Math.max(lengths[at + width], lengths[at + 1]);
    }
  }
  const pairs: [number, number][] = [];
  for (let i = 0, j = 0; i < b.length && j < a.length;) {
    const at = i * width + j;
    if (b[i] === a[j]) pairs.push([i++, j++]);
    else if (lengths[at + width] >= lengths[at + 1]) i++;
    else j++;
  }
  return pairs;
}

function greedy(b: string[], a: string[]): [number, number][] {
  const pairs: [number, number][] = [];
  let next = 0;
  b.forEach((key, i) => {
    const j = a.indexOf(key, next);
    if (j < 0 || j > next + 100) return;
    pairs.push([i, j]);
    next = j + 1;
  });
  return pairs;
}
