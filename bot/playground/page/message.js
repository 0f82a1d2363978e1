/** One message: avatar, name, time, blocks or text, marks, the reply line and the hover menu. */

import { messageShortcut, perform, remove } from "./act.js";
import { avatar } from "./avatar.js";
import { blocks } from "./blocks.js";
import { copied, copy } from "./copy.js";
import { h } from "./dom.js";
import { editor } from "./editor.js";
import { icon, iconButton } from "./icons.js";
import { menu } from "./menu.js";
import { mrkdwn, plain } from "./mrkdwn.js";
import { messagePlace } from "./place.js";
import { address, go } from "./route.js";
import { changed, isReply, messageIn, repliesTo, state } from "./store.js";
import { ago, clock, full } from "./time.js";
import { count } from "./words.js";

/** Describe a message. `inThread`: in the thread pane; `follows`: right after one of the same author. */
export function messageRow(conversation, message, reader, { inThread = false, follows = false } = {}) {
  if (message.deleted) return deletedRow(conversation, message, reader);
  const at = new Date(message.at);
  const place = messagePlace(conversation.id, message);
  const stamp = h(
    "a",
    {
      class: "stamp",
      tabindex: -1,
      href: address(whereIs(conversation, message, inThread)),
      title: full(at, reader.tz),
    },
    h("time", { datetime: message.at }, clock(at, reader.tz)),
  );
  const classes = [
    "message",
    follows && "follows",
    message.ephemeral && "ephemeral",
    state.place.point === message.ts && "pointed",
  ];
  return h(
    "article",
    {
      key: message.ts,
      class: classes.filter(Boolean).join(" "),
      tabindex: -1,
      "data-ts": message.ts,
      "aria-label": `${message.name}, ${clock(at, reader.tz)}`,
    },
    h("div", { class: "gutter" }, follows ? stamp : avatar(message.user, message.name, message.bot)),
    h(
      "div",
      { class: "content" },
      message.ephemeral && h("div", { class: "note-line" }, icon("eye"), "Only visible to you"),
      message.broadcast && !inThread && repliedTo(conversation, message),
      !follows &&
        h(
          "div",
          { class: "who" },
          h("b", null, message.name),
          message.bot && h("span", { class: "app-tag" }, "APP"),
          stamp,
        ),
      editing(conversation, message) ? editor(conversation.id, message) : body(message, place, reader),
      place.trouble() && h("p", { class: "trouble", role: "alert" }, place.trouble()),
      !inThread && !isReply(message) && replyLine(conversation, message, reader),
    ),
    tools(conversation, message, inThread),
  );
}

/** What stays of a deleted message that has replies. */
function deletedRow(conversation, { ts }, reader) {
  return h(
    "article",
    { key: ts, class: "message", tabindex: -1, "data-ts": ts, "aria-label": "A deleted message" },
    h("div", { class: "gutter" }, icon("trash")),
    h(
      "div",
      { class: "content" },
      h("div", { class: "text quiet" }, "This message was deleted."),
      replyLine(conversation, { ts }, reader),
    ),
  );
}

/** Where a message stands, as an address that can be copied, reloaded and gone back to. */
function whereIs(conversation, message, inThread) {
  const thread = inThread || isReply(message) ? (message.thread_ts ?? message.ts) : undefined;
  return { channel: conversation.id, thread, point: message.ts };
}

function body(message, place, reader) {
  // What a person typed is drawn from its text: the simulator keeps it unformatted in a rich_text block.
  const content =
    message.bot && message.blocks?.length
      ? blocks(message.blocks, place, reader)
      : h("div", { class: "text" }, mrkdwn(message.text, reader));
  return [content, (message.files ?? []).map(file), message.edited && h("span", { class: "edited" }, "(edited)")];
}

/** A shared file: to be opened here, or taken along. */
function file({ id, name, text }) {
  const address = `data:text/plain;charset=utf-8,${encodeURIComponent(text)}`;
  return h(
    "details",
    { class: "file", key: id },
    h("summary", null, name),
    h("a", { href: address, download: name }, "Download"),
    h("pre", { tabindex: 0, "aria-label": name }, text),
  );
}

const editing = (conversation, message) =>
  state.editing?.ts === message.ts && state.editing.channel === conversation.id;

function repliedTo(conversation, message) {
  const parent = messageIn(conversation, message.thread_ts);
  const words = parent ? plain(parent.text).slice(0, 80) : "a message that was deleted";
  return h(
    "div",
    { class: "note-line" },
    "replied to a thread: ",
    h(
      "button",
      { type: "button", class: "link", onclick: () => openThread(conversation.id, message.thread_ts) },
      words || "a message",
    ),
  );
}

/** Open the thread pane. */
export const openThread = (channel, thread) => go({ channel, thread });

function replyLine(conversation, message, reader) {
  const replies = repliesTo(conversation, message.ts);
  if (!replies.length) return null;
  const seen = state.seenReplies.get(`${conversation.id} ${message.ts}`) ?? 0;
  const fresh = state.place.thread === message.ts ? 0 : Math.max(replies.length - seen, 0);
  const people = new Map(replies.map((reply) => [reply.user, reply]));
  return h(
    "button",
    { type: "button", class: "reply-line", onclick: () => openThread(conversation.id, message.ts) },
    [...people.values()].slice(0, 4).map((reply) => avatar(reply.user, reply.name, reply.bot, "small")),
    h("b", null, count(replies.length, "reply", "replies")),
    fresh ? h("span", { class: "badge" }, `${fresh} new`) : null,
    h("span", { class: "quiet" }, `Last reply ${ago(new Date(replies.at(-1).at), reader.now)}`),
  );
}

function tools(conversation, message, inThread) {
  const own = message.user === state.me && !message.ephemeral;
  const where = `message ${conversation.id} ${message.ts}`;
  const made = [];
  if (!inThread && !message.ephemeral) {
    made.push(
      iconButton(
        "reply",
        "Reply in thread",
        () => openThread(conversation.id, isReply(message) ? message.thread_ts : message.ts),
        { key: "reply" },
      ),
    );
  }
  const link = `${where} link`;
  const href = () => new URL(address(whereIs(conversation, message, inThread)), location.href).href;
  made.push(iconButton("link", copied(link, "Copy link"), () => copy(href(), link), { key: "link" }));
  if (!message.ephemeral && state.messageShortcuts.length) made.push(shortcuts(conversation.id, message.ts, inThread));
  if (own) made.push(iconButton("edit", "Edit message", () => edit(conversation.id, message.ts), { key: "edit" }));
  if (own) made.push(iconButton("trash", "Delete message", () => remove(conversation.id, message), { key: "delete" }));
  if (message.ephemeral) {
    made.push(
      iconButton(
        "close",
        "Dismiss message",
        () => perform("delete", { channel: conversation.id, ts: message.ts }, { where }),
        { key: "dismiss" },
      ),
    );
  }
  return made.length ? h("div", { class: "tools", role: "group", "aria-label": "Message actions" }, made) : null;
}

/** The app's shortcuts on a message. */
const shortcuts = (channel, ts, inThread) =>
  menu(
    `message shortcuts ${channel} ${ts} ${inThread}`,
    { class: "icon-button", label: "More message shortcuts", title: "More message shortcuts" },
    icon("bolt"),
    state.messageShortcuts.map((one) => ({
      key: one.callback_id,
      label: one.name,
      run: () => messageShortcut(one.callback_id, channel, ts),
    })),
  );

function edit(channel, ts) {
  state.editing = { channel, ts };
  changed();
}
