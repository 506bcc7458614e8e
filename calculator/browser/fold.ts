// Parses typed answers into stored integers, without rounding.
import type { Input, Words } from "./description";
import { stored } from "./module";

/** The number of days from 1970-01-01 to a calendar day; undefined where there is no such day. */
export function dayNumber(year: number, month: number, day: number): bigint | undefined {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && year > 0 && year < 10000;
  return exists ? BigInt(date.getTime() / 864e5) : undefined;
}

/** Normalizes full-width letters, spaces, dashes and other spellings. */
export function foldText(text: string, words: Words): string {
  let folded = text.normalize("NFKC").replace(/[\s_]/g, "").replace(/^[\u2010-\u2015\u2212\u30fc]/, "-").replace(/\u3001/g, ",");
  for (const [other, meant] of Object.entries(words.spellings)) folded = folded.replaceAll(other, meant);
  return folded;
}

/** 9,300.5 as 9.300,5, and back, where pages write so. */
export const swapSigns = (text: string, swap?: string | boolean): string =>
  swap ? text.replace(/[,.]/g, (sign) => sign === "," ? "." : ",") : text;

/** A day written 1/12/2026 or 1/12 as 2026/12/1 or /12/1. */
export const yearFirst = (text: string): string =>
  text.replace(/^(\d+)[-/.](\d+)(?:[-/.](\d{4}))?$/, "$3/$2/$1");

/**
 * Reads 9,300円, 3万7,200, 約百二十万, 30才 as a stored integer of input; undefined where it is no number,
 * null where it has more decimals than the input keeps.
 */
export function parseNumber(text: string, input: Input, words: Words): bigint | null | undefined {
  const plain = withoutAbout(foldText(text, words), words).replace(/^[¥\\]/, "");
  const isTenths = input.unit === "%" && plain.endsWith(words.tenths); // 3割 is 30%
  const [, sign, rest] = /^([-+]?)(.*)/.exec(cutUnit(plain, isTenths ? words.tenths : input.unit || words.times, input, words))!;
  const value = addUp(rest, words);
  if (value === undefined) return undefined;
  const scaled = value * 10n ** BigInt((input.scale ?? 0) + (isTenths ? 3 : 2)); // the scale of % is -2
  const unit = 10n ** BigInt(PLACES + 2);
  if (scaled % unit) return null;
  return (sign === "-" ? -scaled : scaled) / unit;
}

// Removes 約 before a number and くらい behind it.
function withoutAbout(text: string, { about }: Words): string {
  for (const word of about) {
    if (text.startsWith(word)) text = text.slice(word.length);
    if (text.endsWith(word)) text = text.slice(0, -word.length);
  }
  return text;
}

/**
 * Takes the unit from the end of a folded number: the whole, its first part alone (円 for 円/日), or what the page's language
 * writes behind numbers; kwh is kWh, m3 is m³.
 */
export function cutUnit(text: string, unit: string, { formats = [] }: Input, words: Words): string {
  const plain = unit.normalize("NFKC").toLowerCase();
  for (const known of [plain, plain.split("/")[0], ...formats.map((format) => foldText(format.slice(3), words))]) {
    if (known && text.toLowerCase().endsWith(known)) return text.slice(0, -known.length);
  }
  return text;
}

const PLACES = 20; // decimals that are read

/** Adds up a number of digits, numerals and powers, × 10^PLACES: 1億2千万, 百二十万, 二〇. A section ends with 億 or 万. */
function addUp(text: string, { numerals, powers }: Words): bigint | undefined {
  let [total, section] = [0n, 0n];
  let digits: bigint | undefined; // not yet multiplied
  let isNumeral = false; // digits are numerals, and more may follow
  let [small, large] = [99, 99]; // the last powers, which must fall
  let parts = 0;
  for (const [part] of text.matchAll(/\d[\d.,]*|./gu)) {
    const power = powers[part];
    parts++;
    if (power === undefined) {
      const value = part in numerals ? BigInt(numerals[part]) * 10n ** BigInt(PLACES) : decimal(part);
      if (value === undefined || digits !== undefined && !(isNumeral && part in numerals)) return undefined;
      digits = (digits ?? 0n) * 10n + value;
      isNumeral = part in numerals;
    } else if (power < 4) {
      if (power >= small) return undefined;
      section += (digits ?? 10n ** BigInt(PLACES)) * 10n ** BigInt(power);
      [digits, small] = [undefined, power];
    } else {
      if (power >= large || digits === undefined && small === 99) return undefined;
      total += (section + (digits ?? 0n)) * 10n ** BigInt(power);
      [section, digits, small, large] = [0n, undefined, 99, power];
    }
  }
  return parts ? total + section + (digits ?? 0n) : undefined;
}

// digits × 10^PLACES.
function decimal(digits: string): bigint | undefined {
  const parts = /^(\d{1,40}|\d{1,3}(?:,\d{3}){1,12})(?:\.(\d{0,20}))?$/.exec(digits);
  return parts ? BigInt(parts[1].replaceAll(",", "") + (parts[2] ?? "").padEnd(PLACES, "0")) : undefined;
}

/**
 * Reads 2026-12-01, 2026/12/1, 2026年12月1日, 令和8年12月1日, R8.12.1, 20261201 as a day number. Of a day without its
 * year (12月1日) the next one from today is meant, or the last one where the next is not among those that input accepts.
 */
export function parseDate(text: string, input: Input, words: Words, today: bigint): bigint | undefined {
  const folded = foldText(text, words).toUpperCase().replace(numeralRuns(words), (run) => {
    const value = addUp(run, words);
    return value === undefined ? run : `${value / 10n ** BigInt(PLACES)}`;
  });
  const short = /^\/?(\d\d?)[月/](\d\d?)日?$/.exec(folded);
  if (short) return nearest(+short[1], +short[2], input, today);
  const parts = /^(\D*?)(\d{1,4}|元)(?:年|[-/.])(\d{1,2})(?:月|[-/.])(\d{1,2})日?$/.exec(folded) ??
    /^()(\d{4})(\d\d)(\d\d)$/.exec(folded);
  if (!parts || !parts[1] && parts[2].length < 4) return undefined;
  const first = parts[1] ? words.eras[parts[1]] : 1e4;
  const year = Math.floor(first / 1e4) - 1 + (parts[2] === "元" ? 1 : +parts[2]);
  return year * 1e4 + +parts[3] * 100 + +parts[4] >= first ? dayNumber(year, +parts[3], +parts[4]) : undefined;
}

const numeralRuns = ({ numerals, powers }: Words) =>
  new RegExp(`[${Object.keys(numerals).join("")}${Object.keys(powers).filter((word) => powers[word] === 1).join("")}]+`, "g");

// 29 February comes again after eight years at the latest.
function nearest(month: number, day: number, input: Input, today: bigint): bigint | undefined {
  const [low, high] = stored(input.range);
  const year = new Date(Number(today) * 864e5).getUTCFullYear();
  const all = Array.from({ length: 17 }, (_, i) => dayNumber(year - 8 + i, month, day)).filter((n) => n !== undefined);
  const coming = all.filter((n) => n >= today);
  const isIn = (n: bigint) => n >= low && n <= high;
  return coming.find(isIn) ?? all.filter((n) => n < today).findLast(isIn) ?? coming[0];
}
