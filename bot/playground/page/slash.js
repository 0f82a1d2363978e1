/** The list of commands that opens above the composer on "/". Works by keyboard: arrows, Tab, Enter, Escape. */

import { h, patch } from "./dom.js";
import { state } from "./store.js";

/** The commands, or the words after one, that fit what is typed: [{text, title, hint, about}]. */
function suggestions(text) {
  const [word, rest] = [text.match(/^\/\S*/)?.[0], text.match(/^\/\S*\s+(\S*)$/)?.[1]];
  if (!word || text.includes("\n")) return [];
  if (word === text) return state.commands.filter(({ command }) => command.startsWith(word)).map(asCommand);
  const known = state.commands.find(({ command }) => command === word);
  if (!known || rest === undefined) return [];
  return wordsOf(known)
    .filter((one) => one.startsWith(rest) && one !== rest)
    .map((one) => ({ text: `${word} ${one}`, title: `${word} ${one}` }));
}

const asCommand = ({ command, description, usage_hint: hint }) => ({
  text: `${command} `,
  title: command,
  hint,
  about: description,
});

const wordsOf = ({ usage_hint: hint }) =>
  (hint ?? "")
    .replace(/[[\]]/g, "")
    .split("|")
    .map((one) => one.trim())
    .filter((one) => /^[\w-]+$/.test(one));

export class SlashMenu {
  constructor(place, area, id, take) {
    Object.assign(this, { place, area, id, take, items: [], at: -1 });
  }

  /** Show what fits the text. The first command is chosen at once; words after a command are only offered. */
  show(text) {
    this.items = suggestions(text);
    this.at = /\s/.test(text) ? -1 : 0;
    this.draw();
  }

  hide() {
    this.items = [];
    this.draw();
  }

  /** Handle a key; true when it was meant for the menu. */
  pressed(event) {
    if (!this.items.length) return false;
    const chosen = this.items[this.at];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) this.at = (this.at + step + this.items.length + (this.at < 0 && step < 0 ? 1 : 0)) % this.items.length;
    else if (event.key === "Escape") this.hide();
    else if ((event.key === "Tab" && !event.shiftKey) || event.key === "Enter") {
      const whole = !chosen || chosen.text.trim() === this.area.value.trim();
      if (whole && event.key === "Enter") return false;
      if (!chosen) return false;
      this.take(chosen.text);
    } else return false;
    event.preventDefault();
    this.draw();
    return true;
  }

  draw() {
    const open = this.items.length > 0;
    if (open && this.at >= 0) this.area.setAttribute("aria-activedescendant", `${this.id}-${this.at}`);
    else this.area.removeAttribute("aria-activedescendant");
    patch(this.place, [
      open &&
        h(
          "div",
          { class: "slash", role: "listbox", id: this.id, "aria-label": "Commands" },
          this.items.map((item, i) => this.option(item, i)),
        ),
    ]);
  }

  option({ text, title, hint, about }, i) {
    const choose = (event) => {
      event.preventDefault();
      this.take(text);
      this.area.focus();
    };
    return h(
      "div",
      {
        key: title,
        id: `${this.id}-${i}`,
        role: "option",
        "aria-selected": String(i === this.at),
        class: i === this.at ? "chosen" : "",
        onmousedown: choose,
      },
      h("b", null, title),
      hint && h("span", { class: "usage" }, hint),
      about && h("span", { class: "about" }, about),
    );
  }
}
