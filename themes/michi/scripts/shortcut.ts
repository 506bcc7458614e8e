// Ctrl-K and / lead to the search. A key by itself can be in the way of those who speak to their device,
// so the quiet display turns / off (WCAG 2.2, 2.1.4).

/** Attaches the keys to the link to the search page. */
export function attachShortcut(): void {
  const link = document.querySelector<HTMLElement>("[data-search]");
  if (link) addEventListener("keydown", (event) => {
    const { key, target } = event;
    const isSlash = key === "/" && !document.documentElement.dataset.quiet && !(target as Element).closest("input, textarea, select");
    if (!isSlash && !(key === "k" && (event.ctrlKey || event.metaKey)) || event.isComposing) return;
    event.preventDefault();
    const field = document.getElementById("michi-search");
    if (field) field.focus();
    else link.click();
  });
}
