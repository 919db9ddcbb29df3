"""How far a long action has come: its stages, and who is told about them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import Enum

from xlsegment.text import Text


class Stage(Enum):
    """What an action is doing."""

    OPEN = Text("检查并打开文件", "Checking and opening the file")
    LOCATE = Text("查找各表", "Finding the tables")
    READ = Text("读取数据", "Reading the data")
    COMPUTE = Text("计算", "Calculating")
    PREPARE = Text("核对写入位置", "Checking where to write")
    SNAPSHOT = Text("保存快照", "Saving the snapshot")
    WRITE = Text("写入结果", "Writing the results")
    SAVE = Text("保存文件", "Saving the file")
    CLEAN = Text("清除各处的原值", "Taking originals out everywhere")
    DEPOSIT = Text("把原文存入保险库", "Putting the originals into the vault")
    EXPORT = Text("生成 PDF", "Making the PDF")
    PROVE = Text("逐字节核对", "Checking every byte")

    @property
    def label(self) -> Text:
        """The stage in words."""
        return self.value


# stage, steps done, steps in all, rows handled so far in the stage
Progress = Callable[[Stage, int, int, int], None]


def nobody(stage: Stage, done: int, total: int, rows: int) -> None:
    """Tell nobody."""


class Stopwatch:
    """Tells of every stage and keeps how long each one took."""

    def __init__(self, progress: Progress | None) -> None:
        self._progress = progress or nobody
        self.seconds: dict[Stage, float] = {}

    def tell(self, stage: Stage, done: int, total: int, rows: int = 0) -> None:
        """Pass on how far a stage has come."""
        self._progress(stage, done, total, rows)

    @contextmanager
    def stage(self, stage: Stage) -> Iterator[None]:
        """Time a stage, telling of its start."""
        self._progress(stage, 0, 1, 0)
        started = time.perf_counter()
        yield
        self.seconds[stage] = self.seconds.get(stage, 0.0) + time.perf_counter() - started
