"""The container as its Dockerfile makes it, walked in a folder: no engine is needed, and the image itself is not built.

Where this runs as root, the bot runs as the user that the Dockerfile names, on a tree that is not its own; otherwise as
the same user, on a tree without a right to write. Either way nothing but the volume may have changed afterwards.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import urllib3

from tests.process.dockerfile import Image, StepFailed, Walk, dockerignore, steps
from tests.process.served import Run, served
from tests.process.test_try import address
from tests.rules.source import ROOT

STEPS = list(steps((ROOT / "Dockerfile").read_text()))
NOBODY = 65534
USABLE = "import ensurepip, sqlite3, ssl, sys; sys.exit(sys.version_info < (3, 11))"
NO_REGISTRY = re.compile(r"No matching distribution found|Max retries exceeded|ConnectionError|Temporary failure")


def test_the_final_image_runs_as_nobody_in_particular_and_starts_without_a_shell() -> None:
    final = STEPS[[step.name for step in STEPS].index("FROM", 1) :]
    said = {step.name: step for step in final}
    user, group = said["USER"].rest.split(":")  # by number: an engine can then see that it is not root
    assert int(user) == int(group) >= 10000
    assert said["ENTRYPOINT"].words + said["CMD"].words == ["careercheck", "run"]
    assert json.loads(said["HEALTHCHECK"].rest.partition("CMD ")[2]) == ["careercheck", "health"]
    assert said["STOPSIGNAL"].rest == "SIGTERM"
    assert [step.rest for step in final if step.name == "VOLUME"] == [said["WORKDIR"].rest] == ["/data"]
    assert "RUN" not in said, "what is installed is installed in the stage that is left behind"


def test_an_image_is_built_from_nothing_but_what_is_copied_into_it() -> None:
    allowed = {line.removeprefix("!") for line in dockerignore() if line.startswith("!")}
    copied = {word for step in STEPS if step.name == "COPY" and "from" not in step.flags for word in step.words[:-1]}
    assert dockerignore()[0] == "*"
    assert allowed == copied


def test_everything_is_installed_by_hash_or_without_an_index() -> None:
    installs = [
        step.rest for step in STEPS if step.name == "RUN" and re.search(r"pip\b.*\b(install|wheel)\b", step.rest)
    ]
    assert len(installs) == 4
    assert [
        line for line in installs if not re.search(r"--require-hashes --requirement|--no-index --no-deps", line)
    ] == []


@pytest.fixture
def image() -> Iterator[Image]:
    """Walk the Dockerfile, and take the right to write from all but the volume."""
    top = Path(tempfile.mkdtemp(prefix="careercheck-image-"))
    try:
        top.chmod(0o755)  # another user comes through
        walk = Walk(top / "root", str(base(top)))
        for step in STEPS:
            walk.take(step)
        volume = walk.image.place(walk.image.said["VOLUME"].rest)
        for path in walk.image.root.rglob("*"):
            if path != volume and not path.is_symlink():
                path.chmod(path.stat().st_mode & ~0o222)
        walk.image.root.chmod(0o555)
        yield walk.image
    except StepFailed as failed:
        if NO_REGISTRY.search(str(failed)) and not os.environ.get("REQUIRE_REGISTRY"):
            pytest.skip("no Python package registry is in reach, so the Dockerfile's steps cannot be taken")
        raise
    finally:
        for folder in (folder for folder in top.rglob("*") if folder.is_dir() and not folder.is_symlink()):
            folder.chmod(0o755)
        shutil.rmtree(top)


def base(top: Path) -> Path:
    """Return the folder with the base image's programs: `python`, one that every user may run where there is one."""
    folder = top / "base"
    folder.mkdir()
    (folder / "python").write_text(f'#!/bin/sh\nexec {for_everybody() or sys._base_executable} "$@"\n')
    (folder / "python").chmod(0o755)
    return folder


@cache
def for_everybody() -> str | None:
    """Return a Python that another user may run; None where there is none, or where we cannot become somebody else."""
    if os.geteuid() != 0:
        return None
    known = [
        sys._base_executable,
        *(shutil.which(f"python3.{minor}", path="/usr/local/bin:/usr/bin") for minor in range(11, 15)),
    ]
    return next((python for python in known if python and _may_run(python)), None)


def _may_run(python: str) -> bool:
    try:
        tried = subprocess.run([python, "-c", USABLE], user=NOBODY, group=NOBODY, extra_groups=[], check=False)
    except PermissionError:
        return False
    return tried.returncode == 0


class Contained(Run):
    """The container's command, as its user, with its environment and nothing else."""

    def __init__(self, image: Image, folder: Path, arguments: list[str], settings: dict[str, str]) -> None:
        folder.mkdir()
        self._out, self._err = folder / "stdout", folder / "stderr"
        user, group = map(int, image.user.split(":"))
        somebody = {"user": user, "group": group, "extra_groups": []} if for_everybody() else {}
        program = shutil.which(arguments[0], path=image.environ["PATH"])
        assert program, f"{arguments[0]} is not on the PATH of the image"
        with self._out.open("w") as out, self._err.open("w") as err:
            self.process = subprocess.Popen(
                [program, *arguments[1:]], env=image.environ | settings, cwd=image.place(""), stdout=out, stderr=err,
                **somebody,
            )  # fmt: skip


def written(image: Image) -> dict[str, tuple[int, int]]:
    """Return what stands in the image outside its volume, with the time of its last change."""
    volume = image.place(image.said["VOLUME"].rest)
    found = (path for path in image.root.rglob("*") if volume not in (path, *path.parents))
    return {str(path): (path.lstat().st_mtime_ns, path.lstat().st_size) for path in found}


@pytest.mark.process
@pytest.mark.timeout(300)
def test_what_the_dockerfile_makes_serves_a_check_with_only_its_volume_to_write_to(
    image: Image, tmp_path: Path
) -> None:
    before = written(image)
    with served(tmp_path, start=False) as house:
        settings = {name: value for name, value in house.environ.items() if name != "CAREERCHECK_DATABASE"}

        def runs(*arguments: str) -> Contained:
            return Contained(image, tmp_path / f"contained-{len(list(tmp_path.iterdir()))}", list(arguments), settings)

        content = runs("careercheck", "content", "check")
        assert content.ends() == 0, content.err
        check_that_the_page_is_there(runs("careercheck", "try", "--bare", "--no-browser", "--port", "0"))

        house.file = image.place("/data/careercheck.db")
        house.run = runs(*image.said["ENTRYPOINT"].words, *image.said["CMD"].words)
        house.awaits(lambda: house.slack.connected, f"the bot connects: {house.run.err}")
        house.who("ana").begins()
        health = runs(*json.loads(image.said["HEALTHCHECK"].rest.partition("CMD ")[2]))
        assert health.ends() == 0, health.err
        doctor = runs("careercheck", "doctor")
        assert doctor.ends() == 0, doctor.out
        assert house.run.stops(getattr(signal, image.said["STOPSIGNAL"].rest)) == 0, house.run.err
        assert house.rows("SELECT user_id FROM checks") == [(house.who("ana").id,)]
        assert not for_everybody() or f"{house.file.stat().st_uid}:{house.file.stat().st_gid}" == image.user
    assert written(image) == before


def check_that_the_page_is_there(run: Contained) -> None:
    http = urllib3.PoolManager()
    try:
        url = address(run)
        page = http.request("GET", url + "/").data.decode()
        parts = re.findall(r"(?:src|href)=\"(/static/[^\"]+)\"", page)
        assert parts
        assert {part: http.request("GET", url + part).status for part in parts} == dict.fromkeys(parts, 200)
        assert run.stops(signal.SIGINT) == 0
    finally:
        http.clear()
        run.process.kill()
