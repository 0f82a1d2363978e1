"""The `careercheck` command, also as `python -m bot`."""

from __future__ import annotations

import sys

from bot.broken import tell


def main() -> None:
    """Run a command. Serving, which is started again and again, does not wait for the command line's own imports."""
    sys.excepthook = tell
    if sys.argv[1:] == ["run"]:
        from bot.run import run  # noqa: PLC0415

        run()
        return
    from typer.main import get_command  # noqa: PLC0415

    from bot.cli import app  # noqa: PLC0415

    get_command(app)(prog_name="careercheck")  # not app(): that would put Typer's own hook in the place of ours


if __name__ == "__main__":
    main()
