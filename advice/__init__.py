"""The coaching itself, pure: no Slack, no SQL, no clock, no chance, no network."""
