// What only queries with Latin letters or figures need: words with their signs, and words read as Japanese, in Hepburn and
// Kunrei, long vowels written or not. It is loaded with the first such query.

const rows: Record<string, string> = {
  "": "あいうえお", k: "かきくけこ", s: "さしすせそ", t: "たちつてと", n: "なにぬねの", h: "はひふへほ", m: "まみむめも",
  y: "や ゆ よ", r: "らりるれろ", w: "わ   を", g: "がぎぐげご", z: "ざじずぜぞ", d: "だぢづでど", b: "ばびぶべぼ", p: "ぱぴぷぺぽ",
};
const special: Record<string, string> = { shi: "し", chi: "ち", tsu: "つ", fu: "ふ", ji: "じ" };
const palatal: Record<string, string> = { sh: "し", ch: "ち", j: "じ" };
const small: Record<string, string> = { a: "ゃ", u: "ゅ", o: "ょ" };
const syllable = /(?:([bcdfghjkmpqrstvwxyz])(?=\1)|n(?![aiueoy])'?|([bcdfghjkmnprstwyz]{0,2})([aiueo]))/y;

const longestTerm = 24; // letters

/** Words with signs right before or behind them, or joined by signs, as generator/internal/search/sign.go finds them. */
export function signedWords(source: string): string[] {
  const text = source.normalize("NFKC").toLowerCase();
  const found = new Set<string>();
  for (const { 0: word, index: start } of text.matchAll(/[a-z0-9]+/g)) {
    const before = /(?:^|[^a-z0-9#@$.-])([#@$.-]{1,4})$/.exec(text.slice(Math.max(0, start - 5), start))?.[1] ?? "";
    const rest = text.slice(start + word.length);
    const behind = /^[-+*/%=<>&|^~!#@$[\]]{1,4}(?![-+*/%=<>&|^~!#@$[\]a-z0-9])/.exec(rest)?.[0] ?? "";
    if (before || behind) found.add(before + word + behind);
    const next = /^(?:[-._:/+@']|::|->)[a-z0-9]+/.exec(rest);
    if (next && word.length + next[0].length <= longestTerm) found.add(word + next[0]);
  }
  return [...found];
}

/** What a word may be read as: a pattern for terms of the index, and how they begin. Nothing where it is no Japanese. */
export function kanaOf(word: string): { start: string; pattern: RegExp } | undefined {
  const parts: string[] = [];
  syllable.lastIndex = 0;
  while (syllable.lastIndex < word.length) {
    const match = syllable.exec(word);
    if (!match) return;
    const [, doubled, onset, vowel] = match;
    const kana = doubled ? "っ" : vowel ? kanaOfSyllable(onset, vowel) : "ん";
    if (!kana) return;
    parts.push(kana);
  }
  // A long vowel may be missing or too much: techo is てちょう, and juukyuusha じゅきゅうしゃ.
  const long = (kana: string) => (/[うくすつぬふむゆるぐずづぶぷゅおこそとのほもよろごぞどぼぽょ]$/.test(kana) ? kana + "[うおー]?" : kana);
  return { start: parts[0], pattern: new RegExp(`^=${parts.map(long).join("").replace(/\?う/g, "?")}`) };
}

function kanaOfSyllable(onset: string, vowel: string): string | undefined {
  const whole = special[onset + vowel];
  if (whole) return whole;
  if (palatal[onset]) return small[vowel] && palatal[onset] + small[vowel];
  if (onset.length === 2) return onset[1] === "y" && small[vowel] && rows[onset[0]] ? rows[onset[0]][1] + small[vowel] : undefined;
  const kana = rows[onset]?.["aiueo".indexOf(vowel)];
  return kana === " " ? undefined : kana;
}
