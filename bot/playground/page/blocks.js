/** Block Kit: from blocks to DOM descriptions. What the simulator cannot draw is named, never dropped silently. */

import { chart } from "./chart.js";
import { h } from "./dom.js";
import { element, image } from "./elements.js";
import { heldValue } from "./fields.js";
import { richText } from "./rich.js";
import { textObject } from "./text.js";

/** Describe all blocks of a message or view. */
export function blocks(list, place, reader) {
  return h(
    "div",
    { class: "blocks" },
    list.map((block, i) => {
      const make = BLOCKS[block.type];
      const body = make
        ? make(block, place, reader)
        : h("p", { class: "unknown" }, `[A block of type ${block.type} is not drawn here.]`);
      return h("div", { key: block.block_id ?? i, class: `block ${block.type}` }, body);
    }),
  );
}

const BLOCKS = {
  section(block, place, reader) {
    return [
      h(
        "div",
        { class: "words" },
        block.text && h("div", { class: "text" }, textObject(block.text, reader)),
        block.fields &&
          h(
            "div",
            { class: "columns" },
            block.fields.map((field) => h("div", { class: "text" }, textObject(field, reader))),
          ),
      ),
      block.accessory && h("div", { class: "accessory" }, element(block.accessory, block, place, reader)),
    ];
  },
  header: (block, _place, reader) => h("h3", null, textObject(block.text, reader)),
  divider: () => h("hr"),
  context: (block, place, reader) => block.elements.map((part) => element(part, block, place, reader)),
  actions: (block, place, reader) => block.elements.map((part) => element(part, block, place, reader)),
  image: (block, _place, reader) =>
    h("figure", null, block.title && h("figcaption", null, textObject(block.title, reader)), image(block)),
  rich_text: (block, _place, reader) => richText(block, reader),
  data_visualization: (block, _place, reader) => chart(block, reader.narrow),
  markdown: (block) => h("div", { class: "text" }, block.text),
  table,
  input,
};

function table(block, place, reader) {
  const [head, ...rows] = block.rows;
  const cell = (one) => (one.type === "rich_text" ? richText(one, reader) : one.text);
  const settings = block.column_settings ?? [];
  const look = (i) => `align-${settings[i]?.align ?? "left"}`;
  return h(
    "table",
    null,
    h(
      "thead",
      null,
      h(
        "tr",
        null,
        head.map((one, i) => h("th", { scope: "col", class: look(i) }, cell(one))),
      ),
    ),
    h(
      "tbody",
      null,
      rows.map((row) =>
        h(
          "tr",
          null,
          row.map((one, i) => h("td", { class: look(i) }, cell(one))),
        ),
      ),
    ),
  );
}

function input(block, place, reader) {
  const one = block.element;
  const id = place.id(block, one);
  const error = place.errors[block.block_id];
  const grouped = GROUPED.has(one.type);
  const label = [textObject(block.label, reader), block.optional && h("span", { class: "optional" }, " (optional)")];
  return [
    h(grouped ? "div" : "label", { class: "field-label", id: `${id}-label`, for: grouped ? undefined : id }, label),
    element(one, block, place, reader),
    h(
      "div",
      { class: "field-help", id: `${id}-help` },
      error && h("div", { class: "field-error", role: "alert" }, error),
      block.hint && h("div", { class: "hint" }, textObject(block.hint, reader)),
      one.max_length && counter(one, block, place),
      one.max_selected_items && picked(one, block, place),
    ),
  ];
}

/** What consists of several controls and is labelled as a group. */
const GROUPED = new Set(["radio_buttons", "checkboxes", "multi_static_select", "multi_users_select"]);

function picked(one, block, place) {
  const count = heldValue(one, block, place).length;
  return h("div", { class: "counter", role: "status" }, `${count} of at most ${one.max_selected_items}`);
}

function counter(one, block, place) {
  const used = String(heldValue(one, block, place)).length;
  const over = used > one.max_length;
  return h(
    "div",
    { class: over ? "counter over" : "counter" },
    h("span", { "aria-hidden": "true" }, `${used} / ${one.max_length}`),
    over && h("span", { class: "for-readers", role: "status" }, `${used - one.max_length} characters too many`),
  );
}
