// Registers the service worker, which saves pages for reading without a connection.

// The build puts its address here, or "" on a site without offline reading.
declare const WORKER: string;

/** Registers the worker once the page has all it needs. */
export function keepForOffline(): void {
  if (WORKER) addEventListener("load", () => navigator.serviceWorker?.register(WORKER).catch(() => {}));
}
