/** Elements that hold a value: inputs, selects, radio buttons, checkboxes, dates and times. */

import { h } from "./dom.js";
import { withEmoji } from "./emoji.js";
import { state } from "./store.js";
import { textObject } from "./text.js";

/** The bare value that an element holds now: what was entered on this page, else what the simulator keeps. */
export function heldValue(one, block, place) {
  const entered = place.entered(block, one);
  if (entered !== undefined) return entered;
  const held = place.held(block, one) ?? {};
  if (one.type === "users_select") return held.selected_user ?? one.initial_user ?? "";
  if (one.type === "multi_users_select") return held.selected_users ?? one.initial_users ?? [];
  if (MANY.has(one.type)) return (held.selected_options ?? one.initial_options ?? []).map(({ value }) => value);
  if (ONE.has(one.type)) return (held.selected_option ?? one.initial_option)?.value ?? "";
  return (
    held.value ??
    held.selected_date ??
    held.selected_time ??
    one.initial_value ??
    one.initial_date ??
    one.initial_time ??
    ""
  );
}

const MANY = new Set(["checkboxes", "multi_static_select"]);
const ONE = new Set(["static_select", "radio_buttons"]);

const options = (one) => [...(one.options ?? []), ...(one.option_groups ?? []).flatMap((group) => group.options)];

/** Attributes that tie a field to its label, hint and error in an input block. */
function ties(one, block, place) {
  const id = place.id(block, one);
  if (block.type !== "input") return { id, "aria-label": one.placeholder?.text ?? block.text?.text ?? one.action_id };
  return {
    id,
    "data-action": one.action_id,
    "aria-required": block.optional ? undefined : "true",
    "aria-invalid": place.errors[block.block_id] ? "true" : undefined,
    "aria-describedby": `${id}-help`,
  };
}

function typed(kind) {
  return (one, block, place) => {
    const multiline = Boolean(one.multiline);
    return h(multiline ? "textarea" : "input", {
      ...ties(one, block, place),
      class: "field",
      type: multiline ? undefined : kind,
      rows: multiline ? 4 : undefined,
      autocomplete: "off",
      placeholder: one.placeholder && withEmoji(one.placeholder.text),
      value: heldValue(one, block, place),
      oninput: (event) => place.enter(block, one, event.target.value),
      onchange: (event) => !block.dispatch_action && !place.view && place.choose(block, one, event.target.value),
      onkeydown: (event) => {
        if (event.key !== "Enter" || multiline || !block.dispatch_action) return;
        event.preventDefault();
        place.choose(block, one, event.target.value);
      },
    });
  };
}

function picker(kind) {
  return (one, block, place) =>
    h("input", {
      ...ties(one, block, place),
      class: "field pick",
      type: kind,
      value: heldValue(one, block, place),
      onchange: (event) => chosen(one, block, place, event.target.value),
    });
}

function select(one, block, place) {
  const value = heldValue(one, block, place);
  const offered = (list) =>
    list.map((option) => h("option", { key: option.value, value: option.value }, withEmoji(option.text.text)));
  const groups = (one.option_groups ?? []).map((group) =>
    h("optgroup", { label: group.label.text }, offered(group.options)),
  );
  return h(
    "select",
    {
      ...ties(one, block, place),
      class: "field select",
      value,
      onchange: (event) => chosen(one, block, place, event.target.value),
    },
    h("option", { value: "", disabled: !block.optional }, one.placeholder?.text ?? "Select an item"),
    offered(one.options ?? []),
    groups,
  );
}

/** The same element with everybody who may be picked as its options: all who live here and are not deactivated. */
function withPeople(one) {
  const alive = state.people.filter((person) => !person.is_deleted);
  const offer = ({ id, name, title }) => ({
    value: id,
    text: { type: "plain_text", text: name },
    description: title && { type: "plain_text", text: title },
  });
  return { ...one, options: alive.map(offer) };
}

const person = (one, ...where) => select(withPeople(one), ...where);
const people = (one, ...where) => group("checkbox")(withPeople(one), ...where);

function group(kind) {
  return (one, block, place, reader) => {
    const { id, ...tied } = ties(one, block, place);
    const held = heldValue(one, block, place);
    const picked = (value) => (kind === "radio" ? held === value : held.includes(value));
    // What is on the screen counts: a second box may be ticked before the first one has come back.
    const full = kind === "checkbox" && held.length >= (one.max_selected_items ?? Infinity);
    const pick = ({ target }) => chosen(one, block, place, kind === "radio" ? target.value : ticked(target));
    return h(
      "div",
      {
        ...tied,
        class: one.type === "multi_users_select" ? "choices people" : "choices",
        role: kind === "radio" ? "radiogroup" : "group",
        "aria-labelledby": block.type === "input" ? `${id}-label` : undefined,
      },
      options(one).map((option, i) =>
        h(
          "label",
          { key: option.value, class: "choice" },
          h("input", {
            id: i ? undefined : id,
            type: kind,
            name: id,
            value: option.value,
            checked: picked(option.value),
            disabled: full && !picked(option.value),
            onchange: pick,
          }),
          h(
            "span",
            null,
            textObject(option.text, reader),
            option.description && h("small", null, textObject(option.description, reader)),
          ),
        ),
      ),
    );
  };
}

const ticked = (box) => [...box.closest(".choices").querySelectorAll("input:checked")].map(({ value }) => value);

/** Input blocks of a view keep what was chosen until the view is submitted; everything else tells the app now. */
function chosen(one, block, place, value) {
  if (place.view && block.type === "input" && !block.dispatch_action) place.enter(block, one, value);
  else place.choose(block, one, value);
}

export const FIELDS = {
  plain_text_input: typed("text"),
  number_input: typed("text"),
  email_text_input: typed("email"),
  url_text_input: typed("url"),
  static_select: select,
  radio_buttons: group("radio"),
  checkboxes: group("checkbox"),
  multi_static_select: group("checkbox"),
  users_select: person,
  multi_users_select: people,
  datepicker: picker("date"),
  timepicker: picker("time"),
};
