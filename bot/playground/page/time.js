/** Days and times as the person at the screen reads them. `tz` is an IANA zone, instants are Date objects. */

/** Making a formatter is slow, and each message needs several: one is kept for each form and zone. */
function format(options) {
  const made = new Map();
  return (date, tz) => {
    if (!made.has(tz)) made.set(tz, new Intl.DateTimeFormat("en-GB", { ...options, timeZone: tz }));
    return made.get(tz).format(date);
  };
}

/** "14:05" */
export const clock = format({ hour: "2-digit", minute: "2-digit" });
/** "14:05:31" */
export const seconds = format({ hour: "2-digit", minute: "2-digit", second: "2-digit" });
const numeric = format({ year: "numeric", month: "2-digit", day: "2-digit" });
const short = format({ day: "numeric", month: "short", year: "numeric" });
const plain = format({ day: "numeric", month: "long", year: "numeric" });
const long = format({ weekday: "long", day: "numeric", month: "long", year: "numeric" });
const thisYear = format({ weekday: "long", day: "numeric", month: "long" });

/** "Sat, 21 Nov 2026" */
export const shortDay = format({ weekday: "short", day: "numeric", month: "short", year: "numeric" });

/** The day as 2026-11-21, to compare days. */
export const dayKey = (date, tz) => numeric(date, tz).split("/").reverse().join("-");

/** "Saturday, 21 November 2026 at 14:05" */
export const full = (date, tz) => `${long(date, tz)} at ${clock(date, tz)}`;

/** The words of a day line: Today, Yesterday, or the date. */
export function dayName(date, now, tz) {
  return (
    near(date, now, tz, ["Today", "Yesterday", "Tomorrow"]) ?? (sameYear(date, now, tz) ? thisYear : long)(date, tz)
  );
}

/** "3 minutes ago", "in 2 days" */
export function ago(date, now) {
  const words = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
  const passed = (date - now) / 1000;
  const units = [
    ["year", 31557600],
    ["month", 2629800],
    ["day", 86400],
    ["hour", 3600],
    ["minute", 60],
  ];
  for (const [unit, size] of units) {
    if (Math.abs(passed) >= size) return words.format(Math.trunc(passed / size), unit);
  }
  return "just now";
}

/** Fill in Slack's `<!date^...>` template, such as `{date_short_pretty} at {time}`. */
export function dateTemplate(template, date, now, tz) {
  const names = ["today", "yesterday", "tomorrow"];
  const fill = {
    date_num: () => dayKey(date, tz),
    date: () => plain(date, tz),
    date_short: () => short(date, tz),
    date_long: () => long(date, tz),
    date_pretty: () => near(date, now, tz, names) ?? plain(date, tz),
    date_short_pretty: () => near(date, now, tz, names) ?? short(date, tz),
    date_long_pretty: () => near(date, now, tz, names) ?? long(date, tz),
    time: () => clock(date, tz),
    time_secs: () => seconds(date, tz),
    ago: () => ago(date, now),
  };
  return template.replace(/\{(\w+)\}/g, (all, name) => fill[name]?.() ?? all);
}

function near(date, now, tz, [today, yesterday, tomorrow]) {
  const days = (Date.parse(dayKey(date, tz)) - Date.parse(dayKey(now, tz))) / 86400000;
  return { 0: today, [-1]: yesterday, 1: tomorrow }[days];
}

const sameYear = (a, b, tz) => dayKey(a, tz).slice(0, 4) === dayKey(b, tz).slice(0, 4);
