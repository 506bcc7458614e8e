// Printing: the whole page, or one sheet of it alone, with the day on which it was printed.
import { button, make } from "./elements";
import { words } from "./strings";

/** Attaches the print buttons. */
export function addPrinting(): void {
  document.querySelector("[data-print]")?.addEventListener("click", () => print());
  document.querySelectorAll(".print-sheet").forEach(addSheetButton);
  document.addEventListener("click", markResult, { capture: true });
  addEventListener("beforeprint", stampDay);
}

/** Adds a button to a sheet that prints it alone. */
export function addSheetButton(sheet: Element): void {
  sheet.prepend(make("p", { class: "tools" }, button(words.printSheet, () => printOnly(sheet))));
}

// A calculator prints by itself; before it does, its section is marked as what is to be printed.
function markResult({ target }: Event): void {
  const button = (target as Element).closest('[data-ready] [data-part="print"]');
  const calculator = button?.closest("[data-calculator]");
  if (calculator) mark(calculator);
}

function stampDay(): void {
  const place = document.querySelector("[data-printed]");
  if (!place) return;
  const day = new Date().toLocaleDateString(document.documentElement.lang, { dateStyle: "long" });
  place.textContent = `${words.printedOn} ${day}`;
}

function printOnly(sheet: Element): void {
  mark(sheet);
  print();
}

function mark(sheet: Element): void {
  const page = document.documentElement;
  page.dataset.printOnly = "";
  sheet.classList.add("printing");
  addEventListener("afterprint", () => {
    delete page.dataset.printOnly;
    sheet.classList.remove("printing");
  }, { once: true });
}
