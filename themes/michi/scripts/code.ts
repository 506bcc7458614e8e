// A copy button on every block of program text.
import { button, confirmOn, copy } from "./elements";
import { words } from "./strings";

/** Adds the buttons to blocks. */
export function addCopyButtons(blocks: Iterable<Element> = document.querySelectorAll(".code")): void {
  for (const block of blocks) {
    const text = () => block.querySelector("code")?.textContent ?? "";
    block.prepend(button(words.copyCode, async (pressed) => {
      confirmOn(pressed, await copy(text()) ? words.copied : words.notCopied);
    }));
  }
}
