/** The thread pane beside (on narrow windows: over) the conversation. */

import { composer } from "./composer.js";
import { h } from "./dom.js";
import { icon, iconButton } from "./icons.js";
import { messageList, noticeRows } from "./list.js";
import { messageRow } from "./message.js";
import { go } from "./route.js";
import { followEnd, toEnd } from "./scroll.js";
import { messageIn, placeKey, repliesTo, state } from "./store.js";
import { count } from "./words.js";

/** Describe the open thread, or nothing. */
export function threadView(conversation, reader) {
  const { thread, tab } = state.place;
  if (!conversation || !thread || tab === "home") return null;
  const parent = messageIn(conversation, thread);
  const replies = repliesTo(conversation, thread);
  const name = conversation.kind === "im" ? conversation.name : `#${conversation.name}`;
  return [
    h(
      "header",
      { key: "head", class: "pane-head" },
      h("h2", null, "Thread", h("span", { class: "quiet" }, ` ${name}`)),
      iconButton("close", "Close thread", close),
    ),
    h(
      "div",
      { key: `thread ${placeKey(conversation.id, thread)}`, class: "list-holder" },
      h(
        "div",
        { class: "list", tabindex: 0, role: "region", "aria-label": "Messages in the thread", made: followEnd },
        parent
          ? messageRow(conversation, parent, reader, { inThread: true })
          : h("p", { key: "gone", class: "empty" }, "The first message of this thread is not there any more."),
        replies.length > 0 &&
          h(
            "div",
            { key: "count", class: "line count-line", role: "separator" },
            h("span", null, count(replies.length, "reply", "replies")),
          ),
        messageList(conversation, replies, reader, { inThread: true }),
        noticeRows(conversation.id, thread),
      ),
      h(
        "button",
        { type: "button", class: "more", onclick: (event) => toEnd(event.currentTarget.previousElementSibling) },
        icon("down"),
        "New replies",
      ),
    ),
    composer(conversation.id, thread, "Reply …"),
  ];
}

/** Close the thread pane and go back to the conversation. */
export function close() {
  const { thread, channel } = state.place;
  go({ channel });
  requestAnimationFrame(() => document.querySelector(`#main .message[data-ts="${thread}"] .reply-line`)?.focus());
}
