"""How an invitation looks: who leads, what they will see and what not, and the three answers. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from advice.bands import THREE
from advice.months import spelled
from advice.release import Release, Row
from bot.features.team.summary_view import summary_blocks
from bot.runtime.blocks import Block, actions, button, context, header, section
from bot.runtime.room import listing
from bot.runtime.said import Said

NAMED = 1000  # characters for those who may read
ROWS = (("soft", "soft skills", 2), ("experience", "experience", 0), ("technical", "technical skills", 1))
SEEN = (
    "*What they see*\nAt most once a quarter a summary of the SET checks that the team went through, which ask about "
    "soft skills, experience and technical skills: in broad bands, with some chance mixed in on purpose. It is "
    "*blurred and confidential*: no answer of yours can be told from it for certain. You read the very same text, and "
    "who read it and when."
)
SAMPLE = "*A made-up example*, as a team of five to nine people would have it:"
UNSEEN = (
    "*What they never see*\nYour answers, your name beside any of them, what you wrote, your career path. I don't tell "
    "them who joined, said no or left; that you took part may show all the same."
)
CONSENT = (
    "*If you join*\nYou count from the close on {closes} on, in this team alone unless you belong to another one "
    "already; you choose which. Leaving is one click, at any time. I keep that you belong to the team, and what you "
    "answer in checks; *Join* is agreeing to that."
)
MORE = (
    "The whole promise, with its limits and its formula, is in the page on privacy that comes with me "
    "(docs/privacy.md): ask whoever runs me here."
)
JOINED = "You joined this team. `/careercheck team` shows it, and leaving is one click there."
TO_COUNT = "To be counted you need a finished SET check by {closes}: `/careercheck`."
ELSEWHERE = "You count in another team: `/careercheck team` changes that."
DECLINED = (
    "You said no thanks. Nobody is told, and nobody asks you for this team again. `/careercheck team` has "
    "it, should you change your mind."
)
NEVER = "No other team asks you either."
BACK_ON = "`/careercheck settings` switches that back on."
OVER = "The team is no more, or nobody leads it, so there is nothing to join."


def invitation(
    name: str,
    lead: str,
    others: Sequence[str],
    *,
    closes: date,
    occasion: str,
    value: str,
    picture: bool,
    chosen: str = "",
) -> Said:
    """An invitation to a team.

    Args:
        name: the team's.
        lead: who leads it, a user id.
        others: who may read beside them, user ids.
        closes: the last day that counts for the next summary.
        occasion: what the ids of the blocks begin with.
        value: what the buttons carry.
        picture: whether a sample is drawn; a message has room for one.
        chosen: what was chosen, in place of everything that led to the choice.
    """
    title = f"An invitation to the team {name}"
    text = f"{title}. Its lead asks whether you join it: blurred, confidential, and your own choice."
    top = [header(f"{occasion}.name", title), section(f"{occasion}.who", _who(lead, others))]
    if chosen:
        return Said(f"{title}. {chosen.replace('`', '')}", [*top, section(f"{occasion}.go", chosen)], f"{title}.")
    blocks = [
        *top,
        section(f"{occasion}.seen", SEEN),
        *([section(f"{occasion}.example", SAMPLE), *_sample(occasion, closes)] if picture else []),
        section(f"{occasion}.unseen", UNSEEN),
        section(f"{occasion}.consent", CONSENT.format(closes=spelled(closes))),
        context(f"{occasion}.more", MORE),
        _choices(occasion, value),
    ]
    return Said(text, blocks, f"{title} waits for your answer.")


def over(occasion: str, chosen: str = "", *, never: bool = False) -> Said:
    """What is left of an invitation to a team that is no more, or that nobody leads; with what was chosen on it.

    `never`: they want no invitations.
    """
    words = chosen or (f"{OVER} {NEVER}" if never else OVER)
    return Said(words.replace("`", ""), [section(f"{occasion}.go", words)], words)


def joined(closes: date, *, counts: bool) -> str:
    """What stands in place of the choices once somebody joined. `counts`: this is the team they count in."""
    return f"{JOINED} {TO_COUNT.format(closes=spelled(closes)) if counts else ELSEWHERE}"


def declined(*, never: bool, has_settings: bool) -> str:
    """What stands in place of the choices once somebody said no. `never`: to every team there may be."""
    return " ".join([DECLINED, *([NEVER] if never else []), *([BACK_ON] if never and has_settings else [])])


def _who(lead: str, others: Sequence[str]) -> str:
    words = f"<@{lead}> leads this team, and asks whether you join it."
    if not others:
        return f"{words} Nobody else reads its summaries."
    named = listing([f"<@{other}>" for other in others], NAMED).replace("\n", ", ")
    return f"{words} These read its summaries too: {named}."


def _choices(occasion: str, value: str) -> Block:
    return actions(
        f"{occasion}.go",
        button("Join", "team.join", value, style="primary"),
        button("No thanks", "team.decline", value),
        button("Don't ask me again", "team.never", value),
    )


def _sample(occasion: str, closes: date) -> list[Block]:
    """Draw what a small team's summary looks like, with lines that nobody answered."""
    rows = tuple(Row(name, title, band) for name, title, band in ROWS)
    return summary_blocks(Release(closes, "5-9", "sections", THREE, rows, ()), f"{occasion}.sample")
