/** A list of messages with day lines, the line of what is new, and what only Slackbot said. */

import { dismiss } from "./act.js";
import { avatar } from "./avatar.js";
import { h } from "./dom.js";
import { icon, iconButton } from "./icons.js";
import { messageRow } from "./message.js";
import { placeKey, state } from "./store.js";
import { dayKey, dayName } from "./time.js";

const CLOSE = 5 * 60 * 1000;

/** Describe messages in order. `newFrom`: the ts after which they were unread when the conversation was opened. */
export function messageList(conversation, messages, reader, { inThread = false, newFrom } = {}) {
  const rows = [];
  let before = null;
  let marked = false;
  for (const message of messages) {
    const day = dayKey(new Date(message.at), reader.tz);
    const newDay = !before || dayKey(new Date(before.at), reader.tz) !== day;
    if (newDay && !inThread)
      rows.push(line(`day ${day}`, "day-line", dayName(new Date(message.at), reader.now, reader.tz)));
    const isNew = !marked && newFrom !== undefined && message.ts > newFrom && message.user !== state.me;
    if (isNew) rows.push(line("new", "new-line", "New"));
    marked ||= isNew;
    rows.push(
      messageRow(conversation, message, reader, { inThread, follows: !newDay && !isNew && continues(before, message) }),
    );
    before = message;
  }
  return rows;
}

const line = (key, name, words) =>
  h("div", { key, class: `line ${name}`, role: "separator", "aria-label": words }, h("span", null, words));

const continues = (before, message) =>
  before.user === message.user &&
  !before.ephemeral &&
  !message.ephemeral &&
  !message.broadcast &&
  !before.reply_count &&
  new Date(message.at) - new Date(before.at) < CLOSE;

/** Describe what the page itself said in a conversation or thread. */
export function noticeRows(channel, thread) {
  const key = placeKey(channel, thread);
  return (state.notices.get(key) ?? []).map(({ id, text }) =>
    h(
      "article",
      { key: `notice ${id}`, class: "message ephemeral", role: "alert" },
      h("div", { class: "gutter" }, avatar("USLACKBOT", "Slackbot", false)),
      h(
        "div",
        { class: "content" },
        h("div", { class: "note-line" }, icon("eye"), "Only visible to you"),
        h("div", { class: "who" }, h("b", null, "Slackbot")),
        h("div", { class: "text" }, text),
      ),
      h(
        "div",
        { class: "tools" },
        iconButton("close", "Dismiss message", () => dismiss(key, id)),
      ),
    ),
  );
}
