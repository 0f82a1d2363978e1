"""The names in braces that a text may use: `{growth}`."""

from collections.abc import Callable, Iterator
from string import Formatter


def placeholder_reasons(text: str, known: Callable[[str], bool]) -> Iterator[str]:
    """Why each placeholder of a text is refused that is not `known`, or is more than a name in braces."""
    try:
        parts = list(Formatter().parse(text))
    except ValueError as error:
        yield f"has a stray brace: {error}"
        return
    used = {name: bool(form or conversion) for _, name, form, conversion in parts if name is not None}
    for name in sorted(name for name, dressed in used.items() if dressed or not known(name)):
        yield f"{{{name}}} has no meaning here"
