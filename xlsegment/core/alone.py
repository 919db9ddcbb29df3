"""The sheets that are filled by themselves, too: key -> title, in the order of their menu."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from xlsegment.text import Text

#: One line here gives a sheet its button and its place in ``refresh --only``.
ALONE: Final[Mapping[str, Text]] = {
    "behaviour": Text("客户行为分析表", "Behaviour analysis"),
    "campaigns": Text("营销活动效果评估表", "Campaign evaluation"),
}
