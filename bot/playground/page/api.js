/** The simulator's HTTP interface, as it is documented in docs/playground.md. */

/** Everybody who lives in the workspace, the commands and shortcuts of its app. */
export const people = () => get("/play/people");

/** What one person sees. */
export const screen = (user) => get(`/play/people/${encodeURIComponent(user)}/screen`);

/** Do something as a person. */
export const act = (user, verb, body) => post(`/play/people/${encodeURIComponent(user)}/${verb}`, body);

/** Make trouble, or end it; the names and fields are those of docs/playground.md. */
export const trouble = (name, body) => post(`/play/trouble/${name}`, body);

/** Let somebody in whom the bot has never met. */
export const newcomer = () => post("/play/newcomer", {});

/** Begin anew, the bot too. */
export const reset = () => post("/play/reset", {});

/** What time it is for everybody; with a person, also what is ahead of them. */
export const clock = (person) => get(`/play/clock?person=${encodeURIComponent(person)}`);

/** Move the clock by a named step; answers when it is there. */
export const moveClock = (by) => post("/play/clock", { by });

/** End the move that goes on. */
export const stopClock = () => post("/play/clock/stop", {});

/** What passed between Slack and the bot, as far as it changed since a revision. */
export const traffic = (after) => get(`/play/traffic?after=${after}`);

/** Never throws: a simulator that is gone answers `{ok: false, error: "unreachable"}`. */
async function post(path, body) {
  try {
    const response = await fetch(path, {
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
 * `changed(news)` is called on each change, and with nothing when the line has come (back); `up(true|false)` when it
 * comes and goes. Returns a stop function.
 */
export const live = (user, changed, up) => listen(`/play/live?person=${encodeURIComponent(user)}`, changed, up);

/** Listen for traffic, in the same way. */
export const liveTraffic = (changed) => listen("/play/traffic/live", changed, () => {});

function listen(path, changed, up) {
  let socket;
  let stopped = false;
  let wait = 250;
  let timer;
  const connect = () => {
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    socket = new WebSocket(`${scheme}://${location.host}${path}`);
    socket.onopen = () => {
      wait = 250;
      up(true);
      changed();
    };
    socket.onmessage = (event) => changed(JSON.parse(event.data));
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
  if (!response.ok) throw Object.assign(new Error(`${path} answered ${response.status}`), { status: response.status });
  return response.json();
}
