// Which open question would narrow the results most, found by trying.
import type { Description, Input } from "./description";
import type { Evaluate, Reader, Value } from "./module";
import { has, width } from "./show";

/** The index of that question among open, or undefined where none narrows anything. */
export function bestQuestion(
  description: Description, values: readonly Value[], open: readonly number[], evaluate: Evaluate,
): number | undefined {
  const now = widths(description, evaluate(values));
  const measure = (open: number[]): number =>
    open.reduce((sum, w, j) => sum + (now[j] && (w / now[j]) * (j ? 1 : MAIN)), 0);
  let best: number | undefined;
  let least = measure(now) - 1e-9;
  for (const i of open) {
    const tries = candidates(values[i], description.inputs[i]).map((candidate) =>
      measure(widths(description, evaluate(values.map((value, n) => n === i ? candidate : value)))));
    const mean = tries.reduce((a, b) => a + b) / tries.length;
    if (mean < least) [best, least] = [i, mean];
  }
  return best;
}

// The first result is the one people came for.
const MAIN = 4;

// How much each result leaves open; one that does not apply leaves nothing.
function widths(description: Description, read: Reader): number[] {
  return description.outputs.map(({ step, present }) => {
    const { at, kind } = description.steps[step];
    return has(read([present])[0], 1) ? width(read(at), kind) : 0;
  });
}

// The ends and the middle of a range, or each option.
function candidates(value: Value, input: Input): Value[] {
  if (value.length === 1) {
    return (input.options ?? []).map((_, i) => [1n << BigInt(i)]).filter(([bit]) => bit & value[0]);
  }
  const step = BigInt(input.step ?? 1);
  const middle = (value[0] + value[1]) / 2n / step * step;
  return [value[0], middle < value[0] ? value[0] : middle, value[1]].map((word) => [word, word]);
}
