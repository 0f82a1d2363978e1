/** Getting to know the workspace: who lives there, what its app offers. */

import * as api from "./api.js";
import { state } from "./store.js";

/** Ask the simulator. Throws when it is not there. */
export async function meet() {
  const known = await api.people();
  const { command, shortcuts = [], message_shortcuts: onMessages = [] } = known.bot;
  Object.assign(state, { people: known.people, workspace: known.workspace, bot: known.bot });
  Object.assign(state, { data: known.data, kept: known.kept, canReset: known.can_reset });
  state.commands = command ? [{ ...command, command: command.name }] : [];
  state.shortcuts = shortcuts;
  state.messageShortcuts = onMessages;
}
