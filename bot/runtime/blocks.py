"""Block Kit, with what the library leaves open closed: fixed block ids, always a text, within Slack's caps.

Views build with these functions and never with dict literals. Rendering the same values twice gives equal results.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import slackblocks as kit

from bot.runtime.limits import MOST_BLOCKS, MOST_CHARTS, MOST_HOME_BLOCKS, MOST_SERIES, MOST_TEXT, check

Block = kit.Block
Element = kit.Element


@dataclass(frozen=True)
class Rendered:
    """A message: `text` for notifications and screen readers, `blocks` for the eye; `plainer` has no chart."""

    text: str
    blocks: tuple[Mapping[str, Any], ...] = ()
    plainer: Rendered | None = None


@dataclass(frozen=True)
class RenderedView:
    """A modal or a Home tab, as Slack takes it; `plainer` has no chart."""

    view: Mapping[str, Any]
    plainer: RenderedView | None = None


def escape(text: str) -> str:
    """Make somebody's words harmless in mrkdwn: shown as written, never a mention, a channel call or a link."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def link(url: str, words: str) -> str:
    """Return a link in mrkdwn. `url` and `words` are ours or from the content, never a person's."""
    return f"<{url}|{escape(words)}>"


def section(block_id: str, markup: str, accessory: kit.Element | None = None, *, find_links: bool = True) -> Block:
    """Return a paragraph of mrkdwn.

    `find_links`: Slack makes a link of what looks like one, too; not for a name that somebody else chose.
    """
    text = kit.Text(markup, verbatim=not find_links)
    return kit.SectionBlock(text, block_id=block_id, accessory=accessory)


def verbatim(block_id: str, text: str) -> Block:
    """Return somebody's words as plain text: nothing in them is markup, a link or an emoji."""
    return kit.SectionBlock(kit.Text(text, type_=kit.TextType.PLAINTEXT), block_id=block_id)


def preformatted(block_id: str, text: str) -> Block:
    """Return text to be copied, letter by letter."""
    return kit.RichTextBlock(kit.RichTextCodeBlock(kit.RichText(text)), block_id=block_id)


def plain(text: str) -> kit.Text:
    """Return words as plain text of a label or button: what looks like `:tea:` is drawn as an emoji."""
    return kit.Text(text, type_=kit.TextType.PLAINTEXT, emoji=True)


def header(block_id: str, text: str) -> Block:
    """Return a heading."""
    return kit.HeaderBlock(text, block_id=block_id)


def context(block_id: str, markup: str, *, find_links: bool = True) -> Block:
    """Return a line in small print; `find_links` as in `section`."""
    return kit.ContextBlock([kit.Text(markup, verbatim=not find_links)], block_id=block_id)


def divider(block_id: str) -> Block:
    """Return a thin line."""
    return kit.DividerBlock(block_id=block_id)


def actions(block_id: str, *elements: kit.Element) -> Block:
    """Return a row of buttons or menus."""
    return kit.ActionsBlock(list(elements), block_id=block_id)


def button(
    text: str,
    action_id: str,
    value: str | None = None,
    *,
    style: Literal["primary", "danger"] | None = None,
    url: str | None = None,
    confirm: kit.ConfirmationDialogue | None = None,
) -> kit.Element:
    """Return a button. Ids in a block must differ; what follows a colon in `action_id` is left out of the look-up."""
    return kit.Button(plain(text), action_id, value=value, url=url, style=style, confirm=confirm)


def ask_first(title: str, text: str, yes: str, no: str) -> kit.ConfirmationDialogue:
    """Return the question that Slack puts before a button's click counts: of what is not taken back lightly."""
    return kit.ConfirmationDialogue(plain(title), plain(text), plain(yes), plain(no), style="danger")


def bars(
    block_id: str, title: str, categories: Sequence[str], series: Mapping[str, Sequence[int]], y_label: str
) -> Block:
    """Return a native bar chart: one value of each series per category."""
    if len(series) > MOST_SERIES:
        raise ValueError(f"{block_id}: {len(series)} series; Slack draws at most {MOST_SERIES}")
    data = [
        kit.DataSeries(
            name, [kit.DataPoint(category, value) for category, value in zip(categories, values, strict=True)]
        )
        for name, values in series.items()
    ]
    return kit.DataVisualizationBlock(
        title, kit.BarChart(data, kit.AxisConfig(list(categories), y_label=y_label)), block_id=block_id
    )


def message(text: str, *blocks: Block | None, instead_of_chart: Block | None = None) -> Rendered:
    """Return a message, checked. `text` says the same in plain words: Slack reads mentions in it too, so it is escaped.

    Where Slack draws no charts, `instead_of_chart` stands in.

    Raises:
        ValueError: no text, equal block ids, or more than Slack takes.
    """
    made = _checked([block for block in blocks if block is not None], MOST_BLOCKS)
    if not text.strip():
        raise ValueError("a message needs a text for notifications and screen readers")
    if len(text) > MOST_TEXT:
        raise ValueError(f"a text of {len(text)} characters; at most {MOST_TEXT}")
    charts = [block for block in made if block["type"] == "data_visualization"]
    if len(charts) > MOST_CHARTS:
        raise ValueError(f"{len(charts)} charts; Slack draws at most {MOST_CHARTS} in a message")
    return Rendered(_escaped(text), tuple(made), _plainer(text, blocks, instead_of_chart) if charts else None)


def modal(callback_id: str, title: str, *blocks: Block, submit: str | None = None, metadata: str = "") -> RenderedView:
    """Return a modal, checked. `metadata` comes back with the submission."""
    _checked(blocks, MOST_HOME_BLOCKS)
    view = kit.ModalView(
        plain(title),
        list(blocks),
        close=plain("Close"),
        submit=plain(submit) if submit else None,
        private_metadata=metadata,
        callback_id=callback_id,
    )
    return RenderedView(view._resolve())


def home(*blocks: Block, instead_of_chart: Block | None = None) -> RenderedView:
    """Return a Home tab, checked. Where Slack draws no charts there, `instead_of_chart` stands in."""
    made = _checked(blocks, MOST_HOME_BLOCKS)
    view = kit.HomeTabView(list(blocks))._resolve()
    if all(block["type"] != "data_visualization" for block in made):
        return RenderedView(view)
    instead = [instead_of_chart._resolve()] if instead_of_chart else []
    plain = [one for block in made for one in (instead if block["type"] == "data_visualization" else [block])]
    return RenderedView(view, RenderedView({**view, "blocks": plain}))


def _escaped(text: str) -> str:
    """Escape a message's text; where that makes it too long, leave out from its end."""
    kept = text
    while len(escape(kept)) > MOST_TEXT:
        kept = f"{kept[: len(kept) * 9 // 10]}…"
    return escape(kept)


def _plainer(text: str, blocks: Sequence[Block | None], instead: Block | None) -> Rendered:
    return message(text, *(instead if isinstance(block, kit.DataVisualizationBlock) else block for block in blocks))


def _checked(blocks: Sequence[Block], most: int) -> list[dict[str, Any]]:
    made = [block._resolve() for block in blocks]
    check(made, most)
    return made
