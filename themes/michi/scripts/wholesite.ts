// Saving the whole site on the device: what is still to be saved, and saving it.
import { cacheName, cacheNames, hasDigest, hasRightType, isKeepable, isPage, keep, newest } from "./copies";

/** A file of the site: its address below the root, its digest, and its size in bytes. */
type Listed = [address: string, digest: string, size: number];

/** The build's list of the whole site, offline.json. */
interface List {
  version: string;
  files: Listed[];
  /** Addresses of further pages, which repeat others and are not saved. */
  also: string[] | null;
}

/** The files that are missing on the device. */
export interface Plan {
  list: List;
  left: Listed[];
}

/** Why saving ended. */
export type End = "done" | "stopped" | "broken" | "full" | "forbidden";

/** The size of files in bytes. */
export const sizeOf = (files: Listed[]) => files.reduce((sum, [, , size]) => sum + size, 0);

/** Compares what the device has with the site. Fails without a connection or storage. */
export async function planFor(root: string): Promise<Plan> {
  const answer = await fetch(root + "offline.json", { cache: "no-cache" });
  if (!answer.ok) throw new TypeError(`offline.json: ${answer.status}`);
  const list = await answer.json() as List;
  const left: Listed[] = [];
  for (const file of list.files) {
    const [address, digest] = file;
    const copy = await newest(root, root + address);
    if (!copy || !hasDigest(copy, digest)) left.push(file);
  }
  return { list, left };
}

/**
 * Saves what is left of a plan, one file after the other, and removes it from the plan. onProgress is
 * called after each. Files that the site no longer has are skipped.
 */
export async function save(root: string, plan: Plan, stop: AbortSignal, onProgress: () => void): Promise<End> {
  try {
    const cache = await caches.open(cacheName(root, plan.list.version));
    for (; plan.left.length && !stop.aborted; onProgress()) {
      const [[address]] = plan.left;
      const answer = await fetch(root + address, { cache: "no-cache", signal: stop });
      if (answer.status >= 500) return "broken";
      if (isKeepable(answer) && hasRightType(root + address, answer)) await keep(cache, root + address, answer);
      plan.left.shift();
    }
    if (!stop.aborted) await forgetGone(root, plan.list);
  } catch (error) {
    if (!stop.aborted) return endOf(error);
  }
  return stop.aborted ? "stopped" : "done";
}

/** Returns why saving ended, from its error. */
export function endOf(error: unknown): End {
  const { name } = error as Error;
  if (name === "QuotaExceededError") return "full";
  return name === "TypeError" || name === "AbortError" ? "broken" : "forbidden";
}

// Deletes the copies of pages that the site no longer has.
async function forgetGone(root: string, { files, also }: List): Promise<void> {
  const addresses = [...files.map(([address]) => address), ...also ?? []];
  const known = new Set(addresses.map((address) => new URL(root + address, location.origin).pathname));
  for (const name of await cacheNames(root)) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const copy = await cache.match(request);
      if (copy && isPage(copy) && !known.has(new URL(request.url).pathname)) await cache.delete(request);
    }
  }
}
