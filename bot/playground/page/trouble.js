/** Buttons for what Slack does to a bot on a bad day. Each says in a sentence what it did and what to watch for. */

import * as api from "./api.js";
import { say } from "./announce.js";
import { h } from "./dom.js";
import { changed, state } from "./store.js";
import { TROUBLES, titleOf } from "./troubles.js";
import { actionFailed } from "./words.js";

/** Describe what stands beside the title. */
export const troubleTools = () => [
  h("span", { key: "gist", class: "quiet count" }, "What Slack does to a bot on a bad day."),
  h(
    "button",
    { key: "end", type: "button", class: "button slim", disabled: !standing().length, onclick: endAll },
    "End all trouble",
  ),
];

/** Describe the buttons. */
export const troubleButtons = () => h("ul", { key: "troubles", class: "trouble-list" }, TROUBLES.map(entry));

/** Describe what is on and stays on, for the banner. */
export function standingTrouble() {
  if (!standing().length) return null;
  return h(
    "div",
    { key: "standing", class: "standing", role: "region", "aria-label": "Trouble that is on" },
    h("b", null, "Trouble is on:"),
    standing().map((on) => {
      const words = titleOf(on);
      return h(
        "span",
        { key: JSON.stringify(on), class: "on" },
        h("span", null, words),
        h(
          "button",
          { type: "button", class: "link", "aria-label": `Switch off: ${words}`, onclick: () => end(on) },
          "Switch off",
        ),
      );
    }),
  );
}

const standing = () => state.screen?.trouble ?? [];

/** The trouble of the list that something standing belongs to, if any. */
const kindOf = (on) => TROUBLES.find((one) => one.is?.(on));

function entry(one) {
  const on = one.is && standing().find(one.is);
  const id = `trouble-${one.key}`;
  return h(
    "li",
    { key: one.key, class: on ? "is-on" : undefined },
    h(
      "div",
      { class: "row" },
      h(
        "button",
        {
          type: "button",
          class: "button slim",
          "aria-pressed": one.is ? String(Boolean(on)) : undefined,
          "aria-describedby": id,
          onclick: () => (on ? end(on) : make(one)),
        },
        on ? `${one.label}: on` : one.label,
      ),
      one.seconds && secondsField(one, on),
    ),
    h("p", { id, class: state.done.has(one.key) ? "told" : "quiet" }, state.done.get(one.key) ?? one.about),
  );
}

const LEAST = 1;
const MOST = 600;

const chosen = (one) => state.seconds.get(one.key) ?? one.seconds;

function secondsField(one, on) {
  return h(
    "label",
    { class: "check" },
    h("input", {
      class: "field seconds",
      type: "number",
      min: LEAST,
      max: MOST,
      disabled: Boolean(on),
      "aria-label": `${one.label}: seconds`,
      value: String(chosen(one)),
      oninput: (event) => state.seconds.set(one.key, Number(event.currentTarget.value)),
    }),
    "seconds",
  );
}

async function make(one) {
  if (one.seconds && !(chosen(one) >= LEAST && chosen(one) <= MOST)) {
    tell(one.key, `Choose from ${LEAST} to ${MOST} seconds.`);
    return;
  }
  const answer = await api.trouble(one.name, one.given(chosen(one)));
  tell(one.key, answer.ok ? one.did(chosen(one), answer.what) : wrong(answer));
}

async function end(on) {
  const one = kindOf(on);
  const answer = await (one ? api.trouble(one.end.name, one.end.given) : api.trouble("clear", {}));
  tell(one?.key, answer.ok ? (one?.ended ?? "Off.") : wrong(answer));
}

async function endAll() {
  const shutOut = standing().some(({ name }) => name === "revokes" || name === "uninstalls");
  const answer = await api.trouble("clear", {});
  state.done.clear();
  const over = shutOut ? "All trouble is over; within a minute the bot notices and goes on." : "All trouble is over.";
  tell(undefined, answer.ok ? over : wrong(answer));
}

const NOTHING_YET = "You have not written to the bot yet, so there is nothing to send again. Write a message first.";

const wrong = (answer) => (answer.error === "no_event_yet" ? NOTHING_YET : actionFailed(answer));

function tell(key, words) {
  if (key) state.done.set(key, words);
  say(words);
  changed();
}
