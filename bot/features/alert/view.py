"""What operators are told. Pure: what kind of trouble, numbers and times in, message out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.runtime.blocks import Rendered, context, escape, message, section

MOST_CODES = 5
SMALL_PRINT = "You are told because CAREERCHECK_OPERATORS names you. Each trouble once, and nothing about anybody."

Facts = Mapping[str, Any]


@dataclass(frozen=True)
class Words:
    """What happened, in a line, and what it meant and what to do."""

    title: str
    text: str


@dataclass(frozen=True)
class Time:
    """From when to when (UTC instants)."""

    began: datetime
    over: datetime

    def __str__(self) -> str:
        until = f"{self.over:%H:%M}" if self.over.date() == self.began.date() else f"{self.over:%-d %B %H:%M}"
        return f"{self.began:%-d %B %H:%M} to {until} UTC"

    @property
    def lasted(self) -> str:
        """How long, in the unit that reads best."""
        minutes = max(1, round((self.over - self.began).total_seconds() / 60))
        for size, unit in ((1440, "day"), (60, "hour")):
            if minutes >= 2 * size:
                return _many(minutes // size, unit)
        return _many(minutes, "minute")


def alert(kind: str, facts: Facts, began: datetime, over: datetime) -> Rendered:
    """Tell of one trouble, from when to when (UTC instants; of one that lasts, until now)."""
    words = _WORDS[kind](facts, Time(began, over))
    return message(
        f"{words.title} {words.text}".replace("`", ""),
        section("alert", f"*{escape(words.title)}*\n{escape(words.text)}"),
        context("why", SMALL_PRINT),
    )


def _away(_facts: Facts, time: Time) -> Words:
    return Words(
        f"I was cut off from Slack for {time.lasted}.",
        f"That was from {time}. It is over, and what I had to say is on its way. What people clicked or typed "
        "meanwhile did not reach me, so they may ask. If Slack itself was well then, look at the network between us.",
    )


def _stopped(facts: Facts, time: Time) -> Words:
    return Words(
        f"Slack did not take my messages for {time.lasted}.",
        f"From {time} it refused my token (`{facts['code']}`), so I stopped sending. It takes messages again, and what "
        "waited is on its way. Nothing to do.",
    )


def _database(facts: Facts, time: Time) -> Words:
    return Words(
        f"I couldn't write to my database for {time.lasted}.",
        f"That was from {time} (`{facts['code']}`). Whoever used me then was asked to try again, and nothing was saved "
        "by half. It works again; `careercheck doctor` shows whether disk and file are in order.",
    )


def _refused(facts: Facts, _time: Time) -> Words:
    codes = sorted(facts["codes"].items(), key=lambda entry: (-entry[1], entry[0]))
    listed = ", ".join(f"`{code}` {count}" for code, count in codes[:MOST_CODES])
    more = ", and others" if len(codes) > MOST_CODES else ""
    return Words(
        f"Slack refused {_many(sum(facts['codes'].values()), 'message')} of mine since yesterday.",
        f"The people they were for did not get them: {listed}{more}. One or two happen when somebody leaves. More of "
        "one kind need a look: `outbox.failed` in my log names each.",
    )


def _broken(facts: Facts, _time: Time) -> Words:
    return Words(
        "One of my messages could not be drawn.",
        f"It was a `{facts['view']}`, and whoever it was for did not get it. Your set-up is fine; this is a mistake "
        "of mine. My log says more under `outbox.view_broken`; please pass that on to whoever maintains me. "
        f"(ref {facts['row']})",
    )


def _backlog(facts: Facts, _time: Time) -> Words:
    waiting = facts["waiting"]
    return Words(
        f"{_many(waiting, 'message')} {'is' if waiting == 1 else 'are'} waiting to be sent.",
        f"The oldest has waited for {_many(facts['minutes'], 'minute')}, and they don't get fewer. People have to wait "
        "for my answers. `careercheck doctor` shows what holds them up.",
    )


def _disk(facts: Facts, _time: Time) -> Words:
    return Words(
        f"The disk that holds my database has {facts['megabytes']} MB left.",
        "Once it is full I can save nothing, and everybody is asked to try again later. Please make room on it.",
    )


def _jump(facts: Facts, _time: Time) -> Words:
    return Words(
        f"My clock jumped ahead by {_many(facts['days'], 'day')}, so I hold back nudges, reminders and team summaries.",
        f"Something would fall due by it for {facts['people']:,} people at once, and I'd rather ask. Look "
        "whether the clock of my machine is right. If it is, or once it is again, run `careercheck resume`: what waits "
        "then goes in working hours, spread out. Checks and answers are not held back.",
    )


def _many(number: int, unit: str) -> str:
    return f"{number:,} {unit}{'' if number == 1 else 's'}"


_WORDS: Mapping[str, Callable[[Facts, Time], Words]] = {
    "away": _away,
    "stopped": _stopped,
    "database": _database,
    "refused": _refused,
    "broken": _broken,
    "backlog": _backlog,
    "disk": _disk,
    "jump": _jump,
}
