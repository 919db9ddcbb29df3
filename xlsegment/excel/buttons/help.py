"""Buttons that explain."""

from __future__ import annotations


def functions() -> None:
    """Do nothing yet."""


def doctor() -> None:
    """Do nothing yet."""


def about() -> None:
    """Do nothing yet."""
