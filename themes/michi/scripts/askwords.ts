// The words of the list of questions, which only pages with calculators and that list load.

const ja = {
  listed: "一覧に入れました",
  notListed: "この端末には残せませんでした",
  asked: "聞くこと",
  remarks: "確かめること",
  printList: "この一覧を印刷する",
  emptyList: "一覧を空にする",
};

const en: typeof ja = {
  listed: "Put on your list",
  notListed: "This device could not keep it",
  asked: "To ask",
  remarks: "To make sure of",
  printList: "Print this list",
  emptyList: "Empty the list",
};

/** The words in the language of the page. */
export const words = document.documentElement.lang.startsWith("en") ? en : ja;
