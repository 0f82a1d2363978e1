"""The words of a milestone and of the clock for one person: the sum is put into the content's sentences."""

from datetime import date
from itertools import groupby

from advice.career import Path
from advice.lasting import lasted
from advice.milestone_entries import Counted, Message, Milestone, Pendulum, Said, State
from advice.months import in_words
from advice.pendulum import Clock, Counts, away, clocks
from advice.readings import A_DAY, read
from advice.swings import swings

MOST_ROLES_NAMED = 4
SHOWN = ("opening", "text", "rest", "line")  # what of a message may show the sum


class Sum:
    """The figures behind a message, to be put into a text for the person. KeyError for what this clock has not."""

    def __init__(self, path: Path, counts: Counted, today: date) -> None:
        """`today` is the person's own date; KeyError where that clock does not run for them."""
        clock = {clock.counts.value: clock for clock in clocks(path)}[counts]
        self._clock = clock
        self._figures = dict(_figures(path, clock, today))

    def months(self, today: date) -> int:
        """The months that this clock is said to show."""
        return self._clock.months(today)

    def put_into(self, text: str) -> str:
        """The text with its placeholders filled in."""
        return text.format_map(_Lookup(self._figures, self._clock))


class _Lookup(dict[str, str]):
    """The figures by name; `at_36` is worked out when it is asked for."""

    def __init__(self, figures: dict[str, str], clock: Clock) -> None:
        super().__init__(figures)
        self._clock = clock

    def __missing__(self, name: str) -> str:
        kind, _, months = name.partition("_")
        if kind != "at" or not months.isdigit():
            raise KeyError(name)
        return self._clock.reaches_in_words(int(months))


def message(milestone: Milestone, path: Path, today: date) -> Message:
    """The milestone's message to this person, by how long it is now; KeyError where it is not for them."""
    sum_ = Sum(path, milestone.counts, today)
    role = path.current.role.value if path.current else ""
    said = milestone.message(role, sum_.months(today))
    return said.model_copy(update={name: sum_.put_into(getattr(said, name)) for name in SHOWN})


def thread(milestone: Milestone, path: Path, today: date) -> tuple[Said, ...]:
    """What the sources say about it, for the role that goes on; nothing where it is not for this person."""
    sum_ = Sum(path, milestone.counts, today)
    role = path.current.role.value if path.current else ""
    said = milestone.said_in_thread(role)
    return tuple(part.model_copy(update={"text": sum_.put_into(part.text)}) for part in said)


def state(pendulum: Pendulum, path: Path, today: date) -> State | None:
    """What is said of the clock away; None where it does not run."""
    clock = away(path)
    if clock is None:
        return None
    told = pendulum.state(clock.months(today))
    return told.model_copy(update={"text": Sum(path, "away", today).put_into(told.text)})


def story(path: Path) -> str:
    """The last swing as roles: "engineer until March 2024, manager since then"; empty where there was none."""
    last = next(reversed(swings(path)), None)
    if last is None:
        return ""
    rows = sorted((row for row in read(path) if not row.stint.beside), key=lambda row: row.start)
    after = [row for row in rows if row.start >= last.began and not row.stint.role.hands_on]
    roles = [role for role, _ in groupby(row.stint.role.words for row in after)][-MOST_ROLES_NAMED:]
    built = [row.stint.role.words for row in read(path) if row.stint.role.hands_on and row.end == last.began]
    before = [f"{built[0]} until {last.since}"] if built else []
    if len(roles) == 1:
        at_once = after[0].start <= last.began + A_DAY
        since = "then" if built and at_once else last.since if at_once else after[0].stint.start
        return ", ".join([*before, f"{roles[0]} since {since}"])
    return ", ".join([*before, *(f"then {role}" if at or built else role for at, role in enumerate(roles))])


def _figures(path: Path, clock: Clock, today: date) -> dict[str, str]:
    since, passed = str(clock.since), clock.passed_in_words(today)
    match clock.counts:
        case Counts.AWAY:
            return {"since": since, "away": passed, "story": story(path)}
        case Counts.BACK:
            return {"since": since, "back": passed, "gone": _gone(path, clock)}
        case Counts.BUILDING:
            return {"built": passed.removesuffix(" this month")}


def _gone(path: Path, clock: Clock) -> str:
    """How long somebody was away who is back: until the last role of then ended, where the next began at once."""
    ends = [row.end for row in read(path) if not row.stint.role.hands_on and row.end]
    until = next((end for end in ends if end in (clock.start, clock.start - A_DAY)), clock.start)
    since = next(swing.since for swing in swings(path) if swing.began == clock.swing)
    return in_words(lasted(clock.swing, until, min(since.precision, clock.since.precision)))
