/** The time machine: what time it is for whom, what is ahead, and buttons that move the clock forward. */

import * as api from "./api.js";
import { say } from "./announce.js";
import { h } from "./dom.js";
import { go } from "./route.js";
import { changed, me, state } from "./store.js";
import { clock, full, shortDay } from "./time.js";
import { count } from "./words.js";

const STEPS = [
  ["hour", "+ 1 hour"],
  ["day", "+ 1 day"],
  ["week", "+ 1 week"],
  ["month", "+ 1 month"],
  ["year", "+ 1 year"],
];
const SHOWN = 12;
const EVERY = 20000;

const WRONG = {
  nothing_ahead:
    "The bot has nothing to say of itself as things stand. Tell a career path (/careercheck path) or choose when to check again, and there will be.",
  already_moving: "The clock is being moved already.",
  too_far: "That is too far ahead.",
  unreachable: "The simulator does not answer. Is it still running in its terminal?",
};

/** Ask what time it is. Whoever looks at the time machine also asks what is ahead of the person they are. */
export async function refreshClock() {
  const person = state.drawer === "clock" ? state.me : "";
  state.clock = { ...(await api.clock(person)), person };
}

/** Keep the time in the banner true while nothing else happens. */
export function keepTime() {
  setInterval(async () => {
    if (document.hidden || !state.lineUp || !state.screen) return;
    await refreshClock().catch(() => {});
    changed();
  }, EVERY);
}

/** Can time be moved here? */
export const movable = () => Boolean(state.clock?.can_move);

/** Describe the time of the person at the screen, with its zone. */
export function timeNow() {
  const who = me();
  if (!state.clock || !who) return null;
  const now = new Date(state.clock.now);
  return h(
    "span",
    { key: "now", class: "now", title: `Now for ${who.name}: ${full(now, who.tz)} (${who.tz})` },
    h("span", { class: "for-readers" }, `Now for ${who.name}: `),
    `${shortDay(now, who.tz)}, ${clock(now, who.tz)} `,
    h("small", null, who.tz),
  );
}

/** Describe a move that goes on, for the banner. */
export function movingStrip() {
  const moving = state.clock?.moving;
  if (!moving) return null;
  const words = `Time passes, until ${shortDay(new Date(moving.to), me()?.tz ?? "UTC")}`;
  return h(
    "div",
    { key: "moving", class: "standing moving", role: "region", "aria-label": "The clock is being moved" },
    h("b", null, words),
    h("progress", { max: 1, value: String(moving.share), "aria-label": words }),
    h("button", { type: "button", class: "link", onclick: () => api.stopClock() }, "Stop here"),
  );
}

/** Describe what stands beside the title. */
export const clockTools = () => h("span", { key: "gist", class: "quiet" }, "Time only moves forward here.");

/** Describe the time machine. */
export function clockBody() {
  if (!state.clock) return null;
  return h(
    "div",
    { key: "clock", class: "clock-body" },
    buttons(),
    h("p", { key: "told", class: "told", role: "status" }, state.clockTold),
    h("div", { key: "columns", class: "clock-columns" }, ahead(), cast(), came()),
  );
}

function buttons() {
  const busy = Boolean(state.clock.moving) || state.moving;
  return h(
    "div",
    { key: "buttons", class: "row clock-buttons" },
    h(
      "button",
      { key: "next", type: "button", class: "button slim primary", disabled: busy, onclick: () => move("next") },
      "To the next thing",
    ),
    STEPS.map(([by, label]) =>
      h("button", { key: by, type: "button", class: "button slim", disabled: busy, onclick: () => move(by) }, label),
    ),
  );
}

async function move(by) {
  state.moving = true;
  state.clockTold = "";
  changed();
  const answer = await api.moveClock(by);
  state.moving = false;
  await refreshClock().catch(() => {});
  state.clockTold = answer.ok ? arrivedWords(answer.arrived) : (WRONG[answer.error] ?? `That did not work: ${answer.error}.`);
  say(state.clockTold);
  changed();
}

function arrivedWords(arrived) {
  if (!arrived.length) return "The clock was moved, and nothing came.";
  const names = [...new Set(arrived.map(({ user }) => name(user)))];
  return `${count(arrived.length, "message", "messages")} came: for ${names.join(", ")}.`;
}

const person = (id) => state.people.find((one) => one.id === id);
const name = (id) => person(id)?.name.split(" ")[0] ?? id;
const day = (iso, tz) => full(new Date(iso), tz);

function ahead() {
  const who = me();
  const { next, others, told, person: whose } = state.clock;
  const more = others.people && `Something for ${count(others.people, "other person", "other people")} too`;
  return h(
    "section",
    { key: "ahead", "aria-label": "What comes next" },
    h("h3", null, `Next for ${name(who.id)}`),
    whose !== who.id
      ? h("p", { class: "quiet" }, "One moment \u2026") // what was asked last is about somebody else
      : next.length
      ? h(
          "ul",
          null,
          next.map(({ what, at }) => h("li", { key: `${what} ${at}` }, h("b", null, what), h("br"), day(at, who.tz))),
        )
      : h("p", { class: "quiet" }, "Nothing so far. Only you see what is listed here."),
    others.people > 0 && h("p", { class: "quiet" }, `${more}, from ${shortDay(new Date(others.at), who.tz)} on.`),
    told.length > 0 &&
      h("p", { class: "quiet" }, `${told.map(name).join(" and ")} told the bot their career paths before you came.`),
  );
}

function cast() {
  const now = new Date(state.clock.now);
  return h(
    "section",
    { key: "cast", "aria-label": "The time for everybody" },
    h("h3", null, "Now, for everybody"),
    h(
      "ul",
      null,
      state.clock.people.map(({ id, tz, unread }) =>
        h(
          "li",
          { key: id },
          become(id, unread ? { unread } : {}),
          " ",
          h("span", { class: "quiet" }, `${shortDay(now, tz)}, ${clock(now, tz)} ${tz}`),
        ),
      ),
    ),
  );
}

function become(id, { unread } = {}) {
  return [
    h(
      "button",
      {
        type: "button",
        class: "link",
        "aria-label": unread ? `Become ${name(id)}, ${unread} unread` : `Become ${name(id)}`,
        onclick: () => go({ user: id }),
      },
      name(id),
    ),
    unread && h("span", { class: "badge" }, String(unread)),
  ];
}

function came() {
  const list = state.clock.arrived.slice(-SHOWN).reverse();
  return h(
    "section",
    { key: "came", "aria-label": "What came" },
    h("h3", null, "What came"),
    list.length
      ? h(
          "ul",
          null,
          list.map(({ user, ts, at }) =>
            h("li", { key: ts }, become(user), h("span", { class: "quiet" }, ` ${day(at, person(user)?.tz ?? "UTC")}`)),
          ),
        )
      : h("p", { class: "quiet" }, "Nothing yet. Move the clock."),
  );
}

/** How many messages of the bot somebody has not read, for the list of people. */
export const unreadOf = (id) => state.clock?.people.find((one) => one.id === id)?.unread ?? 0;
