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
