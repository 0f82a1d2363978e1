/** Everything the person at the keyboard can do: asks the simulator, shows that it is busy, says what failed. */

import * as api from "./api.js";
import { changed, conversations, placeKey, state } from "./store.js";
import { actionFailed, commandFailed, inThread, unknownCommand } from "./words.js";

let notices = 0;

/** Do something; `at` is the key of the place that shows being busy, `where` the place that shows trouble. */
export async function perform(verb, body, { at, where }) {
  const user = state.me;
  state.trouble.delete(where);
  if (at) state.busy.add(at);
  changed();
  const answer = await api.act(user, verb, body);
  if (at) state.busy.delete(at);
  if (!answer.ok && user === state.me) state.trouble.set(where, actionFailed(answer));
  changed();
  return answer;
}

/** Send a line from a composer: a slash command or a message. Returns false when the text should come back. */
export async function send(channel, thread, text) {
  if (text.startsWith("/")) return command(channel, thread, text);
  const answer = await perform(
    "message",
    { channel, text, thread_ts: thread },
    { where: `composer ${placeKey(channel, thread)}` },
  );
  return answer.ok;
}

async function command(channel, thread, text) {
  const [word] = text.split(/\s/, 1);
  if (state.commands.length && !state.commands.some((one) => one.command === word)) {
    notice(channel, thread, unknownCommand(word));
    return true;
  }
  if (thread) {
    notice(channel, thread, inThread(word));
    return true;
  }
  const user = state.me;
  const key = `command ${placeKey(channel)}`;
  state.busy.add(key);
  changed();
  const answer = await api.act(user, "command", { channel, text });
  state.busy.delete(key);
  if (!answer.ok && user === state.me) notice(channel, undefined, commandFailed(word, answer));
  changed();
  return true;
}

/** Say something as Slackbot does: only here, until it is dismissed or the page is loaded again. */
export function notice(channel, thread, text) {
  const key = placeKey(channel, thread);
  notices += 1;
  state.notices.set(key, [...(state.notices.get(key) ?? []), { id: notices, text }]);
  changed();
}

/** Say something, unless it stands there already. */
export function noticeOnce(channel, thread, text) {
  const said = state.notices.get(placeKey(channel, thread)) ?? [];
  if (!said.some((one) => one.text === text)) notice(channel, thread, text);
}

/** Take a notice away. */
export function dismiss(key, id) {
  state.notices.set(
    key,
    state.notices.get(key).filter((one) => one.id !== id),
  );
  changed();
}

/** Mark a conversation as read up to now. */
export const read = (channel) => api.act(state.me, "read", { channel });

/** Tell the app that its Home or Messages tab was opened; `arriving`: with the page, not by choice. */
export const opened = (tab, arriving) => api.act(state.me, "home", { tab, arriving });

/** Press a global shortcut. */
export const shortcut = (id) =>
  perform("shortcut", { callback_id: id }, { where: `composer ${placeKey(state.place.channel, state.place.thread)}` });

/** Use a shortcut on a message. */
export const messageShortcut = (id, channel, ts) =>
  perform("message_shortcut", { callback_id: id, channel, ts }, { where: `message ${channel} ${ts}` });

/** Delete one's own message, after a question. */
export function remove(channel, message) {
  ask({
    title: "Delete message",
    text: "Are you sure you want to delete this message? This cannot be undone.",
    confirm: "Delete",
    deny: "Cancel",
    style: "danger",
    run: () => perform("delete", { channel, ts: message.ts }, { where: `message ${channel} ${message.ts}` }),
  });
}

/** Put a question before everything else; `run` is called on yes. */
export function ask(question) {
  state.confirm = question;
  changed();
}

/** Is a conversation with this id on the screen? */
export const knows = (channel) => conversations().some(({ id }) => id === channel);
