"""The baselines: Bolt with one listener of each kind, which acknowledges and does nothing.

`python -m tests.bench.baselines plain|best socket|http`, with the settings of the product in the environment.

* plain: as Bolt's documentation starts it, with the server that comes with it.
* best: answers when the listener returns, over the transport that the product uses.
"""

from __future__ import annotations

import logging
import os
import re
import sys
from collections.abc import Callable
from typing import Any

from slack_bolt import Ack, App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient  # noqa: TID251 - how Bolt's documentation does it

ANY = re.compile(r".*")


def app(**how: Any) -> App:
    """Return the app, towards the stand-in."""
    client = WebClient(token=os.environ["SLACK_BOT_TOKEN"], base_url=os.environ["SLACK_API_URL"])
    made = App(client=client, signing_secret=os.environ["SLACK_SIGNING_SECRET"], **how)
    made.command(ANY)(nothing)
    made.action(ANY)(nothing)
    made.view(ANY)(nothing)
    made.shortcut(ANY)(nothing)
    made.options(ANY)(nothing)
    made.event(ANY)(nothing)
    return made


def nothing(ack: Ack) -> None:
    """Acknowledge, and that is all."""
    ack()


def port() -> int:
    """Return where to listen."""
    return int(os.environ["CAREERCHECK_LISTEN"].rpartition(":")[2])


def plain_socket() -> None:
    """Start as the documentation does."""
    SocketModeHandler(app(), os.environ["SLACK_APP_TOKEN"]).start()


def plain_http() -> None:
    """Start as the documentation does."""
    app().start(port=port())


def best_socket() -> None:
    """Read as much at a time as the product does."""
    from bot.runtime.socket import AT_ONCE, LOOK_EVERY  # noqa: PLC0415 - plain must not pay for it

    token = os.environ["SLACK_APP_TOKEN"]
    made = app(process_before_response=True)
    SocketModeHandler(made, token, ping_interval=LOOK_EVERY, receive_buffer_size=AT_ONCE).start()


def best_http() -> None:
    """Serve with the product's server."""
    from slack_bolt.adapter.wsgi import SlackRequestHandler  # noqa: PLC0415 - plain must not pay for it

    from bot.runtime.config import Address  # noqa: PLC0415
    from bot.runtime.http import listening  # noqa: PLC0415

    handler = SlackRequestHandler(app(process_before_response=True))
    listening.server(handler, listening.bound(Address("127.0.0.1", port()))).run()


KINDS: dict[str, Callable[[], None]] = {
    "plain-socket": plain_socket,
    "plain-http": plain_http,
    "best-socket": best_socket,
    "best-http": best_http,
}

if __name__ == "__main__":
    logging.basicConfig(level=logging.WARNING)
    KINDS["-".join(sys.argv[1:])]()
