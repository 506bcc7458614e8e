// Writes results into the page.
import { fill, type Description, type Input, type Item, type Words } from "./description";
import type { Answer } from "./answers";
import { stored, type Reader, type Value } from "./module";
import { each, setText } from "./places";
import type { Refined } from "./refine";
import { has, show, single, width } from "./show";

// The words of a yes/no that is certain.
const NO = 1n;
const YES = 2n;

/** One result as the charts need it. */
export interface Shown {
  label: string;
  text: string;
  /** Words of the value; undefined where the result does not apply. */
  value?: Value;
}

/** The property `calculated` of the element of a calculator. */
export interface Calculated {
  inputs: Shown[];
  outputs: Shown[];
  /** A 止める holds. */
  stopped: boolean;
}

/** Shows answers, working, messages and results. Returns what the charts draw. */
export function showAll(
  root: HTMLElement, description: Description, answers: readonly Answer[], { read, values }: Refined,
): Calculated {
  const { words } = description;
  description.steps.forEach((step, k) => each(root, "step", k, (e) => {
    setText(e, show(read(step.at), step, words));
    if (step.item) e.closest("div")!.hidden = step.item.index >= mostItems(description, answers, step.item);
  }));
  const flags = description.messages.map(({ at }) => read([at])[0]);
  const stopped = description.messages.some(({ stop }, m) => stop && flags[m] === YES);
  description.messages.forEach(({ stop }, m) =>
    each(root, "message", m, (e) => flag(e, stopped && !stop || flags[m] !== YES && quotesOpen(e) ? NO : flags[m])));
  const inputs = description.inputs.map((input, i) => {
    const { value } = answers[i];
    const text = answerText(input, answers[i], words);
    each(root, "answer", i, (e) => setText(e, text));
    return { label: input.title ?? input.name, text, value };
  });
  const outputs = description.outputs.map((_, j) => showOutput(root, description, j, read, values[j]));
  return { inputs, outputs, stopped };

  // Whether a message says a value that is still open: where it only may hold, its range would be read as the reader's own.
  function quotesOpen(message: HTMLElement): boolean {
    return [...message.querySelectorAll("[data-step]")].some((place) => {
      const { at, kind } = description.steps[+place.getAttribute("data-step")!];
      return width(read(at), kind);
    });
  }
}

// How many items a list may have.
function mostItems({ lists = [] }: Description, answers: readonly Answer[], { list }: Item): number {
  return Number(answers[lists[list].count].value[1]);
}

// What was answered, in words; one word where an open answer could be anything.
function answerText(input: Input, { value, state }: Answer, words: Words): string {
  const text = show(value, input, words);
  if (state === "given") return text;
  if (state === "taken") return fill(words.taken, { text });
  return stored(input.range).every((word, n) => word === value[n]) ? words.open : fill(words.unsure, { text });
}

function showOutput(root: HTMLElement, description: Description, j: number, read: Reader, few: readonly bigint[]): Shown {
  const { words } = description;
  const { step, label, present } = description.outputs[j];
  const shape = description.steps[step];
  const presence = read([present])[0];
  const value = has(presence, 1) ? read(shape.at) : undefined;
  const listed = few.map((word) => single(word, shape, words)).join(words.both);
  const text = listed ? fill(words.oneOf, { values: listed }) : value ? show(value, shape, words) : words.absent;
  each(root, "output", j, (element) => {
    element.toggleAttribute("data-absent", !value);
    element.querySelectorAll("[data-value]").forEach((e) => setText(e, text));
    maybe(element, presence);
  });
  return { label, text, value };
}

// A message that may hold is shown with the words that say so.
function flag(element: HTMLElement, word: bigint): void {
  element.hidden = !has(word, 1);
  maybe(element, word);
}

function maybe(element: HTMLElement, word: bigint): void {
  element.querySelectorAll<HTMLElement>("[data-maybe]").forEach((words) => { words.hidden = word !== (NO | YES); });
}
