/** Beginning again: as somebody the bot has never met, or with everything as at the start. */

import * as api from "./api.js";
import { ask } from "./act.js";
import { say } from "./announce.js";
import { h } from "./dom.js";
import { meet } from "./meet.js";
import { go } from "./route.js";
import { changed, state } from "./store.js";
import { actionFailed } from "./words.js";

/** Let somebody new in and become them. */
export async function becomeNew() {
  const answer = await api.newcomer();
  if (!answer.ok) return say(actionFailed(answer));
  await meet();
  go({ user: answer.user });
  return say("You are somebody new, whom the bot has never met.");
}

/** Describe the button that brings everything back to the start. */
export function startOver() {
  if (!state.canReset) return null;
  return h(
    "button",
    { key: "reset", type: "button", class: "link", disabled: state.resetting, onclick: question },
    state.resetting ? "Starting over \u2026" : "Start over",
  );
}

function question() {
  ask({
    title: "Start over",
    text: "Everything said here goes, and all that the bot keeps about it. This cannot be undone.",
    confirm: "Start over",
    deny: "Cancel",
    style: "danger",
    run,
  });
}

async function run() {
  state.resetting = true;
  changed();
  const answer = await api.reset();
  state.resetting = false;
  if (answer.ok) {
    history.replaceState(null, "", location.pathname);
    location.reload();
    return;
  }
  state.resetTrouble = actionFailed(answer);
  changed();
}
