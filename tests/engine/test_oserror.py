"""Why the system refused is said in the reader's language."""

from __future__ import annotations

import errno
import re

import pytest

from xlsegment.errors import CannotRead
from xlsegment.errors.oserror import reason_of


@pytest.mark.parametrize(
    "number", [errno.ENOENT, errno.EACCES, errno.ENOSPC, errno.EROFS, errno.EISDIR]
)
def test_usual_reasons_are_said_in_both_languages(number: int) -> None:
    error = CannotRead(file="a.xlsx", reason=reason_of(OSError(number, "System's own words")))
    for lang in ("zh", "en"):
        assert "System's own words" not in error.message(lang)  # type: ignore[arg-type]
    assert not re.search(r"[a-z]{3}", error.message("zh").replace("a.xlsx", ""))
    assert error.message("en").isascii() or "“" in error.message("en")


def test_a_rare_reason_is_passed_on_in_the_words_of_the_system() -> None:
    assert reason_of(OSError(errno.ENOTEMPTY, "Directory not empty")).zh == "Directory not empty"
    assert reason_of(OSError("odd")).en == "odd"
