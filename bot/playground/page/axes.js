/** The frame of a chart with two axes: scales, grid lines, labels. Lengths are SVG units. */

import { h } from "./dom.js";

const LETTER = 6.1;
const SLANT = 38; // degrees that labels lean by where there is no room for them side by side
const EDGE = 12;

/** Lay out the axes. Returns `x(index)`, `y(value)`, the width of a category's `slot`, sizes, and the `drawn` axes. */
export function frame(data, narrow, withZero) {
  const { categories, x_label: xLabel, y_label: yLabel } = data.axis_config;
  const values = data.series.flatMap((series) => series.data.map(({ value }) => value));
  const ticks = scale(Math.min(...values, ...(withZero ? [0] : [])), Math.max(...values, ...(withZero ? [0] : [])));
  const width = narrow ? 360 : 560;
  const beside = Math.max(...ticks.map((tick) => String(tick).length)) * LETTER + 14 + (yLabel ? 16 : 0);
  const slotFrom = (from) => (width - from - EDGE) / categories.length;
  const longest = Math.max(...categories.map((name) => name.length)) * LETTER;
  const tilted = longest > slotFrom(beside) - 4;
  const left = tilted ? Math.max(beside, roomForSlanted(categories, width)) : beside;
  const slot = slotFrom(left);
  const bottom = (tilted ? longest * 0.62 + 16 : 22) + (xLabel ? 18 : 0);
  const height = (narrow ? 200 : 240) + bottom;
  const floor = height - bottom;
  const x = (at) => left + slot * (at + 0.5);
  const y = (value) => floor - ((value - ticks[0]) / (ticks.at(-1) - ticks[0])) * (floor - 12);
  const drawn = h(
    "g",
    { class: "axes" },
    ticks.map((tick) => [
      h("line", { class: tick === 0 ? "zero" : "rule", x1: left, x2: width - EDGE, y1: y(tick), y2: y(tick) }),
      h("text", { x: left - 6, y: y(tick) + 4, "text-anchor": "end" }, String(tick)),
    ]),
    categories.map((name, at) => category(name, x(at), floor + 16, tilted)),
    xLabel &&
      h("text", { class: "axis-name", x: left + (width - left) / 2, y: height - 4, "text-anchor": "middle" }, xLabel),
    yLabel &&
      h(
        "text",
        { class: "axis-name", transform: `translate(12 ${floor / 2}) rotate(-90)`, "text-anchor": "middle" },
        yLabel,
      ),
  );
  return { x, y, slot, width, height, drawn };
}

/** How far from the left edge the axis must stand so that no slanted label, which ends below its category, is cut off. */
function roomForSlanted(categories, width) {
  const reach = Math.cos((SLANT * Math.PI) / 180) * LETTER;
  const needs = categories.map((name, at) => {
    const share = (at + 0.5) / categories.length; // of the width of the plot, between the axis and this category
    return (name.length * reach + EDGE - share * (width - EDGE)) / (1 - share); // letters differ in width: an edge more
  });
  return Math.min(Math.max(...needs), width / 2);
}

function category(name, x, y, tilted) {
  if (!tilted) return h("text", { x, y, "text-anchor": "middle" }, name);
  return h("text", { transform: `translate(${x + 4} ${y - 4}) rotate(${-SLANT})`, "text-anchor": "end" }, name);
}

/** Round tick values that enclose the numbers, four to seven of them. */
function scale(low, high) {
  const span = high - low || Math.abs(high) || 1;
  const rough = span / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((n) => n * power).find((n) => n >= rough);
  const first = Math.floor(low / step);
  const last = Math.max(Math.ceil(high / step), first + 1);
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}
