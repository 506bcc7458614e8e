// The words that scripts write, in the language of the page. They are interface strings of the theme
// (strings/LANG.yaml, script.NAME.KEY), which a site may replace; the page holds those of its scripts as JSON.

const all = JSON.parse(document.getElementById("michi-words")?.textContent ?? "{}") as Record<string, Record<string, string>>;

/** The words of a script, by key. */
export const wordsOf = <Key extends string>(script: string) => (all[script] ?? {}) as Record<Key, string>;

/** Puts values in place of {name} in a text. */
export const fill = (text: string, values: Record<string, string>) => text.replace(/\{(\w+)\}/g, (_, name: string) => values[name]);
