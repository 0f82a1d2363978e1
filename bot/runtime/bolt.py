"""The Bolt app, as bare as it can be: it tells our own messages from others' and calls our listeners."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping

from slack_bolt import App
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.logger.messages import warning_token_skipped


def bolt_app(token: str, identity: Mapping[str, object]) -> App:
    """Make the app; it answers when the listener returns, so what Slack hears as received is saved.

    Args:
        token: the bot's.
        identity: what `auth.test` said of it; asking again with each request would cost a call each time.
    """
    logging.getLogger("slack_bolt.App").addFilter(_is_news)
    return App(
        name="careercheck",  # else Bolt looks for one in every module that is loaded
        token_verification_enabled=False,
        request_verification_enabled=False,
        process_before_response=True,
        authorize=_authorize(token, identity),
        attaching_conversation_kwargs_enabled=False,
    )


def _is_news(record: logging.LogRecord) -> bool:
    """Leave out that Bolt found our own setting in the environment and does not use it: that is how it should be."""
    return record.getMessage() != warning_token_skipped()


def _authorize(token: str, identity: Mapping[str, object]) -> Callable[..., AuthorizeResult]:
    result = AuthorizeResult(
        enterprise_id=None,
        team_id=str(identity["team_id"]),
        bot_user_id=str(identity["user_id"]),
        bot_id=str(identity["bot_id"]),
        bot_token=token,
    )
    return lambda **_: result
