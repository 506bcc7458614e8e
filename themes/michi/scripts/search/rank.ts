// Finds the sections that answer a query, the best first.
import { fold } from "./normalize";
import { has, head, isSmall, lists, loadHeadsOf, loadShard, pageOf, readNumber, shardsOf, textOf, type Index } from "./files";
import { likeWords, nearWord } from "./near";
import { form, parse, signedWords, type Form, type Query, type Unit } from "./query";

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
const headingSize = 48; // two bits
const headingSizes = [Infinity, 16, 8, 4]; // its most letters

const mostTexts = 6; // that are searched for a phrase
const mostPhraseShards = 8;
const mostShards = 6; // with the headings as many as browsers load side by side over HTTP/1.1
const few = 3; // answers to a sentence, and finds of a word that need not be there
const worth = [0, .5, 1, 1.5];
const figure = 1;
const kinds = [1, .4, .75, .95]; // text, figure, calculator, term

/** Answers a query; edition is the reader's. */
export async function find(index: Index, source: string, edition: string): Promise<Answer> {
  const query = parse(source, index);
  await load(query);
  const matchAll = () => query.units.map((unit) => match(index.sections, unit, query.text.length));
  let found = matchAll();
  const near = await useNearWords(index, query, found);
  if (near) {
    await load(query);
    found = matchAll();
  }
  let { sections, score, whole } = choose(index, query, found, 0);
  if (query.sentence && !query.kana && sections.length < few) ({ sections, score, whole } = choose(index, query, found, few - 1));
  const isOwn = ownSections(index, edition);
  const literal = new Map<number, number>();
  const order = (a: number, b: number) =>
    isOwn(b) - isOwn(a) || (literal.get(b) ?? 0) - (literal.get(a) ?? 0) || score[b] - score[a] || a - b;
  sections.sort(order);
  const candidates = phraseSections(index, query).sort(order).slice(0, mostTexts);
  const best = sections.splice(0, isSmall() ? 40 : 12); // those that are compared by their headings
  const added = candidates.filter((section) => !best.includes(section));
  await loadHeadsOf([...best, ...added]);
  for (const section of best) score[section] *= closeness(section, query);
  for (const section of await literalSections(candidates, query)) literal.set(section, 1);
  if (!query.sentence && query.units.filter(({ weight }) => weight === 1).length > 1) {
    const likely = best.sort(order).slice(0, mostTexts).filter((section) => !literal.has(section));
    for (const section of await wholePages(likely, query)) literal.set(section, .5);
  }
  for (const section of best) {
    const isMeant = isTitle(section) || query.phrase.length || query.signed.length;
    if (isMeant && isNamed(section, query)) literal.set(section, isTitle(section) ? 3 : 2);
  }
  for (const [section, how] of literal) if (head(section).kind === figure) literal.set(section, how > 1 ? 1.5 : 0);
  best.push(...added.filter((section) => literal.has(section)));
  const all = [...best.sort(order), ...sections.filter((section) => !best.includes(section))];
  const offers = all.length || !isSmall() ? [] : likeWords(query.literal, await allHeadings(index));
  return { query, sections: all, whole: whole || literal.size > 0, near, offers };
}

async function allHeadings({ sections }: Index): Promise<string[]> {
  const numbers = [...Array(sections).keys()];
  await loadHeadsOf(numbers);
  return numbers.map((section) => head(section).path.slice(-1)[0]);
}

// Adds to words that stand nowhere the word of a heading that is one letter away, and returns these words. Only
// sites whose headings may all be loaded have such words.
async function useNearWords(index: Index, { units }: Query, found: Found): Promise<string | undefined> {
  const unknown = units.filter(({ forms, weight }, i) => weight === 1 && !found[i].count && forms[0].text.length > 2);
  if (!unknown.length || !isSmall()) return;
  const headings = await allHeadings(index);
  const words = unknown.map((unit) => {
    const near = nearWord(unit.forms[0].text, headings);
    if (near) unit.forms.unshift(form(fold(near).text, .9));
    return near;
  });
  return words.filter(Boolean).join(" ") || undefined;
}

// The sections that have all terms of a phrase at hand.
function phraseSections({ sections }: Index, { phrase }: Query): number[] {
  if (!phrase.length) return [];
  const finds = matchForm({ text: "", terms: phrase, more: [], prefix: false }, sections, false);
  return [...finds.keys()].filter((section) => finds[section] & ~inAbove);
}

// Those of some sections that have a phrase word for word.
async function literalSections(candidates: number[], query: Query): Promise<number[]> {
  const has = await Promise.all(candidates.map(async (section) => {
    const { path } = head(section);
    if (isIn(path[path.length - 1], query)) return true;
    try {
      return isIn(await textOf(section), query);
    } catch {
      return false; // without its text it stays where it is
    }
  }));
  return candidates.filter((_, i) => has[i]);
}

// Those of some sections on whose page every word stands as it was typed.
async function wholePages(sections: number[], { units }: Query): Promise<number[]> {
  const has = await Promise.all(sections.map(async (section) => {
    const own: Promise<string>[] = [];
    for (let first = section; first >= 0 && pageOf(first) === pageOf(section); first--) own.push(pageText(first));
    for (let next = section + 1; pageOf(next) === pageOf(section); next++) own.push(pageText(next));
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

const isIn = (text: string, { literal }: Query) => fold(text).text.includes(literal);

// The heading of a section without what it says in brackets.
const headingOf = (section: number) => head(section).path.slice(-1)[0].replace(/（.*?）/g, "");

// Whether a section stands under the title of its page.
const isTitle = (section: number) => pageOf(section) !== pageOf(section - 1);

// Whether a section's heading is the query, with its signs.
function isNamed(section: number, query: Query): boolean {
  const heading = headingOf(section);
  return fold(heading).text === query.literal && signedWords(heading).join() === query.signed.join();
}

function ownSections({ editions, sections }: Index, edition: string): (section: number) => number {
  const own = editions.findIndex(({ code }) => code === edition);
  const [first, next] = [...editions.slice(own), { start: sections }];
  return (section) => +(section >= first.start && section < next.start);
}

// Loads the lists of the terms: all that must be had first, others as long as there is room.
async function load({ units, phrase }: Query): Promise<void> {
  const wanted = new Set<number>();
  const ask = (terms: string[], prefix: boolean, most = mostShards) => {
    const fresh = new Set(terms.flatMap((term) => shardsOf(term, prefix).slice(0, 4)).filter((i) => !wanted.has(i) && !has(i)));
    if (wanted.size + fresh.size <= most) fresh.forEach((i) => wanted.add(i));
  };
  for (const { forms: [own, other], synonyms } of [...units].sort((a, b) => b.weight - a.weight)) {
    if (synonyms && other) ask(other.terms, other.prefix); // the word itself may not be on the site
    for (const term of own.terms) ask([term], own.prefix);
  }
  for (const { forms } of units) for (const { terms, prefix } of forms.slice(1)) ask(terms, prefix);
  for (const term of phrase) ask([term], false, mostPhraseShards);
  await Promise.all([...wanted].map(loadShard));
}

// Says for each section how a unit is found in it and what that is worth, the best form counting. A heading is
// worth more where it is not much longer than the query.
function match(size: number, { forms }: Unit, letters: number): { finds: Uint8Array; value: Float32Array; count: number } {
  const finds = new Uint8Array(size);
  const value = new Float32Array(size);
  forms.forEach(({ share, ...form }, i) => {
    matchForm(form, size, i > 0).forEach((find, section) => {
      const most = headingSizes[(find & headingSize) / 16];
      const heading = find & inHeading ? 3 + (most < letters ? 0 : letters / most) + (isTitle(section) ? .3 : 0) : 0;
      const own = share * (worth[find & times] + heading + (find & inAbove ? 1 : 0));
      if (own > value[section]) [finds[section], value[section]] = [find, own];
    });
  });
  return { finds, value, count: finds.reduce((count, find) => count + +(find > 0), 0) };
}

// Some terms may not have been requested. A word itself is found by those that were; another in
// its place only by all.
function matchForm({ terms, more, prefix, pattern }: Omit<Form, "share">, size: number, byAll: boolean): Uint8Array {
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
    const heading = a[i] & b[i] & (inHeading | headingSize);
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
    const asked = needed[i] || loose && count > few ? weights[i] : 0;
    all += asked;
    let page = -1;
    finds.forEach((find, section) => {
      if (!find) return;
      score[section] += weights[i] * value[section];
      cover[section] += asked;
      isOwn[section] |= find & ~inAbove;
      if (find & ~inAbove && pageOf(section) !== page) pageCover[page = pageOf(section)] += asked;
    });
  });
  const most = cover.reduce((most, own, section) => (isOwn[section] ? Math.max(most, own) : most), 0);
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
function closeness(section: number, { text, units, kana }: Query): number {
  const { path, kind } = head(section);
  const heading = fold(headingOf(section)).text.replace(/ /g, "");
  let rest = heading;
  for (const { forms } of units) {
    const form = forms.find((f) => rest.includes(f.text));
    if (form) rest = rest.replace(form.text, "");
  }
  const size = heading.length || 1;
  const covered = kana && rest === heading ? Math.min(1, text.length / 2 / size) : 1 - rest.length / size;
  return kinds[kind] * (1 + covered * .6 + +(heading === text) + (path[1] ? 0 : covered ? .1 : -.2));
}
