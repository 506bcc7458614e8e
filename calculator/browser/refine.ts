// Narrows what a module says of open answers: the search of calculator/internal/refine, whose comments explain it.
import { stored, type Evaluate, type Reader, type Value } from "./module";
import { type Description, type Input, type Kind, type Output, type Shape } from "./description";

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

/** Evaluates one value per input, and narrows the results where answers are open. */
export function refine(description: Description, inputs: readonly Value[], evaluate: Evaluate): Refined {
  const search = new Search(description, inputs, evaluate);
  search.run();
  return search.join();
}

/** Whether each question can still change a result or a message, by the other answers. */
export function matters(description: Description, values: readonly Value[], evaluate: Evaluate): boolean[] {
  return description.inputs.map((input, i) => {
    const [needs] = evaluate(values.map((value, n) => (n === i ? stored(input.range) : value)))([description.needs]);
    return bit(needs, i);
  });
}

function bit(needs: bigint, i: number): boolean {
  return (needs >> BigInt(Math.min(i, LAST_BIT)) & 1n) === 1n;
}

const isDirect = (trend: number): boolean => (trend & (RISING | FALLING)) !== 0;
const isInterval = (kind: Kind): boolean => kind === "number" || kind === "date";
const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);
const greatest = (a: bigint, b: bigint): bigint => (a > b ? a : b);

function floor(a: bigint, b: bigint): bigint {
  const q = a / b;
  return a % b && a < 0n ? q - 1n : q;
}

// The outcomes that may hold, and of a set those that may not.
function possibilities(kind: Kind, word: Value): [bigint, bigint] {
  return kind === "set" ? [word[1], ~word[0]] : [word[0], 0n];
}

const isSeveral = (set: bigint): boolean => (set & (set - 1n)) !== 0n;

class Search {
  private readonly shapes: Pick<Shape, "kind" | "at">[]; // steps, presence, messages
  private readonly presence: number; // where these begin
  private readonly steps: bigint[];
  private readonly cuts: bigint[][];
  private readonly occurs: [bigint, bigint][];
  private readonly lows: (bigint | undefined)[] = [];
  private readonly highs: (bigint | undefined)[] = [];
  private parts: Part[];
  private used = 0;

  constructor(
    private readonly description: Description, private readonly given: readonly Value[], private readonly evaluate: Evaluate,
  ) {
    const { inputs, steps, outputs, messages } = description;
    const truth = (at: number): Pick<Shape, "kind" | "at"> => ({ kind: "yesno", at: [at] });
    this.shapes = [...steps, ...outputs.map(({ present }) => truth(present)), ...messages.map(({ at }) => truth(at))];
    this.presence = steps.length;
    this.steps = inputs.map(({ step }) => BigInt(step ?? 1));
    this.cuts = inputs.map(({ cuts }) => stored(cuts ?? []) as bigint[]);
    this.occurs = this.shapes.map(() => [0n, 0n]);
    this.parts = [this.observe(given.map((value, i) => this.onGrid(inputs[i], value, this.steps[i])))];
    this.note(this.parts[0]);
  }

  private onGrid({ kind }: Input, value: Value, step: bigint): Value {
    if (!isInterval(kind) || step <= 1n) return value;
    const ends = [-floor(-value[0], step) * step, floor(value[1], step) * step];
    return ends[0] <= ends[1] ? ends : value;
  }

  private observe(inputs: Value[]): Part {
    const read = this.evaluate(inputs);
    this.used++;
    const [settled, needs] = read([this.description.settled, this.description.needs]);
    return { inputs, words: this.shapes.map(({ at }) => read(at)), settled, needs, ends: new Map(), stuck: false };
  }

  private isOpen({ inputs }: Part, i: number): boolean {
    const [a, b] = inputs[i];
    return isInterval(this.description.inputs[i].kind) ? a < b : isSeveral(a);
  }

  private isNumber({ step }: Output): boolean { return isInterval(this.shapes[step].kind); }

  private present(part: Part, j: number): bigint { return part.words[this.presence + j][0]; }

  private mayApply(part: Part, j: number): boolean { return (this.present(part, j) & YES) !== 0n; }

  // Takes over what a part shows to occur.
  private note(part: Part): void {
    const isPoint = part.inputs.every((_, i) => !this.isOpen(part, i));
    part.words.forEach((word, v) => {
      const { kind } = this.shapes[v];
      if (isInterval(kind)) return;
      let [yes, no] = possibilities(kind, word);
      if (!isPoint && kind === "set") [yes, no] = [word[0], ~word[1]];
      else if (!isPoint && isSeveral(yes)) return;
      this.occurs[v] = [this.occurs[v][0] | yes, this.occurs[v][1] | no];
    });
    this.description.outputs.forEach((output, j) => {
      const [low, high] = part.words[output.step];
      if (!this.isNumber(output) || this.present(part, j) !== YES || !isPoint && low !== high) return;
      this.lows[j] = least(this.lows[j] ?? low, low);
      this.highs[j] = greatest(this.highs[j] ?? high, high);
    });
  }

  // One value after the other: each may use a third of the evaluations that are left, and in a second round all.
  run(): void {
    const goals = this.goals();
    for (const goal of goals) this.pursue(goal, this.used + Math.floor((BUDGET - this.used) / 3));
    this.list();
    for (const goal of goals) this.pursue(goal, BUDGET);
  }

  private pursue(goal: () => Target | undefined, end: number): void {
    while (this.used < end) {
      const target = goal();
      if (!target) return;
      this.improve(target);
    }
  }

  private goals(): (() => Target | undefined)[] {
    const { outputs, messages } = this.description;
    return [
      ...outputs.map((_, j) => () => this.unseen(this.presence + j)),
      ...outputs.flatMap((output, j) => this.isNumber(output)
        ? [() => this.extreme(j, false), () => this.extreme(j, true)]
        : [() => this.unseen(output.step, j)]),
      ...messages.map((_, m) => () => this.unseen(this.presence + outputs.length + m)),
    ];
  }

  // A part that has a possibility of value v, which may be that of output j, that has not been seen to occur: where the
  // fewest are left, and there the youngest.
  private unseen(v: number, j = -1): Target | undefined {
    let best: Part | undefined;
    let fewest = 0;
    for (const part of this.parts) {
      const [yes, no] = possibilities(this.shapes[v].kind, part.words[v]);
      if (part.stuck || (yes & ~this.occurs[v][0]) === 0n && (no & ~this.occurs[v][1]) === 0n) continue;
      const n = count(yes);
      if (!best || n <= fewest) [best, fewest] = [part, n];
    }
    return best && [best, j];
  }

  // The part with the least (or greatest) end of output j, unless that value occurs.
  private extreme(j: number, isHigh: boolean): Target | undefined {
    const at = isHigh ? 1 : 0;
    let best: Part | undefined;
    let end = 0n;
    for (const part of this.parts) {
      if (part.stuck || !this.mayApply(part, j)) continue;
      const own = this.endsOf(part, j)[at];
      if (!best || (isHigh ? own > end : own < end)) [best, end] = [part, own];
    }
    const seen = isHigh ? this.highs[j] : this.lows[j];
    return best && (seen === undefined || (isHigh ? end > seen : end < seen)) ? [best, j] : undefined;
  }

  private endsOf(part: Part, j: number): Value {
    return part.ends.get(j) ?? part.words[this.description.outputs[j].step];
  }

  private improve([part, j]: Target): void {
    const isNumber = j >= 0 && this.isNumber(this.description.outputs[j]);
    if (!isNumber) this.try(part);
    if (!isNumber || part.ends.has(j) || !this.findEnds(part, j)) this.split(part, j);
  }

  // Evaluates the corners of a settled part at which output j has its ends.
  private findEnds(part: Part, j: number): boolean {
    const { trends } = this.description.outputs[j];
    if (j >= LAST_BIT || (part.settled >> BigInt(j) & 1n) === 0n || this.present(part, j) !== YES) return false;
    const open = part.inputs.flatMap((_, i) => (this.isOpen(part, i) && isDirect(trends[i]) ? [i] : []));
    const isBoth = (i: number): boolean => (trends[i] & (RISING | FALLING)) === (RISING | FALLING);
    const both = open.filter(isBoth);
    if (both.length > MOST_OPEN || both.some((i) => trends[i] & BENT)) return false;
    let ends: Value | undefined;
    for (let corner = 0; corner < 1 << both.length; corner++) {
      for (const greatestEnd of [false, true]) {
        const point = this.observe(part.inputs.map((value, i) => {
          const k = both.indexOf(i);
          const isHigh = k < 0 ? isDirect(trends[i]) && !(trends[i] & FALLING) === greatestEnd : (corner >> k & 1) === 1;
          return this.oneOf(i, value, isHigh);
        }));
        this.note(point);
        const [low, high] = point.words[this.description.outputs[j].step];
        ends = ends ? [least(ends[0], low), greatest(ends[1], high)] : [low, high];
      }
    }
    part.ends.set(j, ends!);
    return true;
  }

  private oneOf(i: number, value: Value, isHigh: boolean): Value {
    if (!isInterval(this.description.inputs[i].kind)) return [value[0] & -value[0]];
    const end = value[isHigh ? 1 : 0];
    return [end, end];
  }

  // Notes what a single answer in the middle of a part gives.
  private try(part: Part): void {
    this.note(this.observe(part.inputs.map((value, i) => {
      if (!isInterval(this.description.inputs[i].kind)) return this.oneOf(i, value, false);
      const middle = greatest(floor(value[0] + (value[1] - value[0]) / 2n, this.steps[i]) * this.steps[i], value[0]);
      return [middle, middle];
    })));
  }

  // By an input that output j (any, where it is negative) depends on.
  private split(part: Part, j: number): void {
    const at = this.bestInput(part, j);
    if (at < 0) {
      part.stuck = true;
      return;
    }
    this.parts = this.parts.filter((other) => other !== part);
    for (const value of this.pieces(part.inputs[at], at)) {
      const piece = this.observe(part.inputs.map((old, i) => (i === at ? value : old)));
      this.note(piece);
      this.parts.push(piece);
    }
  }

  // The input to split: options first, then where rules change, then the widest; −1 for none.
  private bestInput(part: Part, j: number): number {
    let best = -1;
    let least = 0;
    part.inputs.forEach((value, i) => {
      if (!this.isOpen(part, i) || !bit(part.needs, i) || j >= 0 && !this.description.outputs[j].trends[i]) return;
      const rank = this.rank(value, i);
      if (best < 0 || rank < least) [best, least] = [i, rank];
    });
    return best;
  }

  private rank(value: Value, i: number): number {
    if (!isInterval(this.description.inputs[i].kind)) return count(value[0]);
    const left = Number(value[1] - value[0]) / (Number(this.given[i][1] - this.given[i][0]) + 1);
    return (this.cutsInside(value, i).length ? 100 : 200) - left;
  }

  private cutsInside([low, high]: Value, i: number): bigint[] {
    return this.cuts[i].filter((cut) => low <= cut && cut < high);
  }

  private pieces(value: Value, i: number): Value[] {
    if (!isInterval(this.description.inputs[i].kind)) return options(value[0]);
    const step = this.steps[i];
    const inside = this.cutsInside(value, i);
    const middle = inside[inside.length >> 1] ?? value[0] + (value[1] - value[0]) / 2n;
    let low = greatest(floor(middle, step) * step, value[0]);
    if (low + step > value[1]) low = value[1] - step;
    return [[value[0], low], [low + step, value[1]]];
  }

  // Splits further, so that outputs that depend on decisions alone become lists of values.
  private list(): void {
    const end = Math.min(BUDGET, this.used + BUDGET / 4);
    this.description.outputs.forEach((output, j) => {
      if (!this.isNumber(output) || output.trends.some(isDirect)) return;
      while (this.used <= end) {
        const part = this.parts.find((part) => {
          const [low, high] = part.words[output.step];
          return !part.stuck && this.mayApply(part, j) && low !== high;
        });
        if (!part) break;
        this.split(part, j);
      }
    });
  }

  join(): Refined {
    const joined = new Map<string, Value>();
    this.shapes.forEach(({ kind, at }, v) => joined.set(`${at}`, this.parts.map(({ words }) => words[v]).reduce((a, b) => union(kind, a, b))));
    const values = this.description.outputs.map((output, j) => {
      const applying = this.parts.filter((part) => this.mayApply(part, j));
      const { kind, at } = this.shapes[output.step];
      const ends = applying.map((part) => (this.isNumber(output) ? this.endsOf(part, j) : part.words[output.step]));
      if (ends.length) joined.set(`${at}`, ends.reduce((a, b) => union(kind, a, b)));
      const list = [...new Set(ends.map(([low]) => low))].sort((a, b) => (a < b ? -1 : 1));
      const isListed = this.isNumber(output) && ends.every(([low, high]) => low === high);
      const one = 10n ** BigInt(Math.max(0, this.description.steps[output.step].scale ?? 0));
      const isRow = list.every((value, n) => !n || value - list[n - 1] === one); // a range says as much
      return isListed && list.length > 1 && list.length <= MOST_VALUES && !isRow ? list : [];
    });
    const last = this.evaluate(this.given);
    return { read: (at) => joined.get(`${at}`) ?? last(at), values };
  }
}

// How many bits are set: of a negative number, which stands for 64 bits, as the program counts them.
function count(set: bigint): number {
  return BigInt.asUintN(64, set).toString(2).replaceAll("0", "").length;
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
