// The words that main.ts and what it imports write.
import { wordsOf } from "./words";

/** The words in the language of the page; those with a dot are the values of settings. */
export const words = wordsOf<
  | "copied" | "notCopied" | "copyCode" | "printSheet" | "printedOn" | "settings" | "kept" | "notKept" | "reset" | "wasReset" | "close" | "query" | "inList"
  | "size" | "spacing" | "furigana" | "theme" | "quiet"
  | `${"size" | "spacing" | "furigana" | "theme" | "quiet"}.${string}`
>("main");
