// Loads what calculates (engine.ts, with its contract with the page) once a reader turns to a calculator: many who come
// past one never do.
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

// Answers are there already where the address or the device has them, or where the reader was faster than this script; a
// way to answer has been chosen on this page.
const isBegun = (root: HTMLElement): boolean => root.contains(document.activeElement) ||
  fromAddress().startsWith("calc=") || !!kept(root.dataset.calculator!) || !!history.state?.ways;

for (const root of roots) {
  let pressed: HTMLElement | null = null;
  root.addEventListener("pointerover", load);
  root.addEventListener("focusin", load);
  // What is pressed before the engine has come is done then; a form must send nothing, ever.
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
