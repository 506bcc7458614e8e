// Attaches a calculator to its form: loads its module, fills in the answers that come with the page, and listens. The
// elements of the page that it fills are described in engine.ts.
import { clearUnsure, decode, questionOf, readAnswers, today } from "./answers";
import type { Attached, CalculatorElement } from "./attached";
import { click, focusResult, say } from "./buttons";
import { fill, type Written } from "./description";
import { listErrors, mark } from "./errors";
import { fromAddress, kept } from "./keep";
import { load, withWords } from "./module";
import { each, setText, show } from "./places";
import { single } from "./show";
import { update } from "./update";
import { goForward, isLast, startWay } from "./ways";

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

// Writes a line for each step of the working, with its formula in words.
function listSteps({ root, description: { steps, lists = [] } }: Attached): void {
  each(root, "part", "working", (list) => list.replaceChildren(...steps.map(({ item }, k) => {
    const line = root.querySelector(`[data-steps~="${k}"]`)!.cloneNode(true) as HTMLElement;
    line.removeAttribute("data-steps");
    if (item) line.querySelector("dt")!.prepend(`${lists[item.list].name} ${item.index + 1}: `);
    const [value, more] = [document.createElement("span"), line.querySelector("dd")!];
    value.dataset.step = `${k}`;
    const formula = more.querySelector("bdi");
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

// Puts the answers of the address into the form, and returns the message about them; "" where it has none. Those that
// another calculator has passed on are removed from the address.
function restoreFromAddress(c: Attached): string {
  const answers = fromAddress();
  if (!restore(c, answers)) return "";
  const { words } = c.description;
  const title = new URLSearchParams(answers).get("from");
  if (!title) return words.fromLink;
  history.replaceState(history.state, "", location.pathname + location.search);
  return fill(words.fromOther, { title });
}

// Says where the answers come from. Those of a link or of the device show their result, on a narrow window instead of the
// questions.
function welcome(c: Attached, text: string): void {
  if (!text) return;
  const { fromLink, fromDevice } = c.description.words;
  c.root.toggleAttribute("data-loaded", text === fromLink || text === fromDevice);
  update(c);
  each(c.root, "part", "loaded-text", (place) => setText(place, text));
  show(c.root, "loaded", true);
  show(c.root, "kept", text === fromDevice);
  if (scrollY === 0) c.root.scrollIntoView();
}

// Follows typing, but not within a composition of an input method.
function listen(c: Attached): void {
  let composing = false;
  let pressing = false; // a message that appeared now would move the button away from under the pointer
  let timer = 0;
  const typed = ({ target }: Event): void => {
    if (composing) return;
    say(c); // what was done with the answers before
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

// Shows the error of an answer once the reader has left its question; a date has several fields.
function changed(c: Attached, field: HTMLInputElement): void {
  const i = questionOf(field);
  update(c);
  setTimeout(() => {
    const answer = readAnswers(c.form, c.description)[i];
    if (answer && !field.closest("fieldset")!.contains(document.activeElement)) mark(c, i, answer.error);
  });
}

function submit(c: Attached): void {
  const answers = update(c);
  if (!isLast(c)) return goForward(c);
  if (listErrors(c, answers)) each(c.root, "part", "errors", (list) => list.focus());
  else focusResult(c);
}

// Writes the day onto the paper, whichever way the reader prints.
function writeDay({ root, description }: Attached): void {
  each(root, "part", "today", (e) => setText(e, single(today(), { kind: "date", at: [] }, description.words)));
}
