// The places that the page keeps ready. One that is missing is passed over.

/** Acts on every element whose attribute data-WHAT is key, or has it among others. */
export function each(root: ParentNode, what: string, key: string | number, act: (element: HTMLElement) => void): void {
  root.querySelectorAll<HTMLElement>(`[data-${what}~="${key}"]`).forEach(act);
}

/** Shows or hides the part called name. */
export function show(root: ParentNode, name: string, visible: boolean): void {
  each(root, "part", name, (element) => { element.hidden = !visible; });
}

/** Sets text where it differs, so that a live region speaks only of changes. */
export function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}
