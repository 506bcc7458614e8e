// Applies the reader's display settings before the first paint, and tells the style sheet what the
// browser can do, so that nothing moves later. It runs in the head, alone.
import { apply, load } from "./preferences";

document.documentElement.dataset.script = "";
if ("share" in navigator) document.documentElement.dataset.canShare = "";
apply(load());
