"""What one refresh leaves for the next survives whatever its length."""

from __future__ import annotations

import pytest

from tests.support.memory_excel import new_book
from xlsegment.workbook.memory import TEXTS, Remember, recall


@pytest.mark.parametrize("length", [0, 1, 240, 241, 1000])
def test_a_text_of_any_length_comes_back_and_a_shorter_one_replaces_it(length):
    book = new_book()
    text = "ab-_" * (length // 4) + "x" * (length % 4)
    Remember(book, TEXTS, "y" * 700).apply()
    Remember(book, TEXTS, text).apply()

    assert recall(book, TEXTS) == text
    assert all(len(name.refers_to) <= 255 for name in book.names)


def test_nothing_was_remembered_in_a_new_workbook():
    assert recall(new_book(), TEXTS) == ""
