// From stored integers to words.
import { fill, type Shape, type Words } from "./description";
import { swapSigns } from "./fold";
import type { Value } from "./module";

/** Writes a value: one number or a range, the options still possible, the outcomes that hold. */
export function show(value: Value, shape: Shape, words: Words): string {
  const options = shape.options ?? [];
  switch (shape.kind) {
    case "number":
    case "date": {
      if (shape.options && value[0] !== value[1]) return fill(words.many, { n: `${value[1] - value[0] + 1n}` });
      const [low, high] = value.map((word) => single(word, shape, words));
      return low === high ? low : fill(words.range, { low, high });
    }
    case "set": {
      const held = options.filter((_, i) => has(value[0], i));
      const open = options.filter((_, i) => has(value[1], i) && !has(value[0], i));
      return [...held, ...open.map((text) => fill(words.maybe, { text }))].join(words.and) || words.none;
    }
    default:
      return options.filter((_, i) => has(value[0], i)).join(words.or);
  }
}

/** Whether bit i of word is set. */
export function has(word: bigint, i: number): boolean {
  return (word >> BigInt(i) & 1n) === 1n;
}

/** One stored number or date in words. */
export function single(word: bigint, shape: Shape, words: Words): string {
  if (shape.kind === "number" && shape.options) return shape.options[Number(word)];
  if (shape.kind === "number") {
    const sign = word < 0n ? "−" : ""; // before ¥ as well
    const grouped = decimal(sign ? -word : word, shape.scale ?? 0);
    const n = shape.unit === "年" ? grouped.replace(",", "") : grouped;
    return sign + fill(shape.formats?.[+(n === "1")] ?? words.number, { n: swapSigns(n, words.swap), unit: shape.unit ?? "" });
  }
  const date = new Date(Number(word) * 864e5);
  return fill(words.date, { y: date.getUTCFullYear(), m: words.months[date.getUTCMonth()], d: date.getUTCDate() });
}

/** An exact decimal with thousands separators and no trailing zeros. */
export function decimal(word: bigint, scale: number): string {
  if (scale < 0) return decimal(word * 10n ** BigInt(-scale), 0);
  const digits = String(word < 0n ? -word : word).padStart(scale + 1, "0");
  const cut = digits.length - scale;
  const whole = digits.slice(0, cut).replace(/\B(?=(\d{3})+$)/g, ",");
  const fraction = digits.slice(cut).replace(/0+$/, "");
  return (word < 0n ? "−" : "") + whole + (fraction && "." + fraction);
}

/** How far a value is open: 0 where it is one value. */
export function width(value: Value, kind: Shape["kind"]): number {
  if (kind === "number" || kind === "date") return Number(value[1] - value[0]);
  const open = kind === "set" ? value[1] & ~value[0] : value[0];
  return kind === "set" ? count(open) : count(open) - 1;
}

/** The number of set bits of a 64-bit integer. */
export function count(set: bigint): number {
  let n = 0;
  for (let rest = BigInt.asUintN(64, set); rest; rest &= rest - 1n) n++;
  return n;
}
