// The search opens over the page: from its button in the header, with Ctrl-K and with /. Queries stay in the browser. A
// single key can conflict with speech input, so the quiet display turns / off (WCAG 2.2, 2.1.4). Styles and words of the
// search are loaded from the search page, to which the button leads without scripts.
import { button, make } from "./elements";
import { read } from "./read";
import { words } from "./strings";

type Script = typeof import("./search");

let dialog: HTMLDialogElement | undefined;

/** Attaches the button and the keys; on the search page the keys lead to its field. */
export function attachSearch(): void {
  const field = document.querySelector<HTMLInputElement>("#michi-search");
  const opener = document.querySelector<HTMLAnchorElement>("[data-search]");
  if (!opener && !field) return;
  const show = () => (field ?? open(opener!)).focus();
  if (opener) attachOpener(opener, show);
  addEventListener("keydown", (event) => {
    const { key, target } = event;
    const isSlash = key === "/" && !document.documentElement.dataset.quiet && !(target as Element).closest("input, textarea, select");
    if (!isSlash && !(key === "k" && (event.ctrlKey || event.metaKey)) || event.isComposing) return;
    event.preventDefault();
    show();
  });
}

function attachOpener(opener: HTMLElement, show: () => void): void {
  opener.setAttribute("role", "button");
  opener.setAttribute("aria-haspopup", "dialog");
  opener.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return; // in a tab of its own
    event.preventDefault();
    show();
  });
}

// The browser makes the page behind the dialog inert, closes the dialog with Escape, and restores the focus.
function open(opener: HTMLAnchorElement): HTMLInputElement {
  dialog ??= build(opener);
  if (!dialog.open) dialog.showModal();
  const field = dialog.querySelector("input")!;
  field.select();
  return field;
}

function build(opener: HTMLAnchorElement): HTMLDialogElement {
  const field = make("input", { id: "michi-search", name: "q", type: "search", autocomplete: "off", autocapitalize: "off",
    spellcheck: "false", enterkeyhint: "search", "aria-label": words.query });
  const form = make("form", { class: "search", role: "search" },
    make("p", { class: "search-field" }, field, button(words.close, () => made.close())));
  const results = make("div", { class: "search-results" });
  const made = make("dialog", { class: "lookup", "aria-label": opener.text.trim() }, make("div", {}, form, results));
  made.addEventListener("click", ({ target }) => {
    if (target === made || (target as Element).closest("a")) made.close(); // beside it, or to a place on this page
  });
  // A browser may take the key for emptying the field.
  made.addEventListener("keydown", ({ key, isComposing }) => { if (key === "Escape" && !isComposing) made.close(); });
  form.addEventListener("submit", (event) => event.preventDefault());
  document.body.append(made);
  load(opener, form, results).catch(() => location.assign(`${opener.href}#${new URLSearchParams({ q: field.value })}`));
  return made;
}

async function load({ href, dataset }: HTMLAnchorElement, form: HTMLFormElement, results: HTMLElement): Promise<void> {
  const [page, { attach }] = await Promise.all([read(href), import(dataset.search!) as Promise<Script>]);
  for (const link of page.querySelectorAll<HTMLLinkElement>("link[rel=stylesheet]")) {
    if (!document.querySelector(`link[href="${link.getAttribute("href")}"]`)) document.head.append(document.importNode(link));
  }
  form.append(...page.querySelectorAll(".search-help"));
  results.after(make("p", {}, make("a", { href }, page.querySelector("[data-all] h2")!.textContent)));
  attach(form, results, page);
}
