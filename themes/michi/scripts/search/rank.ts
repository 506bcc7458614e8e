// Finds the sections that answer a query, the best first.
import { fold } from "./normalize";
import { has, head, isSmall, lists, loadHeadsOf, loadShard, shardsOf, type Index } from "./files";
import { parse, type Form, type Query, type Unit } from "./query";

/** What was found: the numbers of sections, the best first. */
export interface Answer {
  query: Query;
  sections: number[];
  whole: boolean; // each section has every word
}

// What an index says of a term in a section: how much of the text it is, then where else it stands.
const times = 3;
const inHeading = 4;
const inAbove = 8;

const mostShards = 6; // with the headings as many as browsers load side by side over HTTP/1.1
const few = 3; // answers to a sentence, and finds of a word that need not be there
const worth = [0, .5, 1, 1.5];
const kinds = [1, .4, .75, .95]; // text, figure, calculator, term

/** Answers a query; edition is the reader's. */
export async function find(index: Index, source: string, edition: string): Promise<Answer> {
  const query = parse(source, index);
  await load(query);
  const found = query.units.map((unit) => match(index.sections, unit));
  let { sections, score, whole } = choose(index, query, found, 0);
  if (query.sentence && !query.kana && sections.length < few) ({ sections, score, whole } = choose(index, query, found, few - 1));
  const isOwn = ownSections(index, edition);
  const order = (a: number, b: number) => isOwn(b) - isOwn(a) || score[b] - score[a] || a - b;
  sections.sort(order);
  const best = sections.splice(0, isSmall() ? 40 : 12); // those that are compared by their headings
  await loadHeadsOf(best);
  for (const section of best) score[section] *= closeness(section, query);
  return { query, sections: [...best.sort(order), ...sections], whole };
}

function ownSections({ editions, sections }: Index, edition: string): (section: number) => number {
  const own = editions.findIndex(({ code }) => code === edition);
  const [first, next] = [...editions.slice(own), { start: sections }];
  return (section) => +(section >= first.start && section < next.start);
}

// Loads the lists of the terms: all that must be had first, others as long as there is room.
async function load({ units }: Query): Promise<void> {
  const wanted = new Set<number>();
  const ask = (terms: string[], prefix: boolean) => {
    const fresh = new Set(terms.flatMap((term) => shardsOf(term, prefix).slice(0, 4)).filter((i) => !wanted.has(i) && !has(i)));
    if (wanted.size + fresh.size <= mostShards) fresh.forEach((i) => wanted.add(i));
  };
  for (const { forms: [own, other], synonyms } of [...units].sort((a, b) => b.weight - a.weight)) {
    if (synonyms && other) ask(other.terms, other.prefix); // the word itself may not be on the site
    for (const term of own.terms) ask([term], own.prefix);
  }
  for (const { forms } of units) for (const { terms, prefix } of forms.slice(1)) ask(terms, prefix);
  await Promise.all([...wanted].map(loadShard));
}

// Says for each section how a unit is found in it and what that is worth, the best form counting.
function match(size: number, { forms }: Unit): { finds: Uint8Array; value: Float32Array; count: number } {
  const finds = new Uint8Array(size);
  const value = new Float32Array(size);
  forms.forEach(({ share, ...form }, i) => {
    matchForm(form, size, i > 0).forEach((find, section) => {
      const own = share * (worth[find & times] + (find & inHeading ? 3 : 0) + (find & inAbove ? 1 : 0));
      if (own > value[section]) [finds[section], value[section]] = [find, own];
    });
  });
  return { finds, value, count: finds.reduce((count, find) => count + +(find > 0), 0) };
}

// Some terms may not have been asked for. A word itself is looked for by those that were; another in
// its place only by all.
function matchForm({ terms, more, prefix }: Omit<Form, "share">, size: number, byAll: boolean): Uint8Array {
  let all: Uint8Array | undefined;
  const isHere = (term: string) => shardsOf(term, prefix).every(has);
  for (const term of byAll && !terms.every(isHere) ? [] : [...terms, ...more].filter(isHere)) {
    const one = new Uint8Array(size);
    for (const list of lists(term, prefix)) decode(list, one);
    all = all ? both(all, one) : one;
  }
  return all || new Uint8Array();
}

// Reads a list as generator/internal/search/finish.go writes it. What other terms have left in into is
// kept where it is more.
function decode(list: string, into: Uint8Array): void {
  const next = () => list.charCodeAt(at++) - 48;
  let section = 0;
  let at = 0;
  while (at < list.length) {
    let step = 0;
    let digit;
    do {
      digit = next();
      step = step << 5 | digit & 31;
    } while (digit & 32);
    section += step >> 1;
    const found = step & 1 ? next() : 2;
    into[section] = Math.max(into[section] & times, found & times) | (into[section] | found) & ~times;
    section++;
  }
}

function both(a: Uint8Array, b: Uint8Array): Uint8Array {
  for (let i = 0; i < a.length; i++) {
    if (!a[i]) continue;
    const heading = a[i] & b[i] & inHeading;
    const above = a[i] > times && b[i] > times && !heading ? inAbove : 0;
    a[i] = Math.min(a[i] & times, b[i] & times) | heading | above;
  }
  return a;
}

type Found = ReturnType<typeof match>[];

function rarity(count: number, sections: number): number {
  return Math.log(1 + sections / (count + .5));
}

// Chooses the sections with every word that must be there; where there is none, those with most of
// them. Of a sentence most is enough, and words with few finds need not be there. Words that stand only
// in headings above make no answer.
function choose({ sections: size }: Index, { units, sentence }: Query, found: Found, few: number): { sections: number[]; score: Float64Array; whole: boolean } {
  const score = new Float64Array(size);
  const cover = new Float64Array(size);
  const isOwn = new Uint8Array(size);
  const weights = found.map(({ count }, i) => units[i].weight * rarity(count, size));
  // A word that stands nowhere asks for nothing; without any word left, the loose ones count.
  const needed = found.map(({ count }, i) => count > few && units[i].weight === 1);
  const loose = !needed.includes(true);
  let all = 0;
  found.forEach(({ finds, value, count }, i) => {
    const asked = needed[i] || loose && count > few ? weights[i] : 0;
    all += asked;
    finds.forEach((find, section) => {
      if (!find) return;
      score[section] += weights[i] * value[section];
      cover[section] += asked;
      isOwn[section] |= find & ~inAbove;
    });
  });
  const most = cover.reduce((most, own, section) => (isOwn[section] ? Math.max(most, own) : most), 0);
  const isWhole = most > all - .001;
  const enough = isWhole && !sentence ? all - .001 : Math.max(most * .5, all * .2, .001);
  const sections = [...score.keys()].filter((section) => isOwn[section] && cover[section] >= enough);
  for (const section of sections) score[section] *= (cover[section] / all) ** 1.5;
  return { sections, score, whole: isWhole && !loose && found.every(({ count }, i) => count || units[i].weight < 1) };
}

// How near the heading of a section comes to the query.
function closeness(section: number, { text, units, kana }: Query): number {
  const { path, kind } = head(section);
  const heading = fold(path[path.length - 1].replace(/（.*?）/g, "")).text.replace(/ /g, "");
  let rest = heading;
  for (const { forms } of units) {
    const form = forms.find((f) => rest.includes(f.text));
    if (form) rest = rest.replace(form.text, "");
  }
  const size = heading.length || 1;
  const covered = kana && rest === heading ? Math.min(1, text.length / 2 / size) : 1 - rest.length / size;
  return kinds[kind] * (1 + covered * .6 + +(heading === text) + (path[1] ? 0 : covered ? .1 : -.2));
}
