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
  // A heading above the line a quarter down the window has been reached, however far above it is.
  const observer = new IntersectionObserver(update, { rootMargin: "1000000px 0px -75% 0px" });
  headings.forEach((heading) => observer.observe(heading));
}
