// The preview's own script. After every build it updates the page in view in place: text, style sheets,
// calculators, without losing where the reader is and what was typed. It must run
// before the scripts of the theme, while the page is as it was sent.
//
// Scripts of the theme are notified by two events on document: "shirube:before" ahead of a change, and
// "shirube:update" behind it, whose detail is an Update. One that cannot follow the change calls
// preventDefault, and the page is reloaded.
import { holdPlace, reloadInPlace, restore } from "./keep";
import type { Message, PageInView } from "./message";
import { addPanel } from "./panel";
import { listen } from "./stream";
import { load, sheetsOf } from "./styles";
import { words } from "./words";
import { copyDocument, needsLoading, patch, type Touched } from "./tree";

/** What has changed in the document: elements, and whether calculators have other modules. */
interface Update extends Touched {
  modules: boolean;
}

/** What the document shows by now; undefined where that is unknown. */
interface Shown extends Partial<PageInView> {
  revision?: number;
}

const copy = copyDocument();
restore();
const panel = addPanel();
let shown = fromServerTiming();
let latest: Message | undefined;
let isWorking = false;
const connect = listen((message) => {
  latest = message;
  if (!isWorking) void follow();
}, panel.lose);

// What the server said of the page when it sent it. Browsers pass it on only on safe connections.
function fromServerTiming(): Shown {
  const [page] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  const all = new Map(page?.serverTiming?.map(({ name, description }) => [name, description]));
  return { key: all.get("key"), revision: all.has("revision") ? Number(all.get("revision")) : undefined };
}

// Follows messages one at a time; of those that come meanwhile only the last counts.
async function follow(): Promise<void> {
  isWorking = true;
  try {
    while (latest) {
      const message = latest;
      latest = undefined;
      await show(message);
    }
  } catch {
    panel.lose(); // the next message tries again
  } finally {
    isWorking = false;
  }
}

async function show(message: Message): Promise<void> {
  const { page, revision } = message;
  panel.show(message);
  if (!page.key) return; // there is no site yet
  if (page.movedTo) return move(page.movedTo);
  // The files of the page are those of its own build.
  if (shown.scripts === undefined && (shown.revision ?? revision) === revision) {
    shown = { ...page, key: shown.key };
  }
  if (page.scripts !== shown.scripts && reloadInPlace(`${revision} ${page.scripts}`)) return;
  const before = shown;
  await update(page);
  noteWhetherGone(page, before);
}

function noteWhetherGone({ gone, near, missing }: PageInView, before: Shown): void {
  if (gone) {
    const above = { text: words("上のページを開く", "open the page above"), href: near ?? "/" };
    if (gone !== before.gone) panel.notify(words(`このページ（${gone}）はなくなりました。`, `This page (${gone}) is gone.`), above);
  } else if (!missing && before.missing) {
    panel.clearNotice();
  }
}

async function move(to: string): Promise<void> {
  history.replaceState(history.state, "", to + location.hash);
  panel.notify(words(`このページは ${decodeURI(to)} に移りました。`, `This page has moved to ${decodeURI(to)}.`));
  connect();
}

async function update(page: PageInView): Promise<void> {
  const next = page.key === shown.key ? undefined : await fetchPage(page);
  if (next && needsLoading(copy, next) && reloadInPlace(page.key)) return;
  load(next ? sheetsOf(next) : sheetsOf(document), shown.styles ?? {}, page.styles);
  const modules = page.modules !== shown.modules;
  shown = page;
  if (next || modules) apply(next, modules);
}

// The page that says that there is none has an address of its own, where asking for it is no error.
async function fetchPage({ missing }: PageInView): Promise<Document> {
  const answer = await fetch(missing ? "/404.html" : location.pathname);
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

function apply(next: Document | undefined, modules: boolean): void {
  document.dispatchEvent(new CustomEvent("shirube:before"));
  const putBack = holdPlace();
  const touched = next ? patch(copy, next) : { added: [], changed: [] };
  const detail: Update = { ...touched, modules };
  const isFollowed = document.dispatchEvent(new CustomEvent("shirube:update", { detail, cancelable: true }));
  putBack();
  if (!isFollowed) reloadInPlace(`${shown.key} ${shown.modules}`);
}
