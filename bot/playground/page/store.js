/** What the page knows at this moment. Modules read `state`, change it, and call `changed` to have it drawn. */

export const state = {
  /** From /play/people. */
  people: [],
  workspace: {},
  bot: {},
  data: "",
  commands: [],
  shortcuts: [],
  messageShortcuts: [],
  /** The person at the keyboard, and what they see. */
  me: null,
  screen: null,
  /** Since when this page is open, by the simulator's time. */
  since: null,
  /** Where they look: {channel, tab, thread, point}. */
  place: {},
  /** Is the simulator itself there? */
  lineUp: true,
  narrow: false,
  sidebarOpen: false,
  aboutOpen: false,
  /** From /play/clock; whether a move of ours goes on; and what came of the last one, in words. */
  clock: null,
  moving: false,
  clockTold: "",
  /** What is open below the conversation: "clock", "inspector", "trouble" or nothing. */
  drawer: null,
  /** Does the playground outlive its run, and can it begin anew? */
  kept: false,
  canReset: false,
  resetting: false,
  resetTrouble: null,
  /** The inspector: lines oldest first, the revision they are of, those unfolded, and what is to be shown. */
  inspector: { lines: [], revision: 0, open: new Set(), filter: "", failedOnly: false },
  /** What a trouble button did, in words, by its key; and the seconds that were chosen there. */
  done: new Map(),
  seconds: new Map(),
  /** Keys of buttons whose answer is awaited. */
  busy: new Set(),
  /** Where something failed: key of the place -> words. */
  trouble: new Map(),
  /** What only this page said, as Slackbot would: place key -> [{id, text}]. */
  notices: new Map(),
  /** Half-typed texts and typed lines, by place key. */
  drafts: new Map(),
  typed: new Map(),
  /** Values of modal inputs since the view came: view id -> {block_id: {action_id: value}}. */
  entered: new Map(),
  menu: null,
  confirm: null,
  editing: null,
  /** Last read mark when a conversation was opened, and replies seen in each thread. */
  newSince: new Map(),
  seenReplies: new Map(),
};

let drawing = null;
let draw = () => {};

/** Set the function that draws the page. */
export function drawnBy(callback) {
  draw = callback;
}

/** Have the page drawn once after the current turn. */
export function changed() {
  drawing ??= Promise.resolve().then(() => {
    drawing = null;
    draw();
  });
  return drawing;
}

/** The person at the keyboard. */
export const me = () => state.people.find(({ id }) => id === state.me);

/** The conversations on the screen. */
export const conversations = () => state.screen?.conversations ?? [];

/** The conversation being looked at. */
export const current = () => conversations().find(({ id }) => id === state.place.channel);

/** The direct conversation with the bot. */
export const appDm = () => conversations().find(({ kind }) => kind === "im");

/** A screen as a page shows it: what only this person saw before it was loaded is gone, as in Slack. */
export function fresh(screen) {
  state.since ??= new Date(screen.now);
  for (const conversation of screen.conversations)
    conversation.messages = conversation.messages.filter((one) => !one.ephemeral || new Date(one.at) >= state.since);
  return screen;
}

/** A message by its ts. */
export const messageIn = (conversation, ts) => conversation?.messages.find((message) => message.ts === ts);

/** Does this message stand in a thread, below its first message? */
export const isReply = (message) => Boolean(message.thread_ts) && message.thread_ts !== message.ts;

/** The replies of a thread. */
export const repliesTo = (conversation, ts) =>
  conversation.messages.filter((message) => isReply(message) && message.thread_ts === ts);

/** What stands in the conversation itself: no replies, but those also sent to the channel, and where threads began. */
export const topLevel = (conversation) =>
  [
    ...conversation.messages.filter((message) => !isReply(message) || message.broadcast),
    ...deleted(conversation),
  ].sort((one, other) => one.ts.localeCompare(other.ts));

/** In the place of each deleted message that has replies something stays, as in Slack; else nobody would find them. */
function deleted(conversation) {
  const begun = new Set(conversation.messages.filter(isReply).map((reply) => reply.thread_ts));
  return [...begun]
    .filter((ts) => !messageIn(conversation, ts))
    .map((ts) => ({ ts, at: new Date(1000 * ts).toISOString(), user: state.me, deleted: true }));
}

/** Key of a composer and of the notices above it. */
export const placeKey = (channel, thread) => `${state.me} ${channel} ${thread ?? ""}`;

/** What texts need to be drawn for the person at the screen: names, their zone, now. */
export function reader() {
  return {
    person: (id) => (id === state.bot.id ? state.bot.name : state.people.find((one) => one.id === id)?.name),
    channel: (id) => conversations().find((one) => one.id === id)?.name,
    tz: me()?.tz || "UTC",
    now: new Date(state.screen?.now ?? 0),
    narrow: state.narrow,
  };
}
