/** The middle of the page: a conversation with its messages, or the app's Home tab. */

import { opened } from "./act.js";
import { avatar } from "./avatar.js";
import { composer, fill } from "./composer.js";
import { h } from "./dom.js";
import { home } from "./home.js";
import { icon, iconButton } from "./icons.js";
import { messageList, noticeRows } from "./list.js";
import { go } from "./route.js";
import { followEnd, toEnd } from "./scroll.js";
import { changed, placeKey, state, topLevel } from "./store.js";

/** Describe the conversation being looked at. */
export function conversationView(conversation, reader) {
  if (!conversation) return h("p", { class: "empty" }, "You are in no conversation.");
  const isApp = conversation.kind === "im";
  const atHome = isApp && state.place.tab === "home";
  return [
    heading(conversation, isApp),
    isApp && tabs(conversation, atHome),
    atHome ? home(reader) : messages(conversation, reader, isApp),
    !atHome &&
      composer(conversation.id, undefined, isApp ? `Message ${conversation.name}` : `Message #${conversation.name}`),
  ];
}

function heading(conversation, isApp) {
  return h(
    "header",
    { key: "heading", class: "pane-head" },
    iconButton("menu", "Channels and people", toggleSidebar, {
      class: "icon-button to-sidebar",
      "aria-expanded": String(state.sidebarOpen),
    }),
    h(
      "h1",
      null,
      isApp ? avatar(state.bot.id, conversation.name, true, "small") : "# ",
      conversation.name,
      isApp && h("span", { class: "app-tag" }, "APP"),
    ),
  );
}

function toggleSidebar() {
  state.sidebarOpen = !state.sidebarOpen;
  changed();
}

function tabs(conversation, atHome) {
  const tab = (name, words, on) =>
    h(
      "button",
      {
        key: name,
        type: "button",
        role: "tab",
        id: `tab-${name}`,
        "aria-selected": String(on),
        "aria-controls": `panel-${name}`,
        tabindex: on ? 0 : -1,
        onclick: () => go({ channel: conversation.id, tab: name }),
        onkeydown: switchTab,
      },
      words,
    );
  return h(
    "div",
    { key: "tabs", class: "tabs", role: "tablist", "aria-label": conversation.name },
    tab("home", "Home", atHome),
    tab("messages", "Messages", !atHome),
  );
}

function switchTab(event) {
  if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
  const other = event.currentTarget.nextElementSibling ?? event.currentTarget.previousElementSibling;
  other.focus();
  other.click();
}

function messages(conversation, reader, isApp) {
  const shown = topLevel(conversation);
  const notices = noticeRows(conversation.id);
  const name = isApp ? conversation.name : `#${conversation.name}`;
  return h(
    "div",
    {
      key: `messages ${placeKey(conversation.id)}`,
      class: "list-holder",
      id: isApp ? "panel-messages" : undefined,
      role: isApp ? "tabpanel" : undefined,
      "aria-labelledby": isApp ? "tab-messages" : undefined,
    },
    h(
      "div",
      { class: "list", tabindex: 0, role: "region", "aria-label": `Messages in ${name}`, made: followEnd },
      h("div", { key: "push", class: "push" }),
      intro(conversation, isApp),
      messageList(conversation, shown, reader, { newFrom: state.newSince.get(conversation.id) }),
      notices,
      isApp && !shown.some((message) => !message.ephemeral) && hint(),
    ),
    h(
      "button",
      { type: "button", class: "more", onclick: (event) => toEnd(event.currentTarget.previousElementSibling) },
      icon("down"),
      "New messages",
    ),
  );
}

function intro(conversation, isApp) {
  const words = isApp
    ? `This is the very beginning of your direct messages with ${conversation.name}. In a real workspace only the two of you would see them.`
    : `This is the very beginning of #${conversation.name}.`;
  return h(
    "div",
    { key: "intro", class: "intro" },
    isApp ? avatar(state.bot.id, conversation.name, true, "large") : h("span", { class: "hash" }, "#"),
    h("div", null, h("h2", null, conversation.name), h("p", null, words)),
  );
}

function hint() {
  const command = state.commands[0]?.command;
  if (!command) return null;
  return h(
    "div",
    { key: "hint", class: "hint-card" },
    h("p", null, "Type ", h("code", null, command), " to begin."),
    h("button", { type: "button", class: "button primary", onclick: () => fill(command) }, "Type it for me"),
  );
}

/** Tell the app what was opened, when its DM or another tab of it comes on the screen. */
export function tellOpened(conversation, arriving) {
  if (conversation?.kind === "im") opened(state.place.tab === "home" ? "home" : "messages", arriving);
}
