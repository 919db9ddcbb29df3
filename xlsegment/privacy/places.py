"""Where in a workbook file a text can stand."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from xlsegment.core.patterns import masked_within
from xlsegment.text import Lang, Text


class PlaceKind(Enum):
    """A kind of place, named as people know it."""

    CELL = Text("单元格", "cell")
    FORMULA = Text("公式", "formula")
    SHARED_STRING = Text("文本存储区", "stored text")
    COMMENT = Text("批注", "comment")
    NAME = Text("定义的名称", "defined name")
    HEADER_FOOTER = Text("页眉页脚", "header or footer")
    VALIDATION = Text("数据验证", "data validation")
    FORMAT_RULE = Text("条件格式", "conditional format")
    LINK = Text("超链接", "hyperlink")
    TABLE = Text("表格定义", "table definition")
    PIVOT = Text("数据透视缓存", "pivot cache")
    CHART = Text("图表", "chart")
    DRAWING = Text("图形和文本框", "shape or text box")
    PROPERTY = Text("文档属性", "document property")
    CUSTOM_XML = Text("自定义 XML", "custom XML")
    CONNECTION = Text("数据连接与查询", "data connection or query")
    EXTERNAL_LINK = Text("外部链接缓存", "external link cache")
    PRINTER = Text("打印机设置", "printer settings")
    MACRO = Text("宏代码", "macro code")
    EMBEDDED = Text("嵌入的对象", "embedded object")
    PICTURE = Text("图片", "picture")
    HISTORY = Text("修订记录", "change history")
    SHEET_NAME = Text("工作表名称", "sheet name")
    OTHER = Text("其他部件", "another part")


@dataclass(frozen=True, slots=True)
class Place:
    """One place.

    Attributes
    ----------
    kind
        What it is.
    part
        The part of the package, as it is named there.
    sheet, cell
        Where the place belongs to, as far as it is known; cell as ``B5``.
    """

    kind: PlaceKind
    part: str
    sheet: str = ""
    cell: str = ""

    def in_(self, lang: Lang) -> str:
        """Return the place in words; never what stands there."""
        where = "!".join(filter(None, (self.sheet, self.cell)))
        name = self.kind.value.in_(lang)
        return f"{name} {masked_within(where)}" if where else f"{name} ({masked_within(self.part)})"
