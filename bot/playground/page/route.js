/**
 * The address of what is on the screen: `#/USER/CHANNEL`, `.../home`, `.../THREAD` and `.../THREAD/MESSAGE`
 * (`-` for no thread). Survives reload; the browser's back button works.
 */

import { inside } from "./links.js";
import { appDm, conversations, isReply, messageIn, repliesTo, state } from "./store.js";

/** Read the address: {user, channel, tab, thread, point}; parts that are not there are undefined. */
export function readHash(hash = location.hash) {
  const [, user, channel, third, fourth] = decoded(hash).split("/");
  const tab = third === "home" ? "home" : "messages";
  const thread = third && third !== "home" && third !== "-" ? third : undefined;
  return { user: user || undefined, channel: channel || undefined, tab, thread, point: fourth || undefined };
}

/** An address as text; one that was cut off in the middle of a letter says nothing. */
function decoded(hash) {
  try {
    return decodeURIComponent(hash);
  } catch (error) {
    if (error instanceof URIError) return "";
    throw error;
  }
}

/** The address of a place: what `readHash` reads. */
export function address({ user = state.me, channel, tab, thread, point }) {
  const parts = [user, channel];
  if (tab === "home") parts.push("home");
  else if (thread || point) parts.push(thread ?? "-");
  if (point) parts.push(point);
  return `#/${parts.filter(Boolean).join("/")}`;
}

/** Go somewhere as the person at the keyboard, or as another one. Adds to the browser's history. */
export function go(place, { replace = false } = {}) {
  const hash = address(place);
  if (hash === location.hash) dispatchEvent(new HashChangeEvent("hashchange"));
  else if (replace) location.replace(hash);
  else location.hash = hash;
}

/** Make an address complete for a loaded screen: the bot's DM by default, the thread of a reply. */
export function settle(place) {
  const conversation = conversations().find(({ id }) => id === place.channel) ?? appDm() ?? conversations()[0];
  if (!conversation) return {};
  if (conversation.id !== place.channel) return { channel: conversation.id, tab: "messages" };
  const named = place.thread && messageIn(conversation, place.thread);
  if (named && isReply(named)) return { ...place, thread: named.thread_ts, point: place.point ?? named.ts };
  return { ...place, tab: conversation.kind === "im" ? place.tab : "messages" };
}

/** Follow a link that leads into the workspace. Returns false for a link to the outside. */
export function follow(url) {
  const target = inside(url, state.workspace.domain);
  if (!target) return false;
  const channel = target.tab ? appDm()?.id : target.channel;
  const conversation = conversations().find(({ id }) => id === channel);
  if (!conversation) return true;
  const message = messageIn(conversation, target.ts);
  let thread = target.thread;
  if (message && isReply(message)) thread = message.thread_ts;
  else if (message && repliesTo(conversation, message.ts).length) thread = message.ts;
  go({ channel, tab: target.tab, thread, point: target.ts === thread ? undefined : target.ts });
  return true;
}
