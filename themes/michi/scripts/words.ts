// The words that scripts write, in the language of the page. They are interface strings of the theme
// (strings/LANG.yaml, script.NAME.KEY), which a site may replace; the page holds those of its scripts as JSON.

type Words = Record<string, Record<string, string>>;

const read = (page: Document) => JSON.parse(page.getElementById("michi-words")?.textContent ?? "{}") as Words;
const own = read(document);

/** The words of a script, by key: of this page, or of another that has them. */
export const wordsOf = <Key extends string>(script: string, page = document) =>
  ((page === document ? own : read(page))[script] ?? {}) as Record<Key, string>;

/** Puts values in place of {name} in a text. */
export const fill = (text: string, values: Record<string, string>) => text.replace(/\{(\w+)\}/g, (_, name: string) => values[name]);
