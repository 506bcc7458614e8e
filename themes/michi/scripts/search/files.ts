// Loads the files of the index, which generator/internal/search writes. Each is loaded once.

/** What stands in index.json. Starts are numbers of sections. */
export interface Index {
  version: number;
  sections: number;
  pages: string; // the number of sections of each page
  editions: { code: string; start: number }[];
  termStarts: string[];
  terms: string[];
  headStarts: number[];
  heads: string[];
  textStarts: number[];
  texts: string[];
  stop: string[];
  synonyms: string[][];
  spoken: [string, string][]; // patterns in a query, and what stands in their place
}

/** What a result shows of its place. */
export interface Head {
  url: string;
  path: string[]; // title and headings down to the own one
  id: string;
  kind: number;
}

type Row = (string | number)[];

let address = "";
let index: Index;
let pages: Uint32Array;
const loading = new Map<string, Promise<void>>();
/** The lines of such files, once loaded. */
export const shards: string[] = [];
const heads: Head[] = [];
const texts: string[] = [];

/** Loads the index at an address, and begins to load the headings of a site that is not large. */
export async function open(from: string, withHeads: boolean): Promise<Index> {
  address = from;
  await once(from, async () => {
    const found = await (await get(from, "no-cache")).json() as Index;
    check(found.version === 2 && found.terms);
    index = found;
    pages = pagesOf(found);
  });
  if (withHeads && isSmall()) index.heads.forEach((_, i) => { loadHeads(i).catch(() => {}); });
  return index;
}

/** The page of a section, by number. */
export const pageOf = (section: number): number => pages[section];

/** Reads a number at a place as generator/internal/search/encode.go writes it: five bits a letter; and where it ends. */
export function readNumber(text: string, at: number): [number, number] {
  for (let number = 0; ; at++) {
    const digit = text.charCodeAt(at) - 48;
    number = number << 5 | digit & 31;
    if (digit < 32) return [number, at + 1];
  }
}

function pagesOf({ sections, pages: sizes }: Index): Uint32Array {
  const found = new Uint32Array(sections);
  for (let at = 0, section = 0, page = 0, size; at < sizes.length; page++) {
    [size, at] = readNumber(sizes, at);
    found.fill(page, section, section += size);
  }
  return found;
}

/** Whether all headings may be loaded at once. */
export const isSmall = (): boolean => index.heads.length < 9;

/** The numbers of the files that hold a term, or all that begin so. */
export function shardsOf(term: string, prefix: boolean): number[] {
  const found: number[] = [];
  index.termStarts.forEach((start, i, starts) => {
    const begins = start <= term || prefix && start.startsWith(term);
    if (begins && !(starts[i + 1] <= term)) found.push(i);
  });
  return found;
}

/** Whether such a file is at hand. */
export const has = (shard: number): boolean => shards[shard] !== undefined;

/** Loads such a file. */
export function loadShard(i: number): Promise<void> {
  return load(`t${i}-${index.terms[i]}.txt`, async (answer) => {
    const text = await answer.text();
    check(text.startsWith(index.termStarts[i]));
    shards[i] = "\n" + text;
  });
}

/** The lists of a term, or of all that begin so and are of a form, in the files at hand. */
export function lists(term: string, prefix: boolean, pattern?: RegExp): string[] {
  const found: string[] = [];
  for (const i of shardsOf(term, prefix)) {
    const text = shards[i];
    const mark = "\n" + term + (prefix ? "" : " ");
    for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) {
      const end = text.indexOf(" ", at);
      if (!pattern || pattern.test(text.slice(at + 1, end))) found.push(text.slice(end + 1, text.indexOf("\n", end)));
    }
  }
  return found;
}

/** Makes the headings of sections ready for head. */
export async function loadHeadsOf(sections: number[]): Promise<void> {
  const wanted = new Set(sections.map((section) => place(index.headStarts, section)));
  await Promise.all([...wanted].map(loadHeads));
}

/** What is shown of a section whose headings are loaded. */
export const head = (section: number): Head => heads[section];

function loadHeads(i: number): Promise<void> {
  return load(`h${i}-${index.heads[i]}.json`, async (answer) => {
    let section = index.headStarts[i];
    for (const row of await answer.json() as Row[]) {
      for (const head of headsOf(row)) heads[section++] = head;
    }
  });
}

/** The text of a section. */
export async function textOf(section: number): Promise<string> {
  const i = place(index.textStarts, section);
  await load(`d${i}-${index.texts[i]}.json`, async (answer) => {
    (await answer.json() as string[]).forEach((text, n) => { texts[index.textStarts[i] + n] = text; });
  });
  return texts[section];
}

function load(name: string, take: (answer: Response) => Promise<void>): Promise<void> {
  return once(name, async () => take(await get(address.replace(/search\/index.json$/, `assets/search-${name}`))));
}

// What has failed may be tried again.
function once(name: string, act: () => Promise<void>): Promise<void> {
  const known = loading.get(name);
  if (known) return known;
  const made = act();
  loading.set(name, made);
  made.catch(() => loading.delete(name));
  return made;
}

async function get(name: string, cache?: RequestCache): Promise<Response> {
  const answer = await fetch(name, { cache });
  check(answer.ok);
  return answer;
}

// A host may answer with something else, such as a page to log in.
function check(isRight: unknown): void {
  if (!isRight) throw new Error();
}

// The last place whose start is not behind the section.
function place(starts: number[], section: number): number {
  let low = 0;
  for (let high = starts.length; high - low > 1;) {
    const middle = low + high >> 1;
    if (starts[middle] <= section) low = middle;
    else high = middle;
  }
  return low;
}

// A page: address, title, and of each further section level, kind, id and heading.
function headsOf([url, title, ...rest]: Row): Head[] {
  const path = [title as string];
  const found: Head[] = [{ url: url as string, path: [...path], id: "", kind: 0 }];
  for (let i = 0; i < rest.length; i += 4) {
    const [level, kind, id, heading] = rest.slice(i) as [number, number, string, string];
    path.length = Math.min(path.length, Math.max(level - 1, 1));
    path.push(heading);
    found.push({ url: url as string, path: [...path], id: id || heading, kind });
  }
  return found;
}
