// What the page says about a calculator (Written): the JSON in <script type="application/json">. Offsets are
// bytes in the module's memory. Every value is one word (yes/no and choice: bit i = option i is
// possible) or two (number and date: low, high; set: must, may); a word is a 64-bit integer.

/** A stored integer; a string where it does not fit in a double exactly. */
export type Stored = number | string;

/** The kinds of value, as the calculation language has them. */
export type Kind = "number" | "date" | "yesno" | "choice" | "set";

/** How the words of a value are read. */
export interface Shape {
  kind: Kind;
  /** Offsets of its words: two, or one for yesno and choice. */
  at: number[];
  /** number: what readers see is the stored integer ÷ 10^scale (for %, already less 2). */
  scale?: number;
  /** number: written behind it. */
  unit?: string;
  /** number: how the page writes numbers of the unit, and the number 1, instead of Words.number. */
  formats?: string[];
  /** yesno, choice, set: the labels; yesno has No first. A number with labels is a long choice: it counts them. */
  options?: string[];
}

/** An item of a list, counted from 0. */
export interface Item {
  list: number;
  index: number;
}

/** A line of the working. One of a list item is shown only where the item exists. */
export interface Step extends Shape {
  item?: Item;
}

/** A list whose items the reader adds and removes; see description.go. */
export interface List {
  name: string;
  /** The input for the number of items. */
  count: number;
  /** By item: its inputs, in the order of the fields. */
  items: number[][];
}

/** A question. */
export interface Input extends Shape {
  /** The key in shared links and kept answers. */
  name: string;
  /** The name for readers, where it is another. */
  title?: string;
  /** The words of the question, for the list of errors. */
  label: string;
  /** What to ask an office where the answer is not known; left out = the question itself, "" = nothing. */
  ask?: string;
  /** All it accepts, as words. */
  range: Stored[];
  /** The value of わからない, as words; left out = range. */
  unknown?: Stored[];
  /** The value of an empty field, as words; left out = that of わからない. */
  default?: Stored[];
  /** A usual answer, for messages: one word. */
  likely?: Stored[];
  /** The value of an empty field is today. */
  today?: boolean;
  /** number: answers are multiples of this stored integer; left out = 1. */
  step?: Stored;
  /** number, date: where rules change; other rules apply to answers up to and including a cut than beyond it. */
  cuts?: Stored[];
  /** Offset of the yes/no that says whether the question matters. */
  relevant: number;
  /** The item of a list that the question is about. */
  item?: Item;
}

/** A result: a step, and the offset of the yes/no that says whether it applies. */
export interface Output {
  step: number;
  label: string;
  present: number;
  /** How it changes with each input (refine.ts). */
  trends: number[];
}

/** The offset of the yes/no that says whether a message holds; where a stop does, there are no results. */
export interface Message {
  at: number;
  stop?: boolean;
}

/** The next calculator, and the answers that are passed to it. */
export interface Chain {
  name: string;
  address: string;
  shared: Shared[];
}

/** An answer for an input of the next calculator: the answer to an input of this one, or a step's value; see chain.go. */
export interface Shared {
  name: string;
  input?: number;
  step?: number;
  /** For a choice: the indexes of its options in the next one. */
  options?: number[];
}

/** All words that depend on answers; {…} is filled in. */
export interface Words {
  /** "{n}{unit}" */
  number: string;
  /** Whether numbers are written 1.234,5 and not 1,234.5. */
  swap?: boolean;
  /** "{low} から {high}" */
  range: string;
  /** "{y}年{m}月{d}日" */
  date: string;
  /** What {m} of dates is, by month. */
  months: string[];
  /** Between options that are all possible. */
  or: string;
  /** "{values}のどれか": a number that is one of a few, and the separator of these. */
  oneOf: string;
  both: string;
  /** Between outcomes that all hold. */
  and: string;
  /** "{text}（場合による）": an outcome that may hold. */
  maybe: string;
  /** No outcome holds. */
  none: string;
  /** A result that does not apply. */
  absent: string;
  /** Behind an answer that the page took itself: "{text}（初期値）", "{text}（わからない）". */
  taken: string;
  unsure: string;
  /** An answer that could be anything the question accepts. */
  open: string;
  /** Said before or behind numbers without a meaning: ["約", "くらい"]. */
  about: string[];
  /** Digits of one letter: {"一": 1}. */
  numerals: Record<string, number>;
  /** Magnitudes of one letter that people write in numbers: {"億": 8, "万": 4, "千": 3}, as powers of ten. */
  powers: Record<string, number>;
  /** Other spellings of units, each with the one meant: {"ヶ月": "か月"}. */
  spellings: Record<string, string>;
  /** Eras that dates may be written in, with their first day: {"令和": 20190501}. */
  eras: Record<string, number>;
  /** Behind a number: tenths, of a percentage (3割 is 30%), and times, of a plain number (1.5倍). */
  tenths: string;
  times: string;
  /** "= {text}", behind what was typed in another form */
  echo: string;
  /** Errors; {label}, {low}, {high}, {step}, {unit}, {likely} are filled in. */
  notNumber: string;
  /** What was typed is no option of a long choice: "{label}", "{likely}". */
  notOption: string;
  /** "{n}個のどれか": so many options of a long choice are possible. */
  many: string;
  notDate: string;
  outside: string;
  notStep: string;
  /** Where the reader is among the questions: {n}, {left}. */
  progress: string;
  lastQuestion: string;
  /** Where answers come from that are there when the page opens. */
  fromLink: string;
  fromDevice: string;
  /** {title}: answers from another calculator. */
  fromOther: string;
  /** Headings of the result as text. */
  sheetResult: string;
  sheetAnswers: string;
  sheetAsk: string;
  sheetSources: string;
  /** What happened to answers that were copied or saved. */
  copied: string;
  cannotCopy: string;
  saved: string;
  notLoaded: string;
  /** What happened to answers that were shared, kept or emptied. */
  shared: string;
  notCopied: string;
  cleared: string;
  kept: string;
  erased: string;
  notKept: string;
}

/** What the page says; the words are in a script of their own, which pages of a language share. */
export type Written = Omit<Description, "words"> & { words: string };

/** The whole description. */
export interface Description {
  name: string;
  /** Address of the module. */
  module: string;
  inputs: Input[];
  lists?: List[];
  /** The values of the working, in its order. */
  steps: Step[];
  outputs: Output[];
  messages: Message[];
  /** Offset of the word with bit J where every decision behind output J is certain. */
  settled: number;
  /** Offset of the word with bit I where question I, if it is open, may still change something. */
  needs: number;
  /** The number of bytes of the memory that hold values. */
  size: number;
  /** Where the page leads to another calculator. */
  chain?: Chain;
  words: Words;
}

/** Fills {key} in text. */
export function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (_, key: string) => `${values[key]}`);
}
