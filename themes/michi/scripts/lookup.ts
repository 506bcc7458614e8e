// The field in the header, and Ctrl-K and /, lead to the search. The query is in the fragment
// of the address, which browsers send nowhere. A key by itself can be in the way of those who speak to
// their device, so the quiet display turns / off (WCAG 2.2, 2.1.4).

/** Attaches the field, and the keys to it; a narrow window hides it, and then they lead to the search page. */
export function attachSearch(): void {
  const field = document.querySelector<HTMLInputElement>(".site-search input, #michi-search");
  const form = field?.form;
  if (!form) return;
  const leave = () => location.assign(`${form.action}#${new URLSearchParams({ q: field.value })}`);
  if (!field.id) form.addEventListener("submit", (event) => { event.preventDefault(); leave(); });
  addEventListener("keydown", (event) => {
    const { key, target } = event;
    const isSlash = key === "/" && !document.documentElement.dataset.quiet && !(target as Element).closest("input, textarea, select");
    if (!isSlash && !(key === "k" && (event.ctrlKey || event.metaKey)) || event.isComposing) return;
    event.preventDefault();
    field.focus();
    if (document.activeElement !== field) leave();
  });
}
