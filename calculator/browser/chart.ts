// Draws the results of a calculator as bars or as a dated line. Only pages with a chart load it.
//
//   <figure data-chart="bars" data-outputs="0 1 2">            amounts beside each other, from 0
//   <figure data-chart="dates" data-inputs="0" data-outputs="1 2">   days on one line of time
//
// inside the element with data-calculator. Above its figcaption the figure gets a <div class="chart">
// with each value in words and a drawing of it that says nothing more: <p>name <strong>value</strong></p>
// <svg aria-hidden="true">. Classes for the theme: chart-track, chart-sure (up to the least), chart-open
// (from the least to the greatest).
import type { CalculatorElement } from "./attach";
import type { Shown } from "./result";

const MARK = 1; // the least that is drawn, in hundredths, so that 0 and a single day are seen

type Drawn = Shown & { value: readonly bigint[] };

function draw(figure: HTMLElement, root: CalculatorElement): void {
  const rows = rowsOf(figure, root);
  figure.hidden = rows.length === 0;
  figure.querySelector(".chart")?.remove();
  const drawing = document.createElement("div");
  drawing.className = "chart";
  const bars = figure.dataset.chart === "bars";
  const place = placer(rows, bars);
  rows.forEach((row) => drawing.append(words(row), drawRow(row, place, bars)));
  figure.prepend(drawing);
}

function words({ label, text }: Drawn): Element {
  const line = document.createElement("p");
  const value = document.createElement("strong");
  value.textContent = text;
  line.append(label + " ", value);
  return line;
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

function drawRow({ value }: Drawn, place: (word: bigint) => number, bars: boolean): Element {
  const drawing = svg("svg", { "aria-hidden": "true" });
  const line = (from: number, to: number, kind: string): void =>
    drawing.append(svg("rect", { x: `${Math.min(from, 100 - MARK)}%`, width: `${Math.max(to - from, MARK)}%`, height: "100%", class: kind }));
  const [low, high] = value.map(place);
  line(0, 100, "chart-track");
  if (bars && value[0] >= 0n) line(place(0n), low, "chart-sure");
  if (bars && value[1] < 0n) line(high, place(0n), "chart-sure");
  if (!bars || high > low) line(low, high, high > low ? "chart-open" : "chart-sure");
  return drawing;
}

function svg(tag: string, attributes: Record<string, string>): Element {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

document.querySelectorAll<CalculatorElement>("[data-calculator]").forEach((root) => {
  const figures = [...root.querySelectorAll<HTMLElement>("[data-chart]")];
  const drawAll = (): void => figures.forEach((figure) => draw(figure, root));
  root.addEventListener("calculated", drawAll);
  if (root.calculated) drawAll();
});
