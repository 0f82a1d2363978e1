"""Whose secrets lie open on this machine."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.runtime import secret_files
from bot.runtime.secret_files import open_to_others


@pytest.mark.parametrize(("mode", "seen"), [(0o600, False), (0o640, False), (0o644, True), (0o602, True)])
def test_a_file_is_open_when_others_may_read_or_write_it(tmp_path: Path, mode: int, seen: bool) -> None:
    file = tmp_path / "secret"
    file.touch()
    file.chmod(mode)

    assert open_to_others({"SLACK_BOT_TOKEN_FILE": str(file)}) == (["SLACK_BOT_TOKEN_FILE"] if seen else [])


def test_what_is_no_secret_is_not_looked_at(tmp_path: Path) -> None:
    file = tmp_path / "words"
    file.touch()
    file.chmod(0o644)

    assert open_to_others({"CAREERCHECK_CRISIS_TEXT_FILE": str(file), "SLACK_APP_TOKEN_FILE": "/nowhere"}) == []


def test_a_folder_that_is_kept_or_mounted_for_secrets_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "secret"
    file.touch()
    file.chmod(0o644)
    environ = {"CAREERCHECK_DATABASE_FILE": str(file)}
    assert open_to_others(environ) == ["CAREERCHECK_DATABASE_FILE"]

    with monkeypatch.context() as kept:
        kept.setattr(secret_files, "MANAGED", tmp_path)
        assert open_to_others(environ) == []
    monkeypatch.setattr(Path, "is_mount", lambda folder: folder == tmp_path)
    assert open_to_others(environ) == []
