// Opening the source of what is in view.

/** Where to open a file: at a line, or at the first of these sections that it has. */
export interface Place {
  path: string;
  line?: number;
  sections?: string[];
}

/** The sections that are being read: the one at the upper part of the window, then those above it. */
export function sectionsInView(): string[] {
  const reached = [...document.querySelectorAll("main :is(h2, h3, h4, h5, h6)[id]")]
    .filter((heading) => heading.getBoundingClientRect().top < innerHeight / 4);
  return reached.map((heading) => heading.id).reverse().slice(0, 20);
}

// Tells the server that a person acts, which browsers confirm for navigations alone. Its answer leaves the page as it is.
function confirmClick(): void {
  const form = document.createElement("form");
  form.method = "post";
  form.action = "/.shirube/click";
  form.hidden = true;
  document.body.append(form);
  form.submit();
  form.remove();
}

/** Asks for an editor, when a person has pressed a button. Resolves to whether one was called, and for which place. */
export async function openInEditor(place: Place): Promise<{ opened: boolean; place: string }> {
  confirmClick();
  const answer = await fetch("/.shirube/open", {
    method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(place),
  });
  if (!answer.ok) throw new Error(await answer.text());
  return await answer.json() as { opened: boolean; place: string };
}

/** Copies text; resolves to whether the browser allowed it. */
export async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
