// Puts readings above the kanji of a page whose reader has turned them on. They come in a file beside the page, and so does
// the script that puts them in; pages that show them from the start have them in their HTML. The style sheet hides readings
// when the reader does not want them any longer.
type Script = typeof import("./readings");

const root = document.documentElement;
let script: Script | undefined;
let isLoading = false;

/** Adds the readings when they are wanted, now or later. */
export function addFurigana(): void {
  if (!root.dataset.ruby) return;
  new MutationObserver(add).observe(root, { attributes: true, attributeFilter: ["data-furigana"] });
  if (root.dataset.ruby === "hidden") void add();
  else followScripts();
}

// A page that has its readings in its HTML needs the script only for what other scripts write, once that is in view.
function followScripts(): void {
  const comers = new IntersectionObserver((entries) => {
    if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
    comers.disconnect();
    writes.disconnect();
    void add();
  });
  const writes = new MutationObserver((changes) => {
    for (const { target, addedNodes } of changes) {
      for (const node of addedNodes) {
        if (/\p{Script=Han}/u.test(node.textContent!)) comers.observe(node instanceof Element ? node : target as Element);
      }
    }
  });
  writes.observe(document.body, { childList: true, subtree: true });
}

async function add(): Promise<void> {
  if ((root.dataset.furigana ?? (root.dataset.ruby === "shown" ? "on" : "off")) === "off" || isLoading) return;
  if (script) return script.read([document.body]); // what was written meanwhile
  isLoading = true;
  const { readingsScript } = document.querySelector<HTMLElement>("[data-readings-script]")!.dataset;
  try {
    const [text, loaded] = await Promise.all([root.dataset.ruby === "hidden" ? readingsOfPage() : "", import(readingsScript!) as Promise<Script>]);
    script = loaded;
    script.start(text);
  } catch {
    // Without a connection the page stays as it is.
  }
  isLoading = false;
}

async function readingsOfPage(): Promise<string> {
  const answer = await fetch(new URL("furigana.txt", location.href));
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer.text();
}

/** The script that adds readings to this page, once it has begun. */
export const begun = (): Script | undefined => (root.dataset.ruby === "hidden" ? script : undefined);
