"""The words of a milestone and of the clock for one person: the sum is put into the content's sentences."""

from datetime import date
from itertools import groupby

from advice.career import Path
from advice.milestone_entries import Counted, Message, Milestone, Pendulum, Said, State
from advice.months import in_words, span
from advice.pendulum import Clock, Counts, away, clocks
from advice.readings import A_DAY, read
from advice.swings import swings

MOST_ROLES_NAMED = 4


class Sum:
    """The figures behind a message, to be put into a text for the person. KeyError for what this clock has not."""

    def __init__(self, path: Path, counts: Counted, today: date) -> None:
        """`today` is the person's own date; KeyError where that clock does not run for them."""
        clock = {clock.counts.value: clock for clock in clocks(path)}[counts]
        self._clock = clock
        self._figures = dict(_figures(path, clock, today))

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
    """The milestone's message to this person; KeyError where it is not for them."""
    sum_ = Sum(path, milestone.counts, today)
    role = path.current.role.value if path.current else ""
    said = milestone.message(role)
    return said.model_copy(update={name: sum_.put_into(getattr(said, name)) for name in ("opening", "text", "rest")})


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
    told = pendulum.state(clock.passed(today).whole_months)
    return told.model_copy(update={"text": Sum(path, "away", today).put_into(told.text)})


def story(path: Path) -> str:
    """The last swing as roles: "engineer until March 2024, manager since then"; empty where there was none."""
    last = next(reversed(swings(path)), None)
    if last is None:
        return ""
    rows = sorted((row for row in read(path) if not row.stint.beside), key=lambda row: row.start)
    inside = [row.stint.role.words for row in rows if row.start >= last.began and not row.stint.role.hands_on]
    roles = [role for role, _ in groupby(inside)][-MOST_ROLES_NAMED:]
    built = [row.stint.role.words for row in read(path) if row.stint.role.hands_on and row.end == last.began]
    before = [f"{built[0]} until {last.since}"] if built else []
    if len(roles) == 1:
        return ", ".join([*before, f"{roles[0]} since then" if built else f"{roles[0]} since {last.since}"])
    return ", ".join([*before, *(f"then {role}" if at or built else role for at, role in enumerate(roles))])


def _figures(path: Path, clock: Clock, today: date) -> dict[str, str]:
    since, passed = str(clock.since), clock.passed_in_words(today)
    match clock.counts:
        case Counts.AWAY:
            return {"since": since, "away": passed, "story": story(path)}
        case Counts.BACK:
            gone = in_words(span(clock.swing, clock.start + A_DAY).whole_months)
            return {"since": since, "back": passed, "gone": gone}
        case Counts.BUILDING:
            return {"built": passed.removesuffix(" this month")}
