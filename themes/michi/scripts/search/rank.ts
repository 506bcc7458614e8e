// Finds the sections that answer a query, the best first.
import { fold } from "./normalize";
import { has, head, isSmall, lists, loadHeadsOf, loadShard, pageOf, readNumber, shards, shardsOf, textOf, type Index } from "./files";
import { form, parse, stem, withoutStops, type Form, type Latin, type Query, type Unit } from "./query";

/** What was found: the numbers of sections, the best first. */
export interface Answer {
  query: Query;
  sections: number[];
  whole: boolean; // each section has every word
  near?: string; // what was looked for in place of words that stand nowhere
  offers: string[]; // where nothing was found: words of headings that are like the query
}

// What an index says of a term in a section: how much of the text it is, then where else it stands.
const times = 3;
const inHeading = 4;
const inAbove = 8;
const headingSize = 48; // two bits; without inHeading, those of a keyword
const headingSizes = [Infinity, 16, 8, 4]; // its most letters

const mostTexts = 6; // that are searched for a phrase
const mostNamed = 6; // sections that may have the query as their name
const mostShards = 10;
const few = 3; // answers to a sentence, and finds of a word that need not be there
const worth = [0, .5, 1, 1.5];
const calculator = 2;
const kinds = [1, .4, .75, .95, .4]; // text, figure, calculator, term, list


// What near.ts takes.
const tools = { fold, form, stem, withoutStops, head, isSmall, loadHeadsOf, loadShard, shards, shardsOf, textOf, pageText, matchForm, rarity };

// What few queries need is loaded with the first one that does; where it cannot be had, they do without.
const later = <T>(script: Promise<T>): Promise<T | undefined> => script.catch(() => undefined);

const nearby = () => later(import("./near"));

/** Answers a query; edition is the reader's. */
export async function find(index: Index, source: string, edition: string, isCorrected = false): Promise<Answer> {
  const latin = /[0-9a-z０-９ａ-ｚ]/i.test(source) ? await later(import("./latin")) : undefined;
  const query = parse(source, index, latin);
  await load(query);
  const matchAll = () => query.units.map((unit) => match(index.sections, unit, query));
  let found = matchAll();
  const unknown = query.units.filter((unit, i) => isUnknown(unit, found[i].count, query.units.length === 1));
  const others = unknown.length ? await nearby() : undefined;
  const near = await others?.useNearWords(index, query, unknown, found[1] ? new Uint8Array() : found[0].finds, tools);
  if (near && query.units.length === 1 && !isCorrected) return { ...await find(index, near, edition, true), near };
  if (near) {
    await load(query);
    found = matchAll();
  }
  let { sections, score, whole } = choose(index, query, found, 0);
  if (query.sentence && !query.kana && sections.length < few) {
    const others = choose(index, query, found, few - 1);
    if (others.sections.length) ({ sections, score, whole } = others);
  }
  if (query.sentence) weighPairs(index, query, score);
  const isOwn = ownSections(index, edition);
  const literal = new Map<number, number>();
  const order = (a: number, b: number) =>
    isOwn(b) - isOwn(a) || (literal.get(b) ?? 0) - (literal.get(a) ?? 0) || score[b] - score[a] || a - b;
  sections.sort(order);
  const best = sections.splice(0, isSmall() ? 40 : 12); // those that are compared by their headings
  best.push(...namedSections(query, found).sort(order).filter((section) => !best.includes(section)).slice(0, mostNamed));
  await loadHeadsOf(best);
  for (const section of best) score[section] *= closeness(section, query);
  await findPhrase(phraseFinds(index, query), order, query, literal);
  if (!query.sentence && query.units.filter(({ weight }) => weight === 1).length > 1) {
    const likely = best.sort(order).slice(0, mostTexts).filter((section) => !literal.has(section));
    for (const section of await wholePages(likely, query)) literal.set(section, .5);
  }
  for (const section of best) {
    const isMeant = isTitle(section) || query.units.length > 1 && query.phrase.terms.length || query.signed.length;
    if (isMeant && isNamed(section, query, latin)) literal.set(section, isTitle(section) ? 3 : 2);
  }
  const added = [...literal.keys()].filter((section) => !best.includes(section));
  for (const [section, how] of literal) {
    const { kind } = head(section);
    if (kinds[kind] < .5) literal.set(section, how > 1.2 ? 1.5 : 0);
    else if (kind === calculator && how > .5 && how < 2) literal.set(section, query.units.some(({ synonyms }) => synonyms) ? 0 : how * .85);
  }
  best.push(...added);
  const all = [...best.sort(order), ...sections.filter((section) => !best.includes(section))];
  const offers = all.length || !isSmall() ? [] : await (await nearby())?.likeWords(query.literal, index, tools) ?? [];
  return { query, sections: all, whole: whole || literal.size > 0, near, offers };
}

// Whether a word seems to stand nowhere. The pairs of a word of kana may be those of other words.
const isUnknown = ({ forms: [{ text }], weight }: Unit, count: number, isAlone: boolean) =>
  weight === 1 && text.length > 2 && (!count || isAlone && count <= 3 * mostTexts && /^[ぁ-ゟー]{4,}$/.test(text));

// Where sections have all terms of a phrase at hand.
function phraseFinds({ sections }: Index, { phrase: { terms, end } }: Query): Uint8Array {
  const match = (terms: string[], prefix: boolean) => matchForm({ terms, more: [], prefix }, sections, false);
  const inner = match(terms, false);
  const last = end && match([end], true);
  return last && last.length ? inner.length ? both(inner, last) : last : inner;
}

// Weighs how many of the pairs of letters of a sentence sections have: those between its words tell how they are joined.
function weighPairs({ sections }: Index, { phrase: { terms } }: Query, score: Float64Array): void {
  const found = terms.map((term) => matchForm({ terms: [term], more: [], prefix: false }, sections, true));
  const weights = found.map((finds) => (finds.length ? rarity(finds.filter(Boolean).length, sections) : 0));
  const all = weights.reduce((a, b) => a + b, 1);
  score.forEach((own, section) => {
    if (own) score[section] *= 1 + weights.reduce((sum, weight, i) => sum + (found[i][section] & ~inAbove ? weight : 0), 0) / all;
  });
}

// Sections whose headings have all words of a query and are about as long: what it may be the name of.
function namedSections({ units, literal }: Query, found: Found): number[] {
  const words = found.filter((_, i) => units[i].weight === 1);
  const size = headingSizes.findLastIndex((most) => literal.length <= most) * 16;
  if (!words.length || !size) return [];
  return [...words[0].finds.keys()].filter((section) => words.every(({ finds }) => finds[section] & inHeading && (finds[section] & headingSize) === size));
}

// Notes how sections have a phrase, looking through the likeliest, and through more where none of these has it. What counts
// as their heading and is not in it is a keyword.
async function findPhrase(finds: Uint8Array, order: (a: number, b: number) => number, query: Query, literal: Map<number, number>): Promise<void> {
  const candidates = [...finds.keys()].filter((section) => finds[section] & ~inAbove).sort(order);
  for (const [start, end] of [[0, mostTexts], [mostTexts, 3 * mostTexts]]) {
    if (literal.size) return;
    const some = candidates.slice(start, end);
    await loadHeadsOf(some);
    const likeness = await Promise.all(some.map(async (section) => {
      const { path } = head(section);
      return likenessOf(path[path.length - 1], query)
        || (finds[section] & headingSize ? query.sentence ? 1.1 : .95 : likenessOf(await textOf(section).catch(() => ""), query));
    }));
    some.forEach((section, i) => { if (likeness[i]) literal.set(section, likeness[i]); });
  }
}

// How a text has a query: with its signs, word for word, or but for long vowels.
function likenessOf(text: string, { literal, plain, said, sentence }: Query): number {
  const folded = fold(text).text;
  if (sentence && said !== literal && folded.includes(said)) return folded.includes(literal) ? 1 : .9;
  if (folded.includes(literal)) return plain !== literal && text.normalize("NFKC").toLowerCase().includes(plain) ? 1.2 : 1;
  return literal && folded.replace(/ー/g, "").includes(literal.replace(/ー/g, "")) ? .9 : 0;
}

// Those of some sections on whose page every word stands as it was typed.
async function wholePages(sections: number[], { units }: Query): Promise<number[]> {
  const has = await Promise.all(sections.map(async (section) => {
    const own: Promise<string>[] = [];
    let at = section;
    while (pageOf(at - 1) === pageOf(section)) at--;
    for (; pageOf(at) === pageOf(section); at++) own.push(pageText(at));
    const text = (await Promise.all(own)).join(" ");
    return units.every(({ forms, weight }) => weight < 1 || forms.some((form) => text.includes(form.text)));
  }));
  return sections.filter((_, i) => has[i]);
}

// The folded text of a section with its heading; as much as can be loaded.
async function pageText(section: number): Promise<string> {
  const { path } = head(section);
  return fold(path[path.length - 1] + "\n" + await textOf(section).catch(() => "")).text;
}

// The heading of a section without what it says in brackets.
const headingOf = (section: number) => head(section).path.slice(-1)[0].replace(/（.*?）/g, "");

// Whether a section stands under the title of its page.
const isTitle = (section: number) => pageOf(section) !== pageOf(section - 1);

// Whether a section's heading is the query, with its signs.
function isNamed(section: number, query: Query, latin?: Latin): boolean {
  const heading = headingOf(section);
  return fold(heading).text === query.literal && (!latin || latin.signedWords(heading).join() === query.signed.join());
}

function ownSections({ editions, sections }: Index, edition: string): (section: number) => number {
  const own = editions.findIndex(({ code }) => code === edition);
  const [first, next] = [...editions.slice(own), { start: sections }];
  return (section) => +(section >= first.start && section < next.start);
}

// Loads the lists of the terms: all that must be had first, others as long as there is room.
async function load({ units, phrase }: Query): Promise<void> {
  const wanted = new Set<number>();
  const ask = (terms: string[], prefix = false) => {
    const fresh = new Set(terms.flatMap((term) => shardsOf(term, prefix).slice(0, 4)).filter((i) => !wanted.has(i) && !has(i)));
    if (wanted.size + fresh.size <= mostShards) fresh.forEach((i) => wanted.add(i));
  };
  for (const { forms: [own, other], synonyms } of units) { // those that must be there come first
    if (synonyms && other) ask(other.terms, other.prefix); // the word itself may not be on the site
    for (const term of own.terms) ask([term], own.prefix);
  }
  if (units.length === 1) for (const term of units[0].forms[0].more) ask([term]);
  for (const { forms } of units) for (const { terms, prefix } of forms.slice(1)) ask(terms, prefix);
  if (phrase.end) ask([phrase.end], true);
  for (const term of phrase.terms) ask([term]);
  await Promise.all([...wanted].map(loadShard));
}

// Says for each section how a unit is found in it and what that is worth, the best form counting. A heading is
// worth more where it is not much longer than the query.
function match(size: number, { forms }: Unit, { text, sentence }: Query): { finds: Uint8Array; value: Float32Array; count: number } {
  const finds = new Uint8Array(size);
  const value = new Float32Array(size);
  forms.forEach(({ share, ...form }, i) => {
    matchForm(form, size, i > 0).forEach((find, section) => {
      const fit = text.length / headingSizes[(find & headingSize) / 16];
      const heading = find & inHeading ? 3 + (fit > 1 ? 0 : fit) + (isTitle(section) ? .3 : 0) : fit ? sentence || fit >= .5 ? 2.4 : .45 : 0;
      const own = share * (worth[find & times] + heading + (find & inAbove ? sentence ? 1.5 : 1 : 0));
      if (own > value[section]) [finds[section], value[section]] = [find, own];
    });
  });
  return { finds, value, count: finds.filter(Boolean).length };
}

// Some terms may not have been requested. A word itself is found by those that were; another in
// its place only by all.
function matchForm({ terms, more, prefix, pattern }: Omit<Form, "share" | "text">, size: number, byAll: boolean): Uint8Array {
  let all: Uint8Array | undefined;
  const isHere = (term: string) => shardsOf(term, prefix).every(has);
  for (const term of byAll && !terms.every(isHere) ? [] : [...terms, ...more].filter(isHere)) {
    const one = new Uint8Array(size);
    for (const list of lists(term, prefix, pattern)) decode(list, one);
    all = all ? both(all, one) : one;
  }
  return all || new Uint8Array();
}

// Reads a list as generator/internal/search/encode.go writes it. What other terms have left in into is
// kept where it is more.
function decode(list: string, into: Uint8Array): void {
  for (let at = 0, section = 0, step; at < list.length; section++) {
    [step, at] = readNumber(list, at);
    section += step >> 1;
    const found = step & 1 ? list.charCodeAt(at++) - 48 : 2;
    into[section] = Math.max(into[section] & times, found & times) | (into[section] | found) & ~times;
  }
}

function both(a: Uint8Array, b: Uint8Array): Uint8Array {
  for (let i = 0; i < a.length; i++) {
    if (!a[i]) continue;
    const heading = a[i] & b[i] & inHeading | Math.min(a[i] & headingSize, b[i] & headingSize);
    const above = a[i] > times && b[i] > times && !heading ? inAbove : 0;
    a[i] = Math.min(a[i] & times, b[i] & times) | heading | above;
  }
  return a;
}

type Found = ReturnType<typeof match>[];

function rarity(count: number, sections: number): number {
  return Math.log(1 + sections / (count + .5));
}

// Chooses the sections with every word that must be there; where there is none, those of pages with every word,
// else those with most of them. Of a sentence most is enough, and words with few finds need not be there. Words
// that stand only in headings above make no answer.
function choose({ sections: size }: Index, { units, sentence }: Query, found: Found, few: number): { sections: number[]; score: Float64Array; whole: boolean } {
  const score = new Float64Array(size);
  const cover = new Float64Array(size);
  const isOwn = new Uint8Array(size);
  const pageCover = new Float64Array(size ? pageOf(size - 1) + 1 : 0);
  const weights = found.map(({ count }, i) => units[i].weight * rarity(count, size));
  // A word that stands nowhere asks for nothing; without any word left, the loose ones count.
  const needed = found.map(({ count }, i) => count > few && units[i].weight === 1);
  const loose = !needed.includes(true);
  let all = 0;
  found.forEach(({ finds, value, count }, i) => {
    const asked = needed[i] || loose && count > few;
    const weight = asked || units[i].weight === 1 ? weights[i] : 0;
    all += asked ? weight : 0;
    let page = -1;
    finds.forEach((find, section) => {
      if (!find) return;
      score[section] += weights[i] * value[section];
      cover[section] += weight;
      isOwn[section] |= find & ~inAbove;
      if (find & ~inAbove && pageOf(section) !== page) pageCover[page = pageOf(section)] += weight;
    });
  });
  const most = Math.min(all, cover.reduce((most, own, section) => (isOwn[section] ? Math.max(most, own) : most), 0));
  const isWholePage = (section: number) => !sentence && pageCover[pageOf(section)] > all - .001;
  const onPages = [...score.keys()].filter((section) => isOwn[section] && isWholePage(section));
  const isWhole = most > all - .001;
  const enough = isWhole && !sentence ? all - .001 : Math.max(most * .5, all * .2, .001);
  for (let section = 0; section < size; section++) score[section] *= ((cover[section] + pageCover[pageOf(section)]) / 2 / all) ** 1.5;
  let sections = [...score.keys()].filter((section) => isOwn[section] && cover[section] >= enough);
  if (onPages.length) sections = [...new Set([...(isWhole ? sections : []), ...bestOfPages(onPages, score)])];
  const isAll = (isWhole || onPages.length > 0) && !loose;
  return { sections, score, whole: isAll && found.every(({ count }, i) => count || units[i].weight < 1) };
}

// The best section of each page.
function bestOfPages(sections: number[], score: Float64Array): number[] {
  const best = new Map<number, number>();
  for (const section of sections) {
    const known = best.get(pageOf(section));
    if (known === undefined || score[section] > score[known]) best.set(pageOf(section), section);
  }
  return [...best.values()];
}

// How near the heading of a section comes to the query.
function closeness(section: number, { text, units, kana, sentence }: Query): number {
  const { path, kind } = head(section);
  const heading = fold(headingOf(section)).text.replace(/ /g, "");
  let rest = heading;
  for (const { forms } of units) {
    const form = forms.find((f) => rest.includes(f.text));
    if (form) rest = rest.replace(form.text, "");
  }
  const size = heading.length || 1;
  const covered = kana && rest === heading ? Math.min(1, text.length / 2 / size) : 1 - rest.length / size;
  const isAsked = sentence && /[？?]$|ません$/.test(path[path.length - 1]); // a question answers a question
  return (sentence && kind ? .5 : 1) * (isAsked ? 1.25 : 1) * kinds[kind] * (1 + covered * .6 + +(heading === text) + (path[1] ? 0 : covered ? .1 : -.2));
}
