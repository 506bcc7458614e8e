// The words of the page that lists what the device keeps.

const ja = {
  on: (day: string) => `${day}に保存`,
  size: (megabytes: string) => `約${megabytes}MB`,
  looking: "保存するものを調べています。",
  ask: (size: string) => `これから保存するのは ${size} です。この端末の空きを、同じくらい使います。保存を始めますか。`,
  start: "保存を始める",
  notNow: "今はやめる",
  progress: (done: string, all: string) => `保存しています。${all} のうち ${done} まで終わりました。`,
  stop: "ここで止める",
  stopped: (left: string) => `止めました。残りは ${left} です。続きから始められます。`,
  goOn: "続きを保存する",
  done: "サイト全体を保存してあります。つながらないときも、すべてのページを読めます。",
  broken: (left: string) => `途中で通信が切れました。残りは ${left} です。つながったら、続きから始められます。`,
  noConnection: "いまはつながらないため、保存できません。つながったら、もう一度押してください。",
  full: "この端末の空きが足りないため、途中で止まりました。ここまでに保存したページは読めます。使わない写真などを消して空きを作ると、続きから始められます。",
  forbidden: "このブラウザーの設定では、ページを保存できません。プライベートブラウズをお使いなら、ふつうのウィンドウで開き直してください。ページを読むことは、このままできます。",
  preview: "これは公開する前の確認なので、ページを保存しません。",
  sure: "保存したページを、すべて消します。よろしいですか。",
  delete: "消す",
  keep: "消さない",
  deleted: "保存したページを、すべて消しました。",
};

const en: typeof ja = {
  on: (day) => `saved on ${day}`,
  size: (megabytes) => `about ${megabytes} MB`,
  looking: "Looking at what there is to save.",
  ask: (size) => `There is ${size} to save. It takes about as much space on this device. Start saving?`,
  start: "Start saving",
  notNow: "Not now",
  progress: (done, all) => `Saving: ${done} of ${all} done.`,
  stop: "Stop here",
  stopped: (left) => `Stopped. There is ${left} left. You can go on from here.`,
  goOn: "Save the rest",
  done: "The whole site is saved. You can read every page without a connection.",
  broken: (left) => `The connection broke off. There is ${left} left. You can go on from here when you are connected again.`,
  noConnection: "There is no connection at the moment, so nothing can be saved. Please press the button again when you are connected.",
  full: "This device has too little free space, so saving has stopped. What is saved so far can be read. If you make room, for example by deleting photos that you do not need, you can go on from here.",
  forbidden: "This browser is set not to save pages. If this is a private window, please open the site in an ordinary one. You can still read all pages here.",
  preview: "This is a preview before publication, in which no pages are saved.",
  sure: "This deletes all saved pages. Do you want to go on?",
  delete: "Delete",
  keep: "Do not delete",
  deleted: "All saved pages are deleted.",
};

/** The words in the language of the page. */
export const words = document.documentElement.lang.startsWith("en") ? en : ja;
