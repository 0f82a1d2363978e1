"""How news of a team looks. Pure: values in, parts of a message out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from advice.months import spelled
from bot.runtime.blocks import actions, button, section
from bot.runtime.room import cut, listing
from bot.runtime.said import Said

LEAVE = "You can leave whenever you like, with one click: `/careercheck team`."


def there(team: str, day: date, team_id: str, occasion: str, *, reads: bool) -> Said:
    """A summary is there. `reads`: for whoever may read it as lead or viewer; else for a member."""
    title = f"The summary of {team} is there"
    as_of = f"It shows how things stood at the end of {spelled(day)}, blurred."
    if reads:
        rest = "It stays as it is, for everybody and however often it is read."
        action, command = "summary.pull", "/careercheck summary"
    else:
        rest = "You read the very text that your lead reads, and Home says who did."
        action, command = "summary.read", "/careercheck who-sees-what"
    blocks = (
        section(f"{occasion}.said", f"*{cut(title)}*\n{as_of} {rest}", find_links=False),
        actions(f"{occasion}.go", button("See it", action, team_id, style="primary")),
    )
    return Said(f"{title}. {as_of}", blocks, f"{title}: `{command}` shows it.")


def none_this_time(team: str, next_on: date, occasion: str) -> Said:
    """There is no summary, whatever the reason. `next_on`: the last day that counts for the next one."""
    title = f"No summary of {team} this time"
    why = "There is one only if enough people had joined and gone through the check before it closed."
    until = f"The next one is made when {spelled(next_on)} is over."
    rest = f"{until} Until then its lead can invite more people, and whoever joined can go through the check."
    blocks = (section(f"{occasion}.said", f"*{cut(title)}*\n{why} {rest}", find_links=False),)
    return Said(f"{title}. {why} {rest}", blocks, f"{title}. {until}")


def leads(team: str, lead: str, occasion: str, *, you: bool) -> Said:
    """Somebody else leads a team now: `lead`, a user id. `you`: that is who reads this."""
    if you:
        title, rest = f"You lead {team} now", "You may read its summaries, and you aren't counted in them."
        more = "`/careercheck team` has everything you can do."
    else:
        title, rest = f"Somebody else leads {team} now", f"<@{lead}> leads it, and may read its summaries from now on."
        more = LEAVE
    blocks = (section(f"{occasion}.said", f"*{cut(title)}*\n{rest} {more}", find_links=False),)
    return Said(f"{title}. `/careercheck team` says more.".replace("`", ""), blocks, f"{title}.")


def reads(team: str, readers: Sequence[str], occasion: str, *, you: bool) -> Said:
    """Others than before may read a team's summaries: `readers`, user ids. `you`: who reads this is among them."""
    if you:
        title, rest = f"You may read the summaries of {team}", "You aren't counted in them: `/careercheck summary`."
    else:
        title = f"Who may read the summaries of {team} has changed"
        shown = listing([f"<@{reader}>" for reader in readers], 1000).replace("\n", ", ")
        rest = f"By now these may: {shown}. {LEAVE}" if readers else f"By now nobody may. {LEAVE}"
    blocks = (section(f"{occasion}.said", f"*{cut(title)}*\n{rest}", find_links=False),)
    return Said(f"{title}.", blocks, f"{title}.")
