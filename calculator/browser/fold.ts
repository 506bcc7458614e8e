// From what people type to stored integers. Nothing is rounded: what does not fit is refused.
import type { Input, Words } from "./description";

/** The number of days from 1970-01-01 to a calendar day; undefined where there is no such day. */
export function dayNumber(year: number, month: number, day: number): bigint | undefined {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && year > 0 && year < 10000;
  return exists ? BigInt(date.getTime() / 864e5) : undefined;
}

/** Full-width letters, spaces, dashes and other spellings brought to one form. */
export function foldText(text: string, words: Words): string {
  let folded = text.normalize("NFKC").replace(/[\s_]/g, "").replace(/^[\u2010-\u2015\u2212\u30fc]/, "-").replace(/\u3001/g, ",");
  for (const [other, meant] of Object.entries(words.spellings)) folded = folded.replaceAll(other, meant);
  return folded;
}

/**
 * Reads 9,300円, 3万7,200, 1.5万円, 20 as a stored integer of input; undefined where it is no number,
 * null where it has more decimals than the input keeps.
 */
export function parseNumber(text: string, input: Input, words: Words): bigint | null | undefined {
  const [, sign, rest] = /^([-+]?)(.*)/.exec(cutUnit(foldText(text, words), input.unit ?? "").replace(/^[¥\\]/, ""))!;
  let total = 0n;
  let read = "";
  let last = 99;
  for (const [part, digits, word] of rest.matchAll(/([\d.,]+)(\D?)/g)) {
    const power = word ? words.powers[word] : 0;
    const value = power < last ? decimal(digits, power + (input.scale ?? 0)) : undefined;
    if (value == null) return value;
    total += value;
    read += part;
    last = power;
  }
  return read && read === rest ? (sign === "-" ? -total : total) : undefined;
}

// A unit is accepted whole, or its first part alone: 円 for 円/日.
function cutUnit(text: string, unit: string): string {
  for (const known of [unit, unit.split("/")[0]]) {
    if (known && text.endsWith(known)) return text.slice(0, -known.length);
  }
  return text;
}

// digits × 10^power; null where that is no whole number.
function decimal(digits: string, power: number): bigint | null | undefined {
  const parts = /^(\d{1,30}|\d{1,3}(?:,\d{3}){1,9})(?:\.(\d{0,30}?)0*)?$/.exec(digits);
  if (!parts) return undefined;
  const whole = BigInt(parts[1].replaceAll(",", "") + (parts[2] ?? ""));
  const left = power - (parts[2] ?? "").length;
  if (left >= 0) return whole * 10n ** BigInt(left);
  const divisor = 10n ** BigInt(-left);
  return whole % divisor ? null : whole / divisor;
}

/** Reads 2026-12-01, 2026/12/1, 2026年12月1日, 令和8年12月1日, 20261201 as a day number. */
export function parseDate(text: string, words: Words): bigint | undefined {
  const folded = foldText(text, words);
  const parts = /^(\D*?)(\d{1,4}|元)(?:年|[-/.])(\d{1,2})(?:月|[-/.])(\d{1,2})日?$/.exec(folded) ??
    /^()(\d{4})(\d\d)(\d\d)$/.exec(folded);
  if (!parts) return undefined;
  const before = parts[1] ? words.eras[parts[1]] : 0;
  return dayNumber((+parts[2] || 1) + before, +parts[3], +parts[4]);
}
