"""The processes that are measured, each from outside: how much processor time it took, how much memory it holds."""

from __future__ import annotations

import asyncio
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from tests.bench import payloads
from tests.bench.load import Link, Links, Round, call
from tests.bench.payloads import Payload

ROOT = Path(__file__).parents[2]
PATIENCE = 30.0  # seconds that a start or a round may take
_ENVELOPES = count(1)

PLAIN, BEST = ("-m", "tests.bench.baselines", "plain"), ("-m", "tests.bench.baselines", "best")
LISTENING, PRODUCT = ("-m", "tests.bench.product"), ("-m", "bot", "run")


class StandIn:
    """The stand-in for the Web API, as a process."""

    def __init__(self, link: str, *, certificate: tuple[Path, Path] | None = None) -> None:
        files = [str(file) for file in certificate or ()]
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.bench.standin", link, "0", *files],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._process.stdout is not None
        self.port = int(self._process.stdout.readline())
        self._scheme = "https" if certificate else "http"

    @property
    def url(self) -> str:
        """Return where it listens."""
        return f"{self._scheme}://127.0.0.1:{self.port}/"

    def api(self, name: str) -> str:
        """Return the address of the Web API for the server of this name."""
        return f"{self.url}{name}/api/"

    def delay(self, seconds: float) -> None:
        """Answer so much later from now on."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{seconds}\n")
        self._process.stdin.flush()

    def stop(self) -> None:
        """End it."""
        end(self._process)


@dataclass
class Server:
    """A process that listens to Slack."""

    name: str
    transport: str
    process: subprocess.Popen[bytes]
    port: int
    said: Path  # what it printed and logged
    link: Link | None = None

    def cpu(self) -> float:
        """Return the seconds of processor time that it took so far, all its threads together."""
        return time.clock_gettime((~self.process.pid << 3) | 2)  # Linux: the clock of another process

    def memory(self) -> float:
        """Return the MiB that it holds in memory."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.findall(r"VmRSS:\s+(\d+) kB", status)[0]) / 1024

    async def take(self, requests: Sequence[Payload], at_once: int) -> Round:
        """Let it deal with payloads, `at_once` at a time."""
        if self.link is not None:
            return await asyncio.wait_for(self.link.run(_framed(requests), at_once), PATIENCE)
        signed = int(time.clock_gettime(time.CLOCK_REALTIME))
        wrapped = [payloads.as_request(payload, self.port, signed) for payload in requests]
        return await asyncio.wait_for(call(self.port, wrapped, at_once), PATIENCE)

    async def pace(self, requests: Sequence[Payload], every: float) -> Round:
        """Let it deal with payloads over Socket Mode, one each `every` seconds."""
        assert self.link is not None
        return await asyncio.wait_for(self.link.pace(_framed(requests), every), PATIENCE)

    def stop(self) -> None:
        """End it."""
        end(self.process)


def _framed(requests: Sequence[Payload]) -> list[tuple[str, str]]:
    named = [(f"envelope-{next(_ENVELOPES)}", payload) for payload in requests]
    return [(name, payloads.as_frame(payload, name)) for name, payload in named]


def start(command: Sequence[str], transport: str, name: str, standin: StandIn, file: Path) -> Server:
    """Start a server on a database `file`; it may not listen yet when this returns."""
    port = free_port()
    arguments = [*command, transport] if command in (PLAIN, BEST) else list(command)  # ours read it from their settings
    environ = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "SLACK_BOT_TOKEN": "xoxb-bench",
        "SLACK_APP_TOKEN": "xapp-bench",
        "SLACK_SIGNING_SECRET": payloads.SECRET,
        "SLACK_API_URL": standin.api(name),
        "CAREERCHECK_TRANSPORT": transport,
        "CAREERCHECK_LISTEN": f"127.0.0.1:{port}",
        "CAREERCHECK_DATABASE": f"sqlite:///{file}",
        "CAREERCHECK_LOG_LEVEL": "ERROR",
    }
    said = file.with_name(f"{name}.log")
    with said.open("a") as log:
        process = subprocess.Popen([sys.executable, *arguments], cwd=ROOT, env=environ, stdout=log, stderr=log)
    return Server(name, transport, process, port, said)


async def ready(server: Server, links: Links) -> Server:
    """Wait until a server listens.

    Raises:
        RuntimeError: it does not; with what it said.
    """
    until = time.monotonic() + PATIENCE
    while not _listens(server, links):
        if time.monotonic() > until or server.process.poll() is not None:
            raise RuntimeError(f"{server.name} does not listen:\n{server.said.read_text()}")
        await asyncio.sleep(0.002)
    return server


def _listens(server: Server, links: Links) -> bool:
    if server.transport == "socket":
        server.link = links.there.get(server.name)
        return server.link is not None
    try:
        socket.create_connection(("127.0.0.1", server.port), timeout=1).close()
    except ConnectionRefusedError:
        return False
    return True


def free_port() -> int:
    """Return a port on which nobody listens."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def end(process: subprocess.Popen[bytes] | subprocess.Popen[str]) -> None:
    """Kill a process: what is measured is over, and nothing of it is kept."""
    process.kill()
    process.wait()
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            stream.close()
