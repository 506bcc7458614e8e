// One calculator at work: listens to its form, calculates, and shows what comes out. The places in the
// page that it fills are described in main.ts.
import { clearUnsure, control, decode, empty, encode, hiddenQuestion, readAnswers, today, type Answer } from "./answers";
import type { Description } from "./description";
import { erase, fromAddress, keep, kept, toAddress } from "./keep";
import { load, type Evaluate, type Value } from "./module";
import { bestQuestion } from "./next";
import { each, setText, show } from "./places";
import { showAll, type Calculated } from "./result";
import { single } from "./show";

/** The element of a calculator, with its last results and what is attached to it. */
export type CalculatorElement = HTMLElement & { calculated?: Calculated; attached?: Attached };

/** A calculator at work. */
export interface Attached {
  root: CalculatorElement;
  form: HTMLFormElement;
  description: Description;
  evaluate: Evaluate;
  /** The outputs of the empty form: the whole length of the bars, unless results leave it. */
  widest: Value[];
}

const PAUSE = 300; // milliseconds without typing before the results follow

/** Attaches the module of a calculator to its form. */
export function attach(root: CalculatorElement): void {
  const form = root.querySelector("form")!;
  const description = JSON.parse(root.querySelector('script[type="application/json"]')!.textContent!) as Description;
  form.addEventListener("submit", (event) => event.preventDefault());
  load(description).then(
    (evaluate) => start({ root, form, description, evaluate, widest: widest(description, evaluate) }),
    () => show(root, "unavailable", true),
  );
}

/** The outputs of the empty form. */
export function widest({ inputs, outputs, steps }: Description, evaluate: Evaluate): Value[] {
  const read = evaluate(inputs.map((input) => empty(input).value));
  return outputs.map(({ step }) => read(steps[step].at));
}

function start(c: Attached): void {
  const { root, description } = c;
  root.attached = c;
  listen(c);
  root.addEventListener("click", (event) => click(c, event));
  addEventListener("beforeprint", () => writeDay(c));
  addEventListener("hashchange", () => { if (restore(c, fromAddress())) update(c); });
  if (!restore(c, fromAddress()) && restore(c, kept(description.name))) say(c, description.words.kept);
  show(root, "result", true);
  root.setAttribute("data-ready", "");
  update(c);
}

function restore({ form, description }: Attached, answers: string): boolean {
  return decode(answers, form, description);
}

// Follows what is typed, but never while it is being composed.
function listen(c: Attached): void {
  let composing = false;
  let pressing = false; // a message that appeared now would move the button away from under the pointer
  let timer = 0;
  const typed = ({ target }: Event): void => {
    if (composing) return;
    clearUnsure(c.form, target as HTMLInputElement);
    clearTimeout(timer);
    timer = setTimeout(() => update(c), PAUSE);
  };
  const on = (type: string, act: (event: Event) => void): void => c.form.addEventListener(type, act);
  on("compositionstart", () => { composing = true; });
  on("compositionend", (event) => { composing = false; typed(event); });
  on("input", typed);
  on("change", ({ target }) => { if (!composing && !pressing) changed(c, (target as HTMLInputElement).name); });
  on("pointerdown", ({ target }) => { pressing = !!(target as Element).closest("button"); });
  on("submit", () => {
    pressing = false;
    if (!composing) submit(c);
  });
}

function changed(c: Attached, name: string): void {
  const i = parseInt(name.slice(1));
  const answer = update(c)[i];
  if (answer) mark(c, i, answer.error);
}

function submit(c: Attached): void {
  const wrong = update(c).flatMap(({ error }, i) => {
    mark(c, i, error);
    return error ? [errorItem(c, i, error)] : [];
  });
  show(c.form, "errors", !!wrong[0]);
  each(c.root, "part", wrong[0] ? "errors" : "result", (element) => {
    if (wrong[0]) element.querySelector("ul")!.replaceChildren(...wrong);
    element.focus();
  });
}

function errorItem({ form }: Attached, i: number, text: string): HTMLElement {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = "#" + control(form, i).id;
  pointTo(link, i, text);
  item.append(link);
  return item;
}

// Makes link lead to question i.
function pointTo(link: HTMLElement, i: number, text: string): void {
  setText(link, text);
  link.dataset.change = `${i}`;
}

// Shows or takes away the error beside question i.
function mark({ form }: Attached, i: number, error = ""): void {
  each(form, "error", i, (place) => {
    setText(place, error);
    place.hidden = !error;
  });
  const field = control(form, i);
  if (error) field.setAttribute("aria-invalid", "true");
  else field.removeAttribute("aria-invalid");
}

/** Calculates again. Errors are only taken away here; a reader who is still typing sees none. */
export function update(c: Attached): Answer[] {
  const { description, evaluate, form, root } = c;
  const answers = readAnswers(form, description);
  answers.forEach(({ error }, i) => { if (!error) mark(c, i); });
  const readable = answers.every(({ error }) => !error);
  show(root, "stale", !readable);
  show(root, "values", readable);
  if (readable) {
    show(form, "errors", false);
    const values = answers.map(({ value }) => value);
    ask(c, bestQuestion(description, values, open(c, answers), evaluate));
    root.calculated = showAll(root, description, answers, evaluate(values), c.widest);
    show(root, "results", !root.calculated.stopped);
    if (kept(description.name)) keepAnswers(c);
    root.dispatchEvent(new Event("calculated"));
  }
  return answers;
}

// Questions that were left empty; who has said わからない is not asked again.
function open({ form }: Attached, answers: readonly Answer[]): number[] {
  return [...answers.keys()].filter((i) => answers[i].state === "open" && !hiddenQuestion(form, i));
}

function ask({ root, description }: Attached, i: number | undefined): void {
  show(root, "next", i !== undefined);
  if (i !== undefined) each(root, "part", "next-link", (link) => pointTo(link, i, description.inputs[i].label));
}

function click(c: Attached, event: Event): void {
  const target = (event.target as Element).closest<HTMLElement>("[data-change], button[data-part]");
  if (!target) return;
  const { change, part } = target.dataset;
  if (change) {
    event.preventDefault();
    control(c.form, +change).focus();
  } else {
    press(c, part);
  }
}

function press(c: Attached, name: string | undefined): void {
  const { words } = c.description;
  if (name === "print") print();
  if (name === "share") {
    toAddress(encode(c.form, c.description));
    say(c, words.shared);
  }
  if (name === "keep") say(c, keepAnswers(c) ? words.kept : words.notKept);
  if (name === "erase") say(c, erase() ? words.erased : words.notKept);
}

function keepAnswers({ form, description }: Attached): boolean {
  return keep(description.name, encode(form, description));
}

// Writes the day onto the paper, whichever way the reader prints.
function writeDay({ root, description }: Attached): void {
  each(root, "part", "today", (e) => setText(e, single(today(), { kind: "date", at: [] }, description.words)));
}

function say({ root }: Attached, text: string): void {
  each(root, "part", "status", (status) => setText(status, text));
}
