"""The columns of a closed workbook, looked through for headers, customer IDs and masks."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xlsegment.core.masked import cell_text
from xlsegment.engine.edits import Area

if TYPE_CHECKING:
    from xlsegment.engine.sheetmodel import SheetModel


class Sheet:
    """One sheet, each column read once."""

    def __init__(self, model: SheetModel) -> None:
        self.model = model
        self.name = model.name
        self.last_row = model.last_row()
        self.columns = model.known_columns()
        self._contents: dict[int, list[object]] = {}
        self._texts: dict[int, list[str]] = {}

    def contents(self, column: int) -> list[object]:
        """Return what the cells of a column hold from row 1 on, formulas as formulas."""
        if column not in self._contents:
            area = Area(1, column, self.last_row, column)
            self._contents[column] = self.model.contents(area)[0]
        return self._contents[column]

    def texts(self, column: int) -> list[str]:
        """Return the cells of a column as the text by which customers are known."""
        if column not in self._texts:
            values = self.model.values(Area(1, column, self.last_row, column))[0].tolist()
            self._texts[column] = [cell_text(value) for value in values]
        return self._texts[column]

    def holds(self, row: int, column: int, text: str) -> bool:
        """Tell whether a cell holds exactly this text, typed and not by a formula."""
        return 1 <= row <= self.last_row and self.contents(column)[row - 1] == text


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a header stands, and the column of customer IDs in its rows."""

    sheet: Sheet
    row: int
    column: int
    id_column: int
    rows: dict[str, list[int]]


class Book:
    """All sheets of a workbook."""

    def __init__(self, models: Iterable[SheetModel]) -> None:
        self.sheets = [Sheet(model) for model in models]

    def named(self, name: str) -> Sheet | None:
        """Return a sheet by its name."""
        return next((sheet for sheet in self.sheets if sheet.name == name), None)

    def spots(self, header: str, ids: Collection[str]) -> Iterator[Spot]:
        """Yield every place where a header stands above rows of some of these customers."""
        for sheet in self.sheets:
            for column in sheet.columns:
                contents = sheet.contents(column)
                for row, content in enumerate(contents, 1):
                    if content == header and type(content) is str:
                        spot = self._spot(sheet, row, column, ids)
                        if spot is not None:
                            yield spot

    def _spot(self, sheet: Sheet, row: int, column: int, ids: Collection[str]) -> Spot | None:
        best: tuple[int, int] | None = None
        for candidate in sheet.columns:
            hits = sum(text in ids for text in sheet.texts(candidate)[row:])
            if hits and (best is None or hits > best[0]):
                best = hits, candidate
        if best is None:
            return None
        rows: dict[str, list[int]] = {}
        for at, text in enumerate(sheet.texts(best[1])[row:], row + 1):
            if text in ids:
                rows.setdefault(text, []).append(at)
        return Spot(sheet, row, column, best[1], rows)
