"""Erasing everything: what is asked before, and what is said after. Pure: values in, form out."""

from __future__ import annotations

from collections.abc import Sequence

from bot.runtime.blocks import RenderedView, escape, header, home, modal, section
from bot.runtime.room import listing

TEAMS = 2000  # characters of names


def ask_erase(owner: str, leads: Sequence[str]) -> RenderedView:
    """What goes and what stays, before everything is erased. `leads`: the names of the teams that they lead."""
    return modal(
        "mydata.erase",
        "Erase everything?",
        section(
            "goes",
            "*What goes, at once and for good*\n"
            "Everything that I keep about you: answers, notes, results, next steps, your brag document, your career "
            "path, your settings, the teams you are in, and what I was about to send you.\n"
            "My messages to you in Slack go too, one after another; with many that takes a while.",
        ),
        section(
            "stays",
            "*What stays*\n"
            "Summaries that a team was shown already. They are blurred and hold no name, no words and nobody's "
            "answer, so nothing in them could be taken out.\n"
            "The name of a team that others are in.\n"
            "What you wrote to me in Slack: only you can delete that there. What only you could see, and was never "
            "kept, goes when Slack is loaded anew.\n"
            "Backups, for 30 days at most. Should one be restored, you are to be erased from it first.",
        ),
        *([section("leads", _without_lead(leads), find_links=False)] if leads else []),
        section("sure", "There is no way back. If you may want it again, *Export* it first."),
        submit="Erase everything",
        metadata=owner,
    )


def gone() -> RenderedView:
    """It is done."""
    return modal(
        "mydata.gone",
        "Erased",
        section("gone", "*Everything I kept about you is erased.*"),
        section("after", "My messages to you vanish over the next minutes. If you ever come back, we start anew."),
    )


def not_gone() -> RenderedView:
    """It cannot be done before an operator has mended something, so trying again is of no use."""
    return modal(
        "mydata.not_gone",
        "Not erased yet",
        section(
            "not_gone", "*I can't erase just now: whoever runs me has to mend something first. Nothing was changed.*"
        ),
        section(
            "tell",
            "Please tell them: the log of erasures can't be read, and `careercheck doctor` says why. Once that is "
            "mended, *Erase everything* does what it says. I'm sorry that it takes another try.",
        ),
    )


def home_gone() -> RenderedView:
    """The Home tab of somebody about whom nothing is kept any more."""
    return home(
        header("title", "Nothing here"),
        section("gone", "Everything I kept about you is erased. Type `/careercheck` if you want to start anew."),
    )


def _without_lead(teams: Sequence[str]) -> str:
    named = listing([f"• {escape(name)}" for name in teams], TEAMS, "and {} more")
    return f"*What stays without a lead*\n{named}\nTo hand one on first, use `/careercheck team`."
