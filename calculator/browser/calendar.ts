// The browser's own calendar, beside the fields of a date.
import { control, setRaw } from "./answers";
import type { Attached } from "./attach";

/** Opens the calendar for question i; the day that is chosen is put into its fields. */
export function openCalendar({ form }: Attached, i: number): void {
  const day = document.createElement("input");
  day.type = "date";
  day.className = "unseen";
  day.tabIndex = -1;
  day.setAttribute("aria-hidden", "true");
  day.addEventListener("input", (event) => {
    event.stopPropagation();
    setRaw(form, i, day.value.replaceAll("-", "/").replaceAll("/0", "/"));
    control(form, i).dispatchEvent(new Event("input", { bubbles: true }));
  });
  form.querySelectorAll(`[data-calendar="${i}"] + input`).forEach((earlier) => earlier.remove());
  form.querySelector(`[data-calendar="${i}"]`)!.after(day);
  try {
    day.showPicker();
  } catch {
    day.classList.remove("unseen"); // an older browser: the field itself
  }
}
