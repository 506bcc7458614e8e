// Says a calculator's result to those who listen, once for each 計算する: the result itself is silent,
// since it follows the answers while they are written.
import { announce, textOf } from "./elements";

interface Calculator extends HTMLElement {
  calculated?: { stopped: boolean; outputs: { label: string; text: string }[] };
}

/** Starts speaking. The calculator's own script has led the focus to a result before this hears of it. */
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
