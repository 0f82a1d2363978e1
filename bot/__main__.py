"""The `careercheck` command, also as `python -m bot`."""

from __future__ import annotations

import sys


def main() -> None:
    """Run a command. Serving, which is started again and again, does not wait for the command line's own imports."""
    if sys.argv[1:] == ["run"]:
        from bot.run import run  # noqa: PLC0415

        run()
        return
    from bot.cli import app  # noqa: PLC0415

    app(prog_name="careercheck")


if __name__ == "__main__":
    main()
