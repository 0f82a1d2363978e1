"""Takes the steps of our Dockerfile in a folder, where no container engine runs.

Every absolute path stands for one below the folder. A stage is built at the same place as the next, and moved away when
it is done: so programs find themselves where they were installed, and what a stage did not hand on is gone.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.rules.source import ROOT

ABSOLUTE = re.compile(r"(?:(?<=[\s:=])|^)/(?=\w)")


class StepFailed(AssertionError):
    """A RUN of the Dockerfile ended with an error; the message is what it said."""


@dataclass(frozen=True)
class Step:
    """One instruction: `COPY --from=build /a /b`."""

    name: str
    flags: dict[str, str]
    rest: str

    @property
    def words(self) -> list[str]:
        """The arguments, in JSON or as in a shell."""
        return json.loads(self.rest) if self.rest.startswith("[") else shlex.split(self.rest)


def steps(text: str) -> Iterator[Step]:
    """Read a Dockerfile."""
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    for line in "\n".join(lines).replace("\\\n", " ").splitlines():
        name, _, rest = line.strip().partition(" ")
        flags = dict[str, str]()
        while given := re.match(r"--(\w[\w-]*)=(\S+)\s+", rest):
            flags[given[1]], rest = given[2], rest[given.end() :]
        yield Step(name, flags, rest)


@dataclass
class Image:
    """A stage as far as its steps have been taken, and what it says about how to run it."""

    root: Path
    base_path: str  # where the base image keeps its programs
    environ: dict[str, str] = field(default_factory=dict)
    folder: str = "/"
    user: str = "0:0"
    said: dict[str, Step] = field(default_factory=dict)  # ENTRYPOINT, CMD, HEALTHCHECK, VOLUME, STOPSIGNAL, LABEL

    def place(self, path: str) -> Path:
        """Return where a path of the image is on this machine."""
        return self.root / os.path.join(self.folder, path).lstrip("/")  # noqa: PTH118 - of the image, not of here

    def mapped(self, text: str) -> str:
        """Put the folder before every absolute path in a text."""
        return ABSOLUTE.sub(f"{self.root}/", text)


class Walk:
    """Takes one step after the other."""

    def __init__(self, root: Path, base_path: str) -> None:
        """Begin where there is no folder yet; `base_path` holds the programs of the base image, less the shell's."""
        self._base_path = base_path
        self._stages: dict[str, Path] = {}
        self._name = ""
        self.image = Image(root, base_path)

    def take(self, step: Step) -> None:
        """Take a step.

        Raises:
            StepFailed: a RUN failed.
            KeyError: for an instruction or flag that this interpreter does not know.
        """
        known = {
            "FROM": self._from, "ENV": self._env, "WORKDIR": self._workdir, "RUN": self._run, "COPY": self._copy,
            "USER": self._user,
        } | dict.fromkeys(("LABEL", "VOLUME", "STOPSIGNAL", "HEALTHCHECK", "ENTRYPOINT", "CMD"), self._say)  # fmt: skip
        known[step.name](step)

    def _from(self, step: Step) -> None:
        root = self.image.root
        if root.exists():
            self._stages[self._name] = root.rename(root.with_name(f"{root.name}-{self._name}"))
        root.mkdir()
        _, *named = step.rest.split(" AS ")
        self._name = "".join(named)
        self.image = Image(root, self._base_path)

    def _env(self, step: Step) -> None:
        for pair in step.words:
            name, _, value = pair.partition("=")
            self.image.environ[name] = self.image.mapped(value).replace("$PATH", self.image.base_path)

    def _workdir(self, step: Step) -> None:
        self.image.folder = os.path.join(self.image.folder, step.rest)  # noqa: PTH118 - of the image, not of here
        self.image.place("").mkdir(parents=True, exist_ok=True)

    def _user(self, step: Step) -> None:
        self.image.user = step.rest

    def _say(self, step: Step) -> None:
        self.image.said[step.name] = step

    def _run(self, step: Step) -> None:
        # A registry is found as whoever runs this has set it up, for instance behind a mirror.
        ours = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
        ran = subprocess.run(
            ["/bin/sh", "-ec", self.image.mapped(step.rest)],
            cwd=self.image.place(""),
            env={**ours, "PATH": f"{self.image.base_path}:/usr/bin:/bin", **self.image.environ},
            capture_output=True,
            text=True,
            check=False,
        )
        if ran.returncode:
            raise StepFailed(f"{step.rest}\n{ran.stdout}\n{ran.stderr}")

    def _copy(self, step: Step) -> None:
        *sources, target = step.words
        origin = self._stages[step.flags["from"]] if "from" in step.flags else None
        for source in sources:
            to = self.image.place(target)
            if origin is not None:
                shutil.copytree(origin / source.lstrip("/"), to, symlinks=True, dirs_exist_ok=True)
            elif (ROOT / source).is_dir():
                shutil.copytree(ROOT / source, to, ignore=ignored())
            else:
                shutil.copy2(ROOT / source, to)
            if "chown" in step.flags and os.geteuid() == 0:
                user, group = map(int, step.flags["chown"].split(":"))
                for path in (to, *to.rglob("*")):
                    os.chown(path, user, group)


def ignored() -> Callable[[str, list[str]], set[str]]:
    """Return what .dockerignore leaves out inside folders, as `shutil.copytree` wants it."""
    return shutil.ignore_patterns(*(line[3:] for line in dockerignore() if line.startswith("**/")))


def dockerignore() -> list[str]:
    """Return the lines of .dockerignore."""
    lines = (ROOT / ".dockerignore").read_text().splitlines()
    return [line for line in lines if line and not line.startswith("#")]
