"""Every member that xlwings may ask for exists: it works, or it says why not."""

from __future__ import annotations

import inspect

import pytest
from xlwings import base_classes

from xlsegment.engine import app, book, name, range, sheet, table, tableparts
from xlsegment.engine.refusal import refuse
from xlsegment.errors import NotOnClosedFile

PAIRS = [
    (app.Apps, base_classes.Apps),
    (app.App, base_classes.App),
    (app.Books, base_classes.Books),
    (book.Book, base_classes.Book),
    (book.Sheets, base_classes.Sheets),
    (sheet.Sheet, base_classes.Sheet),
    (range.Range, base_classes.Range),
    (table.Table, base_classes.Table),
    (table.Tables, base_classes.Tables),
    (tableparts.TableColumn, base_classes.TableColumn),
    (tableparts.TableColumns, base_classes.TableColumns),
    (tableparts.TableRow, base_classes.TableRow),
    (tableparts.TableRows, base_classes.TableRows),
    (name.Names, base_classes.Names),
    (name.Name, base_classes.Name),
]


@pytest.mark.parametrize(("ours", "theirs"), PAIRS, ids=lambda cls: cls.__qualname__)
def test_no_promised_member_is_missing(ours, theirs):
    fields = inspect.get_annotations(ours)
    for member, promised in vars(theirs).items():
        if member.startswith("_"):
            continue
        assert hasattr(ours, member) or member in fields, f"{ours.__name__}.{member}"
        own = vars(ours).get(member)
        if isinstance(own, property) and isinstance(promised, property) and promised.fset:
            assert own.fset is not None, f"{ours.__name__}.{member} cannot be set"


def test_a_refusal_names_the_member_and_what_to_do():
    with pytest.raises(NotOnClosedFile) as caught:
        refuse("Range.insert")
    assert isinstance(caught.value, NotImplementedError)
    assert "Range.insert" in caught.value.message("zh")
    assert "write them back" in caught.value.message("en")
