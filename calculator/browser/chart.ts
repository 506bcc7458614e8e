// Draws the results of a calculator: amounts as bars on one scale, days on one line of time. Only pages with a chart
// load it.
//
//   <figure data-chart="bars" data-outputs="0 1 2">            amounts to compare
//   <figure data-chart="dates" data-inputs="0" data-outputs="1 2" data-days="{n} days" data-day="{n} day">
//
// inside the element with data-calculator. Every value is written once. Bars are put below the values (data-output), and the
// figure follows the last of them with the scale: <p class="chart-scale"> with its ends. Days become a list in the figure,
// <ol class="chart-line">, in their order: the results are there instead of above, except the main one, which stays above;
// between two days there is a line whose length follows the time, with the number of days in the format data-days,
// or data-day for one. Drawings are hidden from screen readers. Classes for the theme: chart-track, chart-zero, chart-sure
// (up to the least), chart-open (from the least to the greatest).
import type { CalculatorElement } from "./attached";
import type { Shape } from "./description";
import type { Shown } from "./result";
import { single } from "./show";

type Row = Shown & { value: readonly bigint[]; output?: number };

const MARK = 1; // the least that is drawn, in hundredths, so that a single amount of 0 is seen

function draw(figure: HTMLElement, root: CalculatorElement): void {
  root.querySelectorAll(".chart").forEach((earlier) => earlier.remove());
  const rows = rowsOf(figure, root);
  figure.hidden = rows.length === 0;
  if (!figure.hidden) (figure.dataset.chart === "bars" ? drawBars : drawLine)(figure, rows, root);
}

// The values that the figure names and that apply.
function rowsOf({ dataset }: HTMLElement, root: CalculatorElement): Row[] {
  const { inputs = [], outputs = [] } = root.calculated ?? {};
  const places = (indexes = ""): number[] => indexes.split(" ").filter(Boolean).map(Number);
  return [...places(dataset.inputs).map((i) => inputs[i]), ...places(dataset.outputs).map((j) => ({ ...outputs[j], output: j }))]
    .filter((row): row is Row => row.value !== undefined);
}

const outputOf = (root: HTMLElement, { output }: Row): HTMLElement => root.querySelector(`[data-output="${output}"]`)!;

function drawBars(figure: HTMLElement, rows: Row[], root: CalculatorElement): void {
  const ends = rows.flatMap(({ value }) => value.map(Number));
  const [low, high] = [-round(-Math.min(0, ...ends)), round(Math.max(0, ...ends))];
  const place = (end: number): number => Math.round((end - low) / (high - low || 1) * 1000) / 10;
  for (const row of rows) {
    const [least, most] = row.value.map(Number);
    outputOf(root, row).append(bar(place, least, most));
  }
  const last = outputOf(root, rows[rows.length - 1]);
  (last.closest("output") ?? last).after(figure);
  const { steps, outputs, words } = root.attached!.description;
  const shape: Shape = steps[outputs[rows[0].output!].step];
  const scale = element("p", "chart chart-scale");
  scale.append(...[low, high].map((end) => element("span", "", single(BigInt(end), shape, words))));
  figure.prepend(scale);
}

// The next number from 0 that people count in: 1, 2 or 5 with noughts.
function round(most: number): number {
  const power = 10 ** Math.floor(Math.log10(most || 1));
  return most && [1, 2, 5, 10].map((n) => n * power).find((n) => n >= most)!;
}

function bar(place: (end: number) => number, low: number, high: number): Element {
  const drawing = svg("svg", { class: "chart chart-bar", "aria-hidden": "true" });
  const part = (kind: string, from: number, to: number): void =>
    drawing.append(svg("rect", { class: kind, x: `${Math.min(from, 100 - MARK)}%`, width: `${Math.max(to - from, MARK)}%`, height: "100%" }));
  part("chart-track", 0, 100);
  const sure = low > 0 ? low : Math.min(high, 0);
  part("chart-sure", place(Math.min(sure, 0)), place(Math.max(sure, 0)));
  if (high > low) part("chart-open", place(low), place(high));
  part("chart-zero", place(0), place(0));
  return drawing;
}

function drawLine(figure: HTMLElement, rows: Row[], root: CalculatorElement): void {
  rows.sort((a, b) => Number(a.value[0] - b.value[0]));
  const list = element("ol", "chart chart-line");
  const longest = Number(rows[rows.length - 1].value[1] - rows[0].value[0]) || 1;
  const { days = "", day = days } = figure.dataset;
  const write = (n: bigint): string => single(n, { kind: "number", at: [], formats: [days, day] }, root.attached!.description.words);
  rows.forEach((row, k) => {
    const item = element("li", "");
    if (k) item.append(...span(write, rows[k - 1].value, row.value, longest));
    item.append(element("span", "chart-day", row.label), " ");
    if (row.output !== 0) item.append(element("strong", "", row.text));
    if (row.output) outputOf(root, row).hidden = true;
    list.append(item);
  });
  figure.prepend(list);
}

// The line between two days, and the number of days where it is known.
function span(write: (days: bigint) => string, from: readonly bigint[], to: readonly bigint[], longest: number): Element[] {
  const days = to[0] - from[0];
  const isKnown = from[0] === from[1] && to[0] === to[1];
  const height = Math.round(16 + 80 * Number(days) / longest);
  const drawing = svg("svg", { class: "chart-span", width: "4", height: `${height}`, "aria-hidden": "true" });
  drawing.append(svg("rect", { class: isKnown ? "chart-sure" : "chart-open", width: "4", height: "100%" }));
  return isKnown && days ? [drawing, element("small", "", write(days))] : [drawing];
}

function element(tag: string, kind: string, text = ""): HTMLElement {
  const made = document.createElement(tag);
  made.className = kind;
  made.textContent = text;
  return made;
}

function svg(tag: string, attributes: Record<string, string>): Element {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

document.querySelectorAll<CalculatorElement>("[data-calculator]").forEach((root) => {
  const figures = [...root.querySelectorAll<HTMLElement>("[data-chart]")];
  const drawAll = (): void => figures.forEach((figure) => draw(figure, root));
  root.addEventListener("calculated", drawAll);
  if (root.calculated) drawAll();
});
