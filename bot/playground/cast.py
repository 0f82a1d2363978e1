"""Who lives in a simulated workspace: people, rooms and the bot, as plain values.

A `Cast` is all that distinguishes one simulated workspace from another; two casts may use the same user ids.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from bot.manifest import SCOPES

Kind = Literal["member", "guest", "stranger"]


@dataclass(frozen=True)
class Person:
    """One human: a full member, a guest, or a stranger from another organisation (Slack Connect)."""

    id: str
    name: str
    real_name: str
    title: str = ""
    about: str = ""
    tz: str = "Europe/Helsinki"
    kind: Kind = "member"
    is_admin: bool = False
    is_deleted: bool = False
    locale: str = "en-GB"
    home_team: str = ""
    """The team a stranger belongs to; empty for everybody else."""


@dataclass(frozen=True)
class Room:
    """A channel of the workspace and who is in it."""

    id: str
    name: str
    members: tuple[str, ...]
    has_bot: bool = False
    is_private: bool = False


@dataclass(frozen=True)
class Group:
    """A user group: people who are written to by one handle."""

    id: str
    handle: str
    name: str
    members: tuple[str, ...]


@dataclass(frozen=True)
class BotUser:
    """The installed app as the workspace knows it."""

    user_id: str = "U0CHECK01"
    bot_id: str = "B0CHECK01"
    app_id: str = "A0CHECK01"
    name: str = "careercheck"
    command: str = "/careercheck"
    description: str = "Check where your career stands"
    usage_hint: str = (
        "[help | checks | soft | experience | technical | resume | pause | result | crossroads | "
        "director | ladder | manage | pendulum | return | warm-hands | brag | path | settings | team | summary | "
        "who-sees-what | mydata | advice | topics | history | status]"
    )
    shortcuts: dict[str, str] = field(default_factory=lambda: {"check_open": "Career check"})
    message_shortcuts: dict[str, str] = field(default_factory=lambda: {"brag_save": "Save to my brag document"})
    """In the menu of every message."""
    scopes: tuple[str, ...] = tuple(SCOPES)
    """What the app was granted. It is told with each answer, and looked at only for user groups."""


@dataclass(frozen=True)
class Cast:
    """A whole workspace before anybody has said a word."""

    team_id: str
    team_name: str
    domain: str
    people: tuple[Person, ...]
    rooms: tuple[Room, ...] = ()
    groups: tuple[Group, ...] = ()
    bot: BotUser = field(default_factory=BotUser)

    def rooms_of_everybody(self) -> list[Room]:
        """Return the channels that everybody is in."""
        everybody = {person.id for person in self.people}
        return [room for room in self.rooms if everybody <= set(room.members)]


def newcomer(number: int) -> Person:
    """Return the so-manieth person who was not there at the start."""
    return Person(
        f"U0NEW{number:04d}",
        f"newcomer{number}",
        f"Newcomer {number}",
        "Engineer",
        "Has never met the bot",
        "Europe/Paris",
    )


def demo_cast(team_id: str = "T0DEMO001", domain: str = "birchworks", *, also: Sequence[str] = ()) -> Cast:
    """Return the people of the demo: every kind of reader the bot has an opinion about. `also`: more of its scopes."""
    people = (
        Person("U0ANA0001", "ana", "Ana Ruiz", "Engineer", "Wonders what comes next", "Europe/Madrid"),
        Person("U0BEN0001", "ben", "Ben Okafor", "Engineering manager", "Nearly two years in it", "Europe/London"),
        Person(
            "U0CHI0001", "chiara", "Chiara Conti", "Engineering manager", "Nearly five years in it, leads a guild",
            "Europe/Rome",
        ),
        Person("U0DEV0001", "dev", "Dev Patel", "Team lead", "Leads a team of eight", "Asia/Kolkata"),
        Person("U0EWA0001", "ewa", "Ewa Nowak", "IT", "Admin: installed the bot", "Europe/Warsaw", is_admin=True),
        Person("U0NIA0001", "nia", "Nia Berg", "Engineer", "Joined this week", "Europe/Helsinki"),
        Person("U0GUS0001", "gus", "Gus Meyer", "Contractor", "A guest in one channel", "Europe/Berlin", kind="guest"),
        Person(
            "U0OTTO001", "otto", "Otto Lind", "Partner", "From another company, shares a channel", "Europe/Stockholm",
            kind="stranger", home_team="T0OTHER01",
        ),
    )  # fmt: skip
    payments, guild = _colleagues(_PAYMENTS, "In Dev's team"), _colleagues(_GUILD, "In Chiara's guild")
    named = {person.name: person.id for person in people}
    makers = (*(named[name] for name in ("ana", "ben", "chiara", "dev", "nia")), *_ids(payments + guild))
    everybody = _ids(people + payments + guild)
    groups = (
        Group("S0PAY0001", "payments", "Payments", (named["dev"], named["ana"], *_ids(payments))),
        Group("S0PLA0001", "platform-guild", "Platform guild", (named["chiara"], named["ben"], *_ids(guild))),
    )
    return Cast(
        team_id=team_id,
        team_name="Birchworks",
        domain=domain,
        people=people + payments + guild,
        rooms=(Room("C0GENERAL", "general", everybody), Room("C0ENGINEER", "engineering", makers)),
        groups=groups,
        bot=BotUser(scopes=(*SCOPES, "usergroups:read", *also)),
    )


_PAYMENTS = (
    ("Hana Sato", "Engineer", "Asia/Tokyo"),
    ("Ivo Horvat", "Senior engineer", "Europe/Zagreb"),
    ("Jun Park", "Engineer", "Asia/Seoul"),
    ("Kofi Mensah", "Engineer", "Africa/Accra"),
    ("Lea Dubois", "Designer", "Europe/Paris"),
    ("Mina Farah", "Senior engineer", "Europe/Berlin"),
    ("Pia Holm", "Tester", "Europe/Copenhagen"),
)
_GUILD = (
    ("Quinn Murphy", "Engineer", "Europe/Dublin"),
    ("Rosa Alves", "Senior engineer", "Europe/Lisbon"),
    ("Sami Laine", "Engineer", "Europe/Helsinki"),
    ("Tara Singh", "Staff engineer", "Asia/Kolkata"),
    ("Uma Rao", "Engineer", "Asia/Kolkata"),
    ("Vera Novak", "Team lead", "Europe/Prague"),
    ("Wale Adeyemi", "Engineer", "Africa/Lagos"),
    ("Xenia Popa", "Senior engineer", "Europe/Bucharest"),
    ("Yusuf Kaya", "Engineer", "Europe/Istanbul"),
    ("Zoe Martin", "Engineer", "America/Toronto"),
    ("Femi Ojo", "Staff engineer", "Africa/Lagos"),
)


def _colleagues(named: Sequence[tuple[str, str, str]], about: str) -> tuple[Person, ...]:
    """Return members of a team by name, role and time zone; an id is made of the first name."""
    return tuple(
        Person(f"U0{first.upper():0<6}1", first.lower(), name, role, about, zone)
        for name, role, zone in named
        for first in [name.partition(" ")[0]]
    )


def _ids(people: Sequence[Person]) -> tuple[str, ...]:
    return tuple(person.id for person in people)
