// What readers keep over an update: the place on the screen, what they opened, typed and chose.

const blocks = "h1, h2, h3, h4, h5, h6, p, li, dt, dd, pre, figure, img, tr, fieldset, summary, blockquote, hr";

/** Notes what is on the screen; the function that it returns brings it back to where it was. */
export function holdPlace(): () => void {
  if (scrollY < 1) return () => {}; // the top of the page stays the top
  const root = document.documentElement;
  root.style.overflowAnchor = "none"; // else the browser would move it too
  const places = inView().map((element) => ({ element, top: element.getBoundingClientRect().top }));
  return () => {
    const found = places.find(({ element }) => element.isConnected && element.getClientRects().length > 0);
    if (found) scrollBy({ top: found.element.getBoundingClientRect().top - found.top, behavior: "instant" });
    requestAnimationFrame(() => requestAnimationFrame(() => { root.style.overflowAnchor = ""; }));
  };
}

// The focused field, the blocks on the screen from above, then those below and above it.
function inView(): Element[] {
  const all = [...document.querySelectorAll(`main :is(${blocks})`)];
  const first = all.findIndex((block) => block.getBoundingClientRect().bottom > 0);
  const focused = document.activeElement;
  const { top = -1, bottom = -1 } = focused?.getBoundingClientRect() ?? {};
  const isSeen = focused !== document.body && top >= 0 && bottom <= innerHeight;
  return [
    ...(isSeen ? [focused!] : []),
    ...all.slice(Math.max(first, 0), first + 40),
    ...all.slice(Math.max(first - 40, 0), Math.max(first, 0)).reverse(),
  ];
}

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

const fields = "input, textarea, select";

/** Brings what was opened and answered in one tree to another that takes its place. */
export function carry(from: Element, to: Element, focused: Element | null): void {
  restoreState(to, stateOf(from));
  const again = focused && [...to.querySelectorAll<HTMLElement>("*")].find((element) =>
    element.nodeName === focused.nodeName && nameOf(element) === nameOf(focused) && nameOf(element) !== "");
  again?.focus({ preventScroll: true });
}

const nameOf = (element: Element): string =>
  element.id || element.getAttribute("name") || element.getAttribute("href") || element.textContent?.trim() || "";

/** What readers have opened and answered, by names that a new page has too. */
interface State {
  opened: [name: string, isOpen: boolean][];
  answers: [name: string, answer: string | boolean][];
}

function stateOf(root: ParentNode): State {
  return {
    opened: [...root.querySelectorAll("details")].map((d) => [titleOf(d), d.open]),
    answers: [...root.querySelectorAll<Field>(fields)].map((field) => [keyOf(field), answerOf(field)]),
  };
}

function restoreState(root: ParentNode, { opened, answers }: State): void {
  const isOpen = new Map(opened);
  for (const details of root.querySelectorAll("details")) details.open = isOpen.get(titleOf(details)) ?? details.open;
  const given = new Map(answers);
  for (const field of root.querySelectorAll<Field>(fields)) {
    const answer = given.get(keyOf(field));
    if (answer !== undefined) give(field, answer);
  }
}

const titleOf = (details: HTMLDetailsElement): string => details.querySelector("summary")?.textContent?.trim() ?? "";

// Of fields with one name in several forms, or with several values, each has a key of its own.
function keyOf(field: Field): string {
  const form = field.form ? [...document.forms].indexOf(field.form) : "";
  return [form, field.name || field.id, isBox(field) ? field.value : ""].join("\n");
}

const isBox = (field: Field): field is HTMLInputElement => field.type === "radio" || field.type === "checkbox";
const answerOf = (field: Field): string | boolean => isBox(field) ? field.checked : field.value;

function give(field: Field, answer: string | boolean): void {
  if (isBox(field)) field.checked = answer === true;
  else if (field.type !== "file" && field.value !== answer) field.value = String(answer);
}

const KEPT = "shirube-preview";
const REASON = "shirube-preview-reason";

/**
 * Reloads the page; restore brings back where the reader was, and the answers. It returns false
 * where that was done for the same reason the last time, so that no page is loaded again and again.
 */
export function reloadInPlace(reason: string): boolean {
  const kept = { path: location.pathname, top: scrollY, ...stateOf(document) };
  try {
    if (sessionStorage.getItem(REASON) === reason) return false;
    sessionStorage.setItem(REASON, reason);
    sessionStorage.setItem(KEPT, JSON.stringify(kept));
  } catch {
    // Without storage the page is right all the same.
  }
  location.reload();
  return true;
}

/** Brings back what reloadInPlace noted, where this is the page. */
export function restore(): void {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "null") as State & { path: string; top: number } | null;
    sessionStorage.removeItem(KEPT);
    if (kept?.path !== location.pathname) return;
    restoreState(document, kept);
    scrollTo({ top: kept.top, behavior: "instant" });
    addEventListener("load", () => scrollTo({ top: kept.top, behavior: "instant" }), { once: true });
  } catch {
    // Nothing was kept.
  }
}
