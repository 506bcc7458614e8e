// Style sheets are changed without loading the page: the new one comes beside the old one, which goes
// when the other is there, so that the page is never without.

type Digests = Record<string, string>;

const sheets = (root: ParentNode) => [...root.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')];
const pathOf = (link: HTMLLinkElement) => new URL(link.getAttribute("href")!, location.href).pathname;
const nameOf = (path: string) => path.replace(/-[0-9A-Z]{8}(?=\.css$)/, "");

/** The addresses of the style sheets of a page, in order. */
export function sheetsOf(page: ParentNode): string[] {
  return sheets(page).filter(isShown).map(pathOf);
}

// One that is about to go does not count.
const isShown = (link: HTMLLinkElement) => !link.dataset.leaving;

/** Makes the page load the style sheets of these addresses, reloading those whose digest has changed. */
export function load(wanted: readonly string[], known: Digests, digests: Digests): void {
  const shown = sheets(document.head).filter(isShown);
  let last: Element | undefined;
  const kept = new Set<Element>();
  for (const path of wanted) {
    const there = shown.find((link) => pathOf(link) === path);
    const old = there ?? shown.find((link) => nameOf(pathOf(link)) === nameOf(path));
    if (there && known[path] === digests[path]) {
      kept.add(last = there);
      continue;
    }
    last = add(there ? `${path}?${digests[path]}` : path, old, last);
    if (old) kept.add(old);
  }
  shown.filter((link) => !kept.has(link)).forEach((link) => link.remove());
}

function add(href: string, old: HTMLLinkElement | undefined, last: Element | undefined): HTMLLinkElement {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = href;
  const leave = () => old?.remove();
  link.addEventListener("load", leave);
  link.addEventListener("error", leave);
  if (old) old.dataset.leaving = "true";
  const place = old ?? last;
  if (place) place.after(link);
  else document.head.append(link);
  return link;
}
