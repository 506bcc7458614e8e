// Reads words in Latin letters as Japanese: Hepburn and Kunrei, long vowels written or not.

const rows: Record<string, string> = {
  "": "あいうえお", k: "かきくけこ", s: "さしすせそ", t: "たちつてと", n: "なにぬねの", h: "はひふへほ", m: "まみむめも",
  y: "や ゆ よ", r: "らりるれろ", w: "わ   を", g: "がぎぐげご", z: "ざじずぜぞ", d: "だぢづでど", b: "ばびぶべぼ", p: "ぱぴぷぺぽ",
};
const special: Record<string, string> = { shi: "し", chi: "ち", tsu: "つ", fu: "ふ", ji: "じ" };
const palatal: Record<string, string> = { sh: "し", ch: "ち", j: "じ" };
const small: Record<string, string> = { a: "ゃ", u: "ゅ", o: "ょ" };
const syllable = /(?:([bcdfghjkmpqrstvwxyz])(?=\1)|n(?![aiueoy])'?|([bcdfghjkmnprstwyz]{0,2})([aiueo]))/y;

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
  // A long vowel may be missing: techo is てちょう too.
  const long = (kana: string) => (/[うくすつぬふむゆるぐずづぶぷゅおこそとのほもよろごぞどぼぽょ]$/.test(kana) ? kana + "[うおー]?" : kana);
  return { start: parts[0], pattern: new RegExp(`^=${parts.map(long).join("")}`) };
}

function kanaOfSyllable(onset: string, vowel: string): string | undefined {
  const whole = special[onset + vowel];
  if (whole) return whole;
  if (palatal[onset]) return small[vowel] && palatal[onset] + small[vowel];
  if (onset.length === 2) return onset[1] === "y" && small[vowel] && rows[onset[0]] ? rows[onset[0]][1] + small[vowel] : undefined;
  const kana = rows[onset]?.["aiueo".indexOf(vowel)];
  return kana === " " ? undefined : kana;
}
