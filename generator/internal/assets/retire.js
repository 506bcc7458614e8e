// This site keeps nothing on devices for reading without a connection. Where an earlier version of it
// did, the browser finds this file in the place of its worker: it removes what was kept, and itself.
// Open pages stay as they are.
const kept = `shirube:${new URL(registration.scope).pathname}:`;

async function retire() {
  try {
    for (const name of await caches.keys()) if (name.startsWith(kept)) await caches.delete(name);
  } finally {
    await registration.unregister();
  }
}

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(retire()));
