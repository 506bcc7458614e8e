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

function isNear(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1 || a === b) return false;
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  const [restA, restB] = [a.slice(at), b.slice(at)];
  return restA.slice(1) === restB.slice(1) || restA.slice(1) === restB || restA === restB.slice(1)
    || restA.length > 1 && restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2);
}
