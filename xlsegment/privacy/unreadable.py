"""What is raised where a part of a file cannot be looked into."""

from __future__ import annotations


class Unreadable(Exception):
    """What a part holds cannot be looked into."""
