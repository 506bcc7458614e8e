// Words one letter away from what was typed: a wrong, missing or further letter, or two in the wrong order. Few queries need
// this, so it is a file of its own, loaded by rank.ts; what it shares with the search comes as Tools.
import type * as files from "./files";
import type { Index } from "./files";
import type { fold } from "./normalize";
import type * as query from "./query";
import type { Form, Query, Unit } from "./query";

/** What the correction of words takes from the search, which is loaded before it. */
export interface Tools extends Pick<typeof files, "head" | "isSmall" | "loadHeadsOf" | "loadShard" | "shards" | "shardsOf" | "textOf">,
  Pick<typeof query, "form" | "stem" | "withoutStops"> {
  fold: typeof fold;
  pageText(section: number): Promise<string>;
  matchForm(form: Omit<Form, "share">, size: number, byAll: boolean): Uint8Array;
  rarity(count: number, sections: number): number;
}

const mostStartShards = 6;
const mostNearShards = 16; // for a word that stands nowhere
const mostSections = 18; // that are searched for a word like it

const word = /[\p{Script=Han}々]{3,}|[\p{Script=Katakana}ー]{3,}|[\p{Script=Han}\p{Script=Katakana}ー]{3,}|[a-z]{4,}/giu;

/**
 * Adds to words that seem to stand nowhere a word of the site that is one letter away, and returns these words. What was
 * typed as one word and taken apart is looked for as one.
 */
export async function useNearWords(index: Index, query: Query, unknown: Unit[], finds: Uint8Array, tools: Tools): Promise<string | undefined> {
  const { sentence, literal, units } = query;
  const headings = tools.isSmall() ? await allHeadings(index, tools) : [];
  const whole = units.length > 1 && /^[^ ぁ-ゟ]{4,}$/.test(literal) && nearWord(literal, headings, tools, isNear);
  if (whole) {
    units.length = 1;
    return whole;
  }
  const words = await Promise.all(unknown.map(async (unit) => {
    const [{ text }] = unit.forms;
    if (await stands(text, finds, tools)) return;
    const near = await correct(text, headings, sentence, index, tools);
    if (near) unit.forms.unshift(tools.withoutStops(tools.form(tools.fold(near).text, .9), index.stop));
    return near;
  }));
  return words.filter(Boolean).join(" ") || undefined;
}

// Whether a word, the only one, stands in one of the sections that have all of its pairs.
async function stands(text: string, finds: Uint8Array, { loadHeadsOf, pageText }: Tools): Promise<boolean> {
  const sections = [...finds.keys()].filter((section) => finds[section]);
  await loadHeadsOf(sections);
  return (await Promise.all(sections.map(pageText))).some((own) => short(own).includes(short(text)));
}

const short = (text: string) => text.replace(/ー/g, "");

const countOf = (found: Uint8Array) => found.filter(Boolean).length;

async function allHeadings({ sections }: Index, { head, loadHeadsOf }: Tools): Promise<string[]> {
  const numbers = [...Array(sections).keys()];
  await loadHeadsOf(numbers);
  return numbers.map((section) => head(section).path.slice(-1)[0]);
}

// The word of the site that is one letter away from a folded word, in headings if they are known; of a sentence only there.
async function correct(typed: string, headings: string[], sentence: boolean, index: Index, tools: Tools): Promise<string | undefined> {
  return nearWord(typed, headings, tools, isNear)
    ?? (sentence ? undefined : await (typed < "\u0530" ? likeTerm(tools.stem(typed), tools) : likeRun(typed, index, tools)))
    ?? nearWord(typed, headings, tools, isAlike);
}

// The word of most headings that is like a folded word; nothing where there is none.
function nearWord(typed: string, headings: string[], { fold }: Tools, isLike: (a: string, b: string) => boolean): string | undefined {
  const counts = new Map<string, number>();
  for (const heading of headings) {
    for (const [found] of heading.matchAll(word)) counts.set(found, (counts.get(found) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1]).find(([found]) => isLike(typed, fold(found).text))?.[0];
}

// Whether two letters in sequence of a word in kanji are others: 以降 is written for 移行, which is read alike. A short word must
// begin rightly.
function isAlike(a: string, b: string): boolean {
  let at = 0;
  while (a[at] === b[at] && at < a.length) at++;
  return a.length > (at > 1 ? 3 : 5) && a.length === b.length && /^[^ぁ-ゟ]+$/.test(a) && a.slice(at + 2) === b.slice(at + 2);
}

/** The words of headings that have most letters and pairs of letters in common with a folded query, the likest first. */
export async function likeWords(typed: string, index: Index, tools: Tools): Promise<string[]> {
  const wanted = partsOf(typed);
  const likeness = new Map<string, number>();
  for (const heading of await allHeadings(index, tools)) {
    for (const [found] of heading.matchAll(word)) {
      const parts = partsOf(tools.fold(found).text);
      const common = [...parts].filter((part) => wanted.has(part)).length;
      if (common > 1) likeness.set(found, 2 * common / (parts.size + wanted.size));
    }
  }
  return [...likeness].filter(([, like]) => like > .25).sort((a, b) => b[1] - a[1]).slice(0, 4).map(([found]) => found);
}

const partsOf = (text: string) => new Set([...text].flatMap((letter, i) => [letter, text.slice(i, i + 2)]));

// The word in Latin letters that is one letter away from another and begins as it does.
async function likeTerm(text: string, { shards, shardsOf, loadShard }: Tools): Promise<string | undefined> {
  const starts = [...new Set([text.slice(0, 2), text[0] + text[2]])];
  await Promise.all(starts.flatMap((start) => shardsOf(start, true).slice(0, mostStartShards)).map(loadShard));
  const lines = starts.flatMap((start) =>
    shardsOf(start, true).flatMap((i) => shards[i]?.split("\n") ?? []).filter((line) => line.startsWith(start)));
  return nearTerm(text, lines.map((line) => [line.slice(0, line.indexOf(" ")), line.length]));
}

// What stands one letter away from a word: two of its letters in the other order, where a section has all pairs of that;
// else what is like it in the sections that have most of its pairs, and of its kanji.
async function likeRun(text: string, index: Index, tools: Tools): Promise<string | undefined> {
  const { shardsOf, loadShard, matchForm, rarity, loadHeadsOf, head, textOf } = tools;
  const pairsOf = (word: string) => [...word].slice(1).map((letter, i) => word[i] + letter);
  const pairs = pairsOf(text);
  const others = text.length < 7 ? swaps(text) : [];
  const kanji = [...text].filter((letter) => letter > "ゟ");
  const wanted = [...pairs, ...others.flatMap(pairsOf)].flatMap((pair) => shardsOf(pair, false));
  await Promise.all([...new Set([...wanted, ...kanji.flatMap((letter) => shardsOf(letter, true).slice(0, 2))])].slice(0, mostNearShards).map(loadShard));
  const matching = (terms: string[], prefix: boolean) => matchForm({ text: "", terms, more: [], prefix }, index.sections, true);
  const swapped = others.map((other) => [other, countOf(matching(pairsOf(other).filter((pair) => !index.stop.includes(pair)), false))] as const);
  const most = swapped.sort((a, b) => b[1] - a[1])[0];
  if (most?.[1] && kanji.length) return most[0];
  const score = new Float64Array(index.sections);
  const weigh = (terms: string[], prefix: boolean) => terms.forEach((term) => {
    const found = matching([term], prefix);
    const weight = rarity(countOf(found), index.sections);
    found.forEach((find, section) => { score[section] += find ? weight : 0; });
  });
  weigh(pairs, false);
  weigh(kanji, true);
  const likely = [...score.keys()].filter((section) => score[section]).sort((a, b) => score[b] - score[a]).slice(0, mostSections);
  await loadHeadsOf(likely);
  const scripts = (kanji.length ? "k" : "") + (kanji.length < text.length ? "t" : "");
  const near = await Promise.all(likely.map(async (section) =>
    nearRun(text, scripts, head(section).path.slice(-1)[0] + "\n" + await textOf(section).catch(() => ""), tools)));
  return near.filter((run) => run !== undefined).sort((a, b) => b.likely - a.likely)[0]?.found;
}

// Of the terms, the one that is one letter away from a folded word in Latin letters and stands in most sections.
function nearTerm(typed: string, terms: [string, number][]): string | undefined {
  const joined = terms.find(([term]) => term !== typed && term.replace(/[^\p{L}\d]/gu, "") === typed);
  if (joined) return joined[0]; // wifi is Wi-Fi
  const near = typed.length < 5 ? [] : terms.filter(([term]) => /^[\p{L}\d]+$/u.test(term) && isNear(typed, term));
  return near.sort((a, b) => b[1] - a[1])[0]?.[0];
}

// The run of letters of a text that is one letter away from a folded word, all of its scripts; and how likely it is meant.
function nearRun(typed: string, scripts: string, source: string, { fold }: Tools): { found: string; likely: number } | undefined {
  const { text, from, scripts: own } = fold(source);
  const half = typed.length >> 1;
  let best: { found: string; likely: number } | undefined;
  for (const more of [0, 1, -1]) {
    for (const [part, offset] of [[typed.slice(0, half), 0], [typed.slice(half), half + more]] as const) { // one half is right
      for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
        const [start, end] = [at - offset, at - offset + typed.length + more];
        const run = text.slice(Math.max(0, start), end);
        const likely = likelihood(typed, run);
        const isWord = start >= 0 && end <= text.length && own.slice(start, end).every((script) => scripts.includes(script));
        if (isWord && likely > (best?.likely ?? 0) && isNear(typed, run)) best = { found: source.slice(from[start], from[end] ?? source.length), likely };
      }
    }
  }
  return best;
}

// Letters are missing or in the wrong order more often than others; the first is mostly right. Of three letters, none may be another.
function likelihood(typed: string, run: string): number {
  const isSwapped = [...typed].sort().join() === [...run].sort().join();
  const how = isSwapped ? 4 : run.length > typed.length ? 3 : typed.length < 4 ? 0 : run.length === typed.length ? 2 : 1;
  return how && how + (run[0] === typed[0] ? 2 : 0);
}

// A word with each two of its letters in the other order.
const swaps = (word: string): string[] =>
  [...word].slice(1).map((_, i) => word.slice(0, i) + word[i + 1] + word[i] + word.slice(i + 2)).filter((other) => other !== word);

function isNear(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1 || a === b) return false;
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  const [restA, restB] = [a.slice(at), b.slice(at)];
  return restA.slice(1) === restB.slice(1) || restA.slice(1) === restB || restA === restB.slice(1)
    || restA.length > 1 && restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2);
}
