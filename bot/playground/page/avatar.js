/** Who is speaking: initials on a colour of their own, and a mark for the app. */

import { h } from "./dom.js";

/** Describe an avatar. `name` gives the initials, `id` the colour. */
export function avatar(id, name, bot, size = "") {
  const face = bot ? mark() : initials(name);
  return h("span", { class: `avatar ${bot ? "app" : `hue-${hue(id)}`} ${size}`, "aria-hidden": "true" }, face);
}

const initials = (name) =>
  name
    .split(/\s+/)
    .map((part) => part[0] ?? "")
    .slice(0, 2)
    .join("")
    .toUpperCase();

const hue = (id) => [...id].reduce((sum, letter) => sum + letter.codePointAt(0), 0) % 8;

const mark = () =>
  h(
    "svg",
    { viewBox: "0 0 24 24" },
    h("path", { d: "M12 3v9l6 5", class: "swing" }),
    h("circle", { cx: 12, cy: 3.5, r: 1.6 }),
    h("circle", { cx: 18, cy: 17.5, r: 3 }),
    h("circle", { cx: 6, cy: 17.5, r: 3, class: "ghost" }),
  );
