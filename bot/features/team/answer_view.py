"""What is answered to what somebody did with a team. Pure: a team's name stands in plain letters."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from advice.months import spelled
from bot.features.team.words import number, people, takes
from bot.runtime.blocks import Block, Rendered, actions, button, message, section, verbatim
from bot.runtime.room import listing

MADE = "Your team is there: {name}."
LOOKED_UP = "Each gets one message, in their own working hours, and decides for themselves."
DISSOLVED = "The team is dissolved. No summary of it is made or read any more, and nobody can join it."
GROUP_NOT_READ = "Slack didn't tell me who is in that user group, so I invited nobody of it. Please try again later."
NO_FULL_MEMBER = "Whoever you picked is no full member of this workspace, so they can't lead it."
NOBODY_NEW = "There was nobody in that user group whom you hadn't invited before."
MENTIONS = 1000  # characters


def made(name: str, team_id: str, *, invited: int, group: bool, needed: int, closes: date) -> Rendered:
    """A new team: what it takes, and when its first summary is made.

    `group`: a user group is read yet, and answered by itself. `needed`: how many people a summary takes.
    """
    nobody = "I'm looking who is in that user group." if group else "You've picked nobody to invite yet."
    said = f"I'm asking {people(invited)}. {LOOKED_UP}" if invited else nobody
    rest = f"{said} {takes(needed, closes, first=True)}"
    return _named(MADE.format(name=name), rest, _more(team_id))


def invited(name: str, team_id: str, *, count: int, needed: int, closes: date, first: bool) -> Rendered:
    """People are invited."""
    words = f"I'm asking {people(count)} to join {name}."
    return _named(words, f"{LOOKED_UP} {takes(needed, closes, first=first)}", _more(team_id))


def group_invited(name: str, *, count: int, left: int, on: date | None, read: bool) -> Rendered:
    """A user group is invited. `left`: how many found no room until the day `on`; `read`: whether Slack named them."""
    if not read:
        return _sentence(GROUP_NOT_READ)
    if not count and not left:
        return _sentence(NOBODY_NEW)
    words = f"I'm asking {people(count)} of the user group to join {name}." if count else "I'm asking nobody for now."
    when = f" from {spelled(on)} on" if on else " in some days"
    rest = f"{number(left).capitalize()} more found no room: you can invite them{when}." if left else LOOKED_UP
    return _named(words, rest)


def renamed(name: str) -> Rendered:
    """Another name."""
    return _named(f"The team is called {name} now.")


def readers(name: str, others: Sequence[str]) -> Rendered:
    """Who may read beside the lead, by user id."""
    named = listing([f"<@{user_id}>" for user_id in others], MENTIONS, "and {} more").replace("\n", ", ")
    said = f"Beside you these may read its summaries: {named}." if others else "You alone read its summaries."
    unmet = " Whoever has never met me is not: they read with `/careercheck summary`." if others else ""
    return _named(f"Who may read the summaries of {name}", f"{said} Its members are told.{unmet}")


def handed_over(name: str, lead: str | None, *, may_lead: bool | None) -> Rendered:
    """What came of handing a team over.

    Args:
        name: the team's.
        lead: who leads it now, a user id; None: nobody.
        may_lead: whether whoever was picked could lead it; None: Slack did not say who that is.
    """
    if may_lead is None:
        return _named(
            f"You still lead {name}.", "I couldn't look that person up in Slack. Please try again in a minute."
        )
    if not may_lead:
        return _named(f"You still lead {name}.", NO_FULL_MEMBER)
    leads = f"<@{lead}> leads it now and reads its summaries. " if lead else ""
    return _named(f"You have handed over {name}.", f"{leads}Members are told.")


def taken_over(name: str) -> Rendered:
    """Somebody leads a team that nobody led."""
    return _named(f"You lead {name} now.", "Members are told. `/careercheck team` has everything you can do.")


def dissolved() -> Rendered:
    """A team is no more."""
    return _sentence(DISSOLVED)


def left(name: str, *, counts_nowhere: bool) -> Rendered:
    """Somebody left a team. `counts_nowhere`: they belong to others and count in none of them."""
    rest = "You're in none of its summaries from the next close on. Nobody is told."
    if counts_nowhere:
        rest += " You count in none of your teams now: choose one, if you like."
    return _named(f"You've left {name}.", rest, actions("go", button("My teams", "team.show")))


def counted_here(name: str, closes: date) -> Rendered:
    """Somebody counts in another of their teams."""
    return _named(f"You count in {name}.", f"That holds from the close on {spelled(closes)} on, and in no other team.")


def _more(team_id: str) -> Block:
    return actions("go", button("Invite", "team.invite", team_id), button("My teams", "team.show"))


def _named(title: str, rest: str = "", go: Block | None = None) -> Rendered:
    """Words with a team's name in them, and others with mentions of people."""
    return message(
        title if "<@" in rest else f"{title} {rest}".replace("`", "").strip(),
        verbatim("title", title),
        section("rest", rest) if rest else None,
        go,
    )


def _sentence(words: str) -> Rendered:
    return message(words, section("said", words))
