"""Elements of forms to choose with: several boxes, one of a list, one line, a day that may stay empty.

Values that are chosen come back in `Request.values`: of boxes as a tuple, of everything else as a text.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import slackblocks as kit

from bot.runtime.blocks import Element

MOST_BOXES = 10  # of one group
Options = Sequence[tuple[str, str]]


def boxes(action_id: str, options: Options, ticked: Collection[str]) -> Element:
    """Return boxes to tick for (value, label) pairs; none need be ticked where the field is optional."""
    made = [_option(value, label) for value, label in options]
    chosen = [option for option, (value, _) in zip(made, options, strict=True) if value in ticked]
    return kit.CheckboxGroup(action_id, made, initial_options=chosen or None)


def select(action_id: str, options: Options, chosen: str | None) -> Element:
    """Return a list of (value, label) pairs to pick one of; where it is long it can be searched."""
    made = [_option(value, label) for value, label in options]
    first = next((option for option, (value, _) in zip(made, options, strict=True) if value == chosen), None)
    return kit.StaticSelectMenu(action_id, options=made, initial_option=first)


def line_input(action_id: str, *, most: int, placeholder: str | None = None, initial: str = "") -> Element:
    """Return a field of one line to write in, of at most `most` characters, holding `initial` at first."""
    return kit.PlainTextInput(action_id, initial_value=initial or None, max_length=most, placeholder=placeholder)


def long_input(action_id: str, *, most: int, initial: str = "") -> Element:
    """Return a field of several lines to write in, of at most `most` characters, holding `initial` at first."""
    return kit.PlainTextInput(action_id, initial_value=initial or None, max_length=most, multiline=True)


def open_date(action_id: str) -> Element:
    """Return a date to pick that is empty at first."""
    return kit.DatePicker(action_id)


def _option(value: str, label: str) -> kit.Option:
    return kit.Option(kit.Text(label, type_=kit.TextType.PLAINTEXT, emoji=True), value)
