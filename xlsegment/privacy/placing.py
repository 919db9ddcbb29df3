"""What kind of place a part is that is no XML, by what leads to it."""

from __future__ import annotations

from typing import Final

from xlsegment.privacy.package import Parts
from xlsegment.privacy.places import Place, PlaceKind

_BY_LINK: Final = {
    "printerSettings": PlaceKind.PRINTER,
    "vbaProject": PlaceKind.MACRO,
    "wordVbaData": PlaceKind.MACRO,
    "vbaProjectSignature": PlaceKind.MACRO,
    "oleObject": PlaceKind.EMBEDDED,
    "package": PlaceKind.EMBEDDED,
    "control": PlaceKind.EMBEDDED,
    "activeXControlBinary": PlaceKind.EMBEDDED,
    "image": PlaceKind.PICTURE,
    "thumbnail": PlaceKind.PICTURE,
    "media": PlaceKind.PICTURE,
    "video": PlaceKind.PICTURE,
    "audio": PlaceKind.PICTURE,
    "customProperty": PlaceKind.PROPERTY,
    "powerPivotData": PlaceKind.CONNECTION,
    "model": PlaceKind.CONNECTION,
    "revisionHeaders": PlaceKind.HISTORY,
    "revisionLog": PlaceKind.HISTORY,
    "usernames": PlaceKind.HISTORY,
}
#: Objects and packages show by their first bytes what they are.
_EXPECTED: Final = (
    frozenset(_BY_LINK) - {"oleObject", "package", "powerPivotData", "model"}
    | {"hdphoto", "model3d", "font", "attachedToolbars", "vbaProjectSignatureAgile"}
    | {"vbaProjectSignatureV3"}
)


def binary_place(parts: Parts, part: str) -> Place:
    """Return the place that a part is which holds no XML."""
    return Place(_BY_LINK.get(parts.kind(part), PlaceKind.OTHER), part, parts.owner(part))


def is_expected(parts: Parts, part: str) -> bool:
    """Tell whether a part is one of those of which it is known what they hold."""
    return parts.kind(part) in _EXPECTED
