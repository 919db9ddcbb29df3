"""A workbook file with every original masked, wherever it stands; the rest byte for byte."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Final

from xlsegment.engine.container import Container
from xlsegment.engine.package import rels_part
from xlsegment.engine.zipout import Packed, ZipWriter
from xlsegment.errors import CannotWrite, StillThere
from xlsegment.errors.oserror import reason_of
from xlsegment.privacy.elsewhere import kept_originals
from xlsegment.privacy.finder import Finder
from xlsegment.privacy.known import Known
from xlsegment.privacy.leftovers import leftovers
from xlsegment.privacy.package import Parts
from xlsegment.privacy.partwork import Counts, PartWork
from xlsegment.privacy.places import PlaceKind
from xlsegment.privacy.plan import Plan, make_plan
from xlsegment.privacy.results import Scrubbed
from xlsegment.privacy.ziplabels import clean_labels, in_label
from xlsegment.text import Text

#: How the zip file's own remarks are counted.
_LABEL: Final = (PlaceKind.OTHER, "other")


def scrub(src: Path, dst: Path, known: Known, *, patterns: bool) -> Scrubbed:
    """Write a copy of a workbook in which no original is left.

    Parameters
    ----------
    src
        The workbook. It is not changed.
    dst
        Where the copy goes; a file that is there is replaced. When anything fails, none is left.
    known
        The originals.
    patterns
        Whether to mask as well what nobody declared: what is personal by its form, in any text,
        and columns of people in caches of pivot tables and of linked workbooks.

    Returns
    -------
    Scrubbed
        What was masked where, and which parts were left out.

    Raises
    ------
    PersonalName
        A sheet or a part is called like a person.
    CannotClean
        A part holds personal data, or may hold it, and cannot be cleaned.
    StillThere
        The search over the finished copy found an original.
    """
    with Container(src) as container:
        parts = Parts(container)
        more = kept_originals(parts) if patterns else []
        finder = Finder(known.and_more(more) if more else known, by_form=patterns)
        plan = make_plan(parts, finder)
        try:
            replaced = _write(parts, plan, finder, dst)
            for place, count in leftovers(dst, finder):
                words = Text(place.in_("zh"), place.in_("en"))
                raise StillThere(file=src.name, place=words, count=count)
        except OSError as error:
            dst.unlink(missing_ok=True)
            raise CannotWrite(file=dst.name, reason=reason_of(error)) from error
        except BaseException:
            dst.unlink(missing_ok=True)
            raise
    return Scrubbed(replaced, tuple(plan.dropped.values()))


def _write(parts: Parts, plan: Plan, finder: Finder, dst: Path) -> Counts:
    container = parts.container
    replaced: Counts = Counter()
    rels = [container.resolve(rels_part(part)) for part in plan.dropped]
    gone = {*plan.dropped, *rels}
    with dst.open("wb") as out:
        writer = ZipWriter(out)
        for name in container.names:
            if name in gone:
                continue
            work = PartWork(parts, plan, finder, name)
            labels = clean_labels(container, name, finder)
            replaced[_LABEL] += labels
            if labels or work.is_changed:
                packed = Packed(work.content(replaced), dst.parent)
                writer.add(name, packed, container.info(name))
                packed.close()
            else:
                writer.copy(container, name)
        in_comment = in_label(container.comment, finder)
        replaced[_LABEL] += in_comment
        writer.finish(b"" if in_comment else container.comment)
    return +replaced
