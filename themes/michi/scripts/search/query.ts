// Takes a query apart into what is looked for.
import { fold, isWordLetter } from "./normalize";
import type { Index } from "./files";

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
  share: number; // of the weight, less for words that only mean the same
}

/** A query taken apart. */
export interface Query {
  text: string; // folded, without blanks
  units: Unit[];
  sentence: boolean; // not all of its words need be there
  kana: boolean; // it may be how words are read
}

const longest = 120; // letters of a query that are read
const longestTerm = 24; // letters of a term
const most = 12; // words that are looked for
const particle = /^(?:から|まで|より|って|ても|[はがをにでともへやの]{1,2})/;

/** Takes a query apart. */
export function parse(source: string, index: Index): Query {
  const { text, scripts } = fold(source.slice(0, longest));
  const joined = text.replace(/ /g, "");
  const units: Unit[] = [];
  const loose: Unit[] = [];
  const groups = new Set<string[]>();
  for (const run of runs(text, scripts, index)) {
    if (run.synonyms && groups.has(run.synonyms)) continue;
    if (run.synonyms) groups.add(run.synonyms);
    if (run.script === "h" && !run.synonyms) loose.push(...hiragana(run));
    else units.push(run.synonyms ? withSynonyms(run) : plain(run));
    if (/[kt]/.test(run.script) && /^[^ ぁ-ゟ][^ ]+$/.test(run.seam)) loose.push({ forms: [form(run.seam)], weight: .6 });
  }
  // What is written in kana alone may be how a heading or a word in it is read.
  const kana = !/[kw]/.test(scripts.join(""));
  if (kana) {
    const whole = joined.slice(0, longestTerm);
    if (!units.length) units.push({ forms: [form(whole)], weight: 1 });
    loose.unshift({ forms: [{ ...form(whole), terms: ["=" + whole], more: [] }], weight: .8 });
  }
  return {
    text: joined, kana, sentence: joined === text && (units.length > 2 || scripts.join("").includes("hh")),
    units: [...usable(units, index), ...usable(loose, index).slice(0, units.length ? 4 : most)].slice(0, most),
  };
}

interface Run {
  text: string;
  script: string;
  before: string; // script of what stands right before
  next: string; // letter right behind
  seam: string; // the letter before and the first
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
    const joins = () => scripts[end] === scripts[end - 1] || end === at + 1 && scripts[at] !== "h" && /[kt]/.test(scripts[end] ?? "");
    if (!group) while (end < text.length && joins() && !synonymsAt(text, end, scripts, index)) end++;
    found.push({
      text: text.slice(at, end), script: scripts[end - 1], before: scripts[at - 1] ?? " ", next: text[end] ?? " ",
      seam: text.slice(Math.max(0, at - (scripts[at - 1] === "h" && scripts[at - 2] !== "h" ? 2 : 1)), at + 1), synonyms: group && group.group,
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

function plain({ text, script, next }: Run): Unit {
  const forms = [form(text)];
  if (script === "w" || text.length === 1) {
    // Each word that begins so; of one kanji better with what stands behind it, as in 休む.
    forms[0].terms = [stem(text)];
    forms[0].prefix = script !== "w" || text.length > 2;
    if (script !== "w" && next > " " && !isWordLetter(next) && !particle.test(next)) {
      forms[0].share = .5;
      forms.unshift(form(text + next));
    }
  } else {
    if (text.includes("ー")) forms.push(form(text.replace(/ー/g, ""), .9));
    if (isWordLetter(text)) forms.push(form(text[0] + " " + text.slice(1), .9)); // e-ラーニング
  }
  return { forms, weight: 1 };
}

function stem(word: string): string {
  return (word.length > 3 && word.endsWith("s") && !word.endsWith("ss") ? word.slice(0, -1) : word).slice(0, longestTerm);
}

// The pairs at every second place cover a word; those between them make sure that it is one.
function form(text: string, share = 1): Form {
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
  return { text, terms: [...terms], more: [...more].filter((pair) => !terms.has(pair)), prefix: false, share };
}

// Whether a letter makes a pair with the next, as in generator/internal/search/token.go.
function joined(text: string, at: number): boolean {
  const [a, b, c] = [text[at] ?? " ", text[at + 1] ?? " ", text[at + 2] ?? " "];
  return a !== " " && b !== " " && !(isWordLetter(a) && isWordLetter(b)) && !(isWordLetter(b) && isWordLetter(c));
}

// What stands in hiragana is mostly grammar. Without particles and frequent pairs it may be a word; it
// helps where it is found and does not hinder where it is not.
function hiragana({ text, before }: Run): Unit[] {
  const behind = /[kt]/.test(before);
  const rest = behind ? text.replace(particle, "") : text;
  if (rest.length <= 6) return [{ forms: [form(rest)], weight: behind ? .35 : .6 }];
  return [...rest].map((_, i) => ({ forms: [form(rest.slice(i, i + 2))], weight: .2 }));
}

// Units without the pairs that are too frequent to be in the index, and each only once.
function usable(units: Unit[], { stop }: Index): Unit[] {
  const seen = new Set<string>();
  return units.filter(({ forms }) => {
    for (const form of forms) {
      form.terms = form.terms.filter((term) => !stop.includes(term));
      form.more = form.more.filter((term) => !stop.includes(term));
    }
    const key = forms[0].terms.join();
    return key && !seen.has(key) && seen.add(key);
  });
}
