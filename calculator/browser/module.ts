// The browser side of the module contract: exports `memory` and `evaluate() → i32`, imports nothing.
import type { Description, Stored, Words, Written } from "./description";

/** A value: its words, as the module stores them. */
export type Value = readonly bigint[];

/** Reads the words at offsets from a finished evaluation. */
export type Reader = (at: readonly number[]) => Value;

/** Evaluates one value per input; the reader is good until the next evaluation. */
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
  const view = new DataView((exports.memory as WebAssembly.Memory).buffer);
  const evaluate = exports.evaluate as () => number;
  const read: Reader = (at) => at.map((offset) => view.getBigInt64(offset, true));
  return (inputs) => {
    inputs.forEach((value, i) =>
      description.inputs[i].at.forEach((offset, n) => view.setBigInt64(offset, value[n], true)));
    evaluate();
    return read;
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
