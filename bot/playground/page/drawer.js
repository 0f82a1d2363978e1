/** The drawer below the conversation: the inspector, or the trouble buttons. */

import { clockBody, clockTools, refreshClock } from "./clock.js";
import { h } from "./dom.js";
import { iconButton } from "./icons.js";
import { inspector, inspectorTools } from "./inspector.js";
import { changed, state } from "./store.js";
import { follow } from "./traffic.js";
import { troubleButtons, troubleTools } from "./trouble.js";

const DRAWERS = {
  clock: { title: "Time machine", tools: clockTools, body: clockBody },
  inspector: { title: "Inspector", tools: inspectorTools, body: inspector },
  trouble: { title: "Trouble", tools: troubleTools, body: troubleButtons },
};

/** Describe the open drawer, or nothing. */
export function drawer() {
  const open = DRAWERS[state.drawer];
  if (!open) return null;
  return [
    h(
      "header",
      { key: `head ${state.drawer}`, class: "drawer-head" },
      h("h2", null, open.title),
      open.tools(),
      iconButton("close", `Close ${open.title.toLowerCase()}`, () => close(), { key: "close" }),
    ),
    open.body(),
  ];
}

/** Describe the button that opens a drawer and closes it. */
export function drawerButton(name) {
  const open = state.drawer === name;
  return h(
    "button",
    {
      key: name,
      type: "button",
      class: "link",
      id: `open-${name}`,
      "aria-expanded": String(open),
      "aria-controls": "drawer",
      onclick: () => (open ? close() : show(name)),
    },
    DRAWERS[name].title,
  );
}

async function show(name) {
  state.drawer = name;
  state.aboutOpen = false;
  follow(name === "inspector");
  if (name === "clock") await refreshClock().catch(() => {});
  await changed();
  document.querySelector("#drawer input, #drawer .trouble-list button, #drawer .clock-buttons button")?.focus();
}

/** Close the drawer and go back to the button that opened it. Returns whether one was open. */
export function close() {
  const name = state.drawer;
  if (!name) return false;
  state.drawer = null;
  follow(false);
  changed();
  document.getElementById(`open-${name}`)?.focus();
  return true;
}
