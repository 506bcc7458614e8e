// Applies the reader's display settings before the first paint. It runs in the head, alone.
import { apply, load } from "./preferences";

document.documentElement.dataset.script = "";
apply(load());
