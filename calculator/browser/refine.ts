// Narrows what a module says of open answers: the search of calculator/internal/refine, whose comments explain it.
import { stored, type Evaluate, type Reader, type Value } from "./module";
import { count, has } from "./show";
import { type Description, type Kind, type Output, type Shape } from "./description";

/** What is known after narrowing. */
export interface Refined {
  /** Reads the joined words. */
  read: Reader;
  /** Of each output: all that it can be, where these are few; else empty. */
  values: bigint[][];
}

// The parts of a trend, as package ir has them.
const RISING = 1;
const FALLING = 2;
const BENT = 4;
const YES = 2n;
const BUDGET = 256; // evaluations: less than package refine's, for slow phones
const MOST_VALUES = 8;
const MOST_OPEN = 5; // inputs whose both ends are tried
const FEW_OPTIONS = 8;
const LAST_BIT = 62;

interface Part {
  inputs: Value[];
  words: Value[];
  settled: bigint;
  needs: bigint;
  ends: Map<number, Value>;
  stuck: boolean;
}

/** A part that has to be improved, for an output or −1. */
type Target = [part: Part, output: number];

/** Reports whether each question could still change a result or a message if it were open, by the other answers. */
export function matters({ inputs, needs }: Description, values: readonly Value[], evaluate: Evaluate): boolean[] {
  return inputs.map(({ range }, i) => bit(evaluate(values.map((value, n) => (n === i ? stored(range) : value)))([needs])[0], i));
}

function bit(needs: bigint, i: number): boolean {
  return has(needs, Math.min(i, LAST_BIT));
}

const isDirect = (trend: number): boolean => (trend & (RISING | FALLING)) !== 0;
const isInterval = (kind: Kind): boolean => kind === "number" || kind === "date";
const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);
const greatest = (a: bigint, b: bigint): bigint => (a > b ? a : b);

// The outcomes that may hold, and of a set those that may not.
function possibilities(kind: Kind, word: Value): [bigint, bigint] {
  return kind === "set" ? [word[1], ~word[0]] : [word[0], 0n];
}


type Places = Pick<Shape, "kind" | "at">;

/** Evaluates one value per input, and narrows the results where answers are open. */
export function refine(description: Description, given: readonly Value[], evaluate: Evaluate): Refined {
  const { inputs, steps, outputs, messages } = description;
  const truth = (at: number): Places => ({ kind: "yesno", at: [at] });
  const shapes: Places[] = [...steps, ...outputs.map(({ present }) => truth(present)), ...messages.map(({ at }) => truth(at))];
  const stepsOf = inputs.map(({ step }) => BigInt(step ?? 1));
  const cuts = inputs.map(({ cuts }) => stored(cuts ?? []));
  const occurs = shapes.map((): [bigint, bigint] => [0n, 0n]);
  const lows: (bigint | undefined)[] = [];
  const highs: (bigint | undefined)[] = [];
  let used = 0;
  const root = observe(given.map(onGrid));
  let parts = [root];
  note(root);
  run();
  return join();

  function hasOptions(i: number): boolean { return !isInterval(inputs[i].kind); }

  // The answer to question i that is x, or the next smaller one.
  function gridDown(x: bigint, i: number): bigint {
    const over = x % stepsOf[i];
    return x - over - (over < 0n ? stepsOf[i] : 0n);
  }

  // Leaves out what no answer can be.
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
    const read = evaluate(inputs);
    used++;
    const [settled, needs] = read([description.settled, description.needs]);
    return { inputs, words: shapes.map(({ at }) => read(at)), settled, needs, ends: new Map(), stuck: false };
  }

  function isOpen(part: Part, i: number): boolean {
    const [a, b] = part.inputs[i];
    return hasOptions(i) ? count(a) > 1 : a < b;
  }

  function isNumber({ step }: Output): boolean { return isInterval(shapes[step].kind); }

  function present(part: Part, j: number): bigint { return part.words[steps.length + j][0]; }

  function mayApply(part: Part, j: number): boolean { return has(present(part, j), 1); }

  // Takes over what a part shows to occur.
  function note(part: Part): void {
    const isPoint = part.inputs.every((_, i) => !isOpen(part, i));
    part.words.forEach((word, v) => {
      const { kind } = shapes[v];
      if (isInterval(kind)) return;
      let [yes, no] = possibilities(kind, word);
      if (!isPoint && kind === "set") [yes, no] = [word[0], ~word[1]];
      else if (!isPoint && count(yes) > 1) return;
      occurs[v] = [occurs[v][0] | yes, occurs[v][1] | no];
    });
    outputs.forEach((output, j) => {
      const [low, high] = part.words[output.step];
      if (!isNumber(output) || present(part, j) !== YES || !isPoint && low !== high) return;
      lows[j] = least(lows[j] ?? low, low);
      highs[j] = greatest(highs[j] ?? high, high);
    });
  }

  // One value after the other: each may use a third of the evaluations that are left, and in a second round all.
  function run(): void {
    for (const share of [3, 1]) {
      for (const goal of goals()) {
        const end = used + Math.floor((BUDGET - used) / share);
        for (let target = goal(); target && used < end; target = goal()) improve(target);
      }
    }
  }

  function goals(): (() => Target | undefined)[] {
    return [
      ...outputs.map((_, j) => () => unseen(steps.length + j)),
      ...outputs.flatMap((output, j) => isNumber(output)
        ? [() => extreme(j, false), () => extreme(j, true)]
        : [() => unseen(output.step, j)]),
      ...messages.map((_, m) => () => unseen(steps.length + outputs.length + m)),
      ...outputs.map((_, j) => () => several(j)),
    ];
  }

  // A part that has a possibility of value v, which may be that of output j, that has not been seen to occur: where the
  // fewest are left, and there the youngest.
  function unseen(v: number, j = -1): Target | undefined {
    let best: Part | undefined;
    let fewest = 0;
    for (const part of parts) {
      const [yes, no] = possibilities(shapes[v].kind, part.words[v]);
      if (part.stuck || (yes & ~occurs[v][0]) === 0n && (no & ~occurs[v][1]) === 0n) continue;
      const n = count(yes);
      if (!best || n <= fewest) [best, fewest] = [part, n];
    }
    return best && [best, j];
  }

  // The part with the least (or greatest) end of output j, the youngest of several, unless that value occurs.
  function extreme(j: number, isHigh: boolean): Target | undefined {
    const at = isHigh ? 1 : 0;
    let best: Part | undefined;
    let end = 0n;
    for (const part of parts) {
      if (part.stuck || !mayApply(part, j)) continue;
      const own = endsOf(part, j)[at];
      if (!best || (isHigh ? own >= end : own <= end)) [best, end] = [part, own];
    }
    const seen = isHigh ? highs[j] : lows[j];
    return best && (seen === undefined || (isHigh ? end > seen : end < seen)) ? [best, j] : undefined;
  }

  function endsOf(part: Part, j: number): Value {
    return part.ends.get(j) ?? part.words[outputs[j].step];
  }

  function improve([part, j]: Target): void {
    const hasEnds = j >= 0 && isNumber(outputs[j]);
    if (!hasEnds) probe(part);
    if (!hasEnds || part.ends.has(j) || !findEnds(part, j)) split(part, j);
  }

  // Evaluates the corners of a settled part at which output j has its ends.
  function findEnds(part: Part, j: number): boolean {
    const { trends } = outputs[j];
    if (j >= LAST_BIT || !has(part.settled, j) || present(part, j) !== YES) return false;
    const open = part.inputs.flatMap((_, i) => (isOpen(part, i) && isDirect(trends[i]) ? [i] : []));
    const isBoth = (i: number): boolean => (trends[i] & (RISING | FALLING)) === (RISING | FALLING);
    const both = open.filter(isBoth);
    if (both.length > MOST_OPEN || both.some((i) => trends[i] & BENT)) return false;
    let ends: Value | undefined;
    for (let corner = 0; corner < 1 << both.length; corner++) {
      for (const greatestEnd of [false, true]) {
        const point = observe(part.inputs.map((value, i) => {
          const k = both.indexOf(i);
          const isHigh = k < 0 ? isDirect(trends[i]) && !(trends[i] & FALLING) === greatestEnd : (corner >> k & 1) === 1;
          return oneOf(i, value, isHigh);
        }));
        note(point);
        const [low, high] = point.words[outputs[j].step];
        ends = ends ? [least(ends[0], low), greatest(ends[1], high)] : [low, high];
      }
    }
    part.ends.set(j, ends!);
    return true;
  }

  function oneOf(i: number, value: Value, isHigh: boolean): Value {
    return hasOptions(i) ? [value[0] & -value[0]] : Array<bigint>(2).fill(value[isHigh ? 1 : 0]);
  }

  // Notes what a single answer in the middle of a part gives.
  function probe(part: Part): void {
    note(observe(part.inputs.map((value, i) => {
      if (!hasOptions(i)) value = [middle(value, i)];
      return oneOf(i, value, false);
    })));
  }

  // By an input that output j (any, where it is negative) depends on.
  function split(part: Part, j: number): void {
    const at = bestInput(part, j);
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

  // The input to split: options first, then where rules change, then the widest; −1 for none.
  function bestInput(part: Part, j: number): number {
    let best = -1;
    let first = 0;
    part.inputs.forEach((value, i) => {
      if (!isOpen(part, i) || !bit(part.needs, i) || j >= 0 && !outputs[j].trends[i]) return;
      const own = rank(value, i);
      if (best < 0 || own < first) [best, first] = [i, own];
    });
    return best;
  }

  function rank(value: Value, i: number): number {
    if (hasOptions(i)) return count(value[0]);
    const left = Number(value[1] - value[0]) / (Number(given[i][1] - given[i][0]) + 1);
    return (cutsInside(value, i).length ? 100 : 200) - left;
  }

  function cutsInside([low, high]: Value, i: number): bigint[] {
    return cuts[i].filter((cut) => low <= cut && cut < high);
  }

  function pieces(value: Value, i: number): Value[] {
    if (hasOptions(i)) return options(value[0]);
    const inside = cutsInside(value, i);
    const low = inside[0] === undefined ? middle(value, i) : gridDown(inside[inside.length >> 1], i);
    return [[value[0], low], [low + stepsOf[i], value[1]]];
  }

  // A part in which output j has several values, where only decisions are open on the way to it and it may be a list of few values.
  function several(j: number): Target | undefined {
    const { step, trends } = outputs[j];
    const own = parts.filter((part) => mayApply(part, j)).map((part): [Part, Value] => [part, part.words[step]]);
    const isOne = ([, [low, high]]: [Part, Value]): boolean => low === high;
    const values = new Set(own.filter(isOne).map(([, [low]]) => low));
    const open = own.find((one) => !one[0].stuck && !isOne(one));
    const changes = trends.some((trend, i) => isDirect(trend) && isOpen(root, i));
    return isNumber(outputs[j]) && !changes && values.size <= MOST_VALUES && open ? [open[0], -1] : undefined;
  }

  function join(): Refined {
    const joined = new Map<string, Value>();
    shapes.forEach(({ kind, at }, v) => joined.set(`${at}`, parts.map(({ words }) => words[v]).reduce((a, b) => union(kind, a, b))));
    const values = outputs.map((output, j) => {
      const applying = parts.filter((part) => mayApply(part, j));
      const { kind, at } = shapes[output.step];
      const ends = applying.map((part) => (isNumber(output) ? endsOf(part, j) : part.words[output.step]));
      if (ends.length) joined.set(`${at}`, ends.reduce((a, b) => union(kind, a, b)));
      const list = [...new Set(ends.map(([low]) => low))].sort((a, b) => (a < b ? -1 : 1));
      const isListed = isNumber(output) && ends.every(([low, high]) => low === high);
      const one = 10n ** BigInt(Math.max(0, steps[output.step].scale ?? 0));
      const isRow = list.every((value, n) => !n || value - list[n - 1] === one); // a range says as much
      return isListed && list.length > 1 && list.length <= MOST_VALUES && !isRow ? list : [];
    });
    const last = evaluate(given);
    return { read: (at) => joined.get(`${at}`) ?? last(at), values };
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
