/** rich_text blocks: sections, lists, quotes and preformatted text. */

import { h } from "./dom.js";
import { emojiElement } from "./emoji.js";
import { link } from "./mrkdwn.js";
import { dateTemplate } from "./time.js";

const STYLES = { code: "code", strike: "s", italic: "em", bold: "strong", underline: "u" };

/** Describe a rich_text block. */
export function richText(block, reader) {
  return h(
    "div",
    { class: "rich" },
    (block.elements ?? []).map((part) => PARTS[part.type]?.(part, reader)),
  );
}

/** The words of a rich_text block, for notices. */
function richPlain(block) {
  if (typeof block.text === "string") return block.text;
  return (block.elements ?? []).map(richPlain).join("");
}

const PARTS = {
  rich_text_section: (part, reader) => h("p", null, spans(part, reader)),
  rich_text_quote: (part, reader) => h("blockquote", null, spans(part, reader)),
  rich_text_preformatted: (part, reader) => h("pre", null, h("code", null, spans(part, reader))),
  rich_text_list: (part, reader) =>
    h(
      part.style === "ordered" ? "ol" : "ul",
      {
        class: `indent-${Math.min(part.indent ?? 0, 4)}`,
        start: part.style === "ordered" ? (part.offset ?? 0) + 1 : undefined,
      },
      part.elements.map((item) => h("li", null, spans(item, reader))),
    ),
};

const spans = (part, reader) =>
  (part.elements ?? []).map((element) => styled(SPANS[element.type]?.(element, reader), element.style));

const SPANS = {
  text: ({ text }) => text,
  link: ({ url, text }) => link(url, text || undefined),
  emoji: emojiElement,
  user: ({ user_id: id }, reader) => mention(`@${reader.person(id) ?? id}`),
  usergroup: ({ usergroup_id: id }) => mention(`@${id}`),
  channel: ({ channel_id: id }, reader) => mention(`#${reader.channel(id) ?? id}`),
  broadcast: ({ range }) => mention(`@${range}`),
  color: ({ value }) => h("code", null, value),
  date: ({ timestamp, format, fallback }, reader) => {
    const instant = new Date(timestamp * 1000);
    if (Number.isNaN(instant.getTime())) return fallback ?? "";
    return h("time", { datetime: instant.toISOString() }, dateTemplate(format, instant, reader.now, reader.tz));
  },
};

const mention = (words) => h("span", { class: "mention" }, words);

function styled(words, style) {
  let made = words;
  for (const [name, tag] of Object.entries(STYLES)) if (style?.[name] && made) made = h(tag, null, made);
  return made;
}
