// The two ways to answer: one question at a time, or all at once. The reader's choice is kept in the history entry
// of the page, so that it survives a reload and leaves nothing on the device.
import { control, hiddenQuestion, readAnswers, setRaw } from "./answers";
import type { Attached } from "./attached";
import { fill } from "./description";
import { mark } from "./errors";
import { setText, show } from "./places";

/**
 * Begins in the way that the reader chose on this page before, else in the one that the page shows already: on a phone
 * one at a time where there are many questions.
 */
export function startWay(c: Attached): void {
  const chosen = history.state?.ways?.[c.description.name] as boolean | undefined;
  const isPhone = document.documentElement.hasAttribute("data-phone");
  goTo(c, chosen ?? (isPhone && c.form.hasAttribute("data-many")) ? questions(c)[0] : undefined);
  showWay(c);
}

/** Changes the way to answer, and leads to the question that comes next. */
export function chooseWay(c: Attached, oneByOne: boolean): void {
  history.replaceState({ ...history.state, ways: { ...history.state?.ways, [c.description.name]: oneByOne } }, "");
  const at = c.current ?? firstOpen(c);
  goTo(c, oneByOne ? at : undefined);
  showWay(c);
  focusQuestion(c, at);
}

/** Follows changed answers: a question may have left or come, also the one in view. */
export function showWay(c: Attached): void {
  const { form, current } = c;
  if (current !== undefined && hiddenQuestion(form, current)) {
    const all = questions(c);
    goTo(c, all.find((i) => i > current) ?? all.at(-1));
  }
  const oneByOne = c.current !== undefined;
  form.setAttribute("data-way", oneByOne ? "one" : "all");
  show(form, "back", c.current !== questions(c)[0]);
  show(form, "onward", !isLast(c));
  show(form, "finish", isLast(c));
  if (oneByOne) writeProgress(c);
}

/** Reports whether 計算する leads to the result: all questions are in view, or the last one is. */
export function isLast(c: Attached): boolean {
  return c.current === undefined || c.current === questions(c).at(-1);
}

/** Leads to the question after the one in view, unless that has an answer that cannot be read. */
export function goForward(c: Attached): void {
  const i = c.current!;
  const { error } = readAnswers(c.form, c.description)[i];
  mark(c, i, error);
  if (error) return control(c.form, i).focus();
  move(c, questions(c).find((other) => other > i));
}

/** Leads to the question before the one in view. */
export function goBack(c: Attached): void {
  move(c, questions(c).findLast((i) => i < c.current!));
}

/** Answers わからない to the question in view. */
export function skip(c: Attached): void {
  setRaw(c.form, c.current!, "?");
}

/** Leads to question i, whichever way is chosen. */
export function leadTo(c: Attached, i: number): void {
  if (c.current !== undefined) {
    goTo(c, firstOf(c.form, i));
    showWay(c);
  }
  control(c.form, i).focus();
}

function move(c: Attached, to: number | undefined): void {
  if (to === undefined) return;
  goTo(c, to);
  showWay(c);
  focusQuestion(c, to);
}

// The questions that matter, in their order.
function questions({ form, description }: Attached): number[] {
  return [...description.inputs.keys()].filter((i) => !hiddenQuestion(form, i) && firstOf(form, i) === i);
}

function firstOpen(c: Attached): number {
  const answers = readAnswers(c.form, c.description);
  const all = questions(c);
  return all.find((i) => answers[i].state === "open" || answers[i].state === "taken") ?? all[0];
}

function goTo(c: Attached, i: number | undefined): void {
  c.current = i;
  c.form.querySelectorAll("[data-current]").forEach((element) => element.removeAttribute("data-current"));
  if (i === undefined) return;
  const question = block(c.form, i)!;
  for (const element of [question, question.parentElement!]) element.setAttribute("data-current", "");
}

const block = (form: ParentNode, i: number) => form.querySelector<HTMLElement>(`[data-input~="${i}"]`);

// The first input of the question that i belongs to: several options that may be ticked are one question.
const firstOf = (form: ParentNode, i: number) => parseInt(block(form, i)!.dataset.input!);

function writeProgress(c: Attached): void {
  const { progress, lastQuestion } = c.description.words;
  const all = questions(c);
  const n = all.indexOf(c.current!) + 1;
  const place = c.form.querySelector('[data-part="progress"]');
  if (place) setText(place, fill(n === all.length ? lastQuestion : progress, { n, left: all.length - n }));
}

/** Moves the focus to the heading of question i; the window moves only where the question would not be in view. */
export function focusQuestion(c: Attached, i: number): void {
  const legend = block(c.form, i)!.querySelector("legend")!;
  legend.focus({ preventScroll: true });
  const { top } = legend.getBoundingClientRect();
  if (top < 0 || top > innerHeight / 2) (c.current === undefined ? legend : c.form).scrollIntoView();
}
