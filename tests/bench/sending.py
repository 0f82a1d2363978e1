"""Line 8: the processor time that a nudge takes, all of it, against a bare loop of `chat.postMessage`.

All of it: the threads that look whether one may go, the claim and its commit, what it is drawn from, the call, and the
commit that says how it ended. The loop is the SDK's client with the same message, over TLS as to Slack: as its
documentation has it, where each call reads all certificates that the machine trusts anew, and one that reads them once.
"""

from __future__ import annotations

import asyncio
import json
import os
import ssl
import subprocess
import sys
from operator import truediv
from pathlib import Path
from statistics import median

from tests.bench.bench import Bench
from tests.bench.calling import self_made
from tests.bench.servers import ROOT
from tests.bench.table import Row


async def measure(bench: Bench) -> list[Row]:
    """Measure line 8."""
    certificate = self_made(bench.folder)
    standin = bench.standin(certificate=certificate)
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.bench.sender",
        standin.api("sending"),
        str(bench.file("sending")),
        str(bench.size.rounds),
        str(bench.size.alone),
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "SSL_CERT_FILE": str(_trusted(bench.folder, certificate[0]))},
        stdout=subprocess.PIPE,
    )
    told, _ = await process.communicate()
    if process.returncode:
        raise RuntimeError("the nudges were not sent")
    seen = json.loads(told)
    bench.stop(standin)
    for which, those in seen.items():
        bench.notes.append(f"a message over TLS, {which}: CPU {median(those) * 1000:.2f} ms")
    nudges = seen.pop("nudge")
    cpu = {name: median(map(truediv, nudges, loop)) for name, loop in seen.items()}
    return [Row(8, "CPU of a nudge over TLS, of a bare loop of chat.postMessage", cpu, 2)]


def _trusted(folder: Path, ours: Path) -> Path:
    """Return a file with the certificates that this machine trusts, and ours."""
    usual = ssl.get_default_verify_paths().cafile
    trusted = folder / "trusted.pem"
    trusted.write_text(ours.read_text() + (Path(usual).read_text() if usual else ""))
    return trusted
