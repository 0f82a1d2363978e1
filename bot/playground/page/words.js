/** What the page says when something does not work. */

export const NOT_THERE = "That message is not there any more.";

const COMMAND = {
  unreachable: "The simulator does not answer. Is it still running in its terminal?",
  not_connected: "The bot is not connected, so nobody heard that. See the red dot at the top.",
};

const ACTION = {
  ...COMMAND,
  dispatch_failed: "The bot did not accept that (dispatch_failed). Please try again.",
  timeout: "The bot took longer than three seconds, so Slack gave up waiting. Please try again.",
  message_not_found: NOT_THERE,
  view_not_found: "That window is not there any more.",
  not_found: "That is not there any more.",
  action_not_found: "That button is not there any more.",
  cant_update_message: "Only your own messages can be edited.",
  cant_delete_message: "Only your own messages can be deleted.",
  no_text: "There is nothing to send.",
  msg_too_long: "That message is too long for Slack.",
  channel_not_found: "You are not in this conversation.",
};

/** A refused click, choice, message, edit or submission, in words. */
export function actionFailed(answer) {
  const error = answer.error || "unknown error";
  if (ACTION[error]) return ACTION[error];
  if (/\s/.test(error)) return error;
  const details = Array.isArray(answer.errors) ? answer.errors.join("; ") : answer.detail;
  return `That did not work: ${details || error}.`;
}

/** A refused slash command, as Slack words it. */
export function commandFailed(command, answer) {
  const error = answer.error || "unknown error";
  if (COMMAND[error]) return COMMAND[error];
  if (error === "timeout") return `${command} failed with the error "operation_timeout"`;
  if (/\s/.test(error)) return error;
  return `${command} failed with the error "${error}"`;
}

export const inThread = (command) => `${command} is not supported in threads. Sorry!`;

export const unknownCommand = (command) => `${command} is not a valid command. Type / to see the ones there are.`;

/** "1 reply", "2 replies". */
export const count = (n, one, many) => `${n} ${n === 1 ? one : many}`;
