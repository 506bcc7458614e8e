// Where the style sheet shows a folded list beside the text, the list is open for assistive technology too.

/** Keeps each list open exactly where its summary is not shown. */
export function unfoldBeside(): void {
  document.querySelectorAll("nav summary").forEach(unfold);
}

/** Keeps the list of one summary open where it is not shown. */
export function unfold(summary: Element): void {
  const list = summary.parentElement as HTMLDetailsElement;
  let beside = false;
  new ResizeObserver(() => {
    const hidden = summary.getClientRects().length === 0;
    if (hidden === beside) return;
    beside = hidden;
    list.open = hidden;
  }).observe(summary);
}
