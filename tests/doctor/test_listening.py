"""What doctor says of the address where the bot is to listen."""

from __future__ import annotations

import socket
from collections.abc import Callable

import pytest

from tests import kit_ports
from tests.doctor.house import House, bad, said


@pytest.fixture
def free_port() -> Callable[[], int]:
    """A port that nobody listens at."""
    return kit_ports.free_port


def http(port: int) -> dict[str, str]:
    """The settings of a bot that listens."""
    return {
        "SLACK_APP_TOKEN": "",
        "SLACK_SIGNING_SECRET": "zq7canary",
        "CAREERCHECK_LISTEN": f"127.0.0.1:{port}",
    }


def test_an_address_that_is_free(house: House, free_port: Callable[[], int]) -> None:
    port = free_port()
    report = house.told(**http(port))

    assert bad(report) == {}
    assert f"127.0.0.1:{port} is free to listen at." in said(report, "http")
    assert "https://YOUR-ADDRESS/slack/events" in said(report, "http")
    assert "socket" not in report


def test_an_address_in_use(house: House) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, socket.create_server(("127.0.0.1", 0)) as other:
        settings = http(taken.getsockname()[1]) | {"CAREERCHECK_METRICS": str(other.getsockname()[1])}
        assert {check: "by something else" in told for check, told in bad(house.told(**settings)).items()} == {
            "http": True,
            "metrics": True,
        }
        house.world.starts()
        assert bad(house.told(**settings)) == {}


def test_an_address_that_is_not_ours(house: House) -> None:
    report = house.told(**http(0) | {"CAREERCHECK_LISTEN": "192.0.2.1:3000"})

    assert bad(report)["http"] == (
        "Nobody can listen at 192.0.2.1:3000 (Cannot assign requested address). Set another CAREERCHECK_LISTEN."
    )
