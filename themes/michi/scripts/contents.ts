// Marks in the contents list the part that is being read.

/** Starts following the reading position. */
export function followReading(): void {
  keepInView(document.querySelector(".section-nav [aria-current]"));
  follow();
}

let following: IntersectionObserver | undefined;

/** Follows the reading position among the headings that there are now. */
export function follow(): void {
  const links = new Map<Element, Element>();
  for (const link of document.querySelectorAll<HTMLAnchorElement>(".contents li a")) {
    const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (heading) links.set(heading, link);
  }
  if (links.size > 0) observe([...links.keys()], (heading) => links.get(heading));
}

function observe(headings: Element[], linkOf: (heading: Element) => Element | undefined): void {
  let current: Element | undefined;
  const update = () => {
    const passed = headings.filter((heading) => heading.getBoundingClientRect().top < innerHeight / 4);
    const next = linkOf(passed.at(-1) ?? headings[0]);
    if (!next || next === current) return;
    current?.removeAttribute("aria-current");
    next.setAttribute("aria-current", "location");
    keepInView(current = next);
  };
  // A heading above the line a quarter down the window has been reached, however far above it is.
  following?.disconnect();
  following = new IntersectionObserver(update, { rootMargin: "1000000px 0px -75% 0px" });
  headings.forEach((heading) => following!.observe(heading));
}

// Scrolls the list beside the text, never the page.
function keepInView(link: Element | null): void {
  const list = link?.closest("nav");
  if (!link || !list) return;
  const [part, whole] = [link.getBoundingClientRect(), list.getBoundingClientRect()];
  if (part.top < whole.top || part.bottom > whole.bottom) list.scrollTop += part.top - whole.top - whole.height / 2;
}
