"""Careercheck: a private career coach in Slack. `wire.py` puts the parts together, `cli.py` starts them."""
