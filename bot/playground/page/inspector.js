/** The inspector: every call of the bot and everything Slack sends it, a line each, its JSON when pressed. */

import { copied, copy } from "./copy.js";
import { h } from "./dom.js";
import { followEnd } from "./scroll.js";
import { changed, me, state } from "./store.js";
import { seconds } from "./time.js";
import { count } from "./words.js";

const WAYS = { to_bot: "Slack \u2192 bot", from_bot: "bot \u2192 Slack" };
const texts = new WeakMap();
const folded = new WeakMap();

/** Describe the tools above the lines. */
export function inspectorTools() {
  const { inspector } = state;
  const shown = matching();
  return [
    h("input", {
      key: "filter",
      class: "field filter",
      type: "search",
      "aria-label": "Filter by text",
      placeholder: "Filter by text",
      value: inspector.filter,
      oninput: (event) => choose({ filter: event.currentTarget.value }),
    }),
    h(
      "label",
      { key: "failed", class: "check" },
      h("input", {
        type: "checkbox",
        checked: inspector.failedOnly,
        onchange: (event) => choose({ failedOnly: event.currentTarget.checked }),
      }),
      "Failed only",
    ),
    h(
      "button",
      {
        key: "copy",
        type: "button",
        class: "button slim",
        disabled: !shown.length,
        onclick: () => copy(json(shown.map(whole)), "lines"),
      },
      copied("lines", "Copy all as JSON"),
    ),
    h("span", { key: "count", class: "quiet count" }, count(shown.length, "line", "lines")),
  ];
}

/** Describe the lines. */
export function inspector() {
  const shown = matching();
  const empty = state.inspector.lines.length
    ? "No line fits. Clear the filter to see all of them."
    : "Nothing yet. Do something as the person you are, and watch what Slack and the bot say to each other.";
  return h(
    "ol",
    { key: "lines", class: "list lines", "aria-label": "Traffic", made: followEnd, onkeydown: walk },
    shown.length ? shown.map(lineRow) : h("li", { key: "empty", class: "empty" }, empty),
  );
}

function choose(what) {
  Object.assign(state.inspector, what);
  changed();
}

function matching() {
  const { lines, filter, failedOnly } = state.inspector;
  const wanted = filter.trim().toLowerCase();
  return lines.filter((line) => (!failedOnly || bad(line)) && (!wanted || text(line).includes(wanted)));
}

const bad = (line) => line.state === "failed" || line.late;

/** All that a line says, to be searched. */
function text(line) {
  if (!texts.has(line)) texts.set(line, `${WAYS[line.direction]} ${outcome(line)} ${json(whole(line))}`.toLowerCase());
  return texts.get(line);
}

const json = (value) => JSON.stringify(value, null, 2);

const whole = ({ direction, name, at, ms, state: how, error, late, sent, answer }) => ({
  direction,
  name,
  at,
  ms,
  state: how,
  error,
  late,
  sent,
  answer,
});

function outcome(line) {
  if (line.late) return "over 3 s";
  return line.state === "failed" ? line.error : line.state;
}

/** A folded line is described once for each zone: of hundreds only the new ones are work. */
function lineRow(line) {
  const tz = me()?.tz || "UTC";
  if (state.inspector.open.has(line.number)) return describe(line, true, tz);
  const known = folded.get(line);
  if (known?.tz === tz) return known.row;
  const row = describe(line, false, tz);
  folded.set(line, { row, tz });
  return row;
}

function describe(line, open, tz) {
  const at = new Date(line.at);
  return h(
    "li",
    { key: line.number, class: bad(line) ? "traffic bad" : "traffic" },
    h(
      "button",
      {
        type: "button",
        class: "line-head",
        "aria-expanded": String(open),
        onclick: (event) => toggle(line, event.currentTarget),
      },
      h("span", { class: `way ${line.direction}` }, WAYS[line.direction]),
      h("time", { datetime: line.at }, seconds(at, tz)),
      h("span", { class: "name" }, line.name),
      h("span", { class: "ms" }, line.ms === null ? "\u2026" : `${line.ms} ms`),
      h("span", { class: "outcome" }, outcome(line)),
    ),
    open && detail(line),
  );
}

function detail(line) {
  const key = `line ${line.number}`;
  const [asked, answered] = line.direction === "to_bot" ? ["Payload", "Acknowledgement"] : ["Call", "Answer"];
  return h(
    "div",
    { class: "line-detail" },
    line.late &&
      h(
        "p",
        { class: "trouble" },
        "The bot took longer than three seconds to acknowledge; Slack had given up by then.",
      ),
    h(
      "button",
      { type: "button", class: "button slim", onclick: () => copy(json(whole(line)), key) },
      copied(key, "Copy as JSON"),
    ),
    part(asked, line.sent),
    part(answered, line.answer),
  );
}

const part = (title, value) => [
  h("h3", null, title),
  value ? h("pre", { tabindex: 0, "aria-label": title }, json(value)) : h("p", { class: "quiet" }, "None yet."),
];

async function toggle({ number }, head) {
  const { open } = state.inspector;
  if (open.delete(number)) return changed();
  open.add(number);
  const row = head.parentElement;
  row.parentElement.atEnd = false;
  await changed();
  row.scrollIntoView({ block: "nearest" });
  return undefined;
}

/** Arrow keys walk the lines. */
function walk(event) {
  const heads = [...event.currentTarget.querySelectorAll(".line-head")];
  const at = heads.indexOf(document.activeElement);
  if (at < 0) return;
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: heads.length - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  heads[Math.min(Math.max(to, 0), heads.length - 1)].focus();
}
