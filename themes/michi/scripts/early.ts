// Applies the reader's display settings before the first paint, and marks on <html> what the
// browser can do, for the style sheet, so that nothing moves later. It runs in the head, alone.
import { apply, load } from "./preferences";

const { dataset } = document.documentElement;
dataset.script = "";
if (innerWidth < 640) dataset.phone = "";
if ("share" in navigator) dataset.canShare = "";
// Buttons are shown before the script has come that listens to them (main.ts), which then does what was pressed meanwhile.
addEventListener("click", ({ target }) => {
  if (!("attached" in dataset)) (target as Element).closest("button:not([data-calculator] *)")?.setAttribute("data-pressed", "");
});
apply(load());
// A page from the back/forward cache, or one in another tab, applies what has been chosen since.
addEventListener("pageshow", ({ persisted }) => { if (persisted) apply(load()); });
addEventListener("storage", () => apply(load()));
