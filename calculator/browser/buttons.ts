// What the buttons and links of a calculator do, except 計算する.
import type { Attached } from "./attached";
import { mark } from "./errors";
import { erase } from "./keep";
import { each, setText, show } from "./places";
import { keepAnswers, update } from "./update";
import { chooseWay, goBack, goForward, isLast, leadTo, skip, startWay } from "./ways";

/** Handles a click inside the calculator. */
export function click(c: Attached, event: Event): void {
  const target = (event.target as Element).closest<HTMLElement>("[data-change], [data-calendar], [data-add], [data-remove], button[data-part]");
  if (!target) return;
  const { change, calendar, add, remove, part = "" } = target.dataset;
  if (calendar) {
    void onDemand(c, (sheet) => { sheet.openCalendar(c, +calendar); });
  } else if (add) {
    void onDemand(c, (sheet) => { sheet.addItem(c, +add, update); });
  } else if (remove) {
    const [list, item] = remove.split(".").map(Number);
    void onDemand(c, (sheet) => { sheet.removeItem(c, list, item, update); });
  } else if (change) {
    event.preventDefault();
    review(c, +change);
  } else {
    actions[part]?.(c);
  }
}

const actions: Record<string, (c: Attached) => void> = {
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
    say(c, c.description.words.cleared);
  },
  chain: (c) => void onDemand(c, (sheet) => { sheet.openNext(c); }),
  print: () => print(),
  text: (c) => void onDemand(c, (sheet, title) => sheet.copyAsText(c, title)),
  table: (c) => void onDemand(c, (sheet) => sheet.saveTable(c)),
  ics: (c) => void onDemand(c, (sheet, title) => sheet.saveCalendar(c, title)),
  share: (c) => void onDemand(c, (sheet) => sheet.share(c)),
  keep: (c) => say(c, keepAnswers(c) ? c.description.words.kept : c.description.words.notKept),
  erase: (c) => say(c, erase() ? c.description.words.erased : c.description.words.notKept),
};

// Empties the form. What is kept on the device stays.
function restart(c: Attached): void {
  c.form.reset();
  c.root.removeAttribute("data-loaded");
  show(c.root, "loaded", false);
  if (c.current !== undefined) c.current = 0;
  update(c).forEach((_, i) => mark(c, i));
  startWay(c);
}

// Opens the questions again, where they were folded away behind answers that came with the page.
function review(c: Attached, i: number): void {
  c.root.removeAttribute("data-loaded");
  leadTo(c, i);
}

/** Moves the focus to the result. */
export function focusResult({ root }: Attached): void {
  each(root, "part", "result", (result) => result.focus());
}

type Sheet = typeof import("./sheet");

// Loads the functions that few readers use, runs one and shows its outcome.
async function onDemand(c: Attached, act: (sheet: Sheet, title: string) => string | void | Promise<string>): Promise<void> {
  const title = c.root.getAttribute("data-title") ?? document.title;
  try {
    const address = c.root.querySelector("[data-sheet]")!.getAttribute("data-sheet")!;
    const outcome = await act(await import(address) as Sheet, title);
    if (outcome) say(c, outcome);
  } catch {
    say(c, c.description.words.notLoaded);
  }
}

/** Says something beside the buttons. */
export function say({ root }: Attached, text: string): void {
  each(root, "part", "status", (status) => setText(status, text));
}
