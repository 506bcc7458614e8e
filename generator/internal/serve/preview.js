// The preview's own script: reloads the page after each build, and lays the errors of a failed
// build over it until they are mended.
let revision = shownRevision();
let reconnecting = false;

// shownRevision returns which build the page in view comes from: there may have been another since
// it was asked for. It is null where the browser does not tell.
function shownRevision() {
  const [page] = performance.getEntriesByType("navigation");
  const told = page?.serverTiming?.find((t) => t.name === "revision");
  return told ? Number(told.description) : null;
}

const source = new EventSource("/.shirube/events");
source.onmessage = (event) => {
  const state = JSON.parse(event.data);
  show(state.failed ? state.findings : []);
  const changed = revision !== null && (state.revision !== revision || reconnecting);
  revision = state.revision;
  reconnecting = false;
  if (changed && !state.failed) location.reload();
};
source.onerror = () => { reconnecting = true; };

function element(name, className, text) {
  const e = document.createElement(name);
  if (className) e.className = className;
  if (text) e.textContent = text;
  return e;
}

function show(findings) {
  document.querySelector(".shirube-overlay")?.remove();
  if (findings.length === 0) return;
  if (!document.querySelector("link[data-shirube]")) {
    const link = element("link");
    link.rel = "stylesheet";
    link.href = "/.shirube/preview.css";
    link.dataset.shirube = "";
    document.head.append(link);
  }
  const overlay = element("section", "shirube-overlay");
  overlay.setAttribute("role", "alert");
  overlay.append(element("h2", "", "誤りがあるため、前の内容を表示しています"));
  for (const f of findings) {
    const item = element("div", "shirube-finding");
    item.append(element("p", "shirube-place", f.place), element("p", "", f.message));
    if (f.suggestion) item.append(element("p", "shirube-suggestion", f.suggestion));
    if (f.excerpt) item.append(element("pre", "", f.excerpt));
    overlay.append(item);
  }
  document.body.append(overlay);
}
