"""How a team's summary looks: drawn from the release alone, so the same for everybody and always. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from advice.disclosure import REFUSAL
from advice.months import spelled
from advice.plain_summary import ABOUT, as_text
from advice.release import Idea, Release, Row
from bot.runtime.blocks import (
    Block,
    Element,
    Rendered,
    actions,
    bars,
    button,
    context,
    escape,
    header,
    message,
    preformatted,
    section,
)
from bot.runtime.limits import MOST_CHARTS
from bot.runtime.room import cut, headed, shorten

COLUMNS, TITLE = 20, 150  # columns of a chart, characters of a heading
TEXT, SOURCE, NAME, LINE = 900, 400, 100, 130  # characters of an idea, its source, a heading, a row
LINES = 2900  # characters of all rows
COPIED = 9000  # characters of the text: three times what the content that comes with the bot makes
MOST_EARLIER = 24  # six years of quarters
MOST_TEAMS = 40
BLURRED = (
    "Blurred and confidential: chance was mixed into every line once, when this closed, and lines may be a band off. "
    "No line tells what anybody answered, and there is no comparison with other summaries, on purpose."
)


def summary_blocks(release: Release, prefix: str) -> list[Block]:
    """Return a whole summary: as of when, a picture, each row with its band in words, and what a lead could do.

    Args:
        release: what was closed. Nothing else is shown.
        prefix: what the ids of the blocks begin with.
    """
    names = {row.id: row for row in release.rows}
    ideas = [block for at, idea in enumerate(release.ideas) for block in _idea(f"{prefix}.idea.{at}", idea, names)]
    return [
        section(f"{prefix}.size", f"As of {spelled(release.closed_on)}. People counted: *{release.people}*."),
        *_charts(release, prefix),
        section(f"{prefix}.rows", _listed(release)),
        *ideas,
        context(f"{prefix}.blurred", BLURRED),
    ]


def summary(name: str, release: Release, value: str | None) -> Rendered:
    """The summary as it is sent to whoever may see it.

    Args:
        name: the team's, as it is called now.
        release: what was closed.
        value: names the summary on buttons for those who may copy it; None: a member, who reads the same.
    """
    return message(
        shorten(as_text(release)),
        header("summary.title", shorten(f"Team summary: {name}", TITLE)),
        *summary_blocks(release, "summary"),
        _buttons(value) if value else None,
    )


def copied(release: Release) -> Rendered:
    """The summary's own text, letter by letter."""
    return message("The team summary as text, to copy.", preformatted("copy", shorten(as_text(release), COPIED)))


def earlier(team_id: str, name: str, closes: Sequence[tuple[str, date]]) -> Rendered:
    """Of which closes a team has summaries, as (id, last day that counted), the newest first; each as it was then."""
    shown, left = closes[:MOST_EARLIER], len(closes[MOST_EARLIER:])
    words = f"Summaries of {name}, each as it was then:"
    return message(
        words,
        section("earlier", f"Summaries of *{escape(name)}*, each as it was then:", find_links=False),
        actions(
            "closes",
            *(
                button(spelled(closed), f"summary.pull:{at}", f"{team_id}|{summary_id}")
                for at, (summary_id, closed) in enumerate(shown)
            ),
        ),
        context("left", f"The newest {MOST_EARLIER}; there are {left} before them.") if left else None,
    )


def several(teams: Sequence[tuple[str, str]]) -> Rendered:
    """The teams whose summaries somebody may read, as (id, name)."""
    shown, left = teams[:MOST_TEAMS], len(teams[MOST_TEAMS:])
    words = "You may read the summaries of more than one team. Which one?"
    return message(
        words,
        section("which", words),
        *(section(f"team.{team_id}", f"*{escape(name)}*", _see(team_id), find_links=False) for team_id, name in shown),
        context("left", f"and {left} more.") if left else None,
    )


def sent() -> Rendered:
    """Where it went."""
    words = "I've sent it to our conversation."
    return message(words, section("sent", words))


def refused() -> Rendered:
    """What everybody hears who gets no summary, whatever the reason."""
    return message(REFUSAL, section("refused", REFUSAL))


def _see(team_id: str) -> Element:
    return button("See the summary", "summary.pull", team_id)


def _buttons(value: str) -> Block:
    copy = button("Copy as text", "summary.copy", value)
    return actions("go", copy, button("Earlier summaries", "summary.earlier", value))


def _charts(release: Release, prefix: str) -> Iterator[Block]:
    """Draw the place of each row's band: never a count.

    A chart ends at its highest column. Where none is in the highest band, that stands beside each, or else two of three
    would look like all there is.
    """
    top = len(release.bands)
    rows = [*enumerate(release.rows, start=1)]
    charts = min(MOST_CHARTS, -(-len(rows) // COLUMNS))
    most = min(COLUMNS, -(-len(rows) // charts))
    scale = f"1 = {release.bands[0]}, {top} = {release.bands[-1]}"
    for chart in range(charts):
        part = rows[chart * most : (chart + 1) * most]
        names = [_label(release, number, row) for number, row in part]
        span = f" ({part[0][0]} to {part[-1][0]})" if charts > 1 else ""
        places = [row.band + 1 for _, row in part]
        bands = {"Band": places} if max(places) == top else {"Band": places, "Highest band": [top] * len(part)}
        yield bars(f"{prefix}.chart.{chart}", f"{ABOUT[release.about]}{span}", names, bands, scale)


def _label(release: Release, number: int, row: Row) -> str:
    """Name a column: questions are too long for it, and are numbered below."""
    return shorten(headed(row.name), COLUMNS) if release.about == "sections" else str(number)


def _listed(release: Release) -> str:
    numbered = release.about == "questions"
    most = min(LINE, LINES // len(release.rows))
    lines = [
        f"{f'{number}. ' if numbered else ''}{cut(headed(row.name), most - 30)}: *{release.bands[row.band]}*"
        for number, row in enumerate(release.rows, start=1)
    ]
    return "\n".join([f"*{ABOUT[release.about]}*", *lines])


def _idea(block_id: str, idea: Idea, rows: dict[str, Row]) -> Sequence[Block]:
    name = cut(headed(rows[idea.row].name), NAME)
    return (
        section(block_id, f"*What a lead could do: {name}*\n{cut(idea.text, TEXT)}"),
        context(f"{block_id}.source", cut(idea.source, SOURCE)),
    )
