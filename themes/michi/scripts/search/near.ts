// Words one letter away from what was typed: a wrong, missing or further letter, or two in the wrong order.
import { fold } from "./normalize";

const word = /[\p{Script=Han}々]{3,}|[\p{Script=Katakana}ー]{3,}|[\p{Script=Han}\p{Script=Katakana}ー]{3,}|[a-z]{4,}/giu;

/** The word of some headings that is one letter away from a folded word; nothing where there is none. */
export function nearWord(typed: string, headings: Iterable<string>): string | undefined {
  const known = new Set<string>();
  for (const heading of headings) {
    for (const [found] of heading.matchAll(word)) {
      const folded = fold(found).text;
      if (!known.has(folded) && isNear(typed, folded)) return found;
      known.add(folded);
    }
  }
}

/** The words of headings that have most letters and pairs of letters in common with a folded query, the likest first. */
export function likeWords(typed: string, headings: Iterable<string>): string[] {
  const wanted = partsOf(typed);
  const likeness = new Map<string, number>();
  for (const heading of headings) {
    for (const [found] of heading.matchAll(word)) {
      const parts = partsOf(fold(found).text);
      const common = [...parts].filter((part) => wanted.has(part)).length;
      if (common > 1) likeness.set(found, 2 * common / (parts.size + wanted.size));
    }
  }
  return [...likeness].filter(([, like]) => like > .25).sort((a, b) => b[1] - a[1]).slice(0, 4).map(([found]) => found);
}

const partsOf = (text: string) => new Set([...text].flatMap((letter, i) => [letter, text.slice(i, i + 2)]));

/** Of the terms, the one that is one letter away from a folded word in Latin letters and stands in most sections. */
export function nearTerm(typed: string, terms: [string, number][]): string | undefined {
  const joined = terms.find(([term]) => term !== typed && term.replace(/[^\p{L}\d]/gu, "") === typed);
  if (joined) return joined[0]; // wifi is Wi-Fi
  const near = typed.length < 5 ? [] : terms.filter(([term]) => /^[\p{L}\d]+$/u.test(term) && isNear(typed, term));
  return near.sort((a, b) => b[1] - a[1])[0]?.[0];
}

/** The run of letters of a text that is one letter away from a folded word, all of its scripts; and how likely it is meant. */
export function nearRun(typed: string, scripts: string, source: string): { found: string; likely: number } | undefined {
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

/** A word with each two of its letters in the other order. */
export const swaps = (word: string): string[] =>
  [...word].slice(1).map((_, i) => word.slice(0, i) + word[i + 1] + word[i] + word.slice(i + 2)).filter((other) => other !== word);

function isNear(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1 || a === b) return false;
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  const [restA, restB] = [a.slice(at), b.slice(at)];
  return restA.slice(1) === restB.slice(1) || restA.slice(1) === restB || restA === restB.slice(1)
    || restA.length > 1 && restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2);
}
