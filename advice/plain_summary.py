"""A summary as plain text, to be read anywhere: made of the release alone, so equal for everybody and always."""

from advice.months import NAMES
from advice.plain import headed, listed
from advice.release import Release

ABOUT = {
    "sections": "Yes answers in each section, blurred",
    "questions": "People who answered yes, blurred",
}


def as_text(release: Release) -> str:
    """Return the whole summary without markup."""
    names = {row.id: row.name for row in release.rows}
    closed = release.closed_on
    blocks = [
        [f"Team summary as of {closed.day} {NAMES[closed.month - 1]} {closed.year}", f"People: {release.people}"],
        listed(ABOUT[release.about], [f"{headed(row.name)}: {release.bands[row.band]}" for row in release.rows]),
        *([f"{headed(names[idea.row])}: {idea.text}", f"({idea.source})"] for idea in release.ideas),
    ]
    return "\n\n".join("\n".join(lines) for lines in blocks)
