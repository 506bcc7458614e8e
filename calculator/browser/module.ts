// The browser side of the module contract: exports `memory` and `evaluate() → i32`, imports nothing.
import type { Description, Stored, Words, Written } from "./description";

/** A value: its words, as the module stores them. */
export type Value = readonly bigint[];

/** Reads the words at offsets from a finished evaluation. */
export type Reader = (at: readonly number[]) => Value;

/** Evaluates one value per input, which nobody changes later. The reader stays good for KEPT evaluations. */
export type Evaluate = (inputs: readonly Value[]) => Reader;

/** Turns words of the description into a value. */
export function stored(words: readonly Stored[]): Value {
  return words.map(BigInt);
}

/** Loads the words of a description. */
export async function withWords(written: Written): Promise<Description> {
  return { ...written, words: (await import(written.words) as { default: Words }).default };
}

/** Fetches and instantiates the module. Rejects where WebAssembly or the file is missing. */
export async function load(description: Written | Description): Promise<Evaluate> {
  const { exports } = await instantiate(await fetch(description.module));
  return evaluator(description, exports);
}

// More than one narrowing takes.
const KEPT = 320;

/** Evaluates with the exports of a module. */
export function evaluator({ inputs, size }: Pick<Description, "inputs" | "size">, exports: WebAssembly.Exports): Evaluate {
  const words = new BigInt64Array((exports.memory as WebAssembly.Memory).buffer, 0, size / 8);
  const kept = new BigInt64Array(words.length * KEPT);
  let turn = 0;
  let before: readonly Value[] = [];
  return (values) => {
    values.forEach((value, i) => {
      if (value !== before[i]) inputs[i].at.forEach((offset, n) => { words[offset / 8] = value[n]; });
    });
    before = values;
    (exports.evaluate as () => number)();
    const start = turn++ % KEPT * words.length;
    kept.set(words, start);
    return (at) => at.map((offset) => kept[start + offset / 8]);
  };
}

// Streaming needs the type application/wasm, which not every server sends.
async function instantiate(response: Response): Promise<WebAssembly.Instance> {
  if (!response.ok) throw new Error(response.statusText);
  const streams = `${response.headers.get("content-type")}`.startsWith("application/wasm");
  const source = streams
    ? WebAssembly.instantiateStreaming(response)
    : WebAssembly.instantiate(await response.arrayBuffer());
  return (await source).instance;
}
