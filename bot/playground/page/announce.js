/** Says new messages to those who listen to the page. */

import { plain } from "./mrkdwn.js";
import { state } from "./store.js";

const KEPT = 5;

/** Say what is on the screen now and was not before, unless it is one's own. Returns whether there was any. */
export function announce(before, now) {
  const known = new Set(before.conversations.flatMap(({ id, messages }) => messages.map(({ ts }) => `${id} ${ts}`)));
  const fresh = now.conversations.flatMap((one) =>
    one.messages
      .filter(({ ts, user }) => user !== state.me && !known.has(`${one.id} ${ts}`))
      .map((message) => ({ one, message })),
  );
  for (const { one, message } of fresh.slice(-KEPT)) say(words(one, message));
  return fresh.length > 0;
}

function words(conversation, message) {
  const where = conversation.id === state.place.channel ? "" : ` in ${conversation.name}`;
  const only = message.ephemeral ? ", only visible to you" : "";
  return `${message.name}${where}${only}: ${plain(message.text).slice(0, 200)}`;
}

/** Say nothing of what the last person heard. */
export const hush = () => document.getElementById("live").replaceChildren();

/** Put a line into the live region. */
export function say(text) {
  const region = document.getElementById("live");
  const line = document.createElement("p");
  line.textContent = text;
  region.append(line);
  while (region.children.length > KEPT) region.firstChild.remove();
}
