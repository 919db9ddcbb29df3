"""Orders in a Parquet file (needs the ``parquet`` extra)."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Final

from xlsegment.errors import NotATable, ParquetNotInstalled, SourceEmpty
from xlsegment.sources.clean import clean_text
from xlsegment.sources.table import Cells, Progress, SourceInfo, no_progress, unique_headers
from xlsegment.text import Text

# Whole numbers are exact here, however long. As text they stay so, and are not taken for the
# rounded ones of a spreadsheet.
_SPREADSHEET_EXACT: Final = 10**15


@dataclass(frozen=True, slots=True)
class ParquetSource:
    """A Parquet file whose schema is known."""

    path: Path
    info: SourceInfo

    def read(self, wanted: Sequence[int], progress: Progress = no_progress) -> Cells:
        """Read the columns with these positions."""
        import pyarrow.parquet as pq

        columns: list[list[object]] = [[] for _ in wanted]
        prints = array("q")
        with pq.ParquetFile(self.path) as file:
            for batch in file.iter_batches(batch_size=20_000):
                cells = [column.to_pylist() for column in batch.columns]
                for column, position in zip(columns, wanted, strict=True):
                    column.extend(map(_cell, cells[position]))
                prints.extend(map(hash, map(repr, zip(*cells, strict=True))))
                progress(len(prints))
        return Cells(columns, array("L", range(1, len(prints) + 1)), prints, ())


def open_parquet(path: Path) -> ParquetSource:
    """Read the schema of a Parquet file.

    Raises
    ------
    ParquetNotInstalled, NotATable, SourceEmpty
        When pyarrow is missing, the file is damaged, or has no rows.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise ParquetNotInstalled() from error
    try:
        with pq.ParquetFile(path) as file:
            names, rows = file.schema_arrow.names, file.metadata.num_rows
    except pa.ArrowInvalid as error:
        reason = Text("Parquet 文件损坏", "the Parquet file is damaged")
        raise NotATable(file=path.name, reason=reason) from error
    if not rows:
        raise SourceEmpty(file=path.name)
    info = SourceInfo(unique_headers(names), 0, Text("Parquet", "Parquet"), True)
    return ParquetSource(path, info)


def _cell(cell: object) -> object:
    if isinstance(cell, str):
        return clean_text(cell)
    if isinstance(cell, bytes):
        return clean_text(cell.decode("utf-8", errors="replace"))
    if isinstance(cell, Decimal):
        return str(cell)  # exact, where a float would not be
    if isinstance(cell, int) and abs(cell) >= _SPREADSHEET_EXACT:
        return str(cell)
    if cell != cell:  # NaN
        return None
    return cell
