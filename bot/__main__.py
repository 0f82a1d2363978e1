"""`python -m bot` is the `careercheck` command."""

from bot.cli import app

app(prog_name="careercheck")
