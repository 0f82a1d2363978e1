"""Names and links in a message stay readable once they are kept; what somebody typed stays letter by letter."""

from __future__ import annotations

import pytest

from bot.features.brag.wire import in_command, in_message


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        ("with <@U0BEN0001> and <@U0DEV0001|dev>", "with @U0BEN0001 and @dev"),
        ("in <#C0TEAM001|team> and <#C0TEAM001>", "in #team and #C0TEAM001"),
        ("<!here> <!channel> <!subteam^S01|@platform>", "@here @channel @platform"),
        ("by <!date^1795165200^{date}|23 November>", "by 23 November"),
        ("<https://acme.example/a?b=1&amp;c=2|the plan>", "the plan (https://acme.example/a?b=1&amp;c=2)"),
        ("<https://acme.example> <http://acme.example|acme.example>", "https://acme.example http://acme.example"),
        ("<mailto:ana@acme.example|ana@acme.example>", "ana@acme.example"),
        ("&lt;@U0BEN0001&gt; a < b > c <> <b> <@> <javascript:x|y>",) * 2,
    ],
)
def test_a_message_is_read(sent: str, read: str) -> None:
    assert in_message(sent) == read


def test_in_a_command_only_what_slack_resolved_is_a_name() -> None:
    assert in_command("<@U0BEN0001|ben> in <#C0TEAM001|team>") == "@ben in #team"
    for typed in ("<!channel> <@U0BEN0001> <https://acme.example|bank>", "a < b | c > d"):
        assert in_command(typed) == typed
