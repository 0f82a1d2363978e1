/** Start: load who lives here, follow the address and the live line, draw the page. */

import * as api from "./api.js";
import { knows, noticeOnce, read } from "./act.js";
import { announce, hush } from "./announce.js";
import { banner } from "./banner.js";
import { keepTime, refreshClock } from "./clock.js";
import { conversationView, tellOpened } from "./conversation.js";
import { patch } from "./dom.js";
import { close as closeDrawer, drawer } from "./drawer.js";
import { keepFocus, settleFocus } from "./focus.js";
import { closeMenusOnClick } from "./menu.js";
import { meet } from "./meet.js";
import { drawConfirm, drawModal } from "./modal.js";
import { follow, go, readHash, settle } from "./route.js";
import { keepEnd, markMore } from "./scroll.js";
import { sidebar } from "./sidebar.js";
import { changed, current, drawnBy, fresh, messageIn, reader, repliesTo, state } from "./store.js";
import { close as closeThread, threadView } from "./thread.js";
import { NOT_THERE } from "./words.js";

const part = (id) => document.getElementById(id);
let hangUp = () => {};
let loading = false;
let again = false;

function draw() {
  const restore = keepFocus();
  const conversation = current();
  const known = reader();
  const thread = threadView(conversation, known);
  patch(part("banner"), banner());
  patch(part("sidebar"), sidebar());
  if (state.screen) patch(part("main"), conversationView(conversation, known));
  patch(part("thread"), thread);
  part("thread").hidden = !thread;
  const opened = drawer();
  patch(part("drawer"), opened);
  part("drawer").hidden = !opened;
  document.body.classList.toggle("in-thread", Boolean(thread));
  document.body.classList.toggle("sidebar-open", state.sidebarOpen);
  drawModal(part("modal"), known);
  drawConfirm(part("confirm"), known);
  document.querySelectorAll(".list").forEach(keepEnd);
  document.title = conversation ? `${conversation.name} · careercheck playground` : "careercheck playground";
  restore();
}

/** Become the person of the address, or look where it says. */
function navigate() {
  const wanted = readHash();
  const user = state.people.some(({ id }) => id === wanted.user) ? wanted.user : (state.me ?? state.people[0]?.id);
  state.trouble.clear();
  state.menu = null;
  state.editing = null;
  state.sidebarOpen = false;
  if (user !== state.me) become(user, wanted);
  else if (state.screen) arrive(wanted);
  changed();
}

function become(user, wanted) {
  hangUp();
  hush();
  Object.assign(state, { me: user, screen: null, place: wanted });
  state.newSince.clear();
  state.seenReplies.clear();
  hangUp = api.live(user, load, (up) => {
    state.lineUp = up;
    changed();
  });
}

/** Look at a place of the loaded screen. */
async function arrive(wanted) {
  const before = state.place;
  const isFirst = !current() || !before.settled;
  state.place = { ...settle(wanted), settled: true };
  const conversation = current();
  const moved = isFirst || before.channel !== state.place.channel || before.tab !== state.place.tab;
  if (moved) {
    state.newSince.delete(state.place.channel);
    if (conversation?.unread) state.newSince.set(conversation.id, conversation.last_read);
    tellOpened(conversation, isFirst);
  }
  if (wanted.point && !messageIn(conversation, wanted.point)) noticeOnce(conversation.id, state.place.thread, NOT_THERE);
  seen(isFirst);
  await changed();
  settleFocus(before, moved);
}

async function load() {
  if (loading) {
    again = true;
    return;
  }
  loading = true;
  try {
    do {
      again = false;
      await accept(state.me);
    } while (again);
  } catch {
    // The line is down; it calls again when it is back.
  } finally {
    loading = false;
  }
}

async function accept(user) {
  if (!state.people.length) await meet();
  const screen = await seenBy(user);
  await refreshClock();
  if (screen.people !== state.people.length) await meet();
  if (user !== state.me) {
    again = true;
    return;
  }
  const before = state.screen;
  state.screen = fresh(screen);
  for (const id of state.entered.keys())
    if (![screen.home?.id, screen.modal?.id].includes(id)) state.entered.delete(id);
  const more = before && announce(before, screen);
  if (!before || !knows(state.place.channel)) await arrive(state.place);
  seen(false);
  await changed();
  if (more) markMore();
}

/** What somebody sees; who is not there any more (everything began anew) makes room for the first who is. */
async function seenBy(user) {
  try {
    return await api.screen(user);
  } catch (error) {
    if (error.status !== 404) throw error;
    await meet();
    go({ user: state.people[0].id }, { replace: true });
    return api.screen(state.people[0].id);
  }
}

/** Keep track of what has been looked at: the conversation, and the replies of the open thread. */
function seen(all) {
  const conversation = current();
  for (const one of all ? state.screen.conversations : []) {
    for (const message of one.messages)
      if (message.reply_count) state.seenReplies.set(`${one.id} ${message.ts}`, message.reply_count);
  }
  if (!conversation) return;
  if (state.place.thread)
    state.seenReplies.set(
      `${conversation.id} ${state.place.thread}`,
      repliesTo(conversation, state.place.thread).length,
    );
  if (conversation.unread && state.place.tab !== "home" && !document.hidden) read(conversation.id);
}

function followLinks(event) {
  const link = event.target.closest?.("a[href]");
  if (!link || !state.screen) return;
  const href = link.getAttribute("href");
  if (follow(href)) event.preventDefault();
}

function escape(event) {
  if (event.key !== "Escape" || event.defaultPrevented || state.screen?.modal || state.confirm) return;
  if (event.target.closest("#drawer") && closeDrawer()) return;
  if (state.sidebarOpen) state.sidebarOpen = false;
  else if (state.place.thread) closeThread();
  changed();
}

function listen() {
  const narrow = matchMedia("(max-width: 760px)");
  narrow.onchange = () => {
    state.narrow = narrow.matches;
    changed();
  };
  state.narrow = narrow.matches;
  closeMenusOnClick();
  document.addEventListener("click", followLinks);
  document.addEventListener("keydown", escape);
  document.addEventListener("visibilitychange", () => state.screen && seen(false));
  addEventListener("hashchange", navigate);
}

async function start() {
  try {
    await meet();
    state.lineUp = true;
    navigate();
  } catch {
    state.lineUp = false;
    changed();
    setTimeout(start, 1000);
  }
}

drawnBy(draw);
keepTime();
listen();
start();
