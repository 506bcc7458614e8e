// Takes a query apart into what is looked for.
import { fold, isWordLetter, type Folded } from "./normalize";
import type { Index } from "./files";
import type * as latin from "./latin";

/** A word to look for, in one of several forms. */
export interface Unit {
  forms: Form[];
  weight: number; // 1; less for what need not be there
  synonyms?: boolean; // the further forms are words of the same meaning, those that the site has first
}

/** One way to write a word. All of its terms must be found; further ones are asked where they are at hand. */
export interface Form {
  text: string;
  terms: string[];
  more: string[];
  prefix: boolean; // every term that begins so
  pattern?: RegExp | undefined; // and is of this form
  share: number; // of the weight, less for words that only mean the same
}

/** A query taken apart. */
export interface Query {
  literal: string; // folded
  said: string; // without what tells how somebody speaks
  plain: string; // in half width and small letters, with its signs
  text: string; // folded, without blanks
  units: Unit[];
  sentence: boolean; // not all of its words need be there
  kana: boolean; // it may be how words are read
  signed: string[]; // words with their signs
  phrase: Phrase; // to be found word for word
}

/** The terms of a query that may stand in a text word for word; none where that tells nothing. */
export interface Phrase {
  terms: string[];
  end: string; // the last word, of which more may follow
}

const longest = 120; // letters of a query that are read
/** The most letters of a term. */
export const longestTerm = 24;
const most = 12; // words that are looked for
const ending = /[けどですまのんだかなねよ]+$/; // tells how somebody speaks, not of what
const particle = /^(?:から|まで|より|って|ても|[はがをにでともへやの]{1,2})/;

/** What is known of Latin letters and figures; left out where there are none. */
export type Latin = typeof latin;

/** Takes a query apart. */
export function parse(source: string, index: Index, latin?: Latin): Query {
  source = source.slice(0, longest);
  const own = fold(source);
  const spoken = fold(index.spoken.reduce((rest, [pattern, by]) => rest.replace(RegExp(pattern, "g"), by), source) || source);
  const { text, scripts } = spoken;
  const literal = own.text;
  const bare = text.replace(/ /g, "");
  const units: Unit[] = [];
  const loose: Unit[] = [];
  const groups = new Set<string[]>();
  for (const run of runs(text, scripts, index)) {
    if (run.synonyms && groups.has(run.synonyms)) continue;
    if (run.synonyms) groups.add(run.synonyms);
    if (run.script === "h" && !run.synonyms) loose.push(...hiragana(run));
    else units.push(run.synonyms ? withSynonyms(run) : plain(run, bare, latin));
  }
  const kinds = scripts.join("");
  const kana = !/[kw]/.test(kinds);
  if (kana && units.length) loose.unshift({ forms: readings(bare).slice(0, 2), weight: .8 });
  else if (kana) units.push({ forms: [...readings(bare), form(bare)], weight: 1 });
  const signed = latin?.signedWords(source) ?? [];
  for (const word of signed) units.push({ forms: [formOf(word, word, false, 1)], weight: 1 });
  // Of one word, only its pairs make sure that it is found: those of katakana are frequent in other words.
  const sentence = !literal.includes(" ") && (units.length > 2 || kinds.includes("hh"));
  const isPhrase = literal[3] && (units.length + loose.length > 1 || /tttt/.test(own.scripts.join("")));
  const phrase = isPhrase ? phraseOf(sentence ? spoken : own) : { terms: [], end: "" };
  phrase.terms = used(phrase.terms, index.stop);
  return {
    literal, plain: source.normalize("NFKC").toLowerCase().trim(), text: bare,
    kana, signed, phrase, sentence, said: text,
    units: [...usable(units, index.stop), ...usable(loose, index.stop).slice(0, units.length ? 4 : most)].slice(0, most),
  };
}

// All pairs and words of a text, those that tell most first: where scripts change, then kanji and katakana.
function phraseOf({ text, scripts }: Folded): Phrase {
  const pairs: [string, number][] = [];
  const words: string[] = [];
  let end = "";
  for (let at = 0; at < text.length; at++) {
    const first = at;
    if (isWordLetter(text[at])) {
      while (isWordLetter(text[at + 1] ?? " ")) at++;
      const word = stem(text.slice(first, at + 1));
      if (at < text.length - 1) words.push(word);
      else if (word.length > 1) end = word;
    }
    const tells = scripts[at] !== scripts[at + 1] ? 0 : scripts[at] === "h" ? 2 : 1;
    if (first === at && joined(text, at)) pairs.push([text.slice(at, at + 2), tells]);
  }
  return { terms: [...new Set([...words, ...pairs.sort((a, b) => a[1] - b[1]).map(([pair]) => pair)])], end };
}

interface Run {
  text: string;
  script: string;
  before: string; // script of what stands right before
  next: string; // letter right behind
  synonyms?: string[];
}

// Splits at blanks, at changes of script and around words that have synonyms. A letter that stands
// alone goes with what follows it: A型.
function runs(text: string, scripts: string[], index: Index): Run[] {
  const found: Run[] = [];
  for (let at = 0, end = 0; at < text.length; at = end) {
    end = at + 1;
    if (scripts[at] === " ") continue;
    const group = synonymsAt(text, at, scripts, index);
    if (group) end = at + group.word.length;
    const leads = scripts[at] !== "h" || /[おご]/.test(text[at]); // お金
    const joins = () => scripts[end] === scripts[end - 1] || end === at + 1 && leads && /[kt]/.test(scripts[end] ?? "");
    if (!group) while (end < text.length && joins() && !synonymsAt(text, end, scripts, index)) end++;
    found.push({
      text: text.slice(at, end), script: scripts[end - 1], before: scripts[at - 1] ?? " ", next: text[end] ?? " ",
      synonyms: group?.group,
    });
  }
  return found;
}

function synonymsAt(text: string, at: number, scripts: string[], index: Index): { word: string; group: string[] } | undefined {
  let best: { word: string; group: string[] } | undefined;
  for (const group of index.synonyms) {
    for (const word of group) {
      if (!text.startsWith(word, at) || best && best.word.length >= word.length) continue;
      const end = at + word.length;
      // A short word in hiragana or one in Latin letters counts only by itself.
      const goesOn = scripts[at] === "w" || scripts[at] === "h" && word.length < 3;
      if (goesOn && scripts[at - 1] === scripts[at] || /w/.test(scripts[end - 1]) && scripts[end] === "w") continue;
      best = { word, group };
    }
  }
  return best;
}

function withSynonyms({ text, synonyms }: Run): Unit {
  return { forms: [form(text), ...synonyms!.filter((word) => word !== text).map((word) => form(word, .85))], weight: 1, synonyms: true };
}

function plain({ text, script, next }: Run, bare: string, latin?: Latin): Unit {
  const forms = [form(text)];
  if (script === "w") {
    forms[0].terms = [stem(text)];
    forms[0].prefix = text.length > 2; // each word that begins so
  } else if (!text[1]) {
    if (next > " " && !isWordLetter(next) && !particle.test(next)) { // better with what stands behind it, as in 休む
      forms[0].share = .5;
      forms.unshift(form(text + next));
    }
  } else {
    // A verb may stand right behind what it is said of, as in 薬飲む and 求人少ない, and a word of time, as in 準備中.
    const isVerb = (text[2] ? /(?![がだでとにのはへもやを])[い-ん]/ : /(?![かがさしすだでとなにのはへもやを])[い-ん]/).test(next);
    if (script === "k" && (isVerb || /..[中後前]$/.test(text))) forms.push(form(text.slice(0, -1), isVerb && text[2] ? .95 : .6));
    if (text.includes("ー")) forms.push(form(text.replace(/ー/g, ""), .9));
    if (isWordLetter(text)) forms.push(form(text[0] + " " + text.slice(1), .9)); // e-ラーニング
  }
  // A word in Latin letters may be read as Japanese, alone or with the others.
  for (const word of script === "w" && text[2] ? new Set([text, bare]) : []) {
    const reading = latin?.kanaOf(word);
    for (const end of reading ? ["", "$"] : []) {
      forms.push(formOf(text, "=" + reading!.start, true, (word === text ? .9 : 1.2) * (end ? 1.4 : 1), RegExp(reading!.pattern.source + end)));
    }
  }
  return { forms, weight: 1 };
}

/** A word as the index has it. */
export function stem(word: string): string {
  return (word.length > 3 && word.endsWith("s") && !word.endsWith("ss") ? word.slice(0, -1) : word).slice(0, longestTerm);
}

/** A form of a word. The pairs at every second place cover it; those between them make sure that it is one. */
export function form(text: string, share = 1): Form {
  const [terms, more] = [new Set<string>(), new Set<string>()];
  const isWord = (i: number) => isWordLetter(text[i] ?? " ");
  for (let at = 0, start = 0; at < text.length; at++) {
    if (isWord(at) && isWord(at + 1)) {
      const first = at;
      while (isWord(at + 1)) at++;
      terms.add(stem(text.slice(first, at + 1)));
      start = at + 1;
    } else if (!joined(text, at)) {
      start = at + 1;
    } else {
      ((at - start) % 2 && joined(text, at + 1) ? more : terms).add(text.slice(at, at + 2));
    }
  }
  const isKanji = text > "ゟ" && !text[1]; // the beginning of a word
  return { text, terms: isKanji ? [text] : [...terms], more: [...more].filter((pair) => !terms.has(pair)), prefix: isKanji, share };
}

// Whether a letter makes a pair with the next, as in generator/internal/search/token.go.
function joined(text: string, at: number): boolean {
  const [a, b, c] = [text[at] ?? " ", text[at + 1] ?? " ", text[at + 2] ?? " "];
  return a !== " " && b !== " " && !(isWordLetter(a) && isWordLetter(b)) && !(isWordLetter(b) && isWordLetter(c));
}

// What is written in kana alone may be how a heading or a word in it is read, or begin so.
function readings(text: string): Form[] {
  const found = [formOf(text, "=" + text, false, 1.5)];
  for (let size = Math.min(text.length, longestTerm); size > 2; size--) {
    found.push(formOf(text, "=" + text.slice(0, size), true, size < text.length ? size / text.length * .8 : 1));
  }
  return found;
}

// A form that is one term.
const formOf = (text: string, term: string, prefix: boolean, share: number, pattern?: RegExp): Form =>
  ({ text, terms: [term], more: [], prefix, pattern, share });

// What stands in hiragana is mostly grammar. Without particles and frequent pairs it may be a word; it
// helps where it is found and does not hinder where it is not.
function hiragana({ text, before }: Run): Unit[] {
  const behind = /[kt]/.test(before);
  const rest = (behind ? text.replace(particle, "") : text).replace(ending, "");
  if (behind || rest.length <= 6) return [{ forms: [form(rest.slice(0, 6)), ...behind ? [] : readings(rest)], weight: behind ? .35 : .6 }];
  return [...rest].map((_, i) => ({ forms: [form(rest.slice(i, i + 2))], weight: .12 }));
}

// Units without the pairs that are too frequent to be in the index, and each only once.
function usable(units: Unit[], stop: string[]): Unit[] {
  const seen = new Set<string>();
  return units.filter((unit) => {
    unit.forms = unit.forms.map((form) => withoutStops(form, stop)).filter(({ terms }) => terms.length);
    const key = unit.forms[0]?.terms.join();
    return key && !seen.has(key) && seen.add(key);
  });
}

const used = (terms: string[], stop: string[]) => terms.filter((term) => !stop.includes(term));

/** A form without the pairs that are too frequent to be in the index. */
export const withoutStops = (form: Form, stop: string[]): Form => ({ ...form, terms: used(form.terms, stop), more: used(form.more, stop) });
