// Registers the service worker, which keeps what is read for reading without a connection.

// The build puts its address here, or "" where the site is not kept on devices.
declare const WORKER: string;

/** Registers the worker once the page has all it needs. */
export function keepForOffline(): void {
  if (WORKER) addEventListener("load", () => navigator.serviceWorker?.register(WORKER).catch(() => {}));
}
