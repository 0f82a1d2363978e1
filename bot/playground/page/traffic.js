/** Keeps the inspector's lines up to date while somebody looks at them. */

import * as api from "./api.js";
import { changed, state } from "./store.js";

let hangUp = null;
let loading = false;
let again = false;

/** Follow the traffic, or stop following it. */
export function follow(on) {
  if (on && !hangUp) hangUp = api.liveTraffic(news);
  if (on || !hangUp) return;
  hangUp();
  hangUp = null;
}

/** There is more; without a message the line is new, perhaps to another run, whose lines begin anew. */
function news(message) {
  if (!message) Object.assign(state.inspector, { lines: [], revision: 0 });
  load();
}

async function load() {
  again = true;
  if (loading) return;
  loading = true;
  try {
    while (again) {
      again = false;
      take(await api.traffic(state.inspector.revision));
    }
  } catch {
    // The simulator is gone; the line calls again when it is back.
  } finally {
    loading = false;
  }
}

function take({ revision, first, lines }) {
  const byNumber = new Map(state.inspector.lines.map((line) => [line.number, line]));
  for (const line of lines) byNumber.set(line.number, line);
  const kept = [...byNumber.values()].filter(({ number }) => number >= first);
  Object.assign(state.inspector, { revision, lines: kept.sort((a, b) => a.number - b.number) });
  changed();
}
