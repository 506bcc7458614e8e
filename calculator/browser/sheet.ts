// Functions that pages with a calculator load on demand: the result as text, as a table and as days for a calendar, made in
// the browser and sent nowhere; and the calendar beside the fields of a date.
import type { Attached, CalculatorElement } from "./attached";
import type { Outcome, Shared } from "./buttons";
import { openNext } from "./chain";
import { addItem, removeItem } from "./lists";
import type { Shown } from "./result";

/** Does what a button with these data attributes is for. Returns the outcome, if there is one to say. */
export function act(c: Attached, { part, calendar, add, remove }: DOMStringMap, shared: Shared): Outcome | void | Promise<Outcome> {
  const title = c.root.getAttribute("data-title") ?? document.title;
  if (calendar) openCalendar(c, +calendar, shared);
  else if (add) addItem(c, +add, shared);
  else if (remove) removeItem(c, remove.split(".").map(Number), shared);
  else if (part === "chain") openNext(c, title, shared);
  else if (part === "share") return share(c, shared);
  else if (part === "text") return copyAsText(c, title, shared);
  else if (part === "table") return save(c, table(c), "csv");
  else if (part === "ics") return save(c, calendarOf(c, title), part);
}

// Copies a link with the answers, and puts it into the address.
async function share({ form, description }: Attached, { encode }: Shared): Promise<Outcome> {
  history.replaceState(history.state, "", "#" + encode(form, description));
  return await copy(location.href) ? "shared" : "notCopied";
}

async function copyAsText(c: Attached, title: string, shared: Shared): Promise<Outcome> {
  return await copy(text(c, title, shared)) ? "copied" : "cannotCopy";
}

// The result, the answers and what to ask, as plain text.
function text({ root, description }: Attached, of: string, { single, today }: Shared): string {
  const { inputs = [] } = root.calculated ?? {};
  const { words } = description;
  const lines = (heading: string, all: string[]): string[] => (all.length ? ["", `■ ${heading}`, ...all] : []);
  return [
    of,
    single(today(), { kind: "date", at: [] }, words),
    ...lines(words.sheetResult, [...results(root).map(({ label, text }) => `${label}: ${text}`), ...shown(root, "[data-message]")]),
    ...lines(words.sheetAnswers, inputs.flatMap(({ text }, i) => (isAsked(root, i) ? [`${description.inputs[i].label}: ${text}`] : []))),
    ...lines(words.sheetAsk, shown(root, '[data-part="unsure"] li').map((ask) => words.both + ask)),
    ...lines(words.sheetSources, shown(root, ".calc-paper li")),
    "", location.href.split("#")[0],
  ].join("\n");
}

// The result, the answers and the worked-out tables, in a form that spreadsheets open.
function table({ root, description }: Attached): Blob {
  const { inputs = [] } = root.calculated ?? {};
  const rows = [
    ...results(root).map(({ label, text }) => [label, text]), [],
    ...inputs.flatMap(({ text }, i) => (isAsked(root, i) ? [[description.inputs[i].label, text]] : [])),
    ...[...root.querySelectorAll(".calc-grid")].flatMap((grid) => [
      [], [textOf(grid.querySelector("h3")!)],
      // The head of the rows takes two of them where the columns have a head as well.
      ...[...grid.querySelectorAll("tr")].map((row) => [...row.matches(":has([rowspan]) + *") ? [""] : [], ...[...row.cells].map(textOf)]),
    ]),
  ];
  const quoted = (cell: string) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  // The mark in front tells spreadsheets that the letters are UTF-8.
  return new Blob(["\ufeff" + rows.map((row) => row.map(quoted).join(",")).join("\r\n") + "\r\n"], { type: "text/csv" });
}

// The days among the results, as entries of a calendar (RFC 5545).
function calendarOf({ root, description }: Attached, of: string): Blob {
  const days = (root.calculated?.outputs ?? []).flatMap(({ label, value }, j) => {
    const { kind } = description.steps[description.outputs[j].step];
    return kind === "date" && value && value[0] === value[1] ? [{ label, day: value[0] }] : [];
  });
  const stamp = new Date().toISOString().replace(/[-:]|\.\d+/g, "");
  const compact = (day: bigint) => new Date(Number(day) * 864e5).toISOString().slice(0, 10).replaceAll("-", "");
  const lines = [
    "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//shirube//calculator//",
    ...days.flatMap(({ label, day }, n) => [
      "BEGIN:VEVENT", `UID:${description.name}-${n}-${compact(day)}@${location.host || "shirube"}`, `DTSTAMP:${stamp}`,
      `DTSTART;VALUE=DATE:${compact(day)}`, `DTEND;VALUE=DATE:${compact(day + 1n)}`,
      `SUMMARY:${escape(label)}`, `DESCRIPTION:${escape(`${of}\n${location.href.split("#")[0]}`)}`, "END:VEVENT",
    ]),
    "END:VCALENDAR", "",
  ];
  return new Blob([lines.map(folded).join("\r\n")], { type: "text/calendar" });
}

// Opens the calendar for question i; the day that is chosen is put into its fields.
function openCalendar({ form }: Attached, i: number, { setRaw }: Shared): void {
  const day = document.createElement("input");
  day.type = "date";
  day.className = "unseen";
  day.tabIndex = -1;
  day.setAttribute("aria-hidden", "true");
  day.addEventListener("input", (event) => {
    event.stopPropagation();
    setRaw(form, i, day.value.replaceAll("-", "/").replaceAll("/0", "/"));
    form.querySelector(`[name="q${i}"]`)!.dispatchEvent(new Event("input", { bubbles: true }));
  });
  form.querySelectorAll(`[data-calendar="${i}"] + input`).forEach((earlier) => earlier.remove());
  form.querySelector(`[data-calendar="${i}"]`)!.after(day);
  try {
    day.showPicker();
  } catch {
    day.classList.remove("unseen"); // an older browser: the field itself
  }
}

// Offers a file to the device.
function save({ description: { name } }: Attached, file: Blob, kind: string): Outcome {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = `${name}.${kind}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  return "saved";
}

const escape = (text: string) => text.replace(/[\\;,]/g, "\\$&").replaceAll("\n", "\\n");

// Lines have at most 75 bytes; a letter outside ASCII has three here.
function folded(line: string): string {
  return line.replace(/.{24}(?=.)/gu, "$&\r\n ");
}

// The results as the page shows them: where one does not apply, only the main one says so.
function results({ calculated }: CalculatorElement): Shown[] {
  return calculated && !calculated.stopped ? calculated.outputs.filter(({ value }, j) => value || !j) : [];
}

function isAsked(root: HTMLElement, i: number): boolean {
  return !root.querySelector(`form [data-input~="${i}"][hidden]`);
}

function shown(root: HTMLElement, selector: string): string[] {
  return [...root.querySelectorAll<HTMLElement>(selector)].filter((element) => !element.closest("[hidden]")).map(textOf);
}

// Returns the visible text of an element, without readings.
function textOf(element: Element): string {
  const copy = element.cloneNode(true) as Element;
  copy.querySelectorAll("rt, [hidden]").forEach((part) => part.remove());
  return copy.textContent!.replace(/\s+/g, " ").trim();
}

// Copies a text to the clipboard; false where the browser forbids it.
async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
