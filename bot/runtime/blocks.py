"""Block Kit, with what the library leaves open closed: fixed block ids, always a text, Slack's unwritten caps.

Views build with these functions and never with dict literals. Rendering the same values twice gives equal results.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import slackblocks as kit

MOST_BLOCKS, MOST_TEXT, MOST_CHARACTERS = 50, 3000, 10_000
MOST_SERIES, MOST_CHARTS = 6, 2
MOST_HOME_BLOCKS = 100

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


def field(block_id: str, label: str, element: kit.Element, *, optional: bool = False, hint: str | None = None) -> Block:
    """Return a labelled input of a modal. Its block id is what an error of this field is reported under."""
    return kit.InputBlock(_plain(label), element, block_id=block_id, optional=optional, hint=hint and _plain(hint))


def button(
    text: str,
    action_id: str,
    value: str | None = None,
    *,
    style: Literal["primary"] | None = None,
    url: str | None = None,
    confirm: kit.ConfirmationDialogue | None = None,
) -> kit.Element:
    """Return a button. Ids in a block must differ; what follows a colon in `action_id` is left out of the look-up."""
    return kit.Button(_plain(text), action_id, value=value, url=url, style=style, confirm=confirm)


def ask_first(title: str, text: str, yes: str, no: str) -> kit.ConfirmationDialogue:
    """Return the question that Slack puts before a button's click counts."""
    return kit.ConfirmationDialogue(_plain(title), _plain(text), _plain(yes), _plain(no))


def radios(action_id: str, options: Sequence[tuple[str, str]], chosen: str | None = None) -> kit.Element:
    """Return radio buttons for (value, label) pairs."""
    made = [kit.Option(_plain(label), value) for value, label in options]
    first = next((option for option, (value, _) in zip(made, options, strict=True) if value == chosen), None)
    return kit.RadioButtonGroup(action_id, made, initial_option=first)


def menu(action_id: str, groups: Sequence[tuple[str, Sequence[tuple[str, str]]]], placeholder: str) -> kit.Element:
    """Return a menu of named groups of (value, label) pairs."""
    made = [
        kit.OptionGroup(_plain(name), [kit.Option(_plain(label), value) for value, label in options])
        for name, options in groups
    ]
    return kit.StaticSelectMenu(action_id, option_groups=made, placeholder=_plain(placeholder))


def text_input(action_id: str, *, most: int) -> kit.Element:
    """Return a field of several lines to write in, of at most `most` characters."""
    return kit.PlainTextInput(action_id, max_length=most, multiline=True)


def date_input(action_id: str, initial: str) -> kit.Element:
    """Return a date to pick; `initial` is YYYY-MM-DD."""
    return kit.DatePicker(action_id, initial_date=initial)


def person_input(action_id: str, initial: str | None = None) -> kit.Element:
    """Return a picker of one of the workspace's people; `initial` is a user id."""
    return kit.UserSelectMenu(action_id, initial_user=initial)


def people_input(action_id: str, *, most: int, initial: Sequence[str] = ()) -> kit.Element:
    """Return a picker of up to `most` of the workspace's people; `initial` holds user ids."""
    return kit.UserMultiSelectMenu(action_id, initial_users=list(initial), max_selected_items=most)


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
        _plain(title),
        list(blocks),
        close=_plain("Close"),
        submit=_plain(submit) if submit else None,
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


def _plain(text: str) -> kit.Text:
    return kit.Text(text, type_=kit.TextType.PLAINTEXT, emoji=True)


def _checked(blocks: Sequence[Block], most: int) -> list[dict[str, Any]]:
    made = [block._resolve() for block in blocks]
    if len(made) > most:
        raise ValueError(f"{len(made)} blocks; Slack takes at most {most}")
    ids = [block["block_id"] for block in made]
    twice = {block_id for block_id in ids if ids.count(block_id) > 1}
    if twice:
        raise ValueError(f"equal block ids: {sorted(twice)}")
    random = [block_id for block_id in ids if re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", block_id)]
    if random:
        raise ValueError("a block without a block id of its own: it would change at every rendering")
    total = sum(characters(block) for block in made)
    if total > MOST_CHARACTERS:
        raise ValueError(f"{total} characters in all; Slack takes about {MOST_CHARACTERS}")
    return made


def characters(part: Any) -> int:
    """Return how many characters of text a block in JSON (or a part of one) holds, as Slack seems to count them."""
    if isinstance(part, str):
        return len(part)
    if isinstance(part, Mapping):
        return sum(
            characters(value)
            for key, value in part.items()
            if key in {"text", "elements", "fields", "label", "hint", "accessory"}
        )
    if isinstance(part, list):
        return sum(characters(item) for item in part)
    return 0
