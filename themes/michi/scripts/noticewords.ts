// What the service worker says on pages that it takes from the device. Readings stand in the form
// ｜漢字《かんじ》 and are shown where the reader has readings shown.

const ja = {
  saved: (day: string) => `いまは｜新《あたら》しい｜内容《ないよう》を｜受《う》け｜取《と》れません。これは、${day}にこの｜端末《たんまつ》に｜保存《ほぞん》した｜内容《ないよう》です。｜金額《きんがく》や｜制度《せいど》は、そのあとに｜変《か》わっているかもしれません。`,
  missing: "このページは、この｜端末《たんまつ》に｜保存《ほぞん》されていません。インターネットにつながったら、もう｜一度《いちど》｜開《ひら》いてください。｜保存《ほぞん》してあるページは、いまも｜読《よ》めます。",
  again: "もう｜一度《いちど》｜開《ひら》く",
  list: "｜保存《ほぞん》したページの｜一覧《いちらん》",
};

const en: typeof ja = {
  saved: (day) => `The latest version cannot be loaded at the moment. This is the copy saved on this device on ${day}. Amounts and rules may have changed since.`,
  missing: "This page is not saved on this device. Please open it again when you have an internet connection. You can still read the pages that are saved.",
  again: "Try again",
  list: "List of saved pages",
};

/** The words for a page in a language. A language that is missing here is answered in Japanese. */
export const noticeWords = (lang: string) => lang.startsWith("en") ? en : ja;

/** Writes the readings of a text as HTML. */
export const withReadings = (text: string) => text.replace(/｜(.*?)《(.*?)》/g, "<ruby>$1<rt>$2</rt></ruby>");
