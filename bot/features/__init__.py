"""One folder a feature: what it declares, how it listens, what it does, how it looks."""
