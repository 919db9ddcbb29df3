"""What a zip file says beside its members: comments and extra fields."""

from __future__ import annotations

from typing import Final

from xlsegment.engine.container import Container
from xlsegment.privacy.bytetext import in_bytes
from xlsegment.privacy.finder import Finder

_LOCAL_HEAD: Final = 30


def in_label(label: bytes, finder: Finder) -> int:
    """Return how much personal data a comment or an extra field holds."""
    return len(in_bytes(label, finder)) if label else 0


def labels(container: Container, part: str) -> list[bytes]:
    """Return the labels of a member: in the directory, and before its content."""
    info = container.info(part)
    local = container.header(part)[_LOCAL_HEAD + len(info.orig_filename.encode()) :]
    return [info.comment, info.extra, local]


def clean_labels(container: Container, part: str, finder: Finder) -> int:
    """Empty the labels of a member if they hold personal data; return how much they did."""
    count = sum(in_label(label, finder) for label in labels(container, part))
    if count:
        info = container.info(part)
        info.comment = info.extra = b""
    return count
