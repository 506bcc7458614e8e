// Items of a list that the reader adds and removes. The number of items is a question like others.
import type { Answer } from "./answers";
import type { Attached } from "./attached";
import type { Shared } from "./buttons";

/** Adds an item to list l, and leads to its first question. */
export function addItem(c: Attached, l: number, { control, setRaw, update }: Shared): void {
  const { count, items } = c.description.lists![l];
  const n = numberOf(c, count, update(c));
  if (n >= items.length) return;
  setRaw(c.form, count, `${n + 1}`);
  update(c);
  control(c.form, items[n][0]).focus();
}

/** Removes an item of list l: the answers of those behind it move up. */
export function removeItem(c: Attached, [l, item]: number[], { control, raw, setRaw, update }: Shared): void {
  const { count, items } = c.description.lists![l];
  const n = numberOf(c, count, update(c));
  for (let k = item; k < items.length; k++) {
    items[k].forEach((i, field) => setRaw(c.form, i, k + 1 < items.length ? raw(c.form, items[k + 1][field]) : ""));
  }
  setRaw(c.form, count, `${Math.max(n - 1, 0)}`);
  update(c);
  control(c.form, n > 1 ? items[Math.min(item, n - 2)][0] : count).focus();
}

// How many items the form shows: the number that was given, else the least.
function numberOf({ description }: Attached, count: number, answers: readonly Answer[]): number {
  const { state, value } = answers[count];
  return Number(state === "given" || state === "taken" ? value[0] : description.inputs[count].range[0]);
}
