"""Socket Mode: the line over which Slack hands us what people do, and hears that we have it."""

from __future__ import annotations

import json
import threading
from http import HTTPStatus

from slack_bolt import App, BoltResponse
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.builtin import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse

from bot.runtime.config import SLACK_API
from bot.runtime.deliver import deliver
from bot.runtime.errors import SlackAway, SlackShut
from bot.runtime.slack import socket_client
from bot.runtime.under_way import UnderWay

LOOK_EVERY = 3.0  # seconds between looks at the line; until then a cut line is not replaced, and every click fails
AT_ONCE = 256 * 1024  # bytes read at a time: the SDK reads recursively, and by its 1024 a burst overflows the stack


class Socket(SocketModeHandler):
    """Receives until it is told to finish; what it has begun by then is still acknowledged."""

    def __init__(self, app: App, app_token: str, base_url: str = SLACK_API) -> None:
        self._under_way = UnderWay()
        super().__init__(
            app,
            app_token,
            web_client=socket_client(app_token, base_url),
            ping_interval=LOOK_EVERY,
            receive_buffer_size=AT_ONCE,
        )

    def open(self) -> None:
        """Connect.

        Raises:
            SlackShut: the app token is not good for it.
            SlackAway: Slack was not reached.
        """
        try:
            self.client.connect()
        except SlackApiError as error:
            raise SlackShut(str(error.response["error"])) from error
        except OSError as error:
            raise SlackAway(type(error).__name__) from error

    def connected(self) -> bool:
        """Tell whether the line stands."""
        return bool(self.client.is_connected())

    def handle(self, client: SocketModeClient, req: SocketModeRequest) -> None:  # type: ignore[override]
        """Let the app deal with one payload, and acknowledge it.

        Once we finish, nothing new is begun: an event that is not acknowledged comes again, and a person sees that
        their click failed.
        """
        with self._under_way.one() as may_begin:
            if may_begin:
                _acknowledge(client, req.envelope_id, deliver(self.app, req.payload))

    def idle(self) -> bool:
        """Tell whether nothing is being dealt with."""
        return self._under_way.idle()

    def wait_idle(self, seconds: float) -> bool:
        """Wait until nothing is being dealt with; False when something still is after `seconds`."""
        return self._under_way.wait_idle(seconds)

    def finish(self, seconds: float) -> None:
        """Begin nothing new, wait up to `seconds` for what has begun, and hang up."""
        self._under_way.close()
        self._under_way.wait_idle(seconds)
        # A line that is being replaced at this moment would outlive the close, and the SDK wait for it for ever.
        with self.client.connect_operation_lock:
            self.client.closed = True
            self.client.auto_reconnect_enabled = False
            self.client.message_queue.put(None)  # wakes the thread that waits for the next message
            self._hang_up()

    def _hang_up(self) -> None:
        closing = threading.Thread(target=self._close, name="hang-up", daemon=True)
        closing.start()
        while closing.is_alive():
            # The thread that reads unsets this as it begins: told to end in that moment, it would go on for ever.
            self.client.current_session_state.terminated = True
            closing.join(timeout=0.1)

    def _close(self) -> None:
        try:
            self.client.close()
        except AttributeError:  # the SDK's own reader closed the same line in this moment
            self.client.close()


def _acknowledge(client: SocketModeClient, envelope_id: str, response: BoltResponse) -> None:
    if response.status == HTTPStatus.OK:
        answer = json.loads(response.body) if response.body else None
        client.send_socket_mode_response(SocketModeResponse(envelope_id, answer))
