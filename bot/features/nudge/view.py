"""How a nudge looks, and what is answered to its buttons. Pure: values in, message out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from advice.milestone_entries import Action, Message, Milestone
from advice.milestone_entries import Said as Passage
from advice.months import spelled
from bot.runtime.blocks import Block, Element, Rendered, actions, button, context, escape, message, section
from bot.runtime.limits import MOST_BLOCKS, MOST_TEXT, characters
from bot.runtime.room import cut, headed, shorten
from bot.runtime.said import Said

PRIVATE = "Only you can see this; nobody else is told, and nothing is counted."
ROOM = 9000  # characters for everything that is told at once; a few more are ours
LATER = "I'll bring this up again in three months, around {day}."
STOPPED = (
    "I won't write to you about {name} again. The date stays in `/careercheck path`, and `/careercheck settings` "
    "switches it on again."
)
PASSED = "By then it is {name} that counts, so I won't bring this one up again."
OVER_BY_THEN = "By your path as it is now this doesn't hold any more, so there is nothing to bring up again."
CHOSE_STOP = "You asked me not to write to you about this again."
CHOSE_ROLE = "You told me that your role changed."
CHOSE_LATER = "You asked me to bring this up again"
MISSED = "I meant to write to you, and can't tell whether it reached you: {line}"
LINE = ("missed", "missed.go")  # the blocks of the line below another message
MEANWHILE = "While you were away, this came due. Have a look if you like; I won't bring it up again by myself."
MOST_MISSED = 5
OVER = "By your path as it is now this doesn't hold any more, so there is nothing to show."
CROSSED = "My message about {name} crossed with what you told me since. By your path as it is now it doesn't hold."


def milestone(milestone: Milestone, told: Message, cited: str, *, occasion: str, again: bool) -> Said:
    """A milestone: the sum, what the sources say and whose words they are, and the choices."""
    lead = "You asked me to bring this up again. " if again else ""
    choices = [choice for action in milestone.actions for choice in _choices(action, occasion, milestone.check)]
    blocks = [
        section(f"{occasion}.opening", f"*{cut(lead + told.opening)}*"),
        section(f"{occasion}.text", f"{cut(told.text, 2000)}\n\n{cut(told.rest, 700)}"),
        context(f"{occasion}.source", f"{cut(cited, 900)}. {PRIVATE}"),
        actions(f"{occasion}.go", *choices, button("Why now?", "nudge.why", occasion)),
    ]
    return Said(f"{lead}{told.opening} {told.text} {told.rest}", blocks, told.line)


def together(said: Sequence[Said], *, agreed: bool = True) -> Rendered:
    """Everything that is told at once, with the way to be left in peace for whoever `agreed` that wishes are kept."""
    ways = button("Settings", "settings.open"), button("Snooze", "settings.snooze")
    peace = actions("peace", *ways) if agreed else None
    return message(shorten(" ".join(one.text for one in said)), *(block for one in said for block in one.blocks), peace)


def sources(name: str, parts: Sequence[Passage], cited: Sequence[str]) -> Rendered:
    """What the sources say about a milestone, each with its own."""
    blocks: list[Block] = [section("head", f"*What the sources say: {escape(name)}*")]
    for number, (part, source) in enumerate(zip(parts, cited, strict=True)):
        blocks.append(section(f"part.{number}", f"*{escape(headed(part.head))}*\n{cut(part.text, 900)}"))
        blocks.append(context(f"part.{number}.source", f"{cut(source, 300)}."))
    text = " ".join(f"{headed(part.head)}: {part.text}" for part in parts)
    return message(shorten(text), *blocks)


def later(day: date) -> Rendered:
    """They will be reminded."""
    return _sentence(LATER.format(day=spelled(day)))


def not_later(higher: str | None) -> Rendered:
    """They will not be reminded: a higher milestone comes before, or it does not hold any more."""
    return _sentence(PASSED.format(name=higher) if higher else OVER_BY_THEN)


def chose_later(day: date | None) -> str:
    """What stands where the choices were, once they will be reminded."""
    return f"{CHOSE_LATER}, around {spelled(day)}." if day else f"{CHOSE_LATER}."


def folded(said: Said, line: str, occasion: str) -> Said:
    """A nudge with a line in the place of its choices."""
    go = f"{occasion}.go"
    kept = [block for block in said.blocks if block.block_id != go]
    chosen = section(go, line, button("Settings", "settings.open"))
    return Said(f"{said.text} {line}", [*kept, chosen], said.line)


def named(name: str, occasion: str) -> Said:
    """What is left of a nudge whose text cannot be drawn any more."""
    return Said(f"{headed(name)}.", [section(f"{occasion}.opening", f"*{cut(headed(name))}*")], headed(name))


def stopped(name: str) -> Rendered:
    """They will not hear of it again."""
    return _sentence(STOPPED.format(name=name))


def why(text: str) -> Rendered:
    """Why this comes now."""
    return _sentence(text)


def over() -> Rendered:
    """What was to be shown does not hold any more."""
    return _sentence(OVER)


def missed(line: str, occasion: str) -> Rendered:
    """One line for below another message: what may not have arrived."""
    return _line(
        MISSED.format(line=line),
        button("Show it", "nudge.show", occasion),
        button("I've seen it", "nudge.seen", occasion),
    )


def crossed(name: str, occasion: str) -> Rendered:
    """One line for below another message: what arrived and does not hold."""
    return _line(CROSSED.format(name=name), button("I've seen it", "nudge.seen", occasion))


def below(shown: Rendered, line: Rendered) -> Rendered:
    """A message with a line below it; as it was, where there is no room for one."""
    if len(shown.blocks) + len(line.blocks) > MOST_BLOCKS or _size(shown) > ROOM:
        return shown
    plainer = below(shown.plainer, line) if shown.plainer else None
    text = f"{shown.text}\n{line.text}"
    return Rendered(text if len(text) <= MOST_TEXT else shown.text, (*shown.blocks, *line.blocks), plainer)


def has_line(shown: Rendered) -> bool:
    """Tell whether a message has such a line below it."""
    return any(block.get("block_id") in LINE for block in shown.blocks)


def without_line(shown: Rendered) -> Rendered:
    """The message as it was without the line."""
    above = shown.text
    for line in (MISSED, CROSSED):
        above = above.rpartition(f"\n{line.partition('{')[0]}")[0] or above
    return Rendered(above, tuple(block for block in shown.blocks if block.get("block_id") not in LINE))


def noted() -> Rendered:
    """The answer to *I've seen it*, where the message cannot be changed."""
    return _sentence("Good. I won't mention it again.")


def meanwhile(lines: Sequence[tuple[str, str]]) -> Rendered:
    """What fell due while somebody was away: (occasion, line) each; the newest few."""
    shown = lines[-MOST_MISSED:]
    return message(
        shorten(" ".join([MEANWHILE, *(line for _, line in shown)])),
        section("meanwhile", MEANWHILE),
        *(
            section(f"{occasion}.missed", cut(line, 1000), button("Show it", "nudge.show", occasion), find_links=False)
            for occasion, line in shown
        ),
    )


def on_home(lines: Sequence[tuple[str, str]]) -> list[Block]:
    """What may not have arrived, on Home: (occasion, line) each."""
    blocks: list[Block] = []
    for occasion, line in lines:
        blocks.append(section(f"unsure.{occasion}", cut(MISSED.format(line=line), 1500), find_links=False))
        choices = button("Show it", "nudge.show", occasion), button("I've seen it", "nudge.seen", occasion)
        blocks.append(actions(f"unsure.{occasion}.go", *choices))
    return blocks


def _line(words: str, *choices: Element) -> Rendered:
    text, go = LINE
    line = context(text, cut(words, 1500), find_links=False)
    return message(shorten(words.replace("`", ""), 1500), line, actions(go, *choices))


def _sentence(words: str) -> Rendered:
    return message(words.replace("`", ""), section("said", cut(words)))


def _size(shown: Rendered) -> int:
    return sum(characters(dict(block)) for block in shown.blocks)


def _choices(action: Action, occasion: str, check: str | None) -> list[Element]:
    match action:
        case "look_at_both_paths" if check is not None:
            review = button("Look at both paths", "check.review", f"{occasion}|{check}")
            return [review, button("What the sources say", "nudge.sources", occasion)]
        case "look_at_both_paths":
            return [button("Look at both paths", "nudge.sources", occasion)]
        case "role_changed":
            return [button("My role changed", "path.role_changed", occasion)]
        case "remind_in_3_months":
            return [button("Remind me in 3 months", "nudge.later", occasion)]
        case "dont_nudge":
            return [button("Don't nudge me about this", "nudge.stop", occasion)]
