// Marks Japanese words that calculators write into a page in another language, as the build marks those of its HTML, so that
// screen readers pronounce them (WCAG 2.2, 3.1.2).
import { make } from "./elements";

const letters = "\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}";
const words = new RegExp(`([${letters}][${letters}ー、。「」（）・〜]*)`, "u");

/** Marks them now, and as they come. */
export function markJapanese(): void {
  if (/^(ja|zh)/.test(document.documentElement.lang)) return;
  for (const root of document.querySelectorAll("[data-calculator]")) {
    const observer = new MutationObserver((changes) => {
      changes.flatMap(({ addedNodes }) => [...addedNodes]).forEach(mark);
      observer.takeRecords(); // what has just been written here
    });
    observer.observe(root, { childList: true, subtree: true });
    mark(root);
  }
}

function mark(place: Node): void {
  const texts: Text[] = [];
  const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
  do {
    if (walker.currentNode instanceof Text && words.test(walker.currentNode.data)) texts.push(walker.currentNode);
  } while (walker.nextNode());
  for (const text of texts) {
    if (text.parentElement?.closest('[lang^="ja"], option, script, svg') !== null) continue;
    text.replaceWith(...text.data.split(words).map((part, i) => (i % 2 ? make("span", { lang: "ja" }, part) : part)));
  }
}
