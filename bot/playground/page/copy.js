/** Putting text where it can be pasted from. */

import { say } from "./announce.js";
import { changed, state } from "./store.js";

const SHOWN = 2000;

/** Copy; `key` names the button, which says for a moment how it went (see `copied`). */
export async function copy(text, key) {
  let words = "Copied";
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    words = "Could not copy here";
  }
  state.done.set(key, words);
  say(words);
  changed();
  setTimeout(() => {
    state.done.delete(key);
    changed();
  }, SHOWN);
}

/** What a copying button says: how it went just now, or its own words. */
export const copied = (key, words) => state.done.get(key) ?? words;
