/** The simulator's HTTP interface, as it is documented in docs/playground.md. */

/** Everybody who lives in the workspace, the commands and shortcuts of its app. */
export const people = () => get("/play/people");

/** What one person sees. */
export const screen = (user) => get(`/play/people/${encodeURIComponent(user)}/screen`);

/** Do something as a person. Never throws: a simulator that is gone answers `{ok: false, error: "unreachable"}`. */
export async function act(user, verb, body) {
  try {
    const response = await fetch(`/play/people/${encodeURIComponent(user)}/${verb}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    const answer = await response.json();
    return "ok" in answer ? answer : { ...answer, ok: response.ok };
  } catch {
    return { ok: false, error: "unreachable" };
  }
}

/**
 * Listen for changes of one person's screen; reconnects until stopped.
 * `changed(version)` is called on each change, `up(true|false)` when the line comes and goes. Returns a stop function.
 */
export function live(user, changed, up) {
  let socket;
  let stopped = false;
  let wait = 250;
  let timer;
  const connect = () => {
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    socket = new WebSocket(`${scheme}://${location.host}/play/live?person=${encodeURIComponent(user)}`);
    socket.onopen = () => {
      wait = 250;
      up(true);
      changed();
    };
    socket.onmessage = (event) => changed(JSON.parse(event.data).version);
    socket.onclose = () => {
      if (stopped) return;
      up(false);
      timer = setTimeout(connect, wait);
      wait = Math.min(wait * 2, 4000);
    };
  };
  connect();
  return () => {
    stopped = true;
    clearTimeout(timer);
    socket.close();
  };
}

async function get(path) {
  const response = await fetch(path, { headers: { accept: "application/json" } });
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return response.json();
}
