// What the buttons and links of a calculator do, except 計算する.
import { control, encode, raw, setRaw, today } from "./answers";
import type { Attached } from "./attached";
import { mark } from "./errors";
import { erase } from "./keep";
import { each, setText, show } from "./places";
import { decimal, single } from "./show";
import { keepAnswers, update } from "./update";
import { chooseWay, focusQuestion, goBack, goForward, isLast, leadTo, skip, startWay } from "./ways";

/** Handles a click inside the calculator. */
export function click(c: Attached, event: Event): void {
  const target = (event.target as Element).closest<HTMLElement>("[data-change], [data-calendar], [data-add], [data-remove], button[data-part]");
  if (!target) return;
  const { change, part = "" } = target.dataset;
  if (change) {
    event.preventDefault();
    review(c, +change);
  } else {
    (actions[part] ?? onDemand)(c, target);
  }
}

const actions: Record<string, ((c: Attached, button: HTMLElement) => void) | undefined> = {
  one: (c) => chooseWay(c, true),
  all: (c) => chooseWay(c, false),
  back: goBack,
  skip(c) {
    skip(c);
    update(c);
    if (isLast(c)) focusResult(c);
    else goForward(c);
  },
  review: (c) => review(c, c.current ?? 0),
  "to-result": focusResult,
  clear(c) {
    restart(c);
    say(c, "cleared", c.form.firstElementChild);
  },
  print: () => print(),
  keep: (c, button) => say(c, keepAnswers(c) ? "kept" : "notKept", button),
  erase: (c, button) => say(c, erase() ? "erased" : "notKept", button),
};

// Empties the form, and leads to its first question. What is kept on the device stays.
function restart(c: Attached): void {
  c.form.reset();
  c.root.removeAttribute("data-loaded");
  show(c.root, "loaded", false);
  update(c).forEach((_, i) => mark(c, i));
  startWay(c);
  focusQuestion(c, 0);
}

// Opens the questions again, where they were folded away behind answers that came with the page.
function review(c: Attached, i: number): void {
  c.root.removeAttribute("data-loaded");
  leadTo(c, i);
}

const nearest = { block: "nearest" } as const;

/** Moves the focus to the result, and its beginning into view. */
export function focusResult({ root }: Attached): void {
  each(root, "part", "result", (result) => {
    result.focus({ preventScroll: true });
    result.scrollIntoView(nearest);
  });
}

// What sheet.ts uses of this script, instead of having it twice.
const shared = { control, decimal, encode, raw, setRaw, single, today, update };

export type Shared = typeof shared;

// Loads the functions that few readers use, runs the one of a button and shows its outcome.
async function onDemand(c: Attached, button: HTMLElement): Promise<void> {
  try {
    const address = c.root.querySelector("[data-sheet]")!.getAttribute("data-sheet")!;
    const outcome = await (await import(address) as typeof import("./sheet")).act(c, button.dataset, shared);
    if (outcome) say(c, outcome, button);
  } catch {
    say(c, "notLoaded", button);
  }
}

/** What a button has done, as the words call it. */
export type Outcome = "cleared" | "kept" | "notKept" | "erased" | "notLoaded" | "shared" | "notCopied" | "copied" | "cannotCopy" | "saved";

/** Says an outcome, or nothing any longer, behind an element; a moment after it has moved there, so that a screen reader speaks. */
export function say({ root, description: { words } }: Attached, outcome?: Outcome, before?: Element | null): void {
  each(root, "part", "status", (status) => {
    before?.after(status);
    setTimeout(() => {
      setText(status, words[outcome!] ?? "");
      if (before) status.scrollIntoView(nearest);
    }, 100);
  });
}
