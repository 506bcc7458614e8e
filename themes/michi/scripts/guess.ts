// Readings of texts that scripts write: words as the page reads them elsewhere, numbers with their unit as people count.

/** A word with its reading and the letters right before and behind it. */
interface Word {
  reading: string;
  before: string;
  behind: string;
}

const kanji = /[\p{Script=Han}々]/u;
const digit = /\d/;
const longest = 12; // letters of a word
const words = new Map<string, Word[]>();
const noted = new Set<string>(); // what is among words

/** Learns the words of texts with readings, ｜漢字《かんじ》の; where there are none, those of the page. */
export function learn(lines: string[]): void {
  for (const line of lines) {
    const parts = line.split(/(｜.*?》)/);
    parts.forEach((text, i) => {
      const [, word, reading] = text.match(/^｜(.*)《(.*)》$/) ?? [];
      if (word) note(word, reading, bare(parts[i - 1] || parts[i - 2] || "").slice(-1), bare(parts[i + 1] || parts[i + 2] || "")[0] ?? "");
    });
  }
  if (words.size) return;
  for (const ruby of document.querySelectorAll("ruby")) {
    const [word, reading] = [ruby.firstChild?.textContent ?? "", ruby.querySelector("rt")?.textContent ?? ""];
    note(word, reading, ruby.previousSibling?.textContent?.slice(-1) ?? "", ruby.nextSibling?.textContent?.[0] ?? "");
  }
}

const bare = (line: string): string => line.replace(/《.*?》|｜/g, "");

function note(word: string, reading: string, before: string, behind: string): void {
  const all = [word, reading, before, behind].join("|");
  if (noted.has(all)) return;
  noted.add(all);
  words.set(word, [...words.get(word) ?? [], { reading, before, behind }]);
}

/** Returns the line of a text that has none, with the readings that are known; undefined where none is. */
export function guess(text: string): string | undefined {
  let line = "";
  for (let at = 0; at < text.length;) {
    const [word, written] = numberAt(text, at) ?? wordAt(text, at);
    line += written;
    at += word.length;
  }
  return line.includes("｜") ? line : undefined;
}

// Units, and the numbers that are read as one with them. The build knows more of them (furigana/counter.go).
const units: Record<string, string> = {
  日: "にち 2ふつか 3みっか 4よっか 5いつか 6むいか 7なのか 8ようか 9ここのか 10とおか 14じゅうよっか 20はつか 24にじゅうよっか",
  人: "にん 1ひとり 2ふたり 4よにん 7しちにん",
  月: "がつ 4しがつ 7しちがつ 9くがつ",
  か月: "げつ 1いっかげつ 6ろっかげつ 8はっかげつ 10じゅっかげつ",
  年: "ねん 4よねん",
  年度: "ねんど 4よねんど",
  時: "じ 4よじ 7しちじ 9くじ",
  分: "ふん 1いっぷん 3さんぷん 4よんぷん 6ろっぷん 8はっぷん 10じゅっぷん",
  回: "かい 1いっかい 6ろっかい 8はっかい 10じゅっかい",
  週: "しゅう 1いっしゅう 8はっしゅう 10じゅっしゅう",
  歳: "さい 1いっさい 8はっさい 10じゅっさい",
  点: "てん 1いってん 8はってん 10じゅってん",
  円: "えん",
};

// The number at a place with its unit, and how the two are written.
function numberAt(text: string, at: number): [string, string] | undefined {
  if (!digit.test(text[at])) return undefined;
  const before = text.slice(0, at);
  const [all, number, ka = "", unit, span = ""] = text.slice(at).match(/^(\d[\d,.]*)(か(?=月))?(年度|[日人月年時分回週歳点円])(間?)/) ?? [];
  if (!all || /[\d,.]$/.test(before)) return undefined;
  const [plain, ...wholes] = units[ka + unit].split(" ");
  const first = unit === "日" && number === "1" && /\d月$/.test(before) ? "1ついたち" : undefined;
  const whole = first ?? wholes.find((w) => parseInt(w) === Number(number));
  const behind = span && "｜間《かん》";
  if (whole) return [all, `｜${number + ka + unit}《${whole.replace(/\d+/, "")}》${behind}`];
  const reading = unit === "分" && /[013468]$/.test(number) ? "ぷん" : plain;
  return [all, `${number + ka}｜${unit}《${reading}》${behind}`];
}

// The longest known word at a place with the reading that it has between the same letters, or always, and how it is written.
// Behind digits, words are read in another way than behind other letters.
function wordAt(text: string, at: number): [string, string] {
  const before = text[at - 1] ?? "";
  const most = /\d\d/.test(before + text[at]) ? 0 : Math.min(longest, text.length - at);
  for (let size = most; size > 0; size--) {
    const word = text.slice(at, at + size);
    const behind = text[at + size] ?? "";
    const known = words.get(word) ?? [];
    const fits = known.filter((other) => other.behind === behind && (size > 1 || other.before === before || isLoose(before, other.before)));
    const isWhole = size > 1 && !kanji.test(before) && !kanji.test(behind) && known.every(({ reading }) => reading === known[0].reading);
    const same = fits.find((other) => other.before === before) ?? fits[0] ?? (isWhole ? known[0] : undefined);
    if (same) return [word, `｜${word}《${same.reading}》`];
  }
  return [text[at], text[at]];
}

// Whether a single kanji is read alike behind two letters.
const isLoose = (one: string, other: string): boolean => !kanji.test(one) && digit.test(one) === digit.test(other);
