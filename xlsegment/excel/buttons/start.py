"""Buttons that bring data in."""

from __future__ import annotations


def new() -> None:
    """Do nothing yet."""


def sample() -> None:
    """Do nothing yet."""


def import_orders() -> None:
    """Do nothing yet."""
