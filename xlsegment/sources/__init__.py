"""Orders that come from files."""
