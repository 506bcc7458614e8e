// Calculates again after a change, and shows the results.
import { echo, encode, hiddenQuestion, readAnswers, type Answer } from "./answers";
import type { Attached } from "./attached";
import { mark, pointTo } from "./errors";
import { keep, kept } from "./keep";
import { stored, type Value } from "./module";
import { bestQuestion } from "./next";
import { each, setText, show } from "./places";
import { matters, refine } from "./refine";
import { showAll } from "./result";
import { has } from "./show";
import { showWay } from "./ways";

/** Calculates again. Errors are only removed here; a reader who is still typing sees none. */
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

// Hides questions that do not matter by 必要なとき, and those without an answer that no result depends on any longer. They
// come back when another answer changes. A question with the focus stays until the focus moves.
function showQuestions({ root, description, evaluate }: Attached, answers: readonly Answer[], values: readonly Value[]): void {
  // Only answers of the reader count here, not the values of empty fields.
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

// Lists the questions to ask at the office, for the screen and for paper.
function listUnsure({ root, description }: Attached, answers: readonly Answer[]): void {
  const asks = [...new Set(description.inputs.filter((_, i) => answers[i].state === "unsure").map(({ ask, label }) => ask ?? label))].filter(Boolean);
  show(root, "unsure", asks.length > 0);
  each(root, "part", "unsure", (place) => place.querySelector("ul")!.replaceChildren(...asks.map((ask) => {
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

/** Keeps the answers on the device; false where that is forbidden. */
export function keepAnswers({ form, description }: Attached): boolean {
  return keep(description.name, encode(form, description));
}
