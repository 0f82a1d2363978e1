"""A simulated Slack on loopback and its web page: for trying the bot, and for testing it."""
