/**
 * The box where lines are typed. It keeps its own small part of the DOM, so that nothing that happens elsewhere
 * touches half-typed text. Enter sends, Shift+Enter breaks the line, arrow-up brings earlier lines back.
 */

import { send, shortcut } from "./act.js";
import { h, patch } from "./dom.js";
import { icon } from "./icons.js";
import { menu } from "./menu.js";
import { toEnd } from "./scroll.js";
import { SlashMenu } from "./slash.js";
import { placeKey, state } from "./store.js";

/** Describe a composer for a conversation or a thread. */
export function composer(channel, thread, label) {
  const key = placeKey(channel, thread);
  const trouble = state.trouble.get(`composer ${key}`);
  const waiting = state.busy.has(`command ${key}`);
  return h(
    "div",
    { key: `composer ${key}`, class: "composer-holder" },
    trouble && h("p", { key: "trouble", class: "trouble", role: "alert" }, trouble),
    h("form", {
      key: "form",
      class: "composer",
      unmanaged: true,
      made: (node) => new Composer(node, channel, thread, label),
    }),
    h(
      "div",
      { key: "below", class: "below" },
      !thread &&
        state.shortcuts.length > 0 &&
        menu(
          `shortcuts ${key}`,
          { class: "icon-button", label: "Shortcuts", title: "Shortcuts" },
          icon("bolt"),
          shortcuts(),
        ),
      h(
        "span",
        { class: "quiet keys" },
        waiting ? "Waiting for the bot …" : "Enter sends, Shift+Enter starts a new line",
      ),
    ),
  );
}

const shortcuts = () =>
  state.shortcuts.map((one) => ({
    key: one.callback_id,
    label: one.name,
    hint: one.description,
    run: () => shortcut(one.callback_id),
  }));

/** Put text into the composer of a conversation, ready to be sent. */
export function fill(text) {
  const area = document.querySelector("#main .composer textarea");
  if (!area) return;
  area.value = text;
  area.focus();
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

class Composer {
  constructor(form, channel, thread, label) {
    Object.assign(this, { form, channel, thread, key: placeKey(channel, thread), back: 0 });
    const id = `say-${thread ? "thread" : "main"}`;
    patch(form, [
      h("div", { class: "slash-place" }),
      h("textarea", {
        id,
        rows: 1,
        "aria-label": label,
        placeholder: label,
        "aria-autocomplete": "list",
        "aria-controls": `${id}-menu`,
        oninput: () => this.typed(),
        onkeydown: (event) => this.pressed(event),
        onblur: () => this.menu.hide(),
        onfocus: () => this.menu.show(this.area.value),
      }),
      h("button", { class: "send", "aria-label": "Send", title: "Send" }, icon("send")),
    ]);
    form.onsubmit = (event) => {
      event.preventDefault();
      this.send();
    };
    this.area = form.querySelector("textarea");
    this.menu = new SlashMenu(form.querySelector(".slash-place"), this.area, `${id}-menu`, (text) => this.put(text));
    this.area.value = state.drafts.get(this.key) ?? "";
    this.grow();
  }

  typed() {
    this.back = 0;
    state.drafts.set(this.key, this.area.value);
    this.menu.show(this.area.value);
    this.grow();
  }

  /** Replace the text, as if it had been typed. */
  put(text, back = 0) {
    this.area.value = text;
    this.area.setSelectionRange(text.length, text.length);
    this.typed();
    this.back = back;
  }

  pressed(event) {
    if (event.isComposing) return;
    if (this.menu.pressed(event)) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.send();
    } else if (event.key === "ArrowUp" || event.key === "ArrowDown")
      this.recall(event, event.key === "ArrowUp" ? 1 : -1);
  }

  recall(event, step) {
    const lines = state.typed.get(state.me) ?? [];
    const back = this.back + step;
    const untouched = this.area.value === "" || this.back > 0;
    if (!untouched || back < 0 || back > lines.length) return;
    event.preventDefault();
    this.put(back ? lines.at(-back) : "", back);
    this.menu.hide();
  }

  async send() {
    const text = this.area.value.trimEnd();
    if (!text.trim()) return;
    const lines = state.typed.get(state.me) ?? [];
    state.typed.set(state.me, [...lines.filter((one) => one !== text), text]);
    this.put("");
    this.menu.hide();
    toEnd(this.form.closest("#main, #thread").querySelector(".list"));
    const taken = await send(this.channel, this.thread, text);
    if (taken || state.drafts.get(this.key)) return;
    state.drafts.set(this.key, text);
    if (this.form.isConnected) this.put(text);
  }

  grow() {
    this.area.style.height = "auto";
    this.area.style.height = `${Math.min(this.area.scrollHeight, 200)}px`;
  }
}
