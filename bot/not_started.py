"""Why the bot cannot start, in words for the operator."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from advice.catalog import ContentError
from bot.runtime.errors import CannotListen, SlackAway, SlackBusy, SlackError, SlackUnsure
from bot.runtime.shut_out import REMOVED
from bot.store.engine import BadUrl, DatabaseAway, DatabaseBusy, DatabaseDamaged, DatabaseFull
from bot.store.lock import AlreadyRunning
from bot.store.refused import Refused

FOR_GOOD = (
    " Was the app removed for good? A bot that is not running erases nobody: then delete the database with everything "
    "beside it, and its backups."
)


class ServeError(Exception):
    """The bot cannot start; the message says why and what to do, for the operator."""


class NotYet(ServeError):
    """What the bot needs is not there now, and may be in a minute. `code` is the word for it in the log."""

    def __init__(self, words: str, code: str) -> None:
        super().__init__(words)
        self.code = code


@contextmanager
def in_words() -> Iterator[None]:
    """Turn whatever keeps the bot from starting into words.

    Raises:
        ServeError: instead of what was raised.
    """
    try:
        yield
    except (Refused, AlreadyRunning, ContentError, CannotListen) as error:
        raise ServeError(_refused(error)) from error
    except (SlackAway, SlackUnsure, SlackBusy) as error:
        words = f"Slack was not reached ({error.code}). Look at the network, a proxy, or SLACK_API_URL."
        raise NotYet(words, error.code) from error
    except SlackError as error:
        words = f"Slack did not let us in: {error.code}. Check SLACK_BOT_TOKEN, SLACK_APP_TOKEN and SLACK_API_URL."
        raise ServeError(words + (FOR_GOOD if error.code in REMOVED else "")) from error
    except DatabaseAway as error:
        raise NotYet(_database(error), str(error)) from error
    except (BadUrl, DatabaseBusy) as error:
        raise ServeError(_database(error)) from error


def _refused(error: Exception) -> str:
    match error:
        case AlreadyRunning():
            return "Another careercheck is running on this database file. Stop it first."
        case ContentError():
            return f"The content has problems:\n{error}"
        case CannotListen():
            return (
                f"Nothing can be heard at {error}. Stop what listens there, or set {error.setting} to another address."
            )
        case _:
            return str(error)


def _database(error: Exception) -> str:
    match error:
        case BadUrl():
            return f"CAREERCHECK_DATABASE needs a look. {error}"
        case DatabaseDamaged():
            return (
                f"The database is damaged ({error}), and nothing was changed. "
                "Restore a backup: careercheck restore FILE"
            )
        case DatabaseFull():
            return f"There is no room left where the database is ({error}). Make room, and start again."
        case _:
            return f"The database could not be opened or written ({error}). Check CAREERCHECK_DATABASE."
