// The panel of display settings. It is built when it is first opened.
import { announce, button, make } from "./elements";
import { apply, choices, load, save, standard, type Preferences, type Setting } from "./preferences";
import { words } from "./strings";

type Word = keyof typeof words;

/** Attaches the panel to its button. */
export function attachSettings(): void {
  const opener = document.querySelector<HTMLButtonElement>("[data-settings]");
  const place = document.getElementById("michi-settings");
  if (!opener || !place) return;
  const show = (open: boolean) => {
    if (open && !place.firstChild) place.append(panel(() => show(false)));
    place.hidden = !open;
    opener.setAttribute("aria-expanded", String(open));
    (open ? place.querySelector<HTMLElement>("h2") : opener)?.focus();
  };
  opener.addEventListener("click", () => show(Boolean(place.hidden)));
  place.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.isComposing) show(false);
  });
}

function panel(close: () => void): HTMLElement {
  const note = make("p", {}, words.kept);
  const groups = make("div", { class: "settings-groups" });
  let wanted = load();
  const change = (next: Preferences) => {
    document.documentElement.dataset.changed = "";
    apply(wanted = next);
    note.textContent = save(wanted) ? words.kept : words.notKept;
  };
  const form = make("form", { class: "settings", "aria-labelledby": "michi-settings-title" },
    make("h2", { id: "michi-settings-title", tabindex: "-1" }, words.settings), groups, note,
    make("p", { class: "tools" },
      button(words.reset, () => { form.reset(); mark(groups, {}); change({}); announce(words.wasReset); }),
      button(words.close, close)));
  for (const name of Object.keys(choices) as Setting[]) {
    if (name !== "furigana" || document.documentElement.dataset.ruby) groups.append(group(name));
  }
  mark(groups, wanted);
  form.addEventListener("change", ({ target }) => {
    if (target instanceof HTMLInputElement) change({ ...wanted, [target.name]: target.value });
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  return form;
}

function group(name: Setting): HTMLElement {
  const options = choices[name].map((value) =>
    make("label", {}, make("input", { type: "radio", name, value }), words[`${name}.${value}` as Word]));
  return make("fieldset", {}, make("legend", {}, words[name as Word]), make("div", { class: "choices" }, ...options));
}

function mark(groups: HTMLElement, wanted: Preferences): void {
  for (const input of groups.querySelectorAll("input")) {
    input.checked = input.value === (wanted[input.name as Setting] ?? standard(input.name as Setting));
  }
}
