// Shows the entry of a term or figure beside its link, in a popover: the browser closes it with Escape or a tap elsewhere
// and restores the focus. It loads when the first such link is pressed.
import { button, make } from "./elements";
import { read } from "./read";
import { words } from "./strings";

const lists = new Map<string, Promise<Document>>();
let note: HTMLElement | undefined;

/** Shows the entry that a link leads to. */
export async function show(link: HTMLAnchorElement): Promise<void> {
  const address = link.href.split("#")[0];
  if (!lists.has(address)) lists.set(address, read(address));
  const list = await lists.get(address)!.catch((error) => { lists.delete(address); throw error; });
  const entry = list.getElementById(decodeURIComponent(link.hash.slice(1)))!;
  const title = make("p", { class: "note-title", id: "michi-note-title", tabindex: "-1" });
  title.append(...partOf(entry.matches("li") ? entry.querySelector("h3")! : entry).childNodes);
  note ??= document.body.appendChild(make("div", { class: "shown-note", popover: "", role: "dialog", "aria-labelledby": title.id }));
  note.lang = list.documentElement.lang;
  note.dataset.page = address;
  note.replaceChildren(title, ...meaning(entry).map(partOf),
    make("p", { class: "tools" }, make("a", { href: link.href }, words.inList), button(words.close, () => note!.hidePopover())));
  note.showPopover();
  place(note, link.getBoundingClientRect());
  title.focus({ preventScroll: true });
}

// An entry is an item of a list, or a heading with what follows it.
function meaning(entry: Element): Element[] {
  if (entry.matches("li")) return [...entry.children].filter((part) => !part.matches("h3"));
  const parts: Element[] = [];
  for (let part = entry.nextElementSibling; part && !part.matches("h1, h2, h3"); part = part.nextElementSibling) parts.push(part);
  return parts;
}

// Returns a copy without ids, and without the list of pages that use it.
function partOf(part: Element): Element {
  const copy = document.importNode(part, true);
  copy.querySelectorAll(".anchor, [data-uses]").forEach((more) => more.remove());
  [copy, ...copy.querySelectorAll("[id]")].forEach((element) => element.removeAttribute("id"));
  return copy;
}

// Below the link, or above it where there is more room; it scrolls with the page.
function place(box: HTMLElement, { top, bottom, left }: DOMRect): void {
  const isBelow = bottom + box.offsetHeight < innerHeight || top < innerHeight / 2;
  box.style.top = `${scrollY + (isBelow ? bottom + 6 : top - 6 - box.offsetHeight)}px`;
  box.style.left = `${Math.max(8, Math.min(left, document.documentElement.clientWidth - box.offsetWidth - 8))}px`;
  box.scrollIntoView({ block: "nearest" });
}
