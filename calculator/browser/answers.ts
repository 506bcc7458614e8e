// From the fields of the form to one value per question, and back.
import { boxAnswer, isBox, setBox, settleBoxes } from "./boxes";
import { fill, type Description, type Input, type Words } from "./description";
import { cutUnit, dayNumber, foldText, parseDate, parseNumber, swapSigns, yearFirst } from "./fold";
import { stored, type Value } from "./module";
import { decimal, single } from "./show";

/** The answer to one question. Where it has an error, its value must not be used. */
export interface Answer {
  value: Value;
  /** Given by the reader; taken (初期値) or open for an empty field; unsure = わからない. */
  state: "given" | "taken" | "open" | "unsure";
  error?: string;
}

// The text fields and the box of question i, or its radio buttons. A date has fields for its year, month and day.
function fields(form: HTMLFormElement, i: number): HTMLInputElement[] {
  return [...form.querySelectorAll<HTMLInputElement>(`[name="q${i}"], [name="q${i}.m"], [name="q${i}.d"], [name="q${i}?"]`)];
}

/** The question that a field belongs to. */
export const questionOf = ({ name }: HTMLInputElement): number => parseInt(name.slice(1));

/** The raw answer of question i: what was typed, as pages of all languages read it, the number of an option, "?" for わからない, or "". */
export function raw(form: HTMLFormElement, i: number): string {
  const all = fields(form, i);
  if (isBox(all[0])) return boxAnswer(all[0]);
  const checked = all.find((field) => field.checked);
  if (checked) return checked.type === "radio" ? checked.value : "?";
  if (all[0].type === "radio") return "";
  const [first, ...rest] = all.filter(({ type }) => type === "text").map(({ value }) => value.trim().replace(/[年月日]$/, ""));
  return rest.some(Boolean) ? [first, ...rest].join("/") : canonical(all[0]);
}

// What is typed in a field as pages of all languages read it. A form with data-swap has numbers such as 1.234,5 and days
// such as 31/12/2026.
function canonical({ className, form, value }: HTMLInputElement): string {
  const { swap } = form!.dataset;
  const text = value.trim();
  return className === "number" ? swapSigns(text, swap) : className && swap ? yearFirst(text) : text;
}

/** Puts a raw answer back into the form. */
export function setRaw(form: HTMLFormElement, i: number, answer: string): void {
  const all = fields(form, i);
  if (isBox(all[0])) return setBox(all[0], answer);
  const text = answer === "?" ? "" : answer;
  const [, year = text, month = "", day = ""] = all.length > 3 && /^(.*?)[-/.年]?(\d+)[-/.月](\d+)日?$/.exec(text) || [];
  for (const field of all) {
    if (field.type === "select-one") field.value = answer;
    else if (field.type === "radio") field.checked = field.value === answer;
    else if (field.type === "checkbox") field.checked = answer === "?";
    else field.value = field.name.endsWith(".m") ? month : field.name.endsWith(".d") ? day :
      field.className === "number" ? swapSigns(year, form.dataset.swap) : year;
  }
}

/** Follows a change in one field of a question: an answer clears わからない, and わからない the answer. */
export function clearUnsure(form: HTMLFormElement, changed: HTMLInputElement): void {
  if (changed.closest(".boxes")) return settleBoxes(changed);
  if (changed.type === "radio" || changed.type === "checkbox" && !changed.checked) return;
  for (const field of fields(form, questionOf(changed))) {
    if (changed.type === "text") field.checked = false;
    else if (field.type === "text") field.value = "";
  }
}

/** The control of question i that takes the focus. */
export function control(form: HTMLFormElement, i: number): HTMLElement {
  const all = fields(form, i);
  return all.find(({ type, checked }) => type === "radio" && checked) ?? all[0];
}

/** Whether question i is hidden, because its answer does not matter. */
export function hiddenQuestion(form: HTMLFormElement, i: number): boolean {
  return !!form.querySelector(`[data-input~="${i}"][hidden]`);
}

/** The day number of today, by the reader's clock. */
export function today(): bigint {
  const now = new Date();
  return dayNumber(now.getFullYear(), now.getMonth() + 1, now.getDate())!;
}

/** Reads all answers; a question that is hidden, because it does not matter, counts as empty. */
export function readAnswers(form: HTMLFormElement, description: Description): Answer[] {
  return description.inputs.map((input, i) =>
    readAnswer(hiddenQuestion(form, i) ? "" : raw(form, i), input, description.words));
}

function readAnswer(text: string, input: Input, words: Words): Answer {
  if (text === "?") return { value: stored(input.unknown ?? input.range), state: "unsure" };
  if (text === "") return empty(input);
  if (input.kind === "yesno" || input.kind === "choice") {
    return { value: [1n << BigInt(text)], state: "given" };
  }
  const word = input.kind === "date" ? parseDate(text, input, words, today())
    : input.options ? optionNumber(text, input.options, words) : parseNumber(text, input, words);
  return { value: [word ?? 0n, word ?? 0n], state: "given", error: errorIn(word, input, words) };
}

// The number of the option that is typed or begun so that only one goes on like it.
function optionNumber(text: string, options: string[], words: Words): bigint | undefined {
  const typed = foldText(text, words);
  const folded = options.map((option) => foldText(option, words));
  const begun = folded.filter((option) => option.startsWith(typed));
  const i = folded.indexOf(folded.includes(typed) ? typed : begun.length === 1 ? begun[0] : "");
  return i < 0 ? undefined : BigInt(i);
}

/** The answer of an empty field. */
export function empty(input: Input): Answer {
  if (input.today) return { value: [today(), today()], state: "taken" };
  return { value: stored(input.default ?? input.unknown ?? input.range), state: input.default ? "taken" : "open" };
}

// What to write instead, or nothing where word is accepted.
function errorIn(word: bigint | null | undefined, input: Input, words: Words): string | undefined {
  const [low, high] = stored(input.range);
  const step = BigInt(input.step ?? 1);
  let text: string;
  if (word === undefined) text = input.kind === "date" ? words.notDate : input.options ? words.notOption : words.notNumber;
  else if (word === null || (word >= low && word <= high && input.kind === "number" && word % step)) text = words.notStep;
  else if (word < low || word > high) text = words.outside;
  else return undefined;
  return fill(text, {
    label: input.label, unit: input.unit ?? "", likely: single(stored(input.likely ?? input.default ?? input.range)[0], input, words),
    low: single(low, input, words), high: single(high, input, words), step: single(step, input, words),
  });
}

/** How a typed answer was understood; "" where it was typed in that form. */
export function echo(form: HTMLFormElement, i: number, input: Input, { value, state, error }: Answer, words: Words): string {
  if (state !== "given" || error || input.kind !== "number" && input.kind !== "date") return "";
  const text = single(value[0], input, words);
  const typed = foldText(raw(form, i), words);
  if (input.options) return typed === foldText(text, words) ? "" : fill(words.echo, { text });
  const isPlain = input.kind === "date" ? /^\d{4}\/\d+\/\d+$/.test(typed)
    : cutUnit(typed, input.unit ?? "", input, words).replaceAll(",", "") === decimal(value[0], input.scale ?? 0).replaceAll(",", "");
  return isPlain ? "" : fill(words.echo, { text });
}

/** All answers in one line, for a link or the device; empty ones are left out. */
export function encode(form: HTMLFormElement, description: Description): string {
  const all = new URLSearchParams({ calc: description.name });
  description.inputs.forEach((input, i) => {
    const answer = raw(form, i);
    if (answer) all.set(input.name, answer);
  });
  return all.toString();
}

/** Puts encoded answers into the form; reports whether they were meant for this calculator. */
export function decode(text: string, form: HTMLFormElement, description: Description): boolean {
  const all = new URLSearchParams(text);
  if (all.get("calc") !== description.name) return false;
  form.reset();
  description.inputs.forEach(({ name }, i) => { if (all.has(name)) setRaw(form, i, all.get(name)!); });
  return true;
}
