// Writes texts in the one form in which they are compared, letter for letter as
// generator/internal/search/normalize.go does.

/** A folded text: words parted by one blank; for each letter its place in the source, and its script. */
export interface Folded {
  text: string;
  from: number[];
  scripts: string[]; // w: words with spaces; k: kanji and the like; t: katakana; h: hiragana; blank
}

const variants = /[\u00a0-\u00bf\u2000-\u33ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef]/;
const passedOver = /[\u00ad\u0300-\u036f\u200b-\u200f\u2060\ufe00-\ufe0f\ufeff\u{e0100}-\u{e01ef}]/u;
const letters = new RegExp(
  String.raw`[0-9A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u1fff`
  + String.raw`\u3006\u3007\u3041-\u309a\u309d-\u309f\u30a1-\u30fa\u30fc-\u318f\u3400-\ud7ff\uf900-\ufaff\u{20000}-\u{3ffff}]`, "u");
const voiceable = "かきくけこさしすせそたちつてとうゝはひふへほ";

/** Whether a folded letter belongs to a script that parts its words by spaces. */
export const isWordLetter = (letter: string): boolean => letter > " " && letter < "\u0530";
const isKanji = (letter: string) => letter >= "\u3400" && letter < "\uac00" || letter >= "\ue000";
const isKana = (letter: string) => letter >= "ぁ" && letter <= "ゟ";
const isDigit = (letter: string) => letter >= "0" && letter <= "9";
const isKatakana = (letter: string) => letter >= "ァ" && letter <= "ヺ" || letter >= "ｦ" && letter <= "ﾝ";

/** Folds a text. */
export function fold(source: string): Folded {
  const out: string[] = [];
  const from: number[] = [];
  const scripts: string[] = [];
  let at = 0;
  let parted = false; // a boundary is due before the next letter
  let since = 0; // where it is
  let comma = false; // it is due only where the next letter is no digit
  let long = false; // ー is due where the next letter is kana
  let katakana = false; // the last letter was katakana
  const push = (letter: string, script: string, place = at) => {
    out.push(letter);
    from.push(place);
    scripts.push(script);
  };
  const put = (letter: string, script: string) => {
    if (out.length && (parted || comma && !isDigit(letter))) push(" ", " ", since);
    else if (long && isKana(letter)) push("ー", scripts[scripts.length - 1]);
    parted = comma = long = false;
    push(letter, script);
  };
  const one = (letter: string, wasKatakana: boolean) => {
    const last = parted || !out.length ? "" : out[out.length - 1];
    if (letter === "ー" || katakana && /[—―─−]/.test(letter)) {
      long = isKana(last);
    } else if (letter === "\u3099" || letter === "\u309a") {
      const voiced = last && voiceable.indexOf(last) >= (letter > "\u3099" ? 17 : 0);
      if (voiced) out[out.length - 1] = (last + letter).normalize("NFC");
    } else if (/[々〻]/.test(letter) && isKanji(last)) {
      put(last, "k");
    } else if (letter === "," && isDigit(last) && !comma) {
      comma = true;
      since = at;
    } else if (passedOver.test(letter)) {
      // Nothing to see.
    } else if (letters.test(letter)) {
      katakana = wasKatakana || isKatakana(letter);
      const folded = simple(letter);
      put(folded, katakana ? "t" : isWordLetter(folded) ? "w" : isKana(folded) ? "h" : "k");
    } else {
      if (!parted) since = at;
      parted = true;
      comma = katakana = false;
    }
  };
  for (const letter of source) {
    for (const part of variants.test(letter) ? letter.normalize("NFKC") : letter) one(part, isKatakana(letter));
    at += letter.length;
  }
  return { text: out.join(""), from, scripts };
}

function simple(letter: string): string {
  const code = letter.codePointAt(0)!;
  if (code > 0xffff) return String.fromCharCode(0xe000 | code & 0xfff);
  if (/[ヵヶゕゖ]/.test(letter)) return "か";
  if (letter >= "ァ" && letter <= "ヴ" || /[ヽヾ]/.test(letter)) return String.fromCharCode(code - 0x60);
  const base = code < 0x250 || code >> 8 === 0x1e ? letter.normalize("NFD")[0] : letter; // ã and ạ are found by a
  return base < "\u0530" && !/[ȺȾ]/.test(base) ? base.toLowerCase() : base;
}
