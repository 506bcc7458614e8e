// Announces a calculator's result to screen readers, once for each 計算する: the result itself is no live
// region, since it changes with every key.
import { announce, textOf } from "./elements";

interface Calculator extends HTMLElement {
  calculated?: { stopped: boolean; outputs: { label: string; text: string }[] };
}

/** Starts announcing. The calculator's own script has set the focus to a result before this event. */
export function speakResults(): void {
  document.addEventListener("submit", ({ target }) => {
    const root = (target as Element).closest<Calculator>("[data-calculator]");
    if (!root?.calculated || !document.activeElement?.matches('[data-part="result"]')) return;
    const { stopped, outputs: [{ label, text }] } = root.calculated;
    const why = root.querySelector("[data-message]:not([hidden]) p");
    const maybe = root.querySelector("output [data-maybe]:not([hidden])");
    announce(stopped && why ? textOf(why) : `${label} ${text} ${maybe ? textOf(maybe) : ""}`.trim());
  });
}
