"""Putting originals back: where their masks stand now, and what cannot be told apart any more."""
