"""What can go wrong, told apart by what is to be done about it."""

from __future__ import annotations

import os
import socket


class Denied(Exception):
    """The policy said no. Answered with the same words as something that does not exist.

    `about`: the id of a team, where it was about one. `action`: the policy's name of what was tried; none where nobody
    had asked for a unit of work yet. `unknown`: we keep nothing about who tried it, for they are new or were erased.
    """

    def __init__(self, about: str | None = None, *, unknown: bool = False) -> None:
        super().__init__()
        self.about = about
        self.unknown = unknown
        self.action: str | None = None


class NotMet(Exception):
    """We know nothing (any more) about this person, or that they `left`: ask Slack first who they are."""

    def __init__(self, *, left: bool = False) -> None:
        self.left = left


class NotNow(Exception):
    """An event that we cannot deal with yet: left unacknowledged, Slack brings it again."""


class Repeated(Exception):
    """This event was dealt with before; nothing is to be done."""


class Stale(Exception):
    """The button or form belongs to something that has moved on. The words are for the person."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


class SlackError(Exception):
    """A call to Slack did not succeed. `code` is Slack's own, or ours in Slack's style."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class SlackRefused(SlackError):
    """Slack answered and will not do it: asking again does not help."""


class SlackBusy(SlackError):
    """Slack asks us to wait (429) and took nothing."""

    def __init__(self, code: str, retry_after: float) -> None:
        super().__init__(code)
        self.retry_after = retry_after


class SlackAway(SlackError):
    """Slack was not reached, so it certainly took nothing."""


class SlackUnsure(SlackError):
    """Slack may or may not have taken it: a dropped connection, a time-out, an answer that says nothing."""


class SlackShut(SlackError):
    """Slack takes nothing more from us in this workspace: the token is revoked, the app removed."""


class CannotListen(Exception):
    """The address we are to listen at is in use, or not this machine's. `setting` is where it was set."""

    def __init__(self, where: str, setting: str = "CAREERCHECK_LISTEN") -> None:
        super().__init__(where)
        self.setting = setting


def plainly(error: OSError) -> str:
    """Return why nobody can listen somewhere; the error's own words repeat the address, and more."""
    named = isinstance(error, socket.gaierror) or error.errno is None
    return str(error.strerror) if named else os.strerror(error.errno or 0)
