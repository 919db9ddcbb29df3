"""A workbook masked in a private place, and proven to hold no original before it goes anywhere."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from xlsegment.actions.closed_file import opened
from xlsegment.actions.masking.beside import with_cells_beside
from xlsegment.actions.masking.cells import mask_cells
from xlsegment.actions.masking.find import Wish, find_columns
from xlsegment.actions.masking.held import hold_results
from xlsegment.actions.masking.joincodes import KEY_BYTES, JoinCodes
from xlsegment.actions.masking.joincolumn import add_join_codes
from xlsegment.actions.masking.known import known_tables
from xlsegment.actions.masking.privatefolder import private_folder
from xlsegment.actions.masking.proof import left_over
from xlsegment.actions.masking.report import MaskReport
from xlsegment.actions.masking.results import forget_results
from xlsegment.actions.masking.wanted import wanted_originals
from xlsegment.actions.progress import Stage, Stopwatch
from xlsegment.core.masking import MASKS
from xlsegment.errors import StillPersonal, StillThere
from xlsegment.text import Text

if TYPE_CHECKING:
    from xlsegment.actions.masking.columns import Column, Plan
    from xlsegment.engine.bookmodel import BookModel
    from xlsegment.privacy.results import Hit, ShareReport
    from xlsegment.vault.entry import Entry

_MOST_NAMED: Final = 5
_PART: Final = Text("部件 {part}", "part {part}")


@dataclass(frozen=True, slots=True)
class MaskedFile:
    """A masked workbook that waits to be put in place.

    Attributes
    ----------
    path
        In a private folder.
    report
        What was done.
    entries
        The original cells, for a vault; none where nobody keeps them.
    originals
        What must not be found in the file.
    """

    path: Path
    report: MaskReport
    entries: tuple[Entry, ...]
    originals: tuple[str, ...]


@contextmanager
def masked_file(
    path: Path,
    target: Path,
    watch: Stopwatch,
    *,
    wish: Wish = Wish(),  # noqa: B008  it is frozen
    key: bytes | None = None,
    join: bool = False,
    keep: bool = False,
) -> Iterator[MaskedFile]:
    """Mask a closed workbook into a private folder and prove that nothing is left.

    Parameters
    ----------
    path
        The workbook; it is only read.
    target
        What errors and the report call the result.
    watch
        Told of the stages.
    wish
        Columns to leave out and to add.
    key
        Of the join codes; a random one that is forgotten by default.
    join
        Whether every table with customer IDs gets a column of join codes.
    keep
        Whether the original cells are for a vault.

    Raises
    ------
    XlsegmentError
        It cannot be masked so that nothing is left.
    """
    from xlsegment.privacy.finder import Finder
    from xlsegment.privacy.known import Known
    from xlsegment.privacy.scrub import scrub
    from xlsegment.privacy.sharecheck import share_check

    codes = JoinCodes(key or secrets.token_bytes(KEY_BYTES))
    with private_folder() as folder:
        # Errors call a file by its name: the workbook's.
        cells_only, clean = (folder / name / path.name for name in ("cells", "clean"))
        for file in (cells_only, clean):
            file.parent.mkdir(mode=0o700)
        with opened(path, watch) as book:
            model: BookModel = book.impl.model
            with watch.stage(Stage.READ):
                plan = find_columns(book, wish)
            joined = add_join_codes(book, codes) if join else ()
            with watch.stage(Stage.COMPUTE):
                cells = mask_cells(model, plan, codes)
                forgotten = forget_results(model, [done.column for done in cells.done])
                words = [*(s.name for s in model.sheets), *(c.header for c in plan.columns)]
                originals = wanted_originals(cells, words)
                known = Known(originals)
                hold_results(model, Finder(known, by_form=True), cells)
            with watch.stage(Stage.WRITE):
                book.save(str(cells_only))
        with watch.stage(Stage.CLEAN):
            scrubbed = scrub(cells_only, clean, known, patterns=True)
        entries = with_cells_beside(cells.entries, cells_only, clean) if keep else ()
        cells_only.unlink()
        searched = tuple(
            value for value, masked, _ in originals if value.casefold() not in masked.casefold()
        )
        with watch.stage(Stage.PROVE):
            check_nothing_left(clean, target, searched)
            found = share_check(clean, known_tables())
            _check_shared(found, plan, path)
        report = MaskReport(
            file=target,
            done=tuple(cells.done),
            scrubbed=scrubbed,
            forgotten=forgotten,
            common=len(cells.originals) - len(originals),
            joined=joined,
            unread=found.unread,
        )
        yield MaskedFile(clean, report, entries, searched)


def check_nothing_left(file: Path, target: Path, originals: tuple[str, ...]) -> None:
    """Search every byte of a file for the originals.

    Raises
    ------
    StillThere
        One is there.
    """
    left = left_over(file, originals)
    if left:
        part, count = next(iter(left.items()))
        place = Text(*(each.format(part=part) for each in _PART.both))
        raise StillThere(file=target.name, place=place, count=count)


def _check_shared(found: ShareReport, plan: Plan, path: Path) -> None:
    hits = [hit for hit in found.hits if not _is_kept(hit, plan.kept)]
    if hits:
        named = hits[:_MOST_NAMED]
        raise StillPersonal(
            file=path.name,
            n=sum(hit.count for hit in hits),
            places=Text(
                "；".join(f"{hit.place.in_('zh')} {_kind(hit).zh}×{hit.count}" for hit in named),
                "; ".join(f"{hit.place.in_('en')} {_kind(hit).en}×{hit.count}" for hit in named),
            ),
        )


def _kind(hit: Hit) -> Text:
    mask = MASKS.get(hit.kind)
    return mask.label if mask is not None else Text(hit.kind, hit.kind)


def _is_kept(hit: Hit, kept: tuple[Column, ...]) -> bool:
    letters = hit.place.cell.rstrip("0123456789")
    return any(
        hit.place.sheet == column.sheet and letters == column.letters and hit.kind == column.kind
        for column in kept
    )
