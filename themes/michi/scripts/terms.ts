// The links of terms and figures show their entries beside them. Where that fails, the link is followed.
type Script = typeof import("./notes");

/** Lets the links of terms and figures show their entries. */
export function showNotes(): void {
  const notes = document.querySelector<HTMLElement>("[data-notes]")?.dataset.notes;
  if (!notes || !("popover" in HTMLElement.prototype)) return;
  document.addEventListener("click", (event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>("main a:is(.term, .figure-link)");
    if (!link || link.pathname === location.pathname || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    (import(notes) as Promise<Script>).then(({ show }) => show(link)).catch(() => location.assign(link.href));
  });
}
