"""A competitor's customers against ours: who they are, and where we differ."""
