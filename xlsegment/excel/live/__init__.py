"""Excel while it runs: its state, its messages, its keys."""
