// The service worker: saves what is read, for reading without a connection. With a connection readers always get the
// page from the site, however long it takes; only files with hashed names, which never change, come from the device
// first. A new worker waits until the pages of the old one are closed.
import {
  cacheName, cacheNames, dayOf, digestOf, forget, hasDigest, hashOf, hasRightType, isHashed, isKeepable, isPage, keep, newest,
  references, savedAt,
} from "./copies";

/**
 * What the build puts into the worker: its version, the addresses that are saved at installation, the digests of style
 * sheets, scripts and modules by address, and the words of notices by language, with readings as ｜漢字《かんじ》.
 */
interface Shirube {
  version: string;
  own: string[];
  digests: Record<string, string>;
  words: Record<string, Words>;
}

type Words = Record<"saved" | "missing" | "again" | "list", string>;

declare const self: ServiceWorkerGlobalScope & { shirube: Shirube };

const root = new URL(self.registration.scope).pathname;
const current = cacheName(root, self.shirube.version);
/** The lists of saved pages, and the files beside them: saved at installation. */
const own = self.shirube.own.map((address) => root + address);

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("fetch", (event) => {
  const path = keepablePath(event.request);
  const fixed = path && isHashed(root, path) && event.request.mode !== "navigate";
  if (path) event.respondWith(fixed ? fromDevice(event, path) : fromSite(event, path));
});

// Returns an address without its query, in which search pages and the like have what readers have typed.
function keepablePath({ method, headers, url }: Request): string | undefined {
  const { origin, pathname } = new URL(url);
  if (method !== "GET" || headers.has("Range") || origin !== location.origin || !pathname.startsWith(root)) return;
  const name = pathname.slice(root.length);
  if (name === "sw.js" || name === "offline.json" || name.startsWith(".")) return;
  return pathname.replace(/\/index\.html$/, "/");
}

async function install(): Promise<void> {
  const cache = await caches.open(current);
  for (const path of own) {
    const text = await keep(cache, path, await whole(path, { cache: "no-cache" }));
    for (const file of references(root, text)) await take(cache, file, {});
  }
  // On a first visit the page in view was read before there was a worker.
  if (!self.registration.active) await keepOpenPages(cache).catch(() => {});
}

async function whole(path: string, how: RequestInit): Promise<Response> {
  let answer = await fetch(path, how);
  if (answer.ok && how.cache !== "only-if-cached" && !await isRight(path, answer)) answer = await fetch(path, { cache: "reload" });
  if (!isKeepable(answer) || !await isRight(path, answer)) throw new Error(`${path}: ${answer.status}`);
  return answer;
}

/** The digest of a style sheet, script or module of this build; undefined for any other file. */
const digest = (path: string): string | undefined => self.shirube.digests[path.slice(root.length)];

// A host may answer with something else while files are still being uploaded, at times with status 200.
async function isRight(path: string, answer: Response): Promise<boolean> {
  const wanted = digest(path);
  return hasRightType(path, answer) && (!wanted || wanted === await digestOf(await answer.clone().arrayBuffer()));
}

function isRightCopy(path: string, copy: Response): boolean {
  const wanted = digest(path);
  return hasRightType(path, copy) && (!wanted || hasDigest(copy, wanted));
}

async function take(cache: Cache, path: string, how: RequestInit): Promise<void> {
  if (!await cache.match(path)) await keep(cache, path, await whole(path, how));
}

// Everything that an open page has loaded is in the browser's own cache, so this requests only programs that the page
// loads later.
async function keepOpenPages(cache: Cache): Promise<void> {
  for (const { url } of await self.clients.matchAll({ includeUncontrolled: true, type: "window" })) {
    const path = keepablePath(new Request(url));
    if (!path) continue;
    const kept = await cache.match(path);
    const text = kept ? await kept.text() : await keep(cache, path, await whole(path, { cache: "force-cache" }));
    const loaded = { cache: "only-if-cached", mode: "same-origin" } as const;
    for (const file of [...references(root, text), path + "furigana.txt"]) await take(cache, file, loaded).catch(() => {});
    await takePrograms(cache, text).catch(() => {});
  }
}

// Pages that were open before are not claimed: that would empty the back/forward cache, with all that was typed there.
// The files of earlier builds that no saved page needs stay until the next change, for tabs that are still open.
async function activate(): Promise<void> {
  const older = (await cacheNames(root)).filter((name) => name !== current);
  await self.registration.navigationPreload?.enable();
  if (!older.length) return keepOpenPages(await caches.open(current)).catch(() => {});
  await carryOver(older);
  for (const name of older.slice(0, -1)) await caches.delete(name);
}

// Moves the pages of earlier builds, and the hashed files that they need, into the cache of this one.
async function carryOver(older: string[]): Promise<void> {
  const cache = await caches.open(current);
  for (const name of older) await movePages(await caches.open(name), cache);
  const needed = new Set<string>();
  for (const key of await cache.keys()) await noteHashes(await cache.match(key), needed);
  // A file may need others in turn.
  for (let count = -1; count < needed.size;) {
    count = needed.size;
    for (const name of older) await copyFiles(await caches.open(name), cache, needed);
  }
}

// A page that was replaced meanwhile stays as it is.
async function movePages(before: Cache, cache: Cache): Promise<void> {
  for (const { url } of await before.keys()) {
    const path = new URL(url).pathname;
    if (isHashed(root, path)) continue;
    const [copy, known] = [await before.match(path), await cache.match(path)];
    if (copy && !(known && savedAt(known) >= savedAt(copy))) await cache.put(path, copy);
    await before.delete(path);
  }
}

async function copyFiles(before: Cache, cache: Cache, needed: Set<string>): Promise<void> {
  for (const { url } of await before.keys()) {
    const path = new URL(url).pathname;
    if (!needed.has(hashOf(path)) || await cache.match(path)) continue;
    const copy = await before.match(path);
    await noteHashes(copy?.clone(), needed);
    if (copy) await cache.put(path, copy);
  }
}

// Notes the hashes that a text names: in addresses, or in lists from which scripts make addresses.
async function noteHashes(copy: Response | undefined, needed: Set<string>): Promise<void> {
  if (!copy || !/html|css|javascript|json/.test(copy.headers.get("Content-Type") ?? "")) return;
  for (const hash of (await copy.text()).match(/\b[0-9A-Z]{8}\b/g) ?? []) needed.add(hash);
}

async function fromDevice(event: FetchEvent, path: string): Promise<Response> {
  const copy = await caches.match(path).catch(() => undefined);
  if (copy && isRightCopy(path, copy)) return copy;
  if (copy) await forget(root, path).catch(() => {});
  let answer = await fetch(event.request);
  // The browser caches what a hashed address once answered: reload bypasses that.
  if (answer.ok && !await isRight(path, answer)) answer = await fetch(path, { cache: "reload" });
  learn(event, path, answer);
  return answer;
}

async function fromSite(event: FetchEvent, path: string): Promise<Response> {
  const answer = await ask(event);
  if (answer && answer.status < 500) {
    learn(event, path, answer);
    return answer;
  }
  const navigates = event.request.mode === "navigate";
  const copy = await newest(root, path).catch(() => undefined);
  if (copy) return navigates && isPage(copy) && !own.includes(path) ? withNotice(copy, path) : copy;
  if (!navigates || answer) return answer ?? Response.error();
  if (await newest(root, path + "/").catch(() => undefined)) return Response.redirect(path + "/");
  return missing(path);
}

async function ask(event: FetchEvent): Promise<Response | undefined> {
  try {
    return await event.preloadResponse as Response | undefined ?? await fetch(event.request);
  } catch {
    return undefined;
  }
}

// Saves what a page loads only on use, such as a calculator's program.
async function takePrograms(cache: Cache, text: string): Promise<void> {
  for (const file of references(root, text)) if (/\.(js|wasm)$/.test(file)) await take(cache, file, { cache: "force-cache" });
}

// Saves what the site has answered, besides answering: where the device has no room, nothing is saved and nothing lost.
function learn(event: FetchEvent, path: string, answer: Response): void {
  const copy = answer.clone();
  const learning = async () => {
    if (copy.status === 404 || copy.status === 410) await forget(root, path);
    else if (isKeepable(copy) && await isRight(path, copy)) {
      const cache = await caches.open(current);
      const text = isPage(copy) ? await copy.clone().text() : "";
      await keep(cache, path, copy);
      await takePrograms(cache, text);
    }
  };
  event.waitUntil(learning().catch(() => {}));
}

/** Returns the list of saved pages in the edition of a path: the one in the nearest folder above it. */
function listFor(path: string): string {
  const pages = own.filter((page) => page.endsWith("/"));
  const above = (page: string) => path.startsWith(page.replace(/[^/]+\/$/, ""));
  return pages.filter(above).sort((a, b) => b.length - a.length)[0] ?? pages[0];
}

async function withNotice(copy: Response, path: string): Promise<Response> {
  const text = await copy.text();
  const lang = langOf(text);
  const words = wordsIn(lang);
  const day = `<time datetime="${savedAt(copy)}">${dayOf(copy, lang)}</time>`;
  const notice = `${words.saved.replace("{day}", day)} <a href="${listFor(path)}#michi-saved">${words.list}</a>`;
  return new Response(insert(text, notice), { headers: copy.headers });
}

// Answers with the list of saved pages, with a notice that this page is not among them.
async function missing(path: string): Promise<Response> {
  const list = await newest(root, listFor(path)).catch(() => undefined);
  if (!list) return Response.error();
  const text = await list.text();
  const words = wordsIn(langOf(text));
  const notice = `${words.missing} <a href="">${words.again}</a> <a href="#michi-saved">${words.list}</a>`;
  return new Response(insert(text, notice), { status: 503, headers: list.headers });
}

function langOf(html: string): string {
  return html.match(/<html lang="([\w-]+)"/)?.[1] ?? "ja";
}

// Where drafts are marked in a preview: above the title.
function insert(html: string, notice: string): string {
  return html.replace("<h1", () => `<p class="state-note" data-copy-notice>${notice}</p><h1`);
}

// The words for a page in a language, as HTML; a page of an earlier build may be in one that the site has no longer.
function wordsIn(lang: string): Words {
  const { words } = self.shirube;
  const html = Object.entries(words[lang] ?? Object.values(words)[0]).map(([key, text]) =>
    [key, text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/｜(.*?)《(.*?)》/g, "<ruby>$1<rt>$2</rt></ruby>")]);
  return Object.fromEntries(html) as Words;
}
