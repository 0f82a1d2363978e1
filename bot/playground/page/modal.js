/** The modal over everything, with Slack's rules, and the small question before something is done. */

import { perform } from "./act.js";
import { blocks } from "./blocks.js";
import { h, patch } from "./dom.js";
import { withEmoji } from "./emoji.js";
import { iconButton } from "./icons.js";
import { viewPlace } from "./place.js";
import { changed, state } from "./store.js";
import { textObject } from "./text.js";

/** Draw the modal that the person's screen has, if any. */
export function drawModal(dialog, reader) {
  const view = state.screen?.modal;
  show(dialog, view?.id, () => view && cancel(view), view ? () => modal(view, reader) : null);
}

/** Draw the question that waits for an answer, if any. */
export function drawConfirm(dialog, reader) {
  const question = state.confirm;
  show(dialog, question ? "confirm" : undefined, () => answer(null), question ? () => confirm(question, reader) : null);
}

function show(dialog, key, onEscape, describe) {
  dialog.oncancel = (event) => {
    event.preventDefault();
    onEscape();
  };
  // Chromium closes a dialog at a second Escape whatever the page says.
  dialog.onclose = () => dialog.dataset.key && onEscape();
  const isNew = dialog.dataset.key !== (key ?? "");
  if (!describe) {
    dialog.dataset.key = "";
    if (dialog.open) dialog.close();
    patch(dialog, []);
    return;
  }
  dialog.dataset.key = key;
  patch(dialog, [describe()]);
  if (!dialog.open) dialog.showModal();
  if (isNew)
    (
      dialog.querySelector("main input, main textarea, main select, main button") ??
      dialog.querySelector("footer .primary") ??
      dialog.querySelector("footer .button")
    )?.focus();
}

function modal(view, reader) {
  const place = viewPlace(view);
  const busy = state.busy.has(`submit ${view.id}`);
  const trouble = place.trouble();
  return h(
    "form",
    {
      key: view.id,
      class: "modal",
      novalidate: true,
      "aria-labelledby": "modal-title",
      onsubmit: (event) => {
        event.preventDefault();
        submit(view, event.currentTarget);
      },
    },
    h(
      "header",
      null,
      h("h2", { id: "modal-title" }, withEmoji(view.title.text)),
      iconButton("close", "Close", () => cancel(view)),
    ),
    h("main", null, blocks(view.blocks, place, reader)),
    trouble && h("p", { class: "trouble", role: "alert" }, trouble),
    h(
      "footer",
      null,
      h(
        "button",
        { type: "button", class: "button", onclick: () => cancel(view) },
        withEmoji(view.close?.text ?? (view.submit ? "Cancel" : "Close")),
      ),
      view.submit &&
        h(
          "button",
          { class: "button primary", "aria-busy": busy ? "true" : undefined },
          h("span", { class: "label" }, withEmoji(view.submit.text)),
        ),
    ),
  );
}

async function submit(view, form) {
  const values = Object.assign({}, ...Object.values(state.entered.get(view.id) ?? {}));
  const answer = await perform(
    "submit",
    { view_id: view.id, values },
    { at: `submit ${view.id}`, where: `view ${view.id}` },
  );
  if (answer.errors) {
    state.trouble.delete(`view ${view.id}`);
    if (state.screen.modal?.id === view.id) state.screen.modal.errors = answer.errors;
    await changed();
    form.querySelector("[aria-invalid=true]")?.focus();
  }
}

async function cancel(view) {
  await perform("close", { view_id: view.id }, { where: `view ${view.id}` });
  state.entered.delete(view.id);
}

function answer(run) {
  state.confirm = null;
  changed();
  run?.();
}

function confirm(question, reader) {
  return h(
    "div",
    { class: "modal small", role: "alertdialog", "aria-label": question.title },
    h("header", null, h("h2", null, question.title)),
    h("main", null, h("p", { class: "text" }, question.rich ? textObject(question.rich, reader) : question.text)),
    h(
      "footer",
      null,
      h("button", { type: "button", class: "button", onclick: () => answer(null) }, question.deny),
      h(
        "button",
        {
          type: "button",
          class: `button ${question.style === "danger" ? "danger" : "primary"} filled`,
          onclick: () => answer(question.run),
        },
        question.confirm,
      ),
    ),
  );
}
