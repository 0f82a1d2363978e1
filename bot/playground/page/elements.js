/** Block Kit's interactive elements. Each is described from (element, block, place, reader). */

import { h } from "./dom.js";
import { withEmoji } from "./emoji.js";
import { FIELDS } from "./fields.js";
import { menu } from "./menu.js";
import { textObject } from "./text.js";

/** Describe an element of an actions, section, context or input block. */
export function element(one, block, place, reader) {
  const make = ELEMENTS[one.type] ?? FIELDS[one.type];
  if (!make) return h("span", { class: "unknown" }, `[${one.type} is not drawn here]`);
  return make(one, block, place, reader);
}

const ELEMENTS = { button, overflow, image, plain_text: text, mrkdwn: text };

function button(one, block, place) {
  const busy = place.busy(block, one);
  return h(
    "button",
    {
      key: `${one.action_id} ${one.value ?? ""}`,
      type: "button",
      class: ["button", one.style].filter(Boolean).join(" "),
      "aria-label": one.accessibility_label,
      "aria-busy": busy ? "true" : undefined,
      "data-action": one.action_id,
      onclick: () => place.click(block, one),
    },
    h("span", { class: "label" }, withEmoji(one.text.text)),
  );
}

function overflow(one, block, place) {
  const items = one.options.map((option) => ({
    key: option.value,
    label: withEmoji(option.text.text),
    hint: option.description?.text,
    run: () => place.overflow(block, one, option.value),
  }));
  return menu(place.menuKey(block, one), { class: "button overflow", label: "More actions" }, "⋯", items);
}

/** An image as far as it is on this computer; the simulator loads nothing from elsewhere. */
export function image(one) {
  const local = URL.canParse(one.image_url ?? "", location.href) && local_(new URL(one.image_url, location.href));
  if (local) return h("img", { src: one.image_url, alt: one.alt_text });
  return h("span", { class: "no-image", role: "img", "aria-label": one.alt_text, title: one.image_url }, one.alt_text);
}

const local_ = (url) => url.protocol === "data:" || url.origin === location.origin;

function text(one, _block, _place, reader) {
  return h("span", { class: "text" }, textObject(one, reader));
}
