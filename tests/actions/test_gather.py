"""What a refresh reads, and what it says it could not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import command, sheets
from tests.support.small_book import small_book


@pytest.mark.parametrize(
    ("missing", "told"),
    [(("预测月数",), "预测月数"), (("线索转化期限", "线索响应时限", "匹配度高下限"), "")],
    ids=["a parameter that was deleted", "a topic that an earlier version did not have"],
)
def test_missing_parameters_are_told_unless_their_whole_topic_is_missing(
    missing: tuple[str, ...], told: str, tmp_path: Path
) -> None:
    path = tmp_path / "客户.xlsx"
    path.write_bytes(small_book(full=True))
    book = sheets.open_book(path)
    params = book["参数"]
    for row in params.iter_rows(min_row=5):
        if row[1].value in missing:
            row[1].value = None
    for label in missing:
        del book.defined_names[f"参数_{label}"]
    book.save(path)

    said = command.run("refresh", path).out

    assert ("没有这些参数" in said) == bool(told)
    assert told in said
    assert not any(label in said for label in missing if label != told)
