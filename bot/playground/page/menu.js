/** Small menus behind a button: overflow, people, shortcuts. Arrow keys, Escape and a click elsewhere work. */

import { h } from "./dom.js";
import { changed, state } from "./store.js";

/** Describe a button and, when it is open, its menu. Items: {key, label, hint, checked, run}. */
export function menu(key, { class: name, label, title }, face, items) {
  const open = state.menu === key;
  return h(
    "div",
    { key, class: "menu-holder", onkeydown: open ? (event) => move(event, key) : undefined },
    h(
      "button",
      {
        type: "button",
        class: name,
        "aria-haspopup": "menu",
        "aria-expanded": String(open),
        "aria-label": label,
        title,
        onclick: (event) => toggle(key, event),
      },
      face,
    ),
    open &&
      h("div", { class: "menu", role: "menu", popover: "manual", "aria-label": label, made: arrive }, items.map(item)),
  );
}

function item({ key, label, hint, checked, run }) {
  return h(
    "button",
    {
      key,
      type: "button",
      role: checked === undefined ? "menuitem" : "menuitemradio",
      "aria-checked": checked === undefined ? undefined : String(checked),
      tabindex: -1,
      onclick: (event) => {
        const opener = event.currentTarget.closest(".menu-holder").firstElementChild;
        close();
        opener.focus();
        run();
      },
    },
    h("span", { class: "menu-label" }, label),
    hint && h("small", null, hint),
  );
}

/** Open above everything, towards the side where there is room, with the chosen item focused. */
function arrive(node) {
  const opener = node.previousElementSibling.getBoundingClientRect();
  node.showPopover();
  const { width, height } = node.getBoundingClientRect();
  const below = opener.bottom + 4;
  node.style.left = `${Math.max(Math.min(opener.left, innerWidth - width - 8), 8)}px`;
  node.style.top = `${Math.max(below + height > innerHeight ? opener.top - height - 4 : below, 8)}px`;
  (node.querySelector("[aria-checked=true]") ?? node.firstElementChild)?.focus();
}

function toggle(key, event) {
  event.stopPropagation();
  state.menu = state.menu === key ? null : key;
  changed();
}

function close() {
  state.menu = null;
  changed();
}

function move(event, key) {
  const items = [...event.currentTarget.querySelectorAll("[role^=menuitem]")];
  const at = items.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
  if (to !== undefined) items.at(to % items.length)?.focus();
  else if (event.key === "Escape") event.currentTarget.firstElementChild.focus();
  if (event.key === "Escape" || event.key === "Tab") if (state.menu === key) close();
  if (to !== undefined || event.key === "Escape") event.preventDefault();
  if (event.key === "Escape") event.stopPropagation();
}

/** Close an open menu when something else is clicked. */
export function closeMenusOnClick() {
  document.addEventListener("click", (event) => {
    if (state.menu && !event.target.closest(".menu-holder")) close();
  });
}
