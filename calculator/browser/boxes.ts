// Questions of which several options may be ticked. Each option is an input of its own, a yes/no; all are in one fieldset, with
// a box for none of them (value 0) and one for わからない (value ?). As long as nothing is ticked, all are open.

/** Whether a field is the box of an option. */
export const isBox = (field: HTMLInputElement): boolean => field.type === "checkbox" && field.value === "1";

const all = (box: Element) => [...box.closest("fieldset")!.querySelectorAll<HTMLInputElement>("input")];

/** The raw answer of the option of a box: 1 yes, 0 no, "?" or "". */
export function boxAnswer(box: HTMLInputElement): string {
  const ticked = all(box).find(({ checked }) => checked);
  return box.checked ? "1" : ticked ? ticked.value.replace("1", "0") : "";
}

/** Puts a raw answer back into a box. */
export function setBox(box: HTMLInputElement, answer: string): void {
  box.checked = answer === "1";
  const isAny = answer !== "?" && all(box).some((other) => other.checked && isBox(other));
  for (const other of all(box)) other.checked = isBox(other) ? isAny && other.checked : !isAny && other.value === answer;
}

/** Follows a tick: an option clears the boxes for none and for わからない, and these clear all others. */
export function settleBoxes(ticked: HTMLInputElement): void {
  if (!ticked.checked) return;
  for (const other of all(ticked)) if (other !== ticked && !(isBox(other) && isBox(ticked))) other.checked = false;
}
