/** Slack's mrkdwn as DOM descriptions. Whatever is not its syntax stays text: no markup is ever parsed. */

import { h } from "./dom.js";
import { emoji } from "./emoji.js";
import { anchor } from "./links.js";
import { dateTemplate } from "./time.js";

/** Describe a mrkdwn text. `reader` names people and channels and holds `now` and `tz` for dates. */
export function mrkdwn(text, reader, { verbatim = false } = {}) {
  const out = [];
  const fence = /```\n?([\s\S]+?)\n?```/g;
  let from = 0;
  for (const found of text.matchAll(fence)) {
    out.push(...lines(trimBreak(text.slice(from, found.index)), reader, verbatim));
    out.push(h("pre", null, h("code", null, unescape(bareLinks(found[1])))));
    from = found.index + found[0].length;
    if (text[from] === "\n") from += 1;
  }
  out.push(...lines(text.slice(from), reader, verbatim));
  return out;
}

/** Undo Slack's three escapes. */
export const unescape = (text) => text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");

/** The text without its marks, for a notice or a screen reader. */
export function plain(text) {
  const named = text.replace(/<[^<>|]*\|([^<>]*)>/g, "$1").replace(/<(https?:[^<>]*)>/g, "$1");
  return unescape(named.replace(/:([\w+-]+):/g, (code, name) => emoji(name) ?? code).replace(/[*~`]/g, ""));
}

const trimBreak = (text) => (text.endsWith("\n") ? text.slice(0, -1) : text);
const bareLinks = (text) => text.replace(/<(https?:[^|>]*)(?:\|([^>]*))?>/g, (_, url, label) => label ?? url);

function lines(text, reader, verbatim) {
  if (!text) return [];
  const out = [];
  let quoted = null;
  let free = null;
  for (const [i, line] of text.split("\n").entries()) {
    const quote = line.match(/^(?:&gt;|>) ?(.*)$/);
    if (quote) {
      quoted ??= out.push({ quote: [] }) && out.at(-1).quote;
      quoted.push(quote[1]);
      free = null;
    } else {
      free ??= out.push({ free: [] }) && out.at(-1).free;
      free.push(line);
      quoted = null;
    }
  }
  return out.map(({ quote, free: words }) =>
    quote
      ? h("blockquote", null, inline(quote.join("\n"), reader, verbatim))
      : inline(words.join("\n"), reader, verbatim),
  );
}

const INNER = String.raw`(?:<[^>\n]*>|<(?![^>\n]*>)|\x60[^\x60\n]*\x60|\x60(?![^\x60\n]*\x60)|[^MARK\n\x60<])+?`;
const styled = (mark) =>
  new RegExp(`\\${mark}(?![\\s${mark}])(${INNER.replace("MARK", mark)})(?<!\\s)\\${mark}(?![\\w${mark}])`, "y");

const RULES = [
  { at: "`", form: /`([^`\n]+)`/y, make: ([, code]) => h("code", null, unescape(bareLinks(code))) },
  { at: "<", form: /<([^<>\n]+)>/y, make: ([all, inner], reader) => reference(inner, reader) ?? unescape(all) },
  { at: ":", form: /:([\w+-]+):/y, make: ([, name]) => emoji(name) },
  {
    at: "*",
    form: styled("*"),
    word: true,
    make: ([, text], reader, plainly) => h("strong", null, inline(text, reader, plainly)),
  },
  {
    at: "_",
    form: styled("_"),
    word: true,
    make: ([, text], reader, plainly) => h("em", null, inline(text, reader, plainly)),
  },
  {
    at: "~",
    form: styled("~"),
    word: true,
    make: ([, text], reader, plainly) => h("s", null, inline(text, reader, plainly)),
  },
  {
    at: "h",
    form: /https?:\/\/[^\s<>|]*[^\s<>|.,;:!?)\]}'"*_~`]/y,
    word: true,
    bare: true,
    make: ([url]) => link(unescape(url)),
  },
];
const BY_START = new Map(RULES.map((rule) => [rule.at, rule]));

function inline(text, reader, verbatim) {
  const out = [];
  let from = 0;
  let at = 0;
  while (at < text.length) {
    const [found, made] = match(text, at, reader, verbatim);
    if (!found) {
      at += 1;
      continue;
    }
    out.push(unescape(text.slice(from, at)), made);
    at += found[0].length;
    from = at;
  }
  out.push(unescape(text.slice(from)));
  return out;
}

function match(text, at, reader, verbatim) {
  const rule = BY_START.get(text[at]);
  if (!rule || (rule.bare && verbatim)) return [];
  if (rule.word && at > 0 && /\w/.test(text[at - 1])) return [];
  rule.form.lastIndex = at;
  const found = rule.form.exec(text);
  const made = found && rule.make(found, reader, verbatim);
  return made ? [found, made] : [];
}

/** A link with its words, or the words alone when it leads nowhere a page may go. */
export function link(url, label) {
  const attributes = anchor(url);
  return attributes ? h("a", attributes, label ?? url) : (label ?? url);
}

function reference(inner, reader) {
  const [target, label] = cut(inner, "|");
  if (target.startsWith("@"))
    return h("span", { class: "mention" }, `@${reader.person(target.slice(1)) ?? label ?? target.slice(1)}`);
  if (target.startsWith("#"))
    return h("span", { class: "mention" }, `#${reader.channel(target.slice(1)) ?? label ?? target.slice(1)}`);
  if (target.startsWith("!date^")) return date(target, label, reader);
  if (target.startsWith("!"))
    return h("span", { class: "mention" }, label ? unescape(label) : `@${target.slice(1).split("^")[0]}`);
  return anchor(unescape(target)) ? link(unescape(target), label === undefined ? undefined : unescape(label)) : null;
}

function date(target, label, reader) {
  const [, unix, template, url] = target.split("^");
  const instant = new Date(Number(unix) * 1000);
  if (Number.isNaN(instant.getTime()) || !template) return unescape(label ?? target);
  const words = dateTemplate(template, instant, reader.now, reader.tz);
  return url ? link(unescape(url), words) : h("time", { datetime: instant.toISOString(), title: label }, words);
}

function cut(text, mark) {
  const at = text.indexOf(mark);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}
