"""A process that calls: through the door, and over one kept connection with nothing around it.

`python -m tests.bench.caller API ROUNDS CALLS`; prints as JSON the seconds of processor time a call, by round.
"""

from __future__ import annotations

import http.client
import json
import sys
from collections.abc import Callable
from time import process_time
from urllib.parse import urlsplit

from advice.check import Progress
from bot.features.check.draw import draw_card
from bot.features.check.ids import Card
from bot.runtime.slack import SlackDoor
from tests.bench import crowd


def main(api: str, rounds: int, calls: int) -> None:
    """Measure and print."""
    check = crowd.the_check()
    first = check.questions_of(check.sections[0].id)[0].id
    progress = Progress(tuple(part.id for part in check.sections), cards={first: 1}, current=first)
    card = draw_card(check, progress, Card(crowd.check_id(1), first, 1))
    door = SlackDoor("xoxb-bench", api)
    where = urlsplit(api)
    kept = http.client.HTTPSConnection(where.netloc)
    body = json.dumps({"channel": "D0", "text": card.text, "blocks": card.blocks}).encode()
    headers = {"Authorization": "Bearer xoxb-bench", "Content-Type": "application/json; charset=utf-8"}

    def floor() -> None:
        kept.request("POST", f"{where.path}chat.postMessage", body, headers)
        json.loads(kept.getresponse().read())

    def through_the_door() -> None:
        door.post("D0", card, thread_ts=crowd.PARENT)

    took: dict[str, list[float]] = {"door": [], "floor": []}
    through_the_door()
    floor()
    before = door.call("connections", {})["connections"]
    for _ in range(rounds):
        took["door"].append(timed(through_the_door, calls))
        took["floor"].append(timed(floor, calls))
    opened = door.call("connections", {})["connections"] - before
    print(json.dumps({**took, "connections": opened / (rounds * calls)}))  # noqa: T201 - what whoever started us reads


def timed(call: Callable[[], None], times: int) -> float:
    """Return the seconds of processor time that one call took."""
    before = process_time()
    for _ in range(times):
        call()
    return (process_time() - before) / times


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
