// What the preview shows over the page: a bar in the corner, the errors of a failed build, the warnings
// of the page, and where a page went. It is in a shadow tree, so that neither the theme's styles nor
// the preview's reach the other.
import type { Finding, Message } from "./message";
import { words } from "./words";
import { copy, openInEditor, sectionsInView, type Place } from "./open";

type Child = Node | string | false | undefined;

function make<K extends keyof HTMLElementTagNameMap>(tag: K, className: string, ...children: Child[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...children.filter((child): child is Node | string => Boolean(child)));
  return element;
}

function button(label: string, act: () => void): HTMLButtonElement {
  const made = make("button", "", label);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}

/** The parts of the panel. */
interface Parts {
  host: HTMLElement;
  errors: HTMLElement;
  warnings: HTMLElement;
  note: HTMLElement;
  bar: HTMLElement;
  status: HTMLElement;
}

function build(): Parts {
  const host = document.createElement("shirube-preview");
  const sheet = make("link", "");
  sheet.rel = "stylesheet";
  sheet.href = "/.shirube/preview.css";
  const parts: Parts = {
    host, errors: make("section", "errors"), warnings: make("section", "warnings"),
    note: make("section", "note"), bar: make("div", "bar"), status: make("p", "status"),
  };
  parts.errors.setAttribute("role", "alert");
  parts.errors.tabIndex = -1;
  parts.warnings.tabIndex = -1;
  parts.note.setAttribute("role", "status");
  parts.status.setAttribute("role", "status");
  parts.errors.hidden = parts.warnings.hidden = parts.note.hidden = parts.status.hidden = true;
  const corner = make("aside", "corner", parts.warnings, parts.note, parts.status, parts.bar);
  corner.setAttribute("aria-label", words("プレビュー", "preview"));
  host.attachShadow({ mode: "open" }).append(sheet, parts.errors, corner);
  host.hidden = true; // until it has its styles
  sheet.onload = sheet.onerror = () => { host.hidden = false; };
  return parts;
}

const states = {
  draft: words("下書き", "draft"), future: words("公開前", "not published yet"), expired: words("公開終了", "no longer published"),
};

/** The panel of the page in view. */
export interface Panel {
  /** Shows what a message says. */
  show(message: Message): void;
  /** Says where the page in view is gone, with a link. */
  notify(text: string, link?: { text: string; href: string }): void;
  /** Takes that away. */
  clearNotice(): void;
  /** Shows that the preview does not answer, until the next message. */
  lose(): void;
}

/** Makes the panel and puts it into the page. */
export function addPanel(): Panel {
  const parts = build();
  document.body.append(parts.host);
  let folded = ""; // the errors that the editor has folded away
  let shown: Message | undefined;
  const fold = (isFolded: boolean): void => {
    folded = isFolded ? keyOf(shown?.findings) : "";
    draw();
    if (!isFolded) parts.errors.focus();
  };
  const unfoldWarnings = (): void => {
    parts.warnings.hidden = !parts.warnings.hidden;
    draw();
    if (!parts.warnings.hidden) parts.warnings.focus();
  };
  const draw = (): void => {
    if (!shown) return;
    parts.errors.hidden = !shown.failed || folded === keyOf(shown.findings);
    drawBar(parts, shown, { fold, unfoldWarnings });
  };
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing || event.defaultPrevented) return;
    if (!parts.errors.hidden) fold(true);
    else if (!parts.warnings.hidden) unfoldWarnings();
    else parts.note.hidden = true;
  });
  return {
    show(message) {
      const isNew = keyOf(message.findings) !== keyOf(shown?.findings);
      shown = message;
      parts.status.hidden = true;
      if (isNew) drawErrors(parts, message, () => fold(true));
      drawWarnings(parts, message);
      draw();
    },
    notify(text, link) {
      const anchor = link && make("a", "", link.text);
      if (anchor) anchor.href = link.href;
      drawNote(parts, text, anchor);
    },
    clearNotice() { parts.note.hidden = true; },
    lose() {
      parts.status.textContent = words("プレビューにつながりません。始め直すと、ここも続きます。",
        "The preview does not answer. It goes on here once it is started again.");
      parts.status.hidden = false;
    },
  };
}

const keyOf = (findings: Finding[] = []): string => JSON.stringify(findings);

const headings = {
  nothing: words("誤りがあるため、まだ何も表示できません", "Nothing can be shown yet because of these errors"),
  part: words("誤りのある所を除いて表示しています", "The site is shown without what has these errors"),
  before: words("誤りがあるため、前の内容を表示しています", "The site is shown as it was before these errors"),
};

function drawErrors(parts: Parts, { findings = [], view, editable }: Message, fold: () => void): void {
  parts.errors.replaceChildren(
    make("div", "head", make("h2", "", headings[view]), button(words("たたむ（Esc）", "fold (Esc)"), fold)),
    ...findings.map((finding) => item(finding, editable && parts)));
}

function drawWarnings(parts: Parts, { page, warnings: all, editable }: Message): void {
  const own = page.warnings ?? [];
  parts.warnings.replaceChildren(
    make("h2", "", own.length
      ? words(`このページの注意 ${own.length}件`, `${own.length} warnings on this page`)
      : words("このページに注意はありません", "No warnings on this page")),
    make("p", "", words(`サイト全体では ${all}件あります。`, `The whole site has ${all}.`)),
    ...own.map((finding) => item(finding, editable && parts)));
  if (!own.length && !all) parts.warnings.hidden = true;
}

// A finding, with a button that opens its file where parts are given.
function item({ place, file, line, message, suggestion, excerpt }: Finding, parts: Parts | false): HTMLElement {
  return make("div", "finding",
    make("p", "place", place, parts && opener(words("開く", "open"), parts, () => ({ path: file, line: line ?? 1 }))),
    make("p", "", message),
    suggestion && make("p", "suggestion", suggestion),
    excerpt && make("pre", "", excerpt));
}

interface Acts {
  fold(isFolded: boolean): void;
  unfoldWarnings(): void;
}

function drawBar(parts: Parts, { failed, findings = [], page, warnings: all, editable }: Message, acts: Acts): void {
  const { bar, errors, warnings } = parts;
  const own = page.warnings?.length ?? 0;
  const focused = (bar.getRootNode() as ShadowRoot).activeElement?.textContent;
  const open = button(own ? words(`注意 ${own}件`, `${own} warnings`) : words(`全体の注意 ${all}件`, `${all} warnings elsewhere`), acts.unfoldWarnings);
  open.setAttribute("aria-expanded", String(!warnings.hidden));
  const shown = [
    page.state && make("span", "state", states[page.state]),
    failed && errors.hidden && button(words(`誤り ${findings.length}件`, `${findings.length} errors`), () => acts.fold(false)),
    (own || all) > 0 && open,
    page.file && editable && opener(words("編集", "edit"), parts, () => ({ path: page.file!, sections: sectionsInView() })),
    page.file && !editable && make("span", "file", page.file),
  ].filter((part): part is HTMLElement => part instanceof HTMLElement);
  bar.replaceChildren(...shown);
  bar.hidden = !shown.length;
  if (focused) shown.find((part) => part.textContent === focused)?.focus();
}

// A button that opens a file; where no editor can be called it shows the place, to be copied.
function opener(label: string, parts: Parts, place: () => Place): HTMLButtonElement {
  return button(label, async () => {
    try {
      const { opened, place: where } = await openInEditor(place());
      if (!opened) drawNote(parts, words("エディターが見つかりません。serve の -editor で指定できます。", "No editor was found. Name one with serve -editor."), copier(where));
    } catch (error) {
      drawNote(parts, words("開けません: ", "It cannot be opened: ") + (error as Error).message);
    }
  });
}

function copier(where: string): HTMLElement {
  const copying = button(words("場所をコピー", "copy the place"), async () => {
    copying.textContent = await copy(where) ? words("コピーしました", "copied") : words("コピーできませんでした", "could not be copied");
  });
  return make("span", "where", make("code", "", where), copying);
}

function drawNote({ note }: Parts, text: string, more?: HTMLElement): void {
  note.replaceChildren(make("p", "", text), make("p", "", more, button(words("閉じる", "close"), () => { note.hidden = true; })));
  note.hidden = false;
}
