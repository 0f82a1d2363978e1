/** Keeps the keyboard where the person left it: over re-drawing, and sensibly when going somewhere else. */

import { show } from "./scroll.js";
import { state } from "./store.js";

/** Remember the focus before drawing; call the result after it. */
export function keepFocus() {
  const focused = document.activeElement;
  if (!focused || focused === document.body) return () => {};
  const row = focused.closest(".message");
  const pane = focused.closest("#main, #thread");
  return () => {
    if (focused.isConnected && !focused.closest("[hidden]")) return;
    if (document.activeElement !== document.body && document.activeElement !== null) return;
    const next = row?.isConnected ? row : (pane?.querySelector("textarea") ?? document.querySelector("#main textarea"));
    next?.focus({ preventScroll: true });
  };
}

const typesWithKeys = () => !matchMedia("(pointer: coarse)").matches;

/** After going somewhere: show the message that was pointed at, and let the person type. */
export function settleFocus(before, moved) {
  const { thread, point, tab } = state.place;
  const target =
    point && document.querySelector(`${thread ? "#thread" : "#main"} .message[data-ts="${CSS.escape(point)}"]`);
  if (target) show(target);
  if (!typesWithKeys() || tab === "home" || document.activeElement.closest("[role=tablist]")) return;
  if (thread && (moved || before.thread !== thread))
    document.querySelector("#thread textarea")?.focus({ preventScroll: true });
  else if (moved && !thread) document.querySelector("#main textarea")?.focus({ preventScroll: true });
}
