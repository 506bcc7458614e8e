// In a preview, what scripts have added to the page follows its changes. Published pages do not load
// this: it takes the place of main.ts, which it brings in.
import "./main";
import { addCopyButton } from "./code";
import { attachEmbed } from "./embed";
import { follow } from "./contents";
import { begun } from "./furigana";
import { addSheetButton } from "./print";
import { attachSharing } from "./share";
import { makeTabs } from "./tabs";
import { unfold } from "./unfold";

/** What the preview says of a change: what is new in the page, and older elements with new text. */
interface Update {
  added: Element[];
  changed: Element[];
  modules: boolean;
}

document.addEventListener("shirube:update", (event) => {
  const { added, changed, modules } = (event as CustomEvent<Update>).detail;
  const found = (selector: string) =>
    added.flatMap((element) => [...element.matches(selector) ? [element] : [], ...element.querySelectorAll(selector)]);
  // Other readings above the same text, or another head of the site, are more than can be followed.
  const hasOtherReadings = begun() && !modules && added.length + changed.length === 0;
  if (hasOtherReadings || found("[data-settings]").length) return event.preventDefault();
  found(".code").forEach(addCopyButton);
  found(".tabs").forEach(makeTabs);
  found("[data-embed]").forEach((block) => attachEmbed(block as HTMLElement));
  found(".print-sheet").forEach(addSheetButton);
  found("nav summary").forEach(unfold);
  found("[data-print]").forEach((button) => button.addEventListener("click", () => print()));
  if (found("[data-copy], [data-share]").length) attachSharing();
  document.querySelectorAll(".contents [aria-current]").forEach((link) => link.removeAttribute("aria-current"));
  follow();
  if (begun()) void addReadings([...added, ...changed]);
});

async function addReadings(places: Element[]): Promise<void> {
  const answer = await fetch(new URL("furigana.txt", location.href));
  if (!answer.ok) return;
  const text = await answer.text();
  places.filter((place) => place.closest("body")).forEach((place) => begun()!.write(text, place));
}
