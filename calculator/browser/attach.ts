// One calculator at work: listens to its form, calculates, and shows the results. The elements of the page that it
// fills are described in main.ts.
import { clearUnsure, decode, echo, hiddenQuestion, questionOf, readAnswers, today, type Answer } from "./answers";
import { click, focusResult, keepAnswers } from "./buttons";
import { fill, type Description, type Written } from "./description";
import { listErrors, mark, pointTo } from "./errors";
import { fromAddress, kept } from "./keep";
import { load, stored, withWords, type Evaluate, type Value } from "./module";
import { bestQuestion } from "./next";
import { each, setText, show } from "./places";
import { matters, refine } from "./refine";
import { showAll, type Calculated } from "./result";
import { has, single } from "./show";
import { goForward, isLast, showWay, startWay } from "./ways";

/** The element of a calculator, with its last results and what is attached to it. */
export type CalculatorElement = HTMLElement & { calculated?: Calculated; attached?: Attached };

/** A calculator at work. */
export interface Attached {
  root: CalculatorElement;
  form: HTMLFormElement;
  description: Description;
  evaluate: Evaluate;
  /** The question in view where they are asked one at a time. */
  current?: number;
}

const PAUSE = 300; // milliseconds without typing before the results follow

/** Attaches the module of a calculator to its form. */
export function attach(root: CalculatorElement): void {
  const form = root.querySelector("form")!;
  const written = JSON.parse(root.querySelector('script[type="application/json"]')!.textContent!) as Written;
  Promise.all([withWords(written), load(written)]).then(
    ([description, evaluate]) => start({ root, form, description, evaluate }),
    () => show(root, "unavailable", true),
  );
}

function start(c: Attached): void {
  const { root, description } = c;
  root.attached = c;
  listen(c);
  listSteps(c);
  listQuestions(c);
  root.addEventListener("click", (event) => click(c, event));
  addEventListener("beforeprint", () => writeDay(c));
  addEventListener("hashchange", () => welcome(c, restoreFromAddress(c)));
  const greeting = restoreFromAddress(c) || (restore(c, kept(description.name)) ? description.words.fromDevice : "");
  root.setAttribute("data-ready", "");
  update(c);
  startWay(c);
  welcome(c, greeting);
  root.dispatchEvent(new Event("ready"));
}

// Writes a line for each step of the working, with what the formulas in words say of it.
function listSteps({ root, description: { steps, lists = [] } }: Attached): void {
  each(root, "part", "working", (list) => list.replaceChildren(...steps.map(({ item }, k) => {
    const line = root.querySelector(`[data-steps~="${k}"]`)!.cloneNode(true) as HTMLElement;
    line.removeAttribute("data-steps");
    if (item) line.querySelector("dt")!.prepend(`${lists[item.list].name} ${item.index + 1}: `);
    const [value, more] = [document.createElement("span"), line.querySelector("dd")!];
    value.dataset.step = `${k}`;
    const formula = more.querySelector("span");
    const words = document.createElement("small");
    words.append("＝ ", ...formula?.childNodes ?? []);
    const others = more.querySelectorAll("small");
    more.replaceChildren(value, ...formula ? [words] : [], ...others);
    return line;
  })));
}

/** Writes a line for each question into the list of answers, after the pattern that the page has. */
export function listQuestions({ root, description }: Attached): void {
  each(root, "part", "answers", (list) => {
    const pattern = list.firstElementChild!;
    list.replaceChildren(...description.inputs.map((_, i) => {
      const line = pattern.cloneNode(true) as HTMLElement;
      const name = root.querySelector(`#${root.id}-q${i}-name`)!;
      const [question, answer, change] = ["dt", "span", "a"].map((tag) => line.querySelector<HTMLElement>(tag)!);
      line.dataset.input = answer.dataset.answer = change.dataset.change = `${i}`;
      question.replaceChildren(...name.cloneNode(true).childNodes);
      question.querySelector(".unseen")?.removeAttribute("class"); // the item of a list
      change.id = `${root.id}-change${i}`;
      change.setAttribute("href", `#${root.id}-q${i}`);
      change.setAttribute("aria-labelledby", `${change.id} ${name.id}`);
      return line;
    }));
  });
}

function restore({ form, description }: Attached, answers: string): boolean {
  return decode(answers, form, description);
}

// Puts the answers of the address into the form, and returns what to say of them; "" where it has none. Those that another
// calculator has passed on are taken out of the address.
function restoreFromAddress(c: Attached): string {
  const answers = fromAddress();
  if (!restore(c, answers)) return "";
  const { words } = c.description;
  const title = new URLSearchParams(answers).get("from");
  if (!title) return words.fromLink;
  history.replaceState(history.state, "", location.pathname + location.search);
  return fill(words.fromOther, { title });
}

// Says where the answers come from. Those of a link or of the device show their result: on a narrow window in place of
// the questions.
function welcome(c: Attached, text: string): void {
  if (!text) return;
  const { fromLink, fromDevice } = c.description.words;
  c.root.toggleAttribute("data-loaded", text === fromLink || text === fromDevice);
  update(c);
  each(c.root, "part", "loaded-text", (place) => setText(place, text));
  show(c.root, "loaded", true);
  if (scrollY === 0) c.root.scrollIntoView({ block: "start" });
}

/** Empties the form. What is kept on the device stays. */
export function restart(c: Attached): void {
  c.form.reset();
  c.root.removeAttribute("data-loaded");
  show(c.root, "loaded", false);
  if (c.current !== undefined) c.current = 0;
  update(c).forEach((_, i) => mark(c, i));
  startWay(c);
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
  // A moment later, so that the focus has moved on and is not lost with a question that goes.
  on("change", ({ target }) => { if (!composing && !pressing) setTimeout(() => changed(c, target as HTMLInputElement)); });
  on("pointerdown", ({ target }) => { pressing = !!(target as Element).closest("button"); });
  on("submit", () => {
    pressing = false;
    if (!composing) submit(c);
  });
}

// Says what is wrong with an answer once the reader has left its question; a date has several fields.
function changed(c: Attached, field: HTMLInputElement): void {
  const i = questionOf(field);
  update(c);
  setTimeout(() => {
    const answer = readAnswers(c.form, c.description)[i];
    if (answer && !field.closest("fieldset")?.contains(document.activeElement)) mark(c, i, answer.error);
  });
}

function submit(c: Attached): void {
  const answers = update(c);
  if (!isLast(c)) return goForward(c);
  if (listErrors(c, answers)) each(c.root, "part", "errors", (list) => list.focus());
  else focusResult(c);
}

/** Calculates again. Errors are only taken away here; a reader who is still typing sees none. */
export function update(c: Attached): Answer[] {
  const { description, form, root } = c;
  const answers = readAnswers(form, description);
  answers.forEach((answer, i) => {
    if (!answer.error) mark(c, i);
    each(form, "echo", i, (place) => setText(place, echo(form, i, description.inputs[i], answer, description.words)));
  });
  const readable = answers.every(({ error }) => !error);
  const begun = answers.some(({ state }) => state === "given" || state === "unsure");
  show(root, "before", !begun);
  show(root, "more", begun);
  show(root, "stale", !readable);
  show(root, "values", readable && begun);
  if (readable) {
    show(form, "errors", false);
    calculate(c, answers);
    if (begun && kept(description.name)) keepAnswers(c);
    root.dispatchEvent(new Event("calculated"));
  }
  showWay(c);
  return answers;
}

function calculate(c: Attached, answers: readonly Answer[]): void {
  const { description, evaluate, root } = c;
  const values = answers.map(({ value }) => value);
  showQuestions(c, answers, values);
  root.calculated = showAll(root, description, answers, refine(description, values, evaluate));
  show(root, "results", !root.calculated.stopped);
  listUnsure(c, answers);
  const open = [...answers.keys()].filter((i) => answers[i].state === "open" && !hiddenQuestion(c.form, i));
  ask(c, bestQuestion(description, values, open, evaluate));
}

// Hides questions that do not matter by 必要なとき, and among those without an answer the ones that nothing depends on
// any longer. They come back when another answer changes. One that has the focus stays until it has moved on.
function showQuestions({ root, description, evaluate }: Attached, answers: readonly Answer[], values: readonly Value[]): void {
  // What the reader has not said is open here, also where an empty field stands for something.
  const said = answers.map(({ state, value }, i) => (state === "given" ? value : stored(description.inputs[i].range)));
  const needed = matters(description, said, evaluate);
  const read = evaluate(values);
  const shown = description.inputs.map(({ relevant }, i) => {
    const isAnswered = answers[i].state === "given" || answers[i].state === "unsure";
    return has(read([relevant])[0], 1) && (isAnswered || needed[i]);
  });
  shown.forEach((_, i) => each(root, "input", i, (question) => {
    const isShown = question.dataset.input!.split(" ").some((input) => shown[+input]);
    question.hidden = !isShown && !question.contains(document.activeElement);
  }));
}

// Lists what the reader does not know, as it can be asked at the office, for the screen and for paper.
function listUnsure({ root, description }: Attached, answers: readonly Answer[]): void {
  const asks = [...new Set(description.inputs.filter((_, i) => answers[i].state === "unsure").map(({ ask, label }) => ask ?? label))];
  show(root, "unsure", asks.length > 0);
  each(root, "part", "unsure", (place) => place.querySelector("ul")?.replaceChildren(...asks.map((ask) => {
    const item = document.createElement("li");
    item.textContent = ask;
    return item;
  })));
  const hasDay = root.calculated!.outputs.some(({ value }, j) =>
    description.steps[description.outputs[j].step].kind === "date" && value && value[0] === value[1]);
  show(root, "ics", hasDay);
}

function ask({ root, description }: Attached, i: number | undefined): void {
  show(root, "next", i !== undefined);
  if (i !== undefined) each(root, "part", "next-link", (link) => pointTo(link, i, description.inputs[i].label));
}

// Writes the day onto the paper, whichever way the reader prints.
function writeDay({ root, description }: Attached): void {
  each(root, "part", "today", (e) => setText(e, single(today(), { kind: "date", at: [] }, description.words)));
}
