"""Careercheck: a private career coach in Slack. `cli/` starts it, `wire.py` puts the parts together."""
