/** Text objects of Block Kit. */

import { withEmoji } from "./emoji.js";
import { mrkdwn } from "./mrkdwn.js";

/** Describe a plain_text or mrkdwn object. */
export function textObject(object, reader) {
  if (!object) return null;
  if (object.type === "mrkdwn") return mrkdwn(object.text, reader, object);
  return object.emoji === false ? object.text : withEmoji(object.text);
}
