"""Does Slack know us, may we do what we do, do our clocks agree, and are the operators there?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from bot.doctor.finding import Finding, ok, problem, warning
from bot.doctor.patient import Patient
from bot.manifest import OPTIONAL, SCOPES
from bot.runtime.errors import SlackAway, SlackError, SlackRefused, SlackUnsure
from bot.runtime.slack import SlackDoor
from bot.runtime.slack_answer import Introduction
from bot.runtime.user_facts import is_full_member

SKEWED, FATAL = 60, 300  # seconds between Slack's clock and ours; from the second on Slack's signatures are too old
NOT_REACHED = "Slack was not reached ({code}). Look at the network, a proxy, or SLACK_API_URL."
REINSTALL = "Paste what `careercheck manifest` prints under App Manifest, and reinstall the app."


def token(patient: Patient) -> Iterator[Finding]:
    """Ask Slack who we are."""
    if not patient.config.bot_token or not patient.set_well("SLACK_API_URL"):
        return
    began = patient.clock.now()
    door = SlackDoor(patient.config.bot_token, patient.config.api_url)
    try:
        said = door.introduction()
    except (SlackAway, SlackUnsure) as error:
        yield problem("token", NOT_REACHED.format(code=error.code))
        return
    except SlackError as error:
        yield problem("token", f"Slack refuses SLACK_BOT_TOKEN ({error.code}). Copy it again from Install App.")
        return
    finally:
        door.close()
    asked_at = began + (patient.clock.now() - began) / 2  # the middle between asking and hearing
    yield ok("token", f"Slack knows the bot in the workspace {said.identity.get('team', 'without a name')}.")
    yield from _scopes(said)
    yield from _clock(asked_at, said.date)
    yield from _operators(patient, str(said.identity["team_id"]))


def line(patient: Patient) -> Iterator[Finding]:
    """Ask for a line as Socket Mode does, and do not use it."""
    if patient.config.transport != "socket" or not patient.config.app_token or not patient.set_well("SLACK_API_URL"):
        return
    door = SlackDoor(patient.config.app_token, patient.config.api_url)
    try:
        door.may_listen()
    except (SlackAway, SlackUnsure) as error:
        yield problem("socket", NOT_REACHED.format(code=error.code))
    except SlackError as error:
        yield problem(
            "socket",
            f"Slack gives us no line ({error.code}). SLACK_APP_TOKEN must be an app-level token (xapp-) with "
            "connections:write, and Socket Mode be on for the app.",
        )
    else:
        yield ok("socket", "Slack gives us a line for Socket Mode.")
    finally:
        door.close()


def _scopes(said: Introduction) -> Iterator[Finding]:
    if said.scopes is None:
        yield warning("scopes", "Slack does not say what the token may do.")
        return
    missing = [f"{scope} ({why})" for scope, why in SCOPES.items() if scope not in said.scopes]
    if missing:
        yield problem("scopes", f"The token lacks {'; '.join(missing)}. {REINSTALL}")
    else:
        yield ok("scopes", "The token may do all that is needed.")
    declined = [f"{scope} ({why})" for scope, why in OPTIONAL.items() if scope not in said.scopes]
    if declined:
        yield ok("scopes", f"Without, by choice: {'; '.join(declined)}.")
    more = sorted(said.scopes - SCOPES.keys() - OPTIONAL.keys())
    if more:
        yield warning("scopes", f"The token may do more than is needed: {', '.join(more)}. Take it away if you can.")


def _clock(ours: datetime, theirs: datetime | None) -> Iterator[Finding]:
    if theirs is None:
        return
    ahead = round((ours - theirs).total_seconds())
    off = f"This machine's clock is {abs(ahead)} seconds {'ahead of' if ahead > 0 else 'behind'} Slack's."
    if abs(ahead) > FATAL:
        yield problem("clock", f"{off} Slack's signatures are then too old or too new. Set it; run NTP.")
    elif abs(ahead) > SKEWED:
        yield warning("clock", f"{off} Set it; run NTP.")
    else:
        yield ok("clock", "This machine's clock agrees with Slack's.")


def _operators(patient: Patient, workspace: str) -> Iterator[Finding]:
    """Look each operator up. They are named by their place in the setting: an id would be somebody's."""
    named = patient.config.operators
    if not named:
        if patient.set_well("CAREERCHECK_OPERATORS"):
            yield ok("operators", "Nobody is told of the bot's own trouble; CAREERCHECK_OPERATORS can name somebody.")
        return
    door = SlackDoor(patient.config.bot_token, patient.config.api_url)
    strange = []
    try:
        for place, user_id in enumerate(named, start=1):
            try:
                if not is_full_member(door.user(user_id), workspace):
                    strange.append(f"number {place} is no full member of this workspace")
            except SlackRefused as error:
                strange.append(f"number {place} is unknown to Slack ({error.code})")
    except SlackError as error:
        yield warning("operators", f"They could not be looked up ({error.code}).")
        return
    finally:
        door.close()
    if strange:
        yield problem("operators", f"In CAREERCHECK_OPERATORS {', '.join(strange)}. Take their member ID from Slack.")
    else:
        yield ok("operators", f"{len(named)} will be told of the bot's own trouble.")
