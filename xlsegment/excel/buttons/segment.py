"""Buttons that compute."""

from __future__ import annotations


def refresh() -> None:
    """Do nothing yet."""


def parameters() -> None:
    """Do nothing yet."""


def undo() -> None:
    """Do nothing yet."""
