"""A run that requires a browser does not pass by skipping the tests that need one."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

SUITE = """
import pytest

@pytest.mark.{marker}
@pytest.mark.skipif(True, reason="no Chromium here")
def test_marked(): ...

@pytest.mark.{marker}
def test_in_the_middle(): pytest.skip("no Chromium here")
"""


@pytest.mark.process
@pytest.mark.parametrize(
    ("marker", "required", "ending"),
    [("browser", "1", "1 failed, 1 error"), ("browser", "", "2 skipped"), ("process", "1", "2 skipped")],
)
def test_only_a_skipped_browser_test_fails_and_only_where_one_is_required(
    tmp_path: Path, marker: str, required: str, ending: str
) -> None:
    (tmp_path / "test_suite.py").write_text(SUITE.format(marker=marker))
    environment = {**os.environ, "REQUIRE_BROWSER": required, "PYTHONPATH": str(ROOT)}
    options = ["-p", "tests.browser_required", "-p", "no:cacheprovider", "-c", str(ROOT / "pyproject.toml")]
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", *options, "--rootdir", str(tmp_path), str(tmp_path)],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ending in ran.stdout.splitlines()[-1]


def test_this_run_has_the_plugin(request: pytest.FixtureRequest) -> None:
    assert request.config.pluginmanager.has_plugin("tests.browser_required")
