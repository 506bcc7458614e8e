// The connection to the server. A page that nobody sees gives its connection back, since browsers
// allow six to one server for all tabs together; when it is seen again it receives the present state.
import type { Message } from "./message";

/** Listens for messages about the page in view. Returns a function that reconnects, for another address. */
export function listen(hear: (message: Message) => void, lost: () => void): () => void {
  let source: EventSource | undefined;
  const connect = (): void => {
    source?.close();
    const opened = source = new EventSource("/.shirube/events?path=" + encodeURIComponent(location.pathname));
    opened.onmessage = ({ data }) => hear(JSON.parse(data) as Message);
    opened.onerror = () => {
      lost();
      if (opened.readyState === EventSource.CLOSED && opened === source) setTimeout(follow, 1000);
    };
  };
  const follow = (): void => {
    if (document.hidden) source?.close();
    else connect();
  };
  document.addEventListener("visibilitychange", follow);
  addEventListener("pagehide", () => source?.close());
  addEventListener("pageshow", ({ persisted }) => { if (persisted) follow(); });
  addEventListener("online", follow);
  follow();
  return connect;
}
