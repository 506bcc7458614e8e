// Cuts from a text the place that answers a query, and marks what was looked for.
import { make } from "../elements";
import { fold, isWordLetter } from "./normalize";
import type { Query } from "./query";

type Pieces = (Node | string)[];

interface Hit {
  start: number;
  end: number;
  unit: number;
}

/** Marks in a text what was looked for. */
export function mark(text: string, query: Query): Pieces {
  return pieces(text, hits(text, query), 0, text.length);
}

/** Cuts out about size letters around the words that were looked for. */
export function snippet(text: string, query: Query, size: number): Pieces {
  const found = hits(text, query);
  let best = 0;
  let most = 0;
  for (const { start } of found) {
    const units = new Set(found.map((hit) => (hit.start >= start && hit.end < start + size * .8 ? hit.unit : -1)));
    if (units.size > most) [best, most] = [start, units.size];
  }
  const before = text.slice(Math.max(0, best - size * .4), best);
  const cut = Math.max(before.lastIndexOf("。"), before.lastIndexOf("\n"));
  const isTorn = cut < 0 && before.length < best;
  const start = best - before.length + (isTorn ? before.length >> 1 : cut + 1);
  const end = start + size;
  return [isTorn ? "…" : "", ...pieces(text, found, start, end), end < text.length ? "…" : ""];
}

function hits(source: string, { units }: Query): Hit[] {
  const { text, from } = fold(source);
  const found: Hit[] = [];
  units.forEach(({ forms }, unit) => {
    for (const form of forms) {
      const size = form.text.length;
      for (let at = text.indexOf(form.text); at >= 0; at = text.indexOf(form.text, at + size)) {
        if (isWordLetter(form.text) && at && isWordLetter(text[at - 1])) continue;
        found.push({ start: from[at], end: at + size < from.length ? from[at + size] : source.length, unit });
      }
    }
  });
  return found.sort((a, b) => a.start - b.start || b.end - a.end);
}

function pieces(text: string, found: Hit[], start: number, end: number): Pieces {
  const out: Pieces = [];
  const add = (to: number, hit: boolean) => {
    const part = text.slice(start, Math.min(to, end)).replace(/\n/g, " ");
    if (part) out.push(hit ? make("mark", {}, part) : part);
    start = Math.max(start, to);
  };
  for (const hit of found) {
    if (hit.end <= start) continue;
    add(hit.start, false);
    add(hit.end, true);
  }
  add(end, false);
  return out;
}
