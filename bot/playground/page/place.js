/** A place that holds interactive blocks, a message or a view: how its elements are pressed and what they hold. */

import { ask, perform } from "./act.js";
import { follow } from "./route.js";
import { changed, state } from "./store.js";

/** The place of a message's blocks. */
export function messagePlace(channel, message) {
  return place(`message ${channel} ${message.ts}`, { channel, ts: message.ts }, message.state ?? {}, {});
}

/** The place of a view's blocks: the Home tab or a modal. */
export function viewPlace(view) {
  return { ...place(`view ${view.id}`, { view_id: view.id }, view.state?.values ?? {}, view.errors ?? {}), view };
}

function place(key, address, held, errors) {
  const keyOf = (block, element, value) => [key, block.block_id, element.action_id, value].join(" ");
  return {
    key,
    errors,
    trouble: () => state.trouble.get(key),
    held: (block, element) => held[block.block_id]?.[element.action_id],
    id: (block, element) => keyOf(block, element).replace(/[^\w-]/g, "_"),
    menuKey: keyOf,
    busy: (block, element) => state.busy.has(keyOf(block, element, element.value)),
    click: (block, element) => confirmed(element, () => press(block, element)),
    choose: (block, element, value) => confirmed(element, () => pick("choose", block, element, value)),
    overflow: (block, element, value) => confirmed(element, () => pick("click", block, element, value)),
    enter: (block, element, value) => enter(address.view_id, block, element, value),
    entered: (block, element) => state.entered.get(address.view_id)?.[block.block_id]?.[element.action_id],
  };

  async function press(block, element) {
    if (element.url && !follow(element.url)) open(element.url, "_blank", "noopener,noreferrer");
    await flush();
    return pick("click", block, element, element.value, keyOf(block, element, element.value));
  }

  function pick(verb, block, element, value, at) {
    const body = { ...address, action_id: element.action_id, block_id: block.block_id, value };
    return perform(verb, body, { at, where: key });
  }

  /** Let the simulator know what was typed into a view before one of its buttons is pressed. */
  async function flush() {
    for (const [blockId, values] of Object.entries(state.entered.get(address.view_id) ?? {})) {
      for (const [actionId, value] of Object.entries(values)) {
        await pick("choose", { block_id: blockId }, { action_id: actionId }, value);
      }
    }
    state.entered.delete(address.view_id);
  }
}

function confirmed(element, run) {
  if (!element.confirm) return run();
  const { title, text, confirm, deny, style } = element.confirm;
  ask({ title: title.text, rich: text, confirm: confirm.text, deny: deny.text, style, run });
  return undefined;
}

function enter(viewId, block, element, value) {
  if (!viewId) return;
  const all = state.entered.get(viewId) ?? {};
  all[block.block_id] = { ...all[block.block_id], [element.action_id]: value };
  state.entered.set(viewId, all);
  changed();
}
