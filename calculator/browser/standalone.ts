// A calculator without its site: answers and results are plain values. `calc -export` bundles it with the module and its
// names.
import type { Description, Shape } from "./description";
import { evaluator, stored, type Evaluate, type Reader, type Value } from "./module";
import { matters, refine } from "./refine";

/** The names behind a description, and the module; written by calc -export. */
export interface Standalone {
  description: Description;
  /** The module in base64. */
  module: string;
  inputs: { name: string; options?: string[]; accepts: string }[];
  outputs: { name: string; options?: string[] }[];
  /** Questions of which several options may be ticked, each option an input. */
  sets?: { name: string; options: string[]; inputs: number[] }[];
  /** Texts in parts, each with the step whose value follows it, or -1. */
  messages: { stop: boolean; parts: [text: string, step: number][] }[];
}

type Answers = Record<string, unknown>;

/** A result; see the .d.ts beside the module. */
export interface Result {
  outputs: Record<string, Record<string, unknown>>;
  messages: { kind: string; text: string; maybe?: true }[];
  stopped: boolean;
  relevant: string[];
}

const YES = 2n;
const DAY = 86_400_000;
const bytesOf = (text: string): Uint8Array => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));

/** Instantiates the module. */
export async function open(data: Standalone): Promise<(answers?: Answers) => Result> {
  const { instance } = await WebAssembly.instantiate(bytesOf(data.module) as BufferSource, {});
  const evaluate = evaluator(data.description, instance.exports);
  return (answers = {}) => resultOf(data, valuesOf(data, answers), evaluate);
}

function valuesOf(data: Standalone, answers: Answers): Value[] {
  const { inputs, lists = [] } = data.description;
  const given = new Map<number, unknown>();
  const known = new Set<string>();
  inputs.forEach(({ item, name }, i) => {
    if (item) return;
    known.add(name);
    given.set(i, answers[name]);
  });
  for (const list of lists) {
    known.add(list.name);
    const items = answers[list.name];
    if (!Array.isArray(items)) continue;
    given.set(list.count, items.length);
    items.slice(0, list.items.length).forEach((fields: Answers, n) => list.items[n].forEach((i) => given.set(i, fields[data.inputs[i].name])));
  }
  for (const { name, options, inputs: boxes } of data.sets ?? []) {
    known.add(name);
    const ticked = answers[name];
    if (ticked === undefined || ticked === null) continue;
    const isKnown = ticked !== "わからない";
    if (isKnown && !(Array.isArray(ticked) && ticked.every((option) => options.includes(option as string)))) {
      throw new Error(`「${name}」の答えが読めません（${String(ticked)}）。「${options.join("」「")}」のうち当てはまるものの配列です。`);
    }
    boxes.forEach((i, n) => given.set(i, isKnown ? (ticked as string[]).includes(options[n]) : ticked));
  }
  for (const name of Object.keys(answers)) if (!known.has(name)) throw new Error(`「${name}」という入力はありません。`);
  return inputs.map((_, i) => answerOf(data, i, given.get(i)));
}

function answerOf(data: Standalone, i: number, answer: unknown): Value {
  const input = data.description.inputs[i];
  const { accepts, name } = data.inputs[i];
  const wrong = (): never => { throw new Error(`「${name}」の答えが読めません（${String(answer)}）。${accepts}`); };
  if (answer === undefined || answer === null || answer === "") {
    if (input.today) {
      const now = new Date();
      const day = BigInt(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) / DAY);
      return [day, day];
    }
    return stored(input.default ?? input.unknown ?? input.range);
  }
  if (answer === "わからない") return stored(input.unknown ?? input.range);
  const { low, high } = typeof answer === "object" && !Array.isArray(answer)
    ? answer as { low: unknown; high: unknown } : { low: answer, high: answer };
  const one = (value: unknown): bigint => word(data, i, value) ?? wrong();
  const choices = input.kind === "yesno" || input.kind === "choice";
  if (choices) return [(Array.isArray(answer) ? answer : [answer]).map(one).reduce((a, b) => a | b, 0n)];
  const ends: Value = [one(low), one(high)];
  const [least, most] = stored(input.range);
  const step = BigInt(input.step ?? 1);
  if (ends[0] > ends[1] || ends[0] < least || ends[1] > most || !input.options && ends.some((end) => end % step)) wrong();
  return ends;
}

/** The word of one value, or undefined where it is no value of the input. */
function word(data: Standalone, i: number, value: unknown): bigint | undefined {
  const input = data.description.inputs[i];
  const option = data.inputs[i].options?.indexOf(String(value)) ?? -1;
  switch (input.kind) {
    case "yesno":
      return value === true || value === "はい" ? YES : value === false || value === "いいえ" ? 1n : undefined;
    case "choice":
      return option < 0 ? undefined : 1n << BigInt(option);
    case "date": {
      const time = /^\d{4}-\d\d-\d\d$/.test(String(value)) ? Date.parse(`${String(value)}T00:00Z`) : NaN;
      return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== value ? undefined : BigInt(time / DAY);
    }
  }
  if (input.options) return option < 0 ? undefined : BigInt(option);
  return scaled(String(value), input.scale ?? 0);
}

/** A decimal × 10^scale; undefined where that is no whole number. */
function scaled(text: string, scale: number): bigint | undefined {
  const m = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (!m) return undefined;
  const decimals = (m[3] ?? "").replace(/0+$/, "");
  const digits = BigInt(m[1] + m[2] + decimals);
  const shift = scale - decimals.length;
  if (shift >= 0) return digits * 10n ** BigInt(shift);
  const factor = 10n ** BigInt(-shift);
  return digits % factor ? undefined : digits / factor;
}

/** A stored number as readers see it. */
function decimal(word: bigint, scale: number): number {
  return scale > 0 ? Number(`${word}e-${scale}`) : Number(word * 10n ** BigInt(-scale));
}

function resultOf(data: Standalone, values: Value[], evaluate: Evaluate): Result {
  const { description } = data;
  const relevant = matters(description, values, evaluate).flatMap((is, i) => (is ? [description.inputs[i].name] : []));
  const { read, values: few } = refine(description, values, evaluate);
  const outputs: Result["outputs"] = {};
  description.outputs.forEach(({ step, present }, j) => {
    const [is] = read([present]);
    outputs[data.outputs[j].name] = is === 1n ? { absent: true }
      : { ...valueOf(data, step, read, data.outputs[j].options), ...fewValues(description.steps[step], few[j]), ...(is === YES ? {} : { maybeAbsent: true }) };
  });
  const held = description.messages.map(({ at }) => read([at])[0]);
  const messages = data.messages.flatMap(({ stop, parts }, m) => {
    if (held[m] === 1n) return [];
    const text = parts.map(([words, step]) => words + (step < 0 ? "" : textOf(valueOf(data, step, read)))).join("");
    return [{ kind: stop ? "止める" : "注意", text, ...(held[m] === YES ? {} : { maybe: true as const }) }];
  });
  return { outputs, messages, stopped: description.messages.some(({ stop }, m) => stop && held[m] === YES), relevant };
}

/** A stored number or day as readers see it. */
const plain = ({ kind, scale = 0 }: Shape, word: bigint): number | string =>
  (kind === "date" ? new Date(Number(word) * DAY).toISOString().slice(0, 10) : decimal(word, scale));

/** The values that a number or day can have, where these are few. */
const fewValues = (shape: Shape, words: readonly bigint[]): { values?: (number | string)[] } =>
  (words.length ? { values: words.map((word) => plain(shape, word)) } : {});

function valueOf({ description }: Standalone, step: number, read: Reader, names?: string[]): Record<string, unknown> {
  const shape = description.steps[step];
  const { kind, at, unit, options = [] } = shape;
  const words = read(at);
  const list = (mask: bigint): string[] => (names ?? options).filter((_, i) => mask >> BigInt(i) & 1n);
  switch (kind) {
    case "number":
    case "date":
      return { low: plain(shape, words[0]), high: plain(shape, words[1]), ...(unit ? { unit } : {}) };
    case "set":
      return { certain: list(words[0]), possible: list(words[1]) };
  }
  return { possible: list(words[0]) };
}

/** A value of a result in words. */
export function textOf(value: Record<string, unknown>): string {
  if (value.absent) return "—";
  if (Array.isArray(value.possible)) return value.possible.join("・");
  const one = (end: unknown): string => (typeof end === "number" ? end.toLocaleString("ja") : String(end)) + (value.unit ?? "");
  if (Array.isArray(value.values)) return `${value.values.map(one).join("・")} のどれか`;
  return value.low === value.high ? one(value.low) : `${one(value.low)} から ${one(value.high)}`;
}

/** Defines a custom element that shows the form and its results. */
export function define(tag: string, data: Standalone, form: string): void {
  customElements.define(tag, class extends HTMLElement {
    connectedCallback(): void {
      const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
      root.innerHTML = form;
      open(data).then((evaluate) => {
        const show = (): void => showIn(root, data, evaluate);
        root.addEventListener("input", show);
        root.addEventListener("submit", (event) => event.preventDefault());
        show();
        this.toggleAttribute("data-ready", true);
      }, () => { root.querySelector<HTMLElement>("[data-problem]")!.textContent = "この画面では計算できません。"; });
    }
  });
}

function showIn(root: ShadowRoot, data: Standalone, evaluate: (answers: Answers) => Result): void {
  const problem = root.querySelector<HTMLElement>("[data-problem]")!;
  problem.textContent = "";
  let result: Result;
  try {
    result = evaluate(answersIn(root, data));
  } catch (error) {
    problem.textContent = (error as Error).message;
    return;
  }
  root.querySelectorAll<HTMLElement>("[data-input]").forEach((field) => {
    const input = data.description.inputs[Number(field.dataset.input)];
    field.hidden = !result.relevant.includes(input.name) && !isAnswered(field);
  });
  root.querySelectorAll<HTMLElement>("[data-output]").forEach((place) => {
    place.textContent = result.stopped ? "" : textOf(result.outputs[place.dataset.output!]);
  });
  const messages = root.querySelector<HTMLElement>("[data-messages]")!;
  messages.replaceChildren(...result.messages.map(({ text }) => Object.assign(document.createElement("p"), { textContent: text })));
}

const isAnswered = (field: HTMLElement): boolean =>
  [...field.querySelectorAll("input")].some((input) => (input.type === "radio" ? input.checked : input.value));

function answersIn(root: ShadowRoot, { description, inputs }: Standalone): Answers {
  const answers: Answers = {};
  const value = (i: number): string | undefined => {
    const field = root.querySelector(`[data-input="${i}"]`);
    const control = field?.querySelector<HTMLInputElement>("input[type=radio]:checked, input:not([type=radio])");
    return control?.value.trim() || undefined;
  };
  description.inputs.forEach(({ item, name }, i) => { if (!item) answers[name] = value(i); });
  for (const list of description.lists ?? []) {
    const count = Number(answers[list.name]);
    if (!answers[list.name] || !(count <= list.items.length)) continue;
    answers[list.name] = list.items.slice(0, count).map((fields) => Object.fromEntries(fields.map((i) => [inputs[i].name, value(i)])));
  }
  return answers;
}
