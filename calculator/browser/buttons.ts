// What the buttons and links of a calculator do, except 計算する.
import { encode } from "./answers";
import { openCalendar } from "./calendar";
import { restart, update, type Attached } from "./attach";
import { copyText, erase, keep, toAddress } from "./keep";
import { each, setText } from "./places";
import { chooseWay, goBack, goForward, isLast, leadTo, skip } from "./ways";

/** Does what a click inside the calculator asks. */
export function click(c: Attached, event: Event): void {
  const target = (event.target as Element).closest<HTMLElement>("[data-change], [data-calendar], button[data-part]");
  if (!target) return;
  const { change, calendar, part = "" } = target.dataset;
  if (calendar) {
    openCalendar(c, +calendar);
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
  print: () => print(),
  text: (c) => void takeAlong(c, async (sheet, title) =>
    await copyText(sheet.text(c, title)) ? c.description.words.copied : c.description.words.cannotCopy),
  table: (c) => void takeAlong(c, (sheet) => {
    sheet.save(sheet.table(c), `${c.description.name}.csv`);
    return c.description.words.saved;
  }),
  ics: (c) => void takeAlong(c, (sheet, title) => {
    sheet.save(sheet.calendar(c, title), `${c.description.name}.ics`);
    return c.description.words.saved;
  }),
  share: (c) => void share(c),
  keep: (c) => say(c, keepAnswers(c) ? c.description.words.kept : c.description.words.notKept),
  erase: (c) => say(c, erase() ? c.description.words.erased : c.description.words.notKept),
};

// Opens the questions again, where they were folded away behind answers that came with the page.
function review(c: Attached, i: number): void {
  c.root.removeAttribute("data-loaded");
  leadTo(c, i);
}

/** Moves the focus to the result. */
export function focusResult({ root }: Attached): void {
  each(root, "part", "result", (result) => result.focus());
}

async function share(c: Attached): Promise<void> {
  const { words } = c.description;
  toAddress(encode(c.form, c.description));
  say(c, await copyText(location.href) ? words.shared : words.notCopied);
}

type Sheet = typeof import("./sheet");

// Loads what makes files and texts of a result, and says what came of it.
async function takeAlong(c: Attached, act: (sheet: Sheet, title: string) => string | Promise<string>): Promise<void> {
  const title = c.root.querySelector("[data-title]")?.getAttribute("data-title") ?? document.title;
  try {
    const address = c.root.querySelector("[data-sheet]")!.getAttribute("data-sheet")!;
    say(c, await act(await import(address) as Sheet, title));
  } catch {
    say(c, c.description.words.notLoaded);
  }
}

/** Keeps the answers on the device; false where that is forbidden. */
export function keepAnswers({ form, description }: Attached): boolean {
  return keep(description.name, encode(form, description));
}

/** Says something beside the buttons. */
export function say({ root }: Attached, text: string): void {
  each(root, "part", "status", (status) => setText(status, text));
}
