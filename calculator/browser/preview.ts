// In a preview, calculators follow their files: the open page gets the new form and module, and keeps the answers to
// questions that remain. Published pages do not load this.
import "./engine";
import { decode, encode } from "./answers";
import { listQuestions } from "./attach";
import type { Attached, CalculatorElement } from "./attached";
import type { Written } from "./description";
import { load, withWords } from "./module";
import { show } from "./places";
import { update } from "./update";

/** A change, as the preview reports it; see its main.ts. */
interface Update {
  added: Element[];
  modules: boolean;
}

const places = "[data-calculator], [data-chart], [data-asked], [data-ask]";

const calculators = () => [...document.querySelectorAll<CalculatorElement>("[data-calculator]")];
const written = (root: Element) => root.querySelector('script[type="application/json"]')?.textContent ?? "";

const answers = new WeakMap<Element, string>();
const known = new WeakMap<Element, string>();
calculators().forEach((root) => known.set(root, written(root)));

document.addEventListener("shirube:before", () => {
  for (const root of calculators()) {
    if (root.attached) answers.set(root, encode(root.attached.form, root.attached.description));
  }
});

document.addEventListener("shirube:update", (event) => {
  const { added, modules } = (event as CustomEvent<Update>).detail;
  // New calculators and charts need their own scripts, so the page is loaded again.
  if (added.some((element) => element.matches(places) || element.querySelector(places))) return event.preventDefault();
  for (const root of calculators()) {
    const text = written(root);
    if (root.attached) listQuestions(root.attached);
    if (!modules && text === known.get(root)) continue;
    known.set(root, text);
    if (root.attached?.form.isConnected) void renew(root.attached, JSON.parse(text) as Written);
    else event.preventDefault();
  }
});

// Restores the answers at once, so that the form is never seen without them.
async function renew(c: Attached, written: Written): Promise<void> {
  const given = answers.get(c.root);
  const description = { ...written, words: c.description.words };
  c.description = description;
  if (given) decode(given, c.form, description);
  const evaluate = await load(description).catch(() => undefined);
  const { words } = await withWords(written).catch(() => description);
  if (c.description !== description) return; // a newer one has come meanwhile
  description.words = words;
  show(c.root, "unavailable", !evaluate);
  if (!evaluate) return;
  c.evaluate = evaluate;
  update(c);
}
