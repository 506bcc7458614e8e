// Errors of answers: the messages beside the fields, and the list above the form.
import { control, type Answer } from "./answers";
import type { Attached } from "./attached";
import { each, setText, show } from "./places";

/** Shows the error beside question i, or removes it. */
export function mark({ form }: Attached, i: number, error = ""): void {
  each(form, "error", i, (place) => {
    setText(place, error);
    place.hidden = !error;
  });
  const field = control(form, i);
  if (error) field.setAttribute("aria-invalid", "true");
  else field.removeAttribute("aria-invalid");
}

/** Lists the errors of all answers above the form, each with a link to its question; reports whether there is one. */
export function listErrors(c: Attached, answers: readonly Answer[]): boolean {
  const items = answers.flatMap(({ error }, i) => {
    mark(c, i, error);
    return error ? [errorItem(c, i, error)] : [];
  });
  show(c.form, "errors", items.length > 0);
  each(c.form, "part", "errors", (list) => list.querySelector("ul")!.replaceChildren(...items));
  return items.length > 0;
}

function errorItem({ form }: Attached, i: number, text: string): HTMLElement {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = "#" + control(form, i).id;
  pointTo(link, i, text);
  item.append(link);
  return item;
}

/** Makes link lead to question i. */
export function pointTo(link: HTMLElement, i: number, text: string): void {
  setText(link, text);
  link.dataset.change = `${i}`;
}
