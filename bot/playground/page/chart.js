/** data_visualization blocks: bar, line, area and pie as inline SVG, with a legend and a table of the same numbers. */

import { h } from "./dom.js";
import { frame } from "./axes.js";

/** Describe a chart. `narrow` draws it smaller so that its words stay readable. */
export function chart(block, narrow) {
  const { chart: data, title } = block;
  const rows = data.type === "pie" ? slices(data) : grid(data);
  const draw = data.type === "pie" ? pie : DRAWN[data.type];
  if (!draw) return h("p", { class: "unknown" }, `A chart of type ${data.type} is not drawn here.`);
  return h(
    "figure",
    { class: "chart", role: "group", "aria-label": `Chart: ${title}` },
    h("figcaption", null, title),
    draw(data, title, narrow),
    legend(rows),
    table(title, data, rows),
  );
}

const grid = (data) => data.series.map(({ name, data: points }, i) => ({ name, i, points }));
const slices = (data) => data.segments.map(({ label, value }, i) => ({ name: label, i, points: [{ label, value }] }));

function cartesian(marks, withZero) {
  return (data, title, narrow) => {
    const box = frame(data, narrow, withZero);
    return h(
      "svg",
      { viewBox: `0 0 ${box.width} ${box.height}`, role: "img", "aria-label": summary(data, title) },
      box.drawn,
      marks(data, box),
    );
  };
}

const DRAWN = { bar: cartesian(bars, true), line: cartesian(lines, false), area: cartesian(areas, true) };

function bars(data, box) {
  const width = Math.min((box.slot * 0.76) / data.series.length, 48);
  return data.series.map((series, i) =>
    series.data.map(({ label, value }, at) => {
      const x = box.x(at) + (i - data.series.length / 2) * width;
      const [top, bottom] = [box.y(Math.max(value, 0)), box.y(Math.min(value, 0))];
      return h(
        "rect",
        {
          class: `fill-${i % 12}`,
          x: x + 1,
          y: top,
          width: Math.max(width - 2, 1),
          height: Math.max(bottom - top, 1),
          rx: 2,
        },
        hint(series.name, label, value),
      );
    }),
  );
}

function lines(data, box) {
  return data.series.map((series, i) => {
    const points = series.data.map(({ value }, at) => `${box.x(at)},${box.y(value)}`);
    return [
      h("polyline", { class: `stroke-${i % 12}`, points: points.join(" ") }),
      series.data.map(({ label, value }, at) =>
        h(
          "circle",
          { class: `fill-${i % 12}`, cx: box.x(at), cy: box.y(value), r: 3.5 },
          hint(series.name, label, value),
        ),
      ),
    ];
  });
}

function areas(data, box) {
  const ends = [box.x(0), box.x(data.axis_config.categories.length - 1)];
  const under = data.series.map((series, i) => {
    const points = series.data.map(({ value }, at) => `${box.x(at)},${box.y(value)}`);
    const outline = [`${ends[0]},${box.y(0)}`, ...points, `${ends[1]},${box.y(0)}`];
    return h("polygon", { class: `fill-${i % 12} under`, points: outline.join(" ") });
  });
  return [under, lines(data, box)];
}

function pie(data, title) {
  const total = data.segments.reduce((sum, { value }) => sum + value, 0);
  let turned = 0;
  const parts = data.segments.map(({ label, value }, i) => {
    const share = value / total;
    const path = wedge(turned, turned + share);
    turned += share;
    return h("path", { class: `fill-${i % 12} wedge`, d: path }, hint(label, `${Math.round(share * 100)} %`, value));
  });
  return h(
    "svg",
    { class: "pie", viewBox: "-105 -105 210 210", role: "img", "aria-label": summary(data, title) },
    parts,
  );
}

function wedge(from, to) {
  if (to - from > 0.9999) return "M0,-100 A100,100 0 1 1 -0.01,-100 Z";
  const at = (share) =>
    [Math.sin(share * 2 * Math.PI) * 100, -Math.cos(share * 2 * Math.PI) * 100].map((n) => n.toFixed(2)).join(",");
  return `M0,0 L${at(from)} A100,100 0 ${to - from > 0.5 ? 1 : 0} 1 ${at(to)} Z`;
}

const hint = (name, label, value) => h("title", null, `${name}, ${label}: ${value}`);

const summary = (data, title) => `${title}. ${data.type} chart; the numbers follow in a table.`;

function legend(rows) {
  return h(
    "ul",
    { class: "legend", "aria-hidden": "true" },
    rows.map(({ name, i }) => h("li", null, h("span", { class: `swatch back-${i % 12}` }), name)),
  );
}

function table(title, data, rows) {
  const pieces = data.type === "pie";
  const { categories = [], x_label: xLabel = "", y_label: yLabel = "" } = data.axis_config ?? {};
  const heads = pieces ? ["value"] : rows.map(({ name }) => name);
  const lines = pieces
    ? rows.map(({ name, points }) => [name, points[0].value])
    : categories.map((name, at) => [name, ...rows.map((row) => row.points[at]?.value)]);
  return h(
    "table",
    { class: "for-readers" },
    h("caption", null, [title, yLabel].filter(Boolean).join(", ")),
    h(
      "thead",
      null,
      h(
        "tr",
        null,
        h("th", { scope: "col" }, xLabel),
        heads.map((name) => h("th", { scope: "col" }, name)),
      ),
    ),
    h(
      "tbody",
      null,
      lines.map(([name, ...values]) =>
        h(
          "tr",
          null,
          h("th", { scope: "row" }, name),
          values.map((value) => h("td", null, String(value ?? ""))),
        ),
      ),
    ),
  );
}
