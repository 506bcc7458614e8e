// Blocks of which one text is shown at a time (:::tabs). Without this script all are, each under its heading.
import { make, textOf } from "./elements";

/** Makes tabs of all such blocks. */
export function addTabs(): void {
  document.querySelectorAll(".tabs").forEach(makeTabs);
}

/** Makes tabs of one block, as the ARIA Authoring Practices say: arrows choose, Home and End go to the ends. */
export function makeTabs(block: Element): void {
  const panels = [...block.querySelectorAll<HTMLElement>(":scope > section")];
  if (panels.length < 2 || block.querySelector(":scope > [role=tablist]")) return;
  const list = make("div", { role: "tablist" });
  const tabs = panels.map((panel, i) => {
    const heading = panel.querySelector<HTMLElement>(":scope > .block-title") ?? panel.querySelector<HTMLElement>("h2, h3, h4, h5, h6")!;
    const tab = make("button", { type: "button", role: "tab", id: `${heading.id || "michi-tab"}-${i}-tab` }, textOf(heading));
    panel.setAttribute("role", "tabpanel");
    panel.setAttribute("aria-labelledby", tab.id);
    heading.classList.add("unseen");
    tab.addEventListener("click", () => choose(i));
    // The browser's search within the page and links to a heading open the text that they lead into.
    panel.addEventListener("beforematch", () => choose(i));
    return tab;
  });
  function choose(chosen: number, focus = false): void {
    tabs.forEach((tab, i) => {
      tab.setAttribute("aria-selected", String(i === chosen));
      tab.tabIndex = i === chosen ? 0 : -1;
      if (i === chosen) panels[i].removeAttribute("hidden");
      else panels[i].setAttribute("hidden", "until-found");
    });
    if (focus) tabs[chosen].focus();
  }
  list.addEventListener("keydown", (event) => {
    const at = tabs.indexOf(document.activeElement as HTMLButtonElement), last = tabs.length - 1;
    const to = { ArrowRight: at === last ? 0 : at + 1, ArrowLeft: at === 0 ? last : at - 1, Home: 0, End: last }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    choose(to, true);
  });
  const follow = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const at = panels.findIndex((panel) => target && panel.contains(target));
    if (at < 0) return;
    choose(at);
    target!.scrollIntoView();
  };
  list.append(...tabs);
  block.prepend(list);
  choose(0);
  follow();
  addEventListener("hashchange", follow);
}
