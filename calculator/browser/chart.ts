// Draws the results of a calculator as bars or as a dated line. Only pages with a chart load it.
//
//   <figure data-chart="bars" data-outputs="0 1 2">            amounts beside each other, from 0
//   <figure data-chart="dates" data-inputs="0" data-outputs="1 2">   days on one line of time
//
// inside the element with data-calculator. The figure keeps its figcaption; the drawing is an <svg
// role="img"> whose label says all values. Classes for the theme: chart-name, chart-text,
// chart-track, chart-sure (up to the least), chart-open (from the least to the greatest).
import type { CalculatorElement } from "./main";
import type { Shown } from "./result";

// Heights are in em and widths in hundredths, so that the drawing follows the text size and its words
// stay as large as the text beside it at any width.
const ROW = 4.5; // a name, its value and a bar
const MARK = 1; // the least that is drawn, so that 0 and a single day are seen

type Drawn = Shown & { value: readonly bigint[] };

function draw(figure: HTMLElement, root: CalculatorElement): void {
  const rows = rowsOf(figure, root);
  figure.hidden = rows.length === 0;
  figure.querySelector("svg")?.remove();
  if (!rows.length) return;
  const drawing = svg("svg", { width: "100%", height: `${rows.length * ROW}em`, role: "img", class: "chart" });
  drawing.setAttribute("aria-label", rows.map(({ label, text }) => `${label} ${text}`).join("; "));
  const bars = figure.dataset.chart === "bars";
  const place = placer(rows, bars);
  rows.forEach((row, n) => drawing.append(...drawRow(row, n * ROW, place, bars)));
  figure.prepend(drawing);
}

// The values that the figure names and that apply.
function rowsOf(figure: HTMLElement, root: CalculatorElement): Drawn[] {
  const { inputs = [], outputs = [] } = root.calculated ?? {};
  const named = (list: Shown[], indexes = ""): Shown[] =>
    indexes.split(" ").filter(Boolean).map((i) => list[Number(i)]);
  return [...named(inputs, figure.dataset.inputs), ...named(outputs, figure.dataset.outputs)]
    .filter((shown): shown is Drawn => shown?.value !== undefined);
}

// Maps a stored value to a place across the drawing, in hundredths. Bars start at 0.
function placer(rows: Drawn[], bars: boolean): (word: bigint) => number {
  const all = rows.flatMap(({ value }) => [Number(value[0]), Number(value[1])]);
  if (bars) all.push(0);
  const low = Math.min(...all);
  const whole = Math.max(...all) - low || 1;
  return (word) => Math.round((Number(word) - low) / whole * 1000) / 10;
}

function drawRow({ label, text, value }: Drawn, y: number, place: (word: bigint) => number, bars: boolean): Element[] {
  const line = (from: number, to: number, kind: string): Element =>
    svg("rect", { x: `${Math.min(from, 100 - MARK)}%`, y: `${y + 2.9}em`, width: `${Math.max(to - from, MARK)}%`, height: "0.75em", class: kind });
  const parts = [
    svg("text", { x: 0, y: `${y + 1.1}em`, class: "chart-name" }, label),
    svg("text", { x: 0, y: `${y + 2.4}em`, class: "chart-text" }, text),
    line(0, 100, "chart-track"),
  ];
  const [low, high] = value.map(place);
  if (bars && value[0] >= 0n) parts.push(line(place(0n), low, "chart-sure"));
  if (bars && value[1] < 0n) parts.push(line(high, place(0n), "chart-sure"));
  if (!bars || high > low) parts.push(line(low, high, "chart-open"));
  return parts;
}

function svg(tag: string, attributes: Record<string, string | number>, text = ""): Element {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.textContent = text;
  return element;
}

document.querySelectorAll<CalculatorElement>("[data-calculator]").forEach((root) => {
  const figures = [...root.querySelectorAll<HTMLElement>("[data-chart]")];
  const drawAll = (): void => figures.forEach((figure) => draw(figure, root));
  root.addEventListener("calculated", drawAll);
  if (root.calculated) drawAll();
});
