/** The app's Home tab. */

import { blocks } from "./blocks.js";
import { h } from "./dom.js";
import { viewPlace } from "./place.js";
import { state } from "./store.js";

/** Describe the Home tab of the person at the keyboard. */
export function home(reader) {
  const view = state.screen.home;
  const place = view && viewPlace(view);
  return h(
    "div",
    {
      key: `home ${state.me}`,
      class: "home",
      id: "panel-home",
      role: "tabpanel",
      "aria-labelledby": "tab-home",
      tabindex: 0,
    },
    h(
      "div",
      { class: "home-page" },
      place ? blocks(view.blocks, place, reader) : h("p", { class: "empty" }, "The app has not put anything here yet."),
      place?.trouble() && h("p", { class: "trouble", role: "alert" }, place.trouble()),
    ),
  );
}
