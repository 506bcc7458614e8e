// Marks in the contents list the part that is being read.

/** Starts following the reading position. */
export function followReading(): void {
  const links = new Map<Element, Element>();
  for (const link of document.querySelectorAll<HTMLAnchorElement>(".contents li a")) {
    const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (heading) links.set(heading, link);
  }
  if (links.size === 0) return;
  const headings = [...links.keys()];
  let current: Element | undefined;
  const update = () => {
    const passed = headings.filter((heading) => heading.getBoundingClientRect().top < innerHeight / 4);
    const next = links.get(passed.at(-1) ?? headings[0]);
    if (next === current) return;
    current?.removeAttribute("aria-current");
    current = next;
    current?.setAttribute("aria-current", "location");
  };
  // The line a quarter down the window: a heading that crosses it has begun or left its part.
  const observer = new IntersectionObserver(update, { rootMargin: "0px 0px -75% 0px" });
  headings.forEach((heading) => observer.observe(heading));
}
