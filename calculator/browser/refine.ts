// Narrows the results of a module for open answers: the search of calculator/internal/refine, whose comments explain it.
import { stored, type Evaluate, type Reader, type Value } from "./module";
import { count, has } from "./show";
import { type Description, type Kind, type Shape } from "./description";

/** Narrowed results. */
export interface Refined {
  /** Reads the joined words. */
  read: Reader;
  /** The values that each output can have, where these are few; else empty. */
  values: bigint[][];
}

// The parts of a trend, as package ir has them.
const RISING = 1;
const FALLING = 2;
const BENT = 4;
const NO = 1n;
const YES = 2n;
const BUDGET = 168; // evaluations
const MOST_VALUES = 8;
const MOST_OPEN = 5; // inputs whose both ends are tried
const FEW_OPTIONS = 8;
const LAST_BIT = 62;

interface Part {
  inputs: Value[];
  read: Reader;
  words: Value[]; // of the values that are narrowed
  done: boolean[]; // of those values: no possibility is left that has not been seen
  ends: Value[]; // likewise, where the exact ends are known
  stuck?: boolean;
}

/** A part to improve, for a value of an output, or none. */
type Target = [part: Part, value?: number];

/** Reports whether each question could still change a result or a message if it were open, by the other answers. */
export function matters({ inputs, needs }: Description, values: readonly Value[], evaluate: Evaluate): boolean[] {
  return inputs.map(({ range }, i) => bit(evaluate(values.map((value, n) => (n === i ? stored(range) : value)))([needs])[0], i));
}

function bit(needs: bigint, i: number): boolean {
  return has(needs, Math.min(i, LAST_BIT));
}

const isInterval = (kind: Kind): boolean => kind === "number" || kind === "date";
const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);
const greatest = (a: bigint, b: bigint): bigint => (a > b ? a : b);

const size = ([low, high]: Value): number => Number(high - low);

type Places = Pick<Shape, "kind" | "at">;

/** Evaluates one value per input, and narrows the results where answers are open. */
export function refine(description: Description, given: readonly Value[], evaluate: Evaluate): Refined {
  const { inputs, steps, outputs, messages } = description;
  const truths = [...outputs.map(({ present }) => present), ...messages.map(({ at }) => at)]
    .map((at): Places => ({ kind: "yesno", at: [at] }));
  const first = truths.length; // the values of outputs come behind their presence and the messages
  const values = [...truths, ...outputs.map(({ step }): Places => steps[step])];
  const isNumber = values.map(({ kind }) => isInterval(kind));
  const stepsOf = inputs.map(({ step }) => BigInt(step ?? 1));
  const cuts = inputs.map(({ cuts }) => stored(cuts ?? []));
  // What single answers have shown: possibilities, of sets also those of not holding; of numbers the least and the greatest.
  const seen = values.map(({ kind }): Value => (isInterval(kind) ? [] : [0n, 0n]));
  let used = 0;
  const root = observe(given.map(onGrid));
  let parts = [root];
  note(root);
  for (const share of [3, 1]) { // one value after the other: each may use a third of what is left, and then all
    for (const goal of goals()) {
      const end = used + Math.floor((BUDGET - used) / share);
      for (let target = goal(); target && used < end; target = goal()) improve(target);
    }
  }
  return { read, values: outputs.map((_, j) => listed(first + j)) };

  // The answer to question i that is x, or the next smaller one.
  function gridDown(x: bigint, i: number): bigint {
    const over = x % stepsOf[i];
    return x - over - (over < 0n ? stepsOf[i] : 0n);
  }

  // Narrows a range to multiples of the step.
  function onGrid(value: Value, i: number): Value {
    if (hasOptions(i)) return value;
    const ends = [-gridDown(-value[0], i), gridDown(value[1], i)];
    return ends[0] <= ends[1] ? ends : value;
  }

  // The answer in the middle of a range, or the next smaller one.
  function middle([low, high]: Value, i: number): bigint {
    return greatest(gridDown(low + (high - low) / 2n, i), low);
  }

  function observe(inputs: Value[]): Part {
    used++;
    const read = evaluate(inputs);
    return { inputs, read, words: values.map(({ at }) => read(at)), done: [], ends: [] };
  }

  function hasOptions(i: number): boolean { return !isInterval(inputs[i].kind); }

  function isOpen({ inputs }: Part, i: number): boolean {
    const [a, b] = inputs[i];
    return hasOptions(i) ? (a & (a - 1n)) > 0n : a < b;
  }

  function presence({ words }: Part, v: number): bigint { return words[v - first][0]; }

  function applying(v: number): Part[] { return parts.filter((part) => presence(part, v) !== NO); }

  // The outcomes of a value that may hold, and of a set those that may not.
  function possibilities({ words }: Part, v: number): [bigint, bigint] {
    const [a, b] = words[v];
    return values[v].kind === "set" ? [b, ~a] : [a, 0n];
  }

  // Records the values that a part shows to occur.
  function note(part: Part): void {
    const isPoint = part.inputs.every((_, i) => !isOpen(part, i));
    values.forEach(({ kind }, v) => {
      const [a, b] = part.words[v];
      const [low, high] = seen[v];
      if (isNumber[v]) {
        if (presence(part, v) === YES && (isPoint || a === b)) seen[v] = union("number", [low ?? a, high ?? b], [a, b]);
        return;
      }
      const [yes, no] = kind === "set" && !isPoint ? [a, ~b] : possibilities(part, v);
      if (isPoint || kind === "set" || !(yes & (yes - 1n))) seen[v] = [low! | yes, high! | no];
    });
  }

  function goals(): (() => Target | undefined)[] {
    const ofOutputs = [...outputs.keys()].map((j) => first + j);
    return [
      ...outputs.map((_, j) => () => unseen(j)),
      ...ofOutputs.flatMap((v) => (isNumber[v] ? [0, 1].map((end) => () => extreme(v, end)) : [() => unseen(v)])),
      ...messages.map((_, m) => () => unseen(outputs.length + m)),
      ...ofOutputs.map((v) => () => several(v)),
    ];
  }

  // A part with a possibility of a value that has not been seen to occur: that with the fewest, of equal ones the newest.
  function unseen(v: number): Target | undefined {
    let best: Target | undefined;
    let fewest = 0;
    for (const part of parts) {
      if (part.stuck || part.done[v]) continue;
      const [yes, no] = possibilities(part, v);
      if (!(yes & ~seen[v][0]! | no & ~seen[v][1]!)) {
        part.done[v] = true;
        continue;
      }
      const n = count(yes);
      if (!best || n <= fewest) [best, fewest] = [[part, v < first ? undefined : v], n];
    }
    return best;
  }

  // The part with the least (or greatest) end of a number, the newest of equal ones, unless that value occurs.
  function extreme(v: number, end: number): Target | undefined {
    let best: Part | undefined;
    let value = seen[v][end];
    const isBeyond = (a: bigint, b: bigint): boolean => (end ? a > b : a < b);
    for (const part of parts) {
      if (part.stuck || presence(part, v) === NO) continue;
      const own = endsOf(part, v)[end];
      if (value === undefined || isBeyond(own, value) || best && own === value) [best, value] = [part, own];
    }
    return best && [best, v];
  }

  function endsOf({ ends, words }: Part, v: number): Value { return ends[v] ?? words[v]; }

  function improve([part, v]: Target): void {
    const hasEnds = v !== undefined && isNumber[v];
    if (!hasEnds) note(observe(part.inputs.map((value, i) => oneOf(i, hasOptions(i) ? value : [middle(value, i)], 0))));
    if (!hasEnds || part.ends[v] || !findEnds(part, v)) split(part, v);
  }

  // Evaluates the corners of a settled part at which a number has its ends.
  function findEnds(part: Part, v: number): boolean {
    const { trends } = outputs[v - first];
    if (v - first >= LAST_BIT || !has(part.read([description.settled])[0], v - first) || presence(part, v) !== YES) return false;
    const both = trends.flatMap((trend, i) => (isOpen(part, i) && trend & RISING && trend & FALLING ? [i] : []));
    if (both.length > MOST_OPEN || both.some((i) => trends[i] & BENT)) return false;
    const words: Value[] = [];
    for (let corner = 0; corner < 2 << both.length; corner++) {
      const point = observe(part.inputs.map((value, i) => {
        const k = both.indexOf(i) + 1;
        return oneOf(i, value, k ? corner >> k & 1 : trends[i] & FALLING ? ~corner & 1 : trends[i] & RISING && corner & 1);
      }));
      note(point);
      words.push(point.words[v]);
    }
    part.ends[v] = words.reduce((a, b) => union("number", a, b));
    return true;
  }

  function oneOf(i: number, value: Value, end: number): Value {
    return hasOptions(i) ? [value[0] & -value[0]] : [value[end], value[end]];
  }

  // Splits a part by an input that matters to an output (to any, where it is for none): one with options first, then one
  // with a cut inside, then the widest.
  function split(part: Part, v?: number): void {
    let at = -1;
    let rank = 0;
    const needs = part.read([description.needs])[0];
    part.inputs.forEach((value, i) => {
      if (!isOpen(part, i) || !bit(needs, i) || v !== undefined && !outputs[v - first].trends[i]) return;
      const own = hasOptions(i) ? count(value[0])
        : (cutsInside(value, i).length ? 100 : 200) - size(value) / (size(given[i]) + 1);
      if (at < 0 || own < rank) [at, rank] = [i, own];
    });
    if (at < 0) {
      part.stuck = true;
      return;
    }
    parts = parts.filter((other) => other !== part);
    for (const value of pieces(part.inputs[at], at)) {
      const piece = observe(part.inputs.map((old, i) => (i === at ? value : old)));
      note(piece);
      parts.push(piece);
    }
  }

  function cutsInside([low, high]: Value, i: number): bigint[] {
    return cuts[i].filter((cut) => low <= cut && cut < high);
  }

  function pieces(value: Value, i: number): Value[] {
    if (hasOptions(i)) return options(value[0]);
    const inside = cutsInside(value, i);
    const low = inside.length ? gridDown(inside[inside.length >> 1], i) : middle(value, i);
    return [[value[0], low], [low + stepsOf[i], value[1]]];
  }

  // A part in which a number has several values, where it changes with decisions only and its values may be few.
  function several(v: number): Target | undefined {
    if (!isNumber[v] || outputs[v - first].trends.some((trend, i) => trend & (RISING | FALLING) && isOpen(root, i))) return undefined;
    let open: Part | undefined;
    const ones = new Set<bigint>();
    for (const part of applying(v)) {
      const [low, high] = part.words[v];
      if (low === high) ones.add(low);
      else if (!part.stuck) open ??= part;
    }
    return open && ones.size <= MOST_VALUES ? [open] : undefined;
  }

  // Of an output over the parts in which it may apply, of all else over all parts.
  function read(at: readonly number[]): Value {
    const isHere = (places: Places): boolean => places.at[0] === at[0];
    const { kind } = [...steps, ...truths].find(isHere)!;
    const v = values.findIndex((places, v) => v >= first && isHere(places));
    const ends = v < 0 ? [] : applying(v).map((part) => endsOf(part, v));
    return (ends.length ? ends : parts.map((part) => part.read(at))).reduce((a, b) => union(kind, a, b));
  }

  // The values that a number can have, where these are known, few, and not one unit apart, which a range describes.
  function listed(v: number): bigint[] {
    const ends = applying(v).map((part) => endsOf(part, v));
    const list = [...new Set(ends.map(([low]) => low))].sort((a, b) => (a < b ? -1 : 1));
    const one = 10n ** BigInt(Math.max(0, steps[outputs[v - first].step].scale ?? 0));
    return isNumber[v] && ends.every(([low, high]) => low === high) && list.length <= MOST_VALUES &&
      list.some((value, n) => n && value - list[n - 1] !== one) ? list : [];
  }
}

// The hull of two intervals, the union of two choices, and of two sets what holds in both and what may in one.
function union(kind: Kind, a: Value, b: Value): Value {
  if (isInterval(kind)) return [least(a[0], b[0]), greatest(a[1], b[1])];
  return kind === "set" ? [a[0] & b[0], a[1] | b[1]] : [a[0] | b[0]];
}

// Each option by itself, or two halves of many.
function options(set: bigint): Value[] {
  const bits: bigint[] = [];
  for (let rest = set; rest; rest &= rest - 1n) bits.push(rest & -rest);
  const size = bits.length > FEW_OPTIONS ? Math.ceil(bits.length / 2) : 1;
  const pieces: Value[] = [];
  for (let i = 0; i < bits.length; i += size) pieces.push([bits.slice(i, i + size).reduce((a, b) => a | b)]);
  return pieces;
}
