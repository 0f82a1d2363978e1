/** The sidebar: the workspace, who you are, channels and the app. */

import { avatar } from "./avatar.js";
import { becomeNew } from "./begin.js";
import { unreadOf } from "./clock.js";
import { h } from "./dom.js";
import { iconButton } from "./icons.js";
import { menu } from "./menu.js";
import { go } from "./route.js";
import { changed, conversations, me, state } from "./store.js";

/** Describe the sidebar. */
export function sidebar() {
  const channels = conversations().filter(({ kind }) => kind === "channel");
  const apps = conversations().filter(({ kind }) => kind === "im");
  return [
    h(
      "div",
      { key: "top", class: "workspace" },
      h("b", null, state.workspace.name ?? "Workspace"),
      iconButton("close", "Close the sidebar", hide, { class: "icon-button to-sidebar" }),
    ),
    castSwitcher(),
    group("Channels", channels, (one) => h("span", { class: "hash", "aria-hidden": "true" }, "#")),
    group("Apps", apps, (one) => avatar(state.bot.id, one.name, true, "small")),
  ];
}

function hide() {
  state.sidebarOpen = false;
  changed();
  document.querySelector("#main .to-sidebar")?.focus();
}

function castSwitcher() {
  const who = me();
  if (!who) return null;
  const items = state.people
    .filter(({ kind, is_deleted: gone }) => kind !== "bot" && !gone)
    .map((one) => ({
      key: one.id,
      label: title(one),
      hint: [unreadOf(one.id) && `${unreadOf(one.id)} unread`, one.about].filter(Boolean).join(" \u00b7 "),
      checked: one.id === who.id,
      run: () => become(one),
    }));
  items.push({
    key: "new",
    label: "Somebody new \u2026",
    hint: "Joins now; the bot has never met them",
    run: () => becomeNew(),
  });
  const face = [
    avatar(who.id, who.name, false, "small"),
    h("span", { class: "you" }, h("small", null, "You are:"), " ", h("b", null, title(who))),
    items.some(({ key }) => key !== who.id && unreadOf(key)) &&
      h("span", { class: "badge", title: "Somebody else has something new" }, "\u2022"),
  ];
  return menu("cast", { class: "cast", label: `You are: ${title(who)}. Switch person`, title: who.about }, face, items);
}

const KINDS = { guest: "guest", stranger: "from another company" };

const first = (name) => name.match(/^\S+( \d+)?/)[0];

/** "Ana (engineer)", the kind of member where it matters. */
function title(person) {
  const role = [lower(person.title), KINDS[person.kind]].filter(Boolean).join(", ");
  return role ? `${first(person.name)} (${role})` : first(person.name);
}

const lower = (words = "") => (/^[A-Z][a-z]/.test(words) ? words[0].toLowerCase() + words.slice(1) : words);

/** Become somebody else, in their conversation with the bot. */
function become(person) {
  go({ user: person.id });
}

function group(name, list, face) {
  if (!list.length) return null;
  return h(
    "section",
    { key: name, class: "group", "aria-label": name },
    h("h2", null, name),
    list.map((one) => entry(one, face(one))),
  );
}

function entry(one, face) {
  const here = one.id === state.place.channel;
  const words = one.unread ? `${one.name}, ${one.unread} unread` : one.name;
  return h(
    "button",
    {
      key: one.id,
      type: "button",
      class: one.unread ? "entry unread" : "entry",
      "aria-current": here ? "page" : undefined,
      "aria-label": words,
      onclick: () => visit(one),
    },
    face,
    h("span", { class: "name" }, one.name),
    one.unread > 0 && h("span", { class: "badge" }, one.unread > 99 ? "99+" : String(one.unread)),
  );
}

function visit(one) {
  state.sidebarOpen = false;
  go({ channel: one.id });
}
