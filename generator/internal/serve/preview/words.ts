// The language of the preview's words: serve says it in the address of this script.
const isEnglish = new URL(import.meta.url).searchParams.get("lang") === "en";

/** Returns the one of two texts that is in that language. */
export const words = (ja: string, en: string): string => (isEnglish ? en : ja);
