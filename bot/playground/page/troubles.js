/**
 * The kinds of trouble the page offers, in words. `name` and `given` are what the simulator is asked for, `did` what
 * the person is told; `is` finds a trouble that stays on among those that stand, and `end` ends it.
 */

const short = (text = "") => (text.length > 40 ? `${text.slice(0, 40)}\u2026` : text);

const TABS = { home: "Home", messages: "Messages" };

function eventWords(event) {
  if (event.text) return `the message \u201c${short(event.text)}\u201d`;
  return event.tab ? `the opened ${TABS[event.tab]} tab` : "what became of a message";
}

export const TROUBLES = [
  {
    key: "again",
    label: "Redeliver the last event",
    about: "Slack did not hear the bot, and sends the last message you wrote or tab you opened once more.",
    name: "redeliver",
    given: () => ({}),
    did: (_, event) => `Sent ${eventWords(event)} once more; watch that nothing happens a second time.`,
  },
  {
    key: "twice",
    label: "Send it twice at once",
    about: "Two copies of the last message you wrote or tab you opened arrive in the same moment.",
    name: "redeliver",
    given: () => ({ copies: 2 }),
    did: (_, event) => `Sent ${eventWords(event)} two more times at once; watch that nothing happens a second time.`,
  },
  {
    key: "doubles",
    label: "Every event twice",
    about: "From now on each message and each opened tab reaches the bot twice.",
    name: "duplicate_events",
    given: () => ({ copies: 2 }),
    did: () => "From now on every event comes twice; write something and watch that the bot answers once.",
    is: (on) => on.name === "duplicate_events",
    end: { name: "duplicate_events", given: { copies: 1 } },
    ended: "Events come once again.",
  },
  {
    key: "slow",
    label: "Slow Slack",
    about: "Each call of the bot is heard only after a while.",
    seconds: 5,
    name: "slow",
    given: (seconds) => ({ seconds }),
    did: (seconds) =>
      `Slack is slow by ${seconds} s; press a button and watch: it is acknowledged at once, what the bot says comes late.`,
    is: (on) => on.name === "slow",
    title: (on) => `slow by ${on.seconds} s`,
    end: { name: "slow", given: { seconds: 0 } },
    ended: "Slack is quick again.",
  },
  {
    key: "busy",
    label: "Too many requests (429)",
    about: "Slack takes no message from the bot and asks it to wait (Retry-After).",
    seconds: 10,
    name: "refuse",
    given: (seconds) => ({ method: "*", error: "ratelimited", retry_after: seconds, times: null }),
    did: (seconds) =>
      `Every call is answered 429 with Retry-After ${seconds}; switch it off and watch what was held back arrive, once each.`,
    is: (on) => on.name === "refuse" && on.method === "*",
    title: (on) => `429, retry after ${on.retry_after} s`,
    end: { name: "relent", given: { method: "*" } },
    ended: "Slack takes calls again; what was held back comes when the wait is over.",
  },
  {
    key: "acks",
    label: "Lose acknowledgements",
    about: "What the bot acknowledges does not get through to Slack.",
    name: "hold_acks",
    given: () => ({}),
    did: () =>
      "Acknowledgements are held back; press a button and watch Slack give up after three seconds, red in the inspector.",
    is: (on) => on.name === "hold_acks",
    end: { name: "release_acks", given: {} },
    ended: "What was held back has got through, late.",
  },
  {
    key: "socket",
    label: "Drop the socket",
    about: "The line between Slack and the bot is cut, as by a pulled cable.",
    name: "drop_socket",
    given: () => ({ abruptly: true }),
    did: () =>
      "The line was cut; watch the dot: the bot calls again within seconds, and hears then what you write meanwhile.",
  },
  {
    key: "triggers",
    label: "Expire triggers",
    about: "A form can no longer be opened: the right to do so is over too soon.",
    name: "expire_triggers",
    given: () => ({ on: true }),
    did: () =>
      "Triggers are over before they can be used; press a button that opens a form and watch that the bot stays well.",
    is: (on) => on.name === "expire_triggers",
    end: { name: "expire_triggers", given: { on: false } },
    ended: "Forms can be opened again.",
  },
  {
    key: "files",
    label: "No files",
    about: "The bot may share no files: nobody granted it files:write.",
    name: "withhold",
    given: () => ({ scope: "files:write" }),
    did: () => "The bot may share no files; export your data and watch that it comes as messages, whole.",
    is: (on) => on.name === "withhold" && on.scope === "files:write",
    end: { name: "withhold", given: { scope: "files:write", on: false } },
    ended: "The bot may share files again.",
  },
  {
    key: "revoke",
    label: "Revoke the tokens",
    about: "An admin takes the bot\u2019s tokens away.",
    name: "revokes",
    given: () => ({}),
    did: () =>
      "The tokens are refused; answer something and watch that the bot sends nothing, and loses nothing: once they are back, it notices within a minute.",
    is: (on) => on.name === "revokes",
    end: { name: "installs", given: {} },
    ended: "The tokens are good again; within a minute the bot notices and goes on.",
  },
  {
    key: "uninstall",
    label: "Uninstall the app",
    about: "An admin removes the bot from the workspace.",
    name: "uninstalls",
    given: () => ({}),
    did: () =>
      "The app is removed and its tokens are dead; watch that the bot stays quiet; once it is installed again, it notices within a minute.",
    is: (on) => on.name === "uninstalls",
    end: { name: "installs", given: {} },
    ended: "The app is installed again; within a minute the bot notices and goes on.",
  },
];

/** What is on, in a few words. */
export function titleOf(on) {
  const one = TROUBLES.find(({ is }) => is?.(on));
  if (one) return one.title?.(on) ?? one.label.toLowerCase();
  return [on.name.replaceAll("_", " "), on.method, on.error].filter(Boolean).join(" ");
}
