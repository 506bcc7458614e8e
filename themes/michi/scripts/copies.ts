// The saved copies of pages and files: where they are, and how they are made. The service worker and the list of saved
// pages share these rules.

const DIGEST = "Shirube-Digest";
const SAVED = "Shirube-Saved";
const TITLE = "Shirube-Title";

/** Headers that a copy does not have: it is no longer compressed, and is the same for all. */
const dropped = ["content-encoding", "content-length", "vary", "server-timing", "set-cookie"];

/** The name of the cache of one build of the site at root, a path with a slash at both ends. */
export function cacheName(root: string, version: string): string {
  return `shirube:${root}:${version}`;
}

/** The names of the caches of the site at root, oldest first. */
export async function cacheNames(root: string): Promise<string[]> {
  return (await caches.keys()).filter((name) => name.startsWith(cacheName(root, "")));
}

/** Finds the copy of an address that was made last. */
export async function newest(root: string, path: string): Promise<Response | undefined> {
  let found: Response | undefined;
  for (const name of await cacheNames(root)) {
    const copy = await caches.match(path, { cacheName: name });
    if (copy && !(found && savedAt(found) > savedAt(copy))) found = copy;
  }
  return found;
}

/** Removes every copy of an address. */
export async function forget(root: string, path: string): Promise<void> {
  for (const name of await cacheNames(root)) await (await caches.open(name)).delete(path);
}

/** The largest file that is kept, in bytes. */
const limit = 20_000_000;

/** Reports whether a response may be kept: whole, from this site, not from another address, not huge. */
export function isKeepable(answer: Response): boolean {
  const size = Number(answer.headers.get("Content-Length") ?? 0);
  return answer.status === 200 && answer.type === "basic" && !answer.redirected && size <= limit;
}

/** Media types by the extension of file names; pages have none. */
const types: Record<string, RegExp> = {
  "": /^text\/html/, html: /^text\/html/, css: /^text\/css/, js: /javascript/, wasm: /^application\/wasm/, json: /json/,
  txt: /^text\/plain/, svg: /^image\/svg/, png: /^image\//, jpg: /^image\//, jpeg: /^image\//, webp: /^image\//,
  gif: /^image\//, avif: /^image\//,
};

/**
 * Reports whether a response has the type of its address. Some hosts answer with a page, and status 200, for files that
 * do not exist yet.
 */
export function hasRightType(path: string, answer: Response): boolean {
  const type = answer.headers.get("Content-Type") ?? "";
  const ending = path.match(/\.([a-z0-9]+)$/i)?.[1].toLowerCase() ?? "";
  return types[ending]?.test(type) ?? !isPage(answer);
}

/**
 * Saves an answer under an address, whole or not at all, and returns its text where it is a page.
 * Fails where the answer breaks off or the device has no room. A page that only redirects is not saved.
 */
export async function keep(cache: Cache, path: string, answer: Response): Promise<string> {
  const bytes = await answer.arrayBuffer();
  const headers = new Headers(answer.headers);
  for (const name of dropped) headers.delete(name);
  headers.set(SAVED, new Date().toISOString());
  headers.set(DIGEST, await digestOf(bytes));
  const text = isPage(answer) ? new TextDecoder().decode(bytes) : "";
  const [head] = text.split("</head>", 1);
  if (head.includes('http-equiv="refresh"')) return "";
  headers.set(TITLE, encodeURIComponent(head.match(/<title>([^<]*)/)?.[1] ?? ""));
  await cache.put(path, new Response(bytes, { headers }));
  return text;
}

/** The first letters of the SHA-256 of bytes, as the list of the whole site names files. */
export async function digestOf(bytes: ArrayBuffer): Promise<string> {
  const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).slice(0, 8);
  return Array.from(sum, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Reports whether a response is a page. */
export function isPage(copy: Response): boolean {
  return copy.headers.get("Content-Type")?.startsWith("text/html") ?? false;
}

/** When a copy was made, in a form that sorts by time; empty where it is no copy of ours. */
export function savedAt(copy: Response): string {
  return copy.headers.get(SAVED) ?? "";
}

/** The day on which a copy was made, written as the dates of pages in this language. */
export function dayOf(copy: Response, lang: string): string {
  return new Date(savedAt(copy)).toLocaleDateString(lang === "en" ? "en-GB" : lang, { dateStyle: "long" });
}

/** The title of a copied page, as HTML. */
export function titleOf(copy: Response): string {
  return decodeURIComponent(copy.headers.get(TITLE) ?? "");
}

/** Reports whether a copy has a digest of the list of the whole site. */
export function hasDigest(copy: Response, digest: string): boolean {
  return copy.headers.get(DIGEST) === digest;
}

/** Reports whether a path is that of a file with a hash in its name, which never changes. */
export function isHashed(root: string, path: string): boolean {
  return path.startsWith(root + "assets/") && hashOf(path) !== "";
}

/** The hash in the name of a file; empty where there is none. */
export function hashOf(path: string): string {
  return path.match(/-([0-9A-Z]{8})\.[a-z0-9]+$/)?.[1] ?? "";
}

/** Lists the files with hashed names that a text names. */
export function references(root: string, text: string): string[] {
  const found = text.match(/\/[^"'`\s,<>\\]*-[0-9A-Z]{8}\.[a-z0-9]+/g) ?? [];
  return [...new Set(found)].filter((path) => isHashed(root, path));
}
