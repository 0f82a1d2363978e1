"""Line 6: what a call through the door costs over TLS, against a connection that is kept and does nothing else."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from pathlib import Path
from statistics import median

from tests.bench.bench import Bench
from tests.bench.servers import ROOT
from tests.bench.table import Row


async def measure(bench: Bench) -> list[Row]:
    """Measure line 6."""
    certificate = self_made(bench.folder)
    standin = bench.standin(certificate=certificate)
    calls = 2 * bench.size.alone
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.bench.caller",
        standin.api("calling"),
        str(bench.size.rounds),
        str(calls),
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "SSL_CERT_FILE": str(certificate[0])},  # whom the door is to trust
        stdout=subprocess.PIPE,
    )
    told, _ = await process.communicate()
    if process.returncode:
        raise RuntimeError("the calls failed")
    seen = json.loads(told)
    bench.stop(standin)
    for which in ("door", "floor"):
        bench.notes.append(f"a call over TLS, {which}: CPU {median(seen[which]) * 1000:.3f} ms")
    cpu = median(door / floor for door, floor in zip(seen["door"], seen["floor"], strict=True))
    return [
        Row(6, "CPU of an outgoing call over TLS, of a kept connection", {"": cpu}, 3),
        Row(6, "new connections a call", {"": seen["connections"]}, 0.05),
    ]


def self_made(folder: Path) -> tuple[Path, Path]:
    """Make a certificate for this machine's loopback, good for a day. Returns its file and its key's."""
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    made = f"req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=localhost -keyout {key} -out {certificate}"
    names = ["-addext", "subjectAltName=IP:127.0.0.1,DNS:localhost"]
    subprocess.run(["openssl", *made.split(), *names], check=True, capture_output=True)
    return certificate, key
