"""How a path looks: the card with everything, the answer to a change, and the card that asks for the present role."""

from __future__ import annotations

from collections.abc import Sequence

from advice.career import Path
from advice.readings import Gap
from advice.stint import Stint
from advice.stretches import Stretch
from bot.features.path.clock import ASSUMED, UNFINISHED, Told
from bot.features.path.form_view import BOXES, ROLES
from bot.features.path.ids import Ticket, entry
from bot.features.path.swing_view import chart, in_text, instead
from bot.features.path.typed import BUILDING
from bot.runtime.blocks import Block, Rendered, actions, button, context, escape, header, message, section
from bot.runtime.fields import menu
from bot.runtime.room import OPTION, cut, headed, listing, shorten

NOTHING = (
    "You haven't told me your path yet. Tell me your roles, and I'll show how you swing between hands-on work and "
    "management, and say in time when a date comes near. Only you see it."
)
WITH_BUTTON, AT_HOME, GAPS = 10, 4, 3  # entries that have a button of their own, that stand on Home; gaps named
TITLE, CLOCK, SOURCE, LATE = 160, 900, 700, 500  # characters
ASK = (
    "One thing, if you like: what is your role now? With that I can count how long you've been away from hands-on work."
)
TO_READ = "What the sources say about it is here to read."
TELL, NEVER_BEFORE = "Tell my present role", "I was never hands-on"
Blocks = list[Block | None]


def card(
    owner: str | None, path: Path, told: Told, bars: Sequence[Stretch], gaps: Sequence[Gap], *, never: str
) -> Rendered:
    """The path, read back. `owner` None: only to be read, as over the Home tab, where nothing else opens.

    `never`: what the button *I was never hands-on* carries.
    """
    if not path.stints:
        return nothing_told()
    newest = path.stints[::-1]
    entries = [f"{headed(plain(stint))}." for stint in newest]
    return message(
        shorten(" ".join(["Your career path.", *told.sums, *filter(None, [told.state]), in_text(bars), *entries])),
        header("title", "Your career path"),
        section("clock", _sums(told)) if told.sums else None,
        chart(bars),
        *meaning(told),
        *(_entries(owner, newest) if owner else [section("entries", listing([line(stint) for stint in newest]))]),
        _gaps(gaps),
        _buttons(path, told, never),
        instead_of_chart=instead(bars),
    )


def nothing_told() -> Rendered:
    """There is no path yet."""
    first = button(TELL, "path.changed", style="primary")
    return message(NOTHING, section("nothing", NOTHING), actions("go", first, button("Add an earlier one", "path.new")))


def saved(words: str, about: str, told: Told, late: str, *, to_read: str | None, never: str, first: bool) -> Rendered:
    """What was understood, and what it changes. `first`: it is the only entry so far.

    `late`: of a milestone that had passed; `to_read`: its occasion, where the sources have a word on it. `never`: as
    for `card`.
    """
    more = button("Add another role", "path.new", style="primary" if first else None)
    passed = " ".join([late, TO_READ]) if to_read else late
    meant = "\n".join(filter(None, [_sums(told), _meaning(told)]))
    return message(
        shorten(" ".join(filter(None, [words, about, *told.sums, _unknown(told), passed]))),
        section("saved", "\n".join(filter(None, [f"*{words}*", cut(about, TITLE * 2)]))),
        section("clock", meant) if meant else None,
        section("late", cut(passed, LATE * 2)) if passed else None,
        actions(
            "go",
            more,
            button("Show my path", "path.show"),
            *([button("What the sources say", "nudge.sources", to_read)] if to_read else []),
            *([button(NEVER_BEFORE, "path.never", never)] if told.assumed else []),
        ),
    )


def ask(ticket: Ticket) -> Rendered:
    """The card after the first result: one click, and then the year."""
    return message(
        ASK,
        section("ask", ASK),
        actions(
            "role",
            *(
                button(label, f"path.role:{role.value}", Ticket(ticket.owner, role=role.value).write())
                for role, label in ROLES.items()
            ),
        ),
        actions("skip", button("Not now", "path.not_now", ticket.write())),
        context(
            "private", "Only you see it, and nobody else is told. You can change it any time: `/careercheck path`."
        ),
    )


def folded(words: str) -> Rendered:
    """What is left of the card once it is answered or skipped."""
    return message(words, context("folded", cut(words, TITLE * 2)))


def meaning(told: Told) -> Blocks:
    """What the sources make of the clocks, and what comes next."""
    words = _meaning(told)
    return [
        section("meaning", words) if words else None,
        context("source", cut(told.source, SOURCE)) if told.source else None,
    ]


def _sums(told: Told) -> str:
    return "\n".join(f"*{cut(line, CLOCK)}*" for line in told.sums)


def _meaning(told: Told) -> str:
    return "\n".join(filter(None, [cut(told.state, CLOCK), _unknown(told), cut(told.next, TITLE * 2)]))


def at_home(path: Path, told: Told, swings: Sequence[Stretch]) -> list[Block]:
    """The path on the Home tab: where the clock stands, a picture and its words, the latest entries, the way to all."""
    if not path.stints:
        tell = button(TELL, "path.changed")
        return [section("path", NOTHING), actions("path.go", tell)]
    entries = "\n".join(line(stint).partition("\n")[0] for stint in path.stints[::-1][:AT_HOME])
    words = "\n".join(filter(None, [_sums(told), _meaning(told)]))
    return [
        *([section("path", words)] if words else []),
        *([chart(swings), context("path.swings", escape(in_text(swings)))] if swings else []),
        section("path.entries", entries),
        actions(
            "path.go",
            button("Show my path", "path.show"),
            button("My role changed" if path.current else TELL, "path.changed"),
            button("Add another role", "path.new"),
        ),
    ]


def _unknown(told: Told) -> str:
    """Why nothing is counted, or what is missing for a sure count."""
    return told.stands or (UNFINISHED if told.unfinished else ASSUMED if told.assumed else "")


def line(stint: Stint) -> str:
    """One entry as mrkdwn: what, from when until when, and what it was called."""
    when = f"{stint.start} to {stint.end}" if stint.end else f"since {stint.start}"
    what = "Hands-on work beside it" if stint.beside else ROLES[stint.role]
    called = " · ".join(
        [*([cut(stint.title, TITLE)] if stint.title else []), *([stint.level.words] if stint.level else [])]
    )
    return f"*{what}*, {when}" + (f"\n{called}" if called else "")


def plain(stint: Stint) -> str:
    """One entry in plain words, as it follows "Written down"."""
    called = ", ".join([*([stint.title] if stint.title else []), *([stint.level.words] if stint.level else [])])
    what = f"hands-on work beside it, {str(stint).partition(', ')[2]}" if stint.beside else str(stint)
    return what + (f" ({called})" if called else "")


def _entries(owner: str, newest: Sequence[Stint]) -> Blocks:
    """The latest entries with a button each, and the others to be picked from."""
    older = [(entry(owner, stint.id), shorten(headed(str(stint)), OPTION)) for stint in newest[WITH_BUTTON:]]
    words = f"{len(older)} earlier: correct one"
    return [
        *(
            section(f"entry.{stint.id}", line(stint), button("Correct", "path.correct", entry(owner, stint.id)))
            for stint in newest[:WITH_BUTTON]
        ),
        actions("older", menu("path.correct", [(f"{len(older)} earlier", older)], words)) if older else None,
    ]


def _gaps(gaps: Sequence[Gap]) -> Block | None:
    if not gaps:
        return None
    lines = [f"{headed(gap.after.role.words)} and {gap.before.role.words} ({gap.before.start})" for gap in gaps[-GAPS:]]
    words = "Nothing told between " + "; between ".join(lines) + ". I count that as time away."
    return context("gaps", listing([words]))


def _buttons(path: Path, told: Told, never: str) -> Block:
    manages = path.current and not path.current.role.hands_on and not path.current_beside
    return actions(
        "go",
        button("My role changed" if path.current else TELL, "path.changed", style="primary"),
        button("Add another role", "path.new"),
        *([button(BOXES[BUILDING], "path.building")] if manages else []),
        *([button(NEVER_BEFORE, "path.never", never)] if told.assumed else []),
    )
