"""What the content files on the pendulum and its milestones may hold."""

from typing import Annotated, Literal

from pydantic import Field

from advice.entries import Entry, Id, Line, Name, Paragraph, Passage

Counted = Literal["away", "back", "building"]
Speaking = Literal["engineer", "tech_lead", "manager", "director", "executive"]
Action = Literal["look_at_both_paths", "role_changed", "remind_in_3_months", "dont_nudge"]
Roles = Annotated[tuple[Speaking, ...], Field(min_length=1)]


class Message(Passage):
    """A milestone's message to people in some `roles` (all of the milestone's, where none are named).

    `until`: it holds as long as the clock shows fewer months; the last one for a role has none. `opening` shows the
    sum, `text` says what the sources make of it, `rest` leaves the person in peace. `line`: all of it in one line, for
    Home and below other messages.
    """

    roles: tuple[Speaking, ...] = ()
    until: Annotated[int, Field(ge=1)] | None = None
    opening: Line
    rest: Line
    line: Line


class Said(Passage):
    """One thing that the sources say, for the thread under a message; to people in some `roles`, or in all."""

    head: Name
    roles: tuple[Speaking, ...] = ()


class Milestone(Entry):
    """A date on one of the clocks that is worth a message, and everything said about it.

    `counts`: which clock; `months`: on it; `on`: unless the person chooses otherwise; `roles`: for whom, by the role
    that goes on. `messages`: what is said, the first that holds: it may be told late, after a pause or a reminder.
    `check`: the one that *Look at both paths* opens; without it that shows what the sources say. `late`: said once,
    where it was reached before it could be told. `why`: why this comes now.
    """

    id: Id
    name: Name
    counts: Counted
    months: Annotated[int, Field(ge=1, le=600)]
    on: bool
    roles: Roles
    messages: Annotated[tuple[Message, ...], Field(min_length=1)]
    thread: Annotated[tuple[Said, ...], Field(min_length=1)]
    late: Line
    why: Paragraph
    actions: Annotated[tuple[Action, ...], Field(min_length=1)]
    check: Id | None = None

    def messages_for(self, role: str) -> tuple[Message, ...]:
        """What people in that role are told, in the order of how long it holds."""
        return tuple(message for message in self.messages if role in (message.roles or self.roles))

    def message(self, role: str, months: int) -> Message:
        """What people in that role are told after so many months; KeyError for a role that it is not for."""
        holding = (one for one in self.messages_for(role) if one.until is None or months < one.until)
        message = next(holding, None)
        if message is None:
            raise KeyError(role)
        return message

    def said_in_thread(self, role: str) -> tuple[Said, ...]:
        """What the sources say, for people in that role."""
        return tuple(said for said in self.thread if role in (said.roles or self.roles))


class State(Passage):
    """What is said of the clock away until it shows `until` months; the last state has no `until`."""

    until: Annotated[int, Field(ge=1)] | None = None


class Pendulum(Entry):
    """What is said of the clock away from hands-on work, and where the sources disagree about it."""

    states: Annotated[tuple[State, ...], Field(min_length=1)]
    disagree: Passage

    def state(self, months: int) -> State:
        """The state after so many whole months away."""
        return next(state for state in self.states if state.until is None or months < state.until)
