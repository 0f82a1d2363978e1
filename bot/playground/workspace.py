"""The state of a simulated workspace: plain objects behind one lock, with a condition notified at each change."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from bot.playground.cast import Cast, Person, Room
from bot.playground.refusal import Refused
from bot.playground.state import Conversation, Message, View
from bot.runtime.clock import Clock, SystemClock

T = TypeVar("T")
LOOK_AGAIN = 0.05
"""Real seconds between looks at what somebody waits for: it may hang on what changes outside the workspace."""


class Workspace:
    """Everything that happened in one workspace. Hold `lock` around any use of it."""

    def __init__(self, cast: Cast, clock: Clock) -> None:
        self.cast = cast
        self.clock = clock
        self.lock = threading.Condition(threading.RLock())
        self.people: dict[str, Person] = {}
        self.conversations: dict[str, Conversation] = {}
        self.homes: dict[str, View] = {}
        self.modals: dict[str, list[View]] = {}
        self.quiet: dict[str, tuple[int, int]] = {}  # who wants no notifications, from when until when (epoch)
        self.versions: dict[str, int] = {}
        self.watchers: list[Callable[[set[str]], None]] = []
        self.version = 0
        self.last_ts = 0
        self.last_id = 0
        self._begin()

    def _begin(self) -> None:
        for person in self.cast.people:
            self.add_person(person)
        for room in self.cast.rooms:
            self._add_room(room)

    def reset(self) -> None:
        """Be as at the start, but for the numbers: those were given, and are never given again."""
        gone = set(self.people)
        for everything in (self.people, self.conversations, self.homes, self.modals, self.quiet):
            everything.clear()
        self._begin()
        self.touch(gone | set(self.people))

    # -- who and where

    def add_person(self, person: Person) -> None:
        """Let somebody in, with a direct conversation with the bot."""
        self.people[person.id] = person
        im = Conversation(self.im_id(person.id), "directmessage", "im", {person.id}, True, created=self.epoch())
        self.conversations.setdefault(im.id, im)

    def welcome_the_rest(self) -> None:
        """Let in, and into their channels, whom the cast has got since the people here were kept."""
        absent = {person.id: person for person in self.cast.people if person.id not in self.people}
        for person in absent.values():
            self.add_person(person)
        for room in self.cast.rooms:
            if room.id in self.conversations:
                self.conversations[room.id].members |= absent.keys() & set(room.members)

    def _add_room(self, room: Room) -> None:
        self.conversations[room.id] = Conversation(
            room.id, room.name, "channel", set(room.members), room.has_bot, room.is_private, self.epoch()
        )

    @staticmethod
    def im_id(user: str) -> str:
        """Return the id of somebody's direct conversation with the bot."""
        return "D" + user[1:]

    def person(self, user: str) -> Person:
        """Return a human by id. Raises Refused(user_not_found)."""
        if user not in self.people:
            raise Refused("user_not_found")
        return self.people[user]

    def conversation(self, channel: str) -> Conversation:
        """Return a conversation by id. Raises Refused(channel_not_found)."""
        if channel not in self.conversations:
            raise Refused("channel_not_found")
        return self.conversations[channel]

    def room_of(self, user: str, channel: str | None) -> Conversation:
        """Return a conversation this person is in; their own with the bot by default. Raises Refused."""
        self.person(user)
        conversation = self.conversation(channel or self.im_id(user))
        if user not in conversation.members:
            raise Refused("channel_not_found")
        return conversation

    # -- numbers that only grow

    def restore(self, last_id: int, last_ts: int) -> None:
        """Count on from where an earlier run ended."""
        self.last_id, self.last_ts = last_id, last_ts

    def next_id(self, prefix: str, width: int = 8) -> str:
        """Return an id never given before in this workspace."""
        self.last_id += 1
        return f"{prefix}{self.last_id:0{width}d}"

    def next_ts(self) -> str:
        """Return Slack's kind of timestamp for now, greater than every one before."""
        micros = int(self.clock.now().timestamp() * 1_000_000)
        self.last_ts = max(micros, self.last_ts + 1)
        return f"{self.last_ts // 1_000_000}.{self.last_ts % 1_000_000:06d}"

    def epoch(self) -> int:
        """Return now in whole seconds."""
        return int(self.clock.now().timestamp())

    # -- changes

    def touch(self, users: Iterable[str] | None = None) -> None:
        """Say that the screens of these people (None: of everybody) may have changed; wakes whoever waits."""
        affected = set(self.people if users is None else users)
        self.version += 1
        for user in affected:
            self.versions[user] = self.version
        for watcher in self.watchers:
            watcher(affected)
        self.lock.notify_all()

    def wait_for(self, predicate: Callable[[], T | None], timeout: float, why: str) -> T:
        """Return the first truthy value of `predicate`, looked at after each change and every LOOK_AGAIN.

        Raises:
            TimeoutError: after `timeout` real seconds; its text says `why`.
        """
        now = SystemClock().monotonic
        until = now() + timeout
        with self.lock:
            while not (found := predicate()):
                left = until - now()
                if left <= 0:
                    raise TimeoutError(why or f"nothing happened within {timeout} s")
                self.lock.wait(min(left, LOOK_AGAIN))
            return found

    @contextmanager
    def changing(self, users: Iterable[str] | None = None) -> Iterator[None]:
        """Hold the lock and tell these people's screens (None: everybody's) afterwards."""
        with self.lock:
            yield
            self.touch(users)

    # -- messages

    def post(self, message: Message) -> Message:
        """Put a message into its conversation."""
        conversation = self.conversations[message.channel]
        conversation.messages[message.ts] = message
        self.touch(self.audience(message))
        return message

    def audience(self, message: Message) -> set[str]:
        """Return who sees a message."""
        members = self.conversations[message.channel].members
        return {message.seen_by} if message.seen_by else set(members)

    def message(self, channel: str, ts: str) -> Message:
        """Return a message. Raises Refused(channel_not_found or message_not_found)."""
        found = self.conversation(channel).messages.get(ts)
        if found is None:
            raise Refused("message_not_found")
        return found

    def thread(self, channel: str, ts: str) -> str:
        """Return the `thread_ts` of the thread that a message starts or stands in.

        A thread outlives its deleted first message as long as it has replies. Raises Refused(thread_not_found).
        """
        messages = self.conversation(channel).messages
        if ts in messages:
            return messages[ts].thread_ts or ts
        if any(message.thread_ts == ts for message in messages.values()):
            return ts
        raise Refused("thread_not_found")

    def parent_of(self, message: Message) -> Message | None:
        """Return the first message of the thread that a message stands in, if it is still there."""
        return self.conversations[message.channel].messages.get(message.thread_ts or "")

    def replies(self, message: Message) -> list[Message]:
        """Return the replies in the thread that a message started."""
        others = self.conversations[message.channel].messages.values()
        return [other for other in others if other.thread_ts == message.ts and other.ts != message.ts]

    # -- views

    def find_view(self, view_id: str) -> View:
        """Return a view that stands on a screen. Raises Refused(not_found)."""
        stacks = itertools.chain.from_iterable(self.modals.values())
        for view in itertools.chain(stacks, self.homes.values()):
            if view.id == view_id:
                return view
        raise Refused("not_found")
