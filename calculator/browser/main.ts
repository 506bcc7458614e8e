// Loads engine.ts, which calculates, once a reader turns to a calculator: many readers of a page never do.
import { fromAddress, kept } from "./keep";

const roots = [...document.querySelectorAll<HTMLElement>("[data-calculator]")];
let isLoading = false;

function load(): void {
  if (isLoading) return;
  isLoading = true;
  const { engine, with: other } = roots[0].dataset;
  if (other) import(other).catch(() => {}); // a script of the theme
  import(engine!).catch(() => roots.forEach((root) => {
    root.querySelectorAll<HTMLElement>('[data-part="unavailable"]').forEach((place) => { place.hidden = false; });
  }));
}

// Whether the address or the device has answers, the reader was faster than this script, or a way to answer was chosen on
// this page before.
const isBegun = (root: HTMLElement): boolean => root.contains(document.activeElement) ||
  fromAddress().startsWith("calc=") || !!kept(root.dataset.calculator!) || !!history.state?.ways;

for (const root of roots) {
  let pressed: HTMLElement | null = null;
  root.addEventListener("pointerover", load);
  root.addEventListener("focusin", load);
  // A button that is pressed before the engine has loaded is clicked again then. A form never sends anything.
  root.addEventListener("click", ({ target }) => {
    load();
    if (!root.hasAttribute("data-ready")) pressed = (target as Element).closest("button") ?? pressed;
  });
  root.addEventListener("submit", (event) => event.preventDefault());
  root.addEventListener("ready", () => pressed?.click());
}
const look = (): void => { if (typeof WebAssembly !== "object" || roots.some(isBegun)) load(); };
addEventListener("hashchange", look);
look();
