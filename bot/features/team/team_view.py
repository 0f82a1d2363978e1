"""How somebody's teams look: those they lead, those they read, those they belong to. Pure.

A lead sees whom they invited, and nothing of what became of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from advice.months import spelled
from bot.runtime.blocks import (
    Block,
    Element,
    Rendered,
    actions,
    ask_first,
    button,
    context,
    header,
    message,
    section,
    verbatim,
)
from bot.runtime.room import listing, shorten

ON_A_CARD = 7  # teams; a button leads to the others
MOST_OPEN = 3  # invitations, the newest
MENTIONS = 300  # characters of people named in one line
NONE = (
    "You're in no team yet. A team's lead gets a blurred summary of the SET checks at most once a quarter, and "
    "everybody in it joined with their own click."
)
CREATE = "Create a team"
BY_OTHERS = "In this workspace only some people create teams; ask one of them to create yours and hand it over to you."
PRIVATE = "Only you can see this. Whoever leads a team isn't told who joined, said no or left."


@dataclass(frozen=True)
class Entry:
    """A team as somebody sees it. `invited`: by whoever looks, since they lead it; people by user id."""

    id: str
    name: str
    next_on: date
    leads: bool = False
    reads: bool = False
    belongs: bool = False
    counts: bool = False
    elsewhere: bool = False  # they count in another team that they belong to
    lead: str | None = None  # none: nobody leads it any more
    others: Sequence[str] = ()
    invited: Sequence[str] = ()


@dataclass(frozen=True)
class Open:
    """A team that somebody was invited to and does not belong to. `id`: of the invitation."""

    id: str
    name: str
    lead: str


def card(entries: Sequence[Entry], opens: Sequence[Open], *, more: int, may_create: bool) -> Rendered:
    """Somebody's teams, and those they may join.

    `more`: how many were shown before and with these; 0: these are all that are left.
    """
    blocks = [block for entry in entries for block in _entry(entry)]
    create = button(CREATE, "team.new", style=None if entries else "primary")
    further = button("More teams", "team.show", str(more))
    go = [*([further] if more else []), *([create] if may_create else [])]
    names = ", ".join(entry.name for entry in entries)
    return message(
        shorten(f"Your teams: {names}." if entries else NONE),
        *(blocks or [section("none", NONE)]),
        *_may_join(opens),
        context("by_others", BY_OTHERS) if not may_create else None,
        actions("go", *go) if go else None,
        context("private", PRIVATE) if entries else None,
    )


def _may_join(opens: Sequence[Open]) -> list[Block]:
    shown = [
        block
        for one in opens
        for block in (
            verbatim(f"{one.id}.open", one.name),
            section(f"{one.id}.see", f"Led by <@{one.lead}>.", button("See the invitation", "team.reopen", one.id)),
        )
    ]
    return [section("open", "*You may join*"), *shown] if shown else []


def _entry(entry: Entry) -> list[Block]:
    buttons = _buttons(entry)
    return [
        header(f"{entry.id}.name", entry.name),
        section(f"{entry.id}.facts", "\n".join(_facts(entry))),
        *([actions(f"{entry.id}.go", *buttons)] if buttons else []),
    ]


def _facts(entry: Entry) -> list[str]:
    return [
        *([_standing(entry)] if entry.belongs else []),
        "You lead it." if entry.leads else _led_by(entry),
        *_readers(entry),
        *([_invited(entry)] if entry.leads else []),
        f"The next summary is made when {spelled(entry.next_on)} is over.",
    ]


def _standing(entry: Entry) -> str:
    if entry.leads or entry.reads:
        return "You belong to it, and aren't counted: whoever reads a summary is not in it."
    if entry.counts:
        return "You belong to it, and *count here*."
    return f"You belong to it, and count in {'another' if entry.elsewhere else 'no'} team."


def _led_by(entry: Entry) -> str:
    if entry.lead is None:
        return "Nobody leads it any more." + (" You may take it over." if entry.reads else "")
    reads = " You may read its summaries." if entry.reads and not entry.leads else ""
    return f"<@{entry.lead}> leads it.{reads}"


def _readers(entry: Entry) -> list[str]:
    if not entry.others:
        return ["Nobody else reads its summaries."] if entry.leads else []
    return [f"May read its summaries{' beside you' if entry.leads else ' too'}: {_mentions(entry.others)}."]


def _invited(entry: Entry) -> str:
    return f"You invited: {_mentions(entry.invited)}." if entry.invited else "You've invited nobody yet."


def _buttons(entry: Entry) -> list[Element]:
    team = entry.id
    reads = entry.leads or entry.reads
    return [
        *([button("See the summary", "summary.pull", team)] if reads else []),
        *(_of_lead(entry) if entry.leads else []),
        *([button("Take over", "team.take_over", team)] if entry.reads and entry.lead is None else []),
        *([button("Count me here", "team.primary", team)] if entry.belongs and not entry.counts and not reads else []),
        *([_leave(team)] if entry.belongs else []),
    ]


def _of_lead(entry: Entry) -> list[Element]:
    gone = "Nothing of it can be read afterwards, and this can't be taken back."
    sure = ask_first("Dissolve this team?", gone, "Dissolve it", "Keep it")
    return [
        button("Invite", "team.invite", entry.id),
        button("Rename", "team.rename", entry.id),
        button("Who may read", "team.viewers", entry.id),
        button("Hand over", "team.hand_over", entry.id),
        button("Dissolve", "team.dissolve", entry.id, confirm=sure),
    ]


def _leave(team: str) -> Element:
    words = (
        "You're in none of its summaries from the next close on, and its lead isn't told. You can join again from the "
        "list of your teams."
    )
    return button("Leave", "team.leave", team, confirm=ask_first("Leave this team?", words, "Leave", "Stay"))


def _mentions(people: Sequence[str]) -> str:
    return listing([f"<@{user_id}>" for user_id in people], MENTIONS, "and {} more").replace("\n", ", ")
