// A copy button on every block of program text.
import { button, confirmOn, copy } from "./elements";
import { words } from "./strings";

/** Adds the buttons. */
export function addCopyButtons(): void {
  document.querySelectorAll(".code").forEach(addCopyButton);
}

/** Adds the button of one block. */
export function addCopyButton(block: Element): void {
  const text = () => block.querySelector("code")?.textContent ?? "";
  block.prepend(button(words.copyCode, async (pressed) => {
    confirmOn(pressed, await copy(text()) ? words.copied : words.notCopied);
  }));
}
