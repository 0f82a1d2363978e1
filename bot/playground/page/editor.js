/** Editing one's own message in place: Enter saves, Escape leaves it as it was. */

import { perform } from "./act.js";
import { h } from "./dom.js";
import { unescape } from "./mrkdwn.js";
import { changed, state } from "./store.js";

/** Describe the editor of a message. */
export function editor(channel, message) {
  const save = async (text) => {
    if (!text.trim()) return;
    const answer = await perform(
      "edit",
      { channel, ts: message.ts, text },
      { where: `message ${channel} ${message.ts}` },
    );
    if (answer.ok) leave(message.ts);
  };
  return h(
    "form",
    {
      class: "editor",
      key: "editor",
      onsubmit: (event) => {
        event.preventDefault();
        save(event.target.elements.words.value);
      },
    },
    h("textarea", {
      name: "words",
      class: "field",
      rows: 2,
      "aria-label": "Edit message",
      value: typedText(message.text),
      made: (node) => {
        node.focus();
        node.setSelectionRange(node.value.length, node.value.length);
      },
      onkeydown: (event) => {
        if (event.key === "Escape") leave(message.ts);
        else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) save(event.target.value);
        else return;
        event.preventDefault();
      },
    }),
    h(
      "div",
      { class: "row" },
      h("button", { type: "button", class: "button", onclick: () => leave(message.ts) }, "Cancel"),
      h("button", { class: "button primary" }, "Save"),
    ),
  );
}

/** The text as it was typed: escapes undone, mentions by name. */
function typedText(text) {
  const named = text.replace(/<@(\w+)(?:\|[^>]*)?>/g, (all, id) => {
    const person = state.people.find((one) => one.id === id);
    return person?.handle ? `@${person.handle}` : all;
  });
  return unescape(named.replace(/<([^<>|@#!][^<>|]*)(?:\|[^<>]*)?>/g, "$1"));
}

async function leave(ts) {
  state.editing = null;
  await changed();
  document.querySelector(`.message[data-ts="${ts}"]`)?.focus();
}
