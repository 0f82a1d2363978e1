/** Where a link leads: inside the page, out to the web, or nowhere. */

const OUTSIDE = new Set(["http:", "https:", "mailto:"]);

/** Attributes of an anchor for a link that somebody wrote, or null when it must stay text. */
export function anchor(url) {
  const parsed = parse(url);
  if (parsed?.protocol === "slack:") return { href: url };
  if (!parsed || !OUTSIDE.has(parsed.protocol)) return null;
  return { href: url, target: "_blank", rel: "noopener noreferrer" };
}

/**
 * The place in the workspace that a link means: `{channel, thread, ts}`, `{tab}`, or null for the outside world.
 * Knows permalinks of messages and replies, and slack:// links to the app.
 */
export function inside(url, domain) {
  const parsed = parse(url);
  if (!parsed) return null;
  if (parsed.protocol === "slack:") return appLink(parsed);
  const ours = domain ? parsed.hostname === `${domain}.slack.com` : parsed.hostname.endsWith(".slack.com");
  const found = ours && parsed.pathname.match(/^\/archives\/([A-Z0-9]+)(?:\/p(\d+)(\d{6}))?\/?$/);
  if (!found) return null;
  const ts = found[2] ? `${found[2]}.${found[3]}` : undefined;
  return {
    channel: parsed.searchParams.get("cid") ?? found[1],
    ts,
    thread: parsed.searchParams.get("thread_ts") ?? undefined,
  };
}

function appLink(url) {
  if (url.hostname === "app") return { tab: url.searchParams.get("tab") === "home" ? "home" : "messages" };
  if (url.hostname === "channel")
    return { channel: url.searchParams.get("id"), ts: url.searchParams.get("message") ?? undefined };
  return { tab: "messages" };
}

function parse(url) {
  try {
    return new URL(url);
  } catch {
    return null;
  }
}
