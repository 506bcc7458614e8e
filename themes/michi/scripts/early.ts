// Applies the reader's display settings before the first paint, and marks on <html> what the
// browser can do, for the style sheet, so that nothing moves later. It runs in the head, alone.
import { apply, load } from "./preferences";

document.documentElement.dataset.script = "";
if (innerWidth < 640) document.documentElement.dataset.phone = "";
if ("share" in navigator) document.documentElement.dataset.canShare = "";
apply(load());
// A page from the back/forward cache, or one in another tab, applies what has been chosen since.
addEventListener("pageshow", ({ persisted }) => { if (persisted) apply(load()); });
addEventListener("storage", () => apply(load()));

// On a slow line the page is there before the scripts of its buttons: what is pressed until then is done once they have come.
let pressed: HTMLElement | null = null;
const hold = (event: Event): void => {
  const button = (event.target as Element).closest("button");
  if (!button) return;
  event.preventDefault();
  event.stopPropagation();
  pressed?.removeAttribute("aria-busy");
  pressed = button;
  button.setAttribute("aria-busy", "true");
};
document.addEventListener("click", hold, true);
document.addEventListener("DOMContentLoaded", () => {
  document.removeEventListener("click", hold, true);
  pressed?.removeAttribute("aria-busy");
  pressed?.click();
});
