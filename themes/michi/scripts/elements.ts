// Small helpers for making elements and speaking to the reader.

type Attributes = Record<string, string>;

/** Makes an element with attributes and children. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K, attributes: Attributes = {}, ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** Makes a button in the style of the theme. */
export function button(label: string, act: (button: HTMLButtonElement) => void): HTMLButtonElement {
  const made = make("button", { type: "button", class: "quiet-button" }, label);
  made.addEventListener("click", () => act(made));
  return made;
}

/** Returns the text of an element without what is hidden and the readings above its kanji. */
export function textOf(element: Element): string {
  const copy = element.cloneNode(true) as Element;
  copy.querySelectorAll("rt, [hidden]").forEach((part) => part.remove());
  return (copy.textContent ?? "").replace(/\s+/g, " ").trim();
}

/** Announces text in the live region of the page. */
export function announce(text: string): void {
  const region = document.getElementById("michi-status");
  if (!region) return;
  region.textContent = "";
  setTimeout(() => { region.textContent = text; }, 100);
}

/** Shows and announces on a button that its work is done; the label returns after four seconds. */
export function confirmOn(button: HTMLButtonElement, text: string): void {
  const label = button.dataset.label ??= textOf(button);
  button.textContent = text;
  announce(text);
  setTimeout(() => { button.textContent = label; }, 4000);
}

/** Copies text; resolves to whether the browser allowed it. */
export async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

// Pages opened without https have no clipboard, but can still copy a selection.
function copyBySelection(text: string): boolean {
  const field = make("textarea", { class: "unseen", "aria-hidden": "true", tabindex: "-1" });
  field.value = text;
  const before = document.activeElement as HTMLElement | null;
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  before?.focus();
  return done;
}
