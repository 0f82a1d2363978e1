/** The strip at the top: what this is, and whether the bot behind it is there. */

import { startOver } from "./begin.js";
import { movable, movingStrip, timeNow } from "./clock.js";
import { h } from "./dom.js";
import { close, drawerButton } from "./drawer.js";
import { changed, state } from "./store.js";
import { standingTrouble } from "./trouble.js";

/** Describe the banner. */
export function banner() {
  const { up, words, fix } = health();
  return [
    h(
      "div",
      { key: "line", class: "banner-line" },
      h(
        "span",
        { class: "health", role: "status" },
        h("span", { class: up ? "dot up" : "dot down", "aria-hidden": "true" }),
        words,
      ),
      h("strong", null, "Simulator: nothing leaves this computer"),
      h("span", { class: "gist" }, `same code path as production, data: ${state.data || "in memory"}`),
      h(
        "span",
        { class: "tools-line" },
        timeNow(),
        movable() && drawerButton("clock"),
        drawerButton("inspector"),
        drawerButton("trouble"),
        startOver(),
        aboutButton(),
      ),
    ),
    fix && h("p", { key: "fix", class: "fix", role: "alert" }, fix),
    state.resetTrouble && h("p", { key: "reset", class: "fix", role: "alert" }, state.resetTrouble),
    movingStrip(),
    standingTrouble(),
    state.aboutOpen && about(),
  ];
}

const aboutButton = () =>
  h(
    "button",
    {
      key: "about",
      type: "button",
      class: "link",
      "aria-expanded": String(state.aboutOpen),
      "aria-controls": "about",
      onclick: toggle,
    },
    state.aboutOpen ? "Close" : "What is this?",
  );

function toggle() {
  state.aboutOpen = !state.aboutOpen;
  if (state.aboutOpen && state.narrow) close();
  changed();
}

function health() {
  if (!state.lineUp) {
    return {
      up: false,
      words: "Simulator stopped",
      fix: "The simulator does not answer. Start it again in its terminal (make try); this page comes back by itself.",
    };
  }
  if (state.screen && !state.screen.bot.connected) {
    return {
      up: false,
      words: "Bot not connected",
      fix: `The bot is not connected. It tries again by itself within seconds. If it does not come back, press Ctrl-C in the terminal and run make try again; a bot of your own connects with SLACK_API_URL=${location.origin}/api/`,
    };
  }
  return { up: true, words: "Bot connected", fix: null };
}

function about() {
  return h(
    "ul",
    { key: "about", id: "about", class: "about-list" },
    h(
      "li",
      null,
      `A pretend Slack workspace with a cast of people. It listens on loopback only (${location.host}); no account, no token, no internet.`,
    ),
    h(
      "li",
      null,
      "The bot behind it runs the same code path as in production, connected over Socket Mode as it would be to Slack; only the address differs.",
    ),
    h(
      "li",
      null,
      "What you tell the bot is kept here: ",
      h("code", null, state.data || "in memory"),
      state.kept
        ? ". The messages on this page are kept beside it, also after the simulator stops."
        : ". All of it is gone when the simulator stops; --data DIR keeps it.",
    ),
    h("li", null, "Switch person in the sidebar: everybody sees only what they would see in Slack."),
    movable() &&
      h(
        "li",
        null,
        "Time machine moves the clock forward, and what the bot says of itself comes as it comes. Two managers told the bot their career paths before you came: one is days from two years, one from five.",
      ),
    h(
      "li",
      null,
      "Inspector shows what Slack and the bot say to each other; Trouble does to the bot what Slack does on a bad day.",
    ),
  );
}
