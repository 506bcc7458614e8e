// A copy button on every block of program text.
import { button, confirmOn, copy } from "./elements";
import { words } from "./strings";

/** Adds the buttons. */
export function addCopyButtons(): void {
  for (const block of document.querySelectorAll(".code")) {
    const text = () => block.querySelector("code")?.textContent ?? "";
    block.prepend(button(words.copyCode, async (pressed) => {
      confirmOn(pressed, await copy(text()) ? words.copied : words.notCopied);
    }));
  }
}
