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
  fill({ before, after, pairs }, [start, endBefore], [start, endAfter], [same, alike, sameClass, any]);
  return pairs;
}

interface Work {
  before: readonly Node[];
  after: readonly Node[];
  pairs: (Node | undefined)[];
}

type Stretch = readonly [from: number, to: number];

// Two nodes with one key go together; one without a key goes with none. Keys are tried from the
// strictest to the loosest. White space comes last: else it would keep apart what belongs together.
type Key = (node: Node) => string | undefined;

const isBlank = (node: Node) => node instanceof Text && !node.data.trim();
const unlessBlank = (key: Key): Key => (node) => isBlank(node) ? undefined : key(node);

const same = unlessBlank((node) => node instanceof Element ? node.outerHTML : node.nodeName + node.nodeValue);
const alike = unlessBlank((node) => node.nodeName + (node.textContent?.trim() || same(node)));
const sameClass = unlessBlank((node) => node.nodeName + (node instanceof Element ? node.classList.value : ""));
const any: Key = (node) => node.nodeName;

// Pairs what has the same key in a stretch of both, and what lies between by the next keys.
function fill(work: Work, b: Stretch, a: Stretch, keys: readonly Key[]): void {
  if (!keys.length || b[0] === b[1] || a[0] === a[1]) return;
  const [key, ...looser] = keys;
  let [lastB, lastA] = [b[0], a[0]];
  for (const [i, j] of commonOf(keyed(work.before, b, key), keyed(work.after, a, key))) {
    work.pairs[j] = work.before[i];
    fill(work, [lastB, i], [lastA, j], looser);
    [lastB, lastA] = [i + 1, j + 1];
  }
  fill(work, [lastB, b[1]], [lastA, a[1]], looser);
}

interface Keyed {
  keys: string[];
  at: number[]; // the indexes of the nodes that have a key
}

function keyed(nodes: readonly Node[], [from, to]: Stretch, key: Key): Keyed {
  const found: Keyed = { keys: [], at: [] };
  for (let i = from; i < to; i++) {
    const text = key(nodes[i]);
    if (text === undefined) continue;
    found.keys.push(text);
    found.at.push(i);
  }
  return found;
}

const LARGE = 250_000; // comparisons

// The longest common subsequence of two lists as pairs of nodes; of long ones what a greedy search finds.
function commonOf(b: Keyed, a: Keyed): [number, number][] {
  const pairs = b.keys.length * a.keys.length > LARGE ? greedy(b.keys, a.keys) : longest(b.keys, a.keys);
  return pairs.map(([i, j]) => [b.at[i], a.at[j]]);
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
