// Where the style sheet shows a folded list beside the text, it is open for every program too, not
// only to the eye.

/** Keeps each list open exactly where its summary is not shown. */
export function unfoldBeside(summaries: Iterable<Element> = document.querySelectorAll("nav summary")): void {
  for (const summary of summaries) {
    const list = summary.parentElement as HTMLDetailsElement;
    let beside = false;
    new ResizeObserver(() => {
      const hidden = summary.getClientRects().length === 0;
      if (hidden === beside) return;
      beside = hidden;
      list.open = hidden;
    }).observe(summary);
  }
}
