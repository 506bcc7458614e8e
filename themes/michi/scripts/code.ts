// A copy button on every block of program text.
import { announce, button, confirmOn, copy } from "./elements";
import { words } from "./strings";

/** Adds the buttons. */
export function addCopyButtons(): void {
  for (const block of document.querySelectorAll(".code")) {
    const text = () => block.querySelector("code")?.textContent ?? "";
    block.prepend(button(words.copyCode, async (pressed) => {
      if (await copy(text())) confirmOn(pressed, words.copied);
      else announce(words.notCopied);
    }));
  }
}
