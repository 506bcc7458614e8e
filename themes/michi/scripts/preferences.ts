// The display settings and their storage. They stay on the device; where storage is forbidden they last as long as the
// page.

/** A value left out means the standard; for furigana that is what the page shows by itself. */
export interface Preferences {
  theme?: string;
  size?: string;
  spacing?: string;
  furigana?: string;
  quiet?: string;
}

/** The name of a setting. */
export type Setting = keyof Preferences;

/** Each setting with its values; "" is the standard, and for furigana the page decides what is. */
export const choices: Record<Setting, readonly string[]> = {
  size: ["", "large", "larger", "largest"],
  spacing: ["", "wide", "wider"],
  furigana: ["on", "off"],
  theme: ["", "light", "dark", "contrast"],
  quiet: ["", "on"],
};

const key = "michi";

/** Reads the stored settings; unknown or broken values count as the standard. */
export function load(): Preferences {
  const found: Preferences = {};
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? "{}");
    for (const name of Object.keys(choices) as Setting[]) {
      if (choices[name].includes(kept[name])) found[name] = kept[name];
    }
  } catch {
    // No storage, or not ours: the standard.
  }
  return found;
}

/** The value of a setting where the reader has chosen none. */
export function standard(name: Setting): string {
  if (name !== "furigana") return "";
  return document.documentElement.dataset.ruby === "shown" ? "on" : "off";
}

/** Stores the settings; returns false where the device forbids it. */
export function save(wanted: Preferences): boolean {
  try {
    if (Object.values(wanted).some(Boolean)) localStorage.setItem(key, JSON.stringify(wanted));
    else localStorage.removeItem(key);
    return true;
  } catch {
    return false;
  }
}

/** Shows the settings: one data attribute on <html> for each that is not the standard. */
export function apply(wanted: Preferences): void {
  const shown = document.documentElement.dataset;
  for (const name of Object.keys(choices) as Setting[]) {
    if (wanted[name]) shown[name] = wanted[name];
    else delete shown[name];
  }
}
