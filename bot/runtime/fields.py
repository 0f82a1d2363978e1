"""Fields of forms: to choose from a list, to tick, to write in, to pick a day or people.

Values that are chosen come back in `Request.values`: of boxes as a tuple, of everything else as a text.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import slackblocks as kit

from bot.runtime.blocks import Block, Element, plain

MOST_BOXES = 10  # of one group
Options = Sequence[tuple[str, str]]


def field(block_id: str, label: str, element: Element, *, optional: bool = False, hint: str | None = None) -> Block:
    """Return a labelled input of a modal. Its block id is what an error of this field is reported under."""
    return kit.InputBlock(plain(label), element, block_id=block_id, optional=optional, hint=hint and plain(hint))


def radios(action_id: str, options: Options, chosen: str | None = None) -> Element:
    """Return radio buttons for (value, label) pairs."""
    made, first = _made(options, chosen)
    return kit.RadioButtonGroup(action_id, made, initial_option=first)


def select(action_id: str, options: Options, chosen: str | None) -> Element:
    """Return a list of (value, label) pairs to pick one of; where it is long it can be searched."""
    made, first = _made(options, chosen)
    return kit.StaticSelectMenu(action_id, options=made, initial_option=first)


def menu(action_id: str, groups: Sequence[tuple[str, Options]], placeholder: str) -> Element:
    """Return a menu of named groups of (value, label) pairs."""
    made = [kit.OptionGroup(plain(name), _made(options)[0]) for name, options in groups]
    return kit.StaticSelectMenu(action_id, option_groups=made, placeholder=plain(placeholder))


def boxes(action_id: str, options: Options, ticked: Collection[str]) -> Element:
    """Return boxes to tick for (value, label) pairs; none need be ticked where the field is optional."""
    made, _ = _made(options)
    chosen = [option for option, (value, _) in zip(made, options, strict=True) if value in ticked]
    return kit.CheckboxGroup(action_id, made, initial_options=chosen or None)


def line_input(action_id: str, *, most: int, placeholder: str | None = None, initial: str = "") -> Element:
    """Return a field of one line to write in, of at most `most` characters, holding `initial` at first."""
    return kit.PlainTextInput(action_id, initial_value=initial or None, max_length=most, placeholder=placeholder)


def long_input(action_id: str, *, most: int, initial: str = "") -> Element:
    """Return a field of several lines to write in, of at most `most` characters, holding `initial` at first."""
    return kit.PlainTextInput(action_id, initial_value=initial or None, max_length=most, multiline=True)


def date_input(action_id: str, initial: str) -> Element:
    """Return a date to pick; `initial` is YYYY-MM-DD."""
    return kit.DatePicker(action_id, initial_date=initial)


def open_date(action_id: str) -> Element:
    """Return a date to pick that is empty at first."""
    return kit.DatePicker(action_id)


def person_input(action_id: str, initial: str | None = None) -> Element:
    """Return a picker of one of the workspace's people; `initial` is a user id."""
    return kit.UserSelectMenu(action_id, initial_user=initial)


def people_input(action_id: str, *, most: int, initial: Sequence[str] = ()) -> Element:
    """Return a picker of up to `most` of the workspace's people; `initial` holds user ids."""
    return kit.UserMultiSelectMenu(action_id, initial_users=list(initial), max_selected_items=most)


def _made(options: Options, chosen: str | None = None) -> tuple[list[kit.Option], kit.Option | None]:
    """Return (value, label) pairs as options, and which of them is chosen."""
    made = [kit.Option(plain(label), value) for value, label in options]
    return made, next((option for option, (value, _) in zip(made, options, strict=True) if value == chosen), None)
