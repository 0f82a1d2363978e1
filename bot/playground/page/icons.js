/** The page's few icons, as strokes. */

import { h } from "./dom.js";

const PATHS = {
  close: "M6 6l12 12M18 6L6 18",
  back: "M15 5l-7 7 7 7",
  menu: "M4 7h16M4 12h16M4 17h16",
  send: "M4 12l16-8-5 16-4-6z",
  bolt: "M13 3L5 14h6l-1 7 8-11h-6z",
  reply: "M5 5h14v10H11l-4 4v-4H5z",
  edit: "M5 19l1-4L16 5l3 3L9 18z",
  trash: "M6 8h12M10 8V5h4v3M8 8l1 11h6l1-11",
  eye: "M3 12c4-7 14-7 18 0-4 7-14 7-18 0M12 10a2 2 0 1 0 0 4 2 2 0 0 0 0-4",
  info: "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16M12 11v5M12 8v.5",
  link: "M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1",
  copy: "M9 9h10v11H9zM15 9V4H5v11h4",
  down: "M7 10l5 5 5-5",
};

/** Describe an icon; it is decoration, the button around it carries the words. */
export const icon = (name) =>
  h("svg", { class: "icon", viewBox: "0 0 24 24", "aria-hidden": "true" }, h("path", { d: PATHS[name] }));

/** A button that shows an icon and says `label`. */
export const iconButton = (name, label, onclick, more = {}) =>
  h(
    "button",
    { type: "button", class: "icon-button", "aria-label": label, title: label, onclick, ...more },
    icon(name),
  );
