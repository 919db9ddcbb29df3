"""The root of the tree and its branches."""

from __future__ import annotations

from typing import ClassVar

from xlsegment.text import Lang, Text


class XlsegmentError(Exception):
    """Base of all errors: a code, a bilingual message, the fields that fill it."""

    code: ClassVar[str] = "E-000"
    text: ClassVar[Text] = Text(
        "出错了，文件未改动。", "Something went wrong; nothing was changed."
    )

    def __init__(self, **fields: object) -> None:
        self.fields = fields
        super().__init__(self.message("zh"))

    def message(self, lang: Lang) -> str:
        """Return the one-line message in one language, code first."""
        fields = {
            key: value.in_(lang) if isinstance(value, Text) else value
            for key, value in self.fields.items()
        }
        return f"{self.code} {self.text.in_(lang, **fields)}"

    def __str__(self) -> str:
        return f"{self.message('zh')} / {self.message('en')}"


class UsageError(XlsegmentError):
    """The call is wrong: an unknown option, a value outside its range."""

    code = "E-070"
    text = Text(
        "参数有误：{reason}。文件未改动。", "Wrong argument: {reason}. Nothing was changed."
    )


class DataError(XlsegmentError):
    """A table or a value cannot be used."""


class WorkbookError(XlsegmentError):
    """The workbook lacks something, or its shape does not allow the action."""


class EngineError(XlsegmentError):
    """The file cannot be read or edited without harm; it was left as it was."""
