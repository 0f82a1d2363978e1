"""What an operator has set, as it stands in the environment or in the file that `NAME_FILE` names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

OURS = "CAREERCHECK_"
TOKENS = ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET")
SECRETS = (*TOKENS, "CAREERCHECK_DATABASE")
SETTINGS = (
    *SECRETS,
    "SLACK_API_URL",
    "CAREERCHECK_TRANSPORT",
    "CAREERCHECK_LISTEN",
    "CAREERCHECK_METRICS",
    "CAREERCHECK_OPERATORS",
    "CAREERCHECK_HOURS",
    "CAREERCHECK_HOLIDAYS",
    "CAREERCHECK_ZONE",
    "CAREERCHECK_CONTENT",
    "CAREERCHECK_CONTENT_REPLACE",
    "CAREERCHECK_CRISIS_TEXT",
    "CAREERCHECK_TEAMS_BY",
    "CAREERCHECK_SUMMARY_PEOPLE",
    "CAREERCHECK_SUMMARY_EPSILON",
    "CAREERCHECK_SUMMARY_MONTHS",
    "CAREERCHECK_RETENTION_YEARS",
    "CAREERCHECK_ERASURES",
    "CAREERCHECK_LOG_LEVEL",
)
_USER = re.compile(r"[UW][A-Z0-9]{1,31}")
_PRINTABLE = re.compile(r"[!-~]*")  # of ASCII, without blanks


def values(environ: Mapping[str, str], problems: list[str]) -> dict[str, str]:
    """Collect what is set; what cannot be read is added to `problems`."""
    given = {name: environ[name] for name in SETTINGS if environ.get(name)}
    for name in SETTINGS:
        file = environ.get(f"{name}_FILE")
        if file and name in given:
            problems.append(f"{name} and {name}_FILE are both set; keep one")
        elif file:
            given |= _of_the_file(name, Path(file), problems)
    return given


def misspelt(environ: Mapping[str, str]) -> list[str]:
    """Return what somebody meant to set: a slip must not leave, say, the crisis text as it was unseen."""
    return sorted(name for name in environ if name.startswith(OURS) and name.removesuffix("_FILE") not in SETTINGS)


def is_plain(value: str) -> bool:
    """Tell whether a value is nothing but printable ASCII without blanks, as all that goes into a header has to be."""
    return _PRINTABLE.fullmatch(value) is not None


def user_ids(written: str) -> tuple[str, ...] | None:
    """Return each user id of Slack once, with commas or blanks between them; None where something is no id."""
    users = tuple(dict.fromkeys(written.replace(",", " ").split()))
    return users if all(_USER.fullmatch(user) for user in users) else None


def _of_the_file(name: str, file: Path, problems: list[str]) -> dict[str, str]:
    try:
        value = file.read_text(encoding="utf-8").strip()
    except (OSError, ValueError) as error:  # also a name that no file can have
        problems.append(f"{name}_FILE names a file that cannot be read ({type(error).__name__})")
        return {}
    if not value:
        problems.append(f"{name}_FILE names an empty file")
        return {}
    return {name: value}
