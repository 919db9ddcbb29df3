"""What is no file is said to be none, whichever way it is met."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from xlsegment.actions.check import check_file as check_workbook
from xlsegment.engine.atomic import check_target
from xlsegment.engine.there import check_file, is_file, same_file, taken
from xlsegment.errors import CannotRead, FileMissing, NotAFile, ReadOnlyFolder

POSIX = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes")


@pytest.fixture
def pipe(tmp_path: Path) -> Path:
    path = tmp_path / "pipe.xlsx"
    os.mkfifo(path)
    return path


def test_a_file_is_one_and_nothing_is_none(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    assert not is_file(path)
    assert not taken(path)
    with pytest.raises(FileMissing, match=r"a\.xlsx"):
        check_file(path)
    path.touch()
    check_file(path)
    assert taken(path)


@pytest.mark.parametrize("check", [check_file, taken, check_target, check_workbook])
def test_a_folder_is_said_to_be_a_folder(tmp_path: Path, check) -> None:
    with pytest.raises(NotAFile, match="文件夹"):
        check(tmp_path)


@POSIX
@pytest.mark.parametrize("check", [check_file, taken, check_target, check_workbook])
def test_a_pipe_is_not_waited_for(pipe: Path, check) -> None:
    with pytest.raises(NotAFile, match="管道"):
        check(pipe)


def test_the_folder_one_is_in_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(NotAFile, match=r"“\.”"):
        taken(Path())


@pytest.mark.parametrize("name", ["a\0b", "a.txt/b"])
def test_a_name_that_no_file_can_have_is_missing(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.txt").touch()
    with pytest.raises(FileMissing):
        check_file(tmp_path / name)


@pytest.mark.skipif(os.name == "nt", reason="Windows finds no such file")
def test_a_name_that_is_too_long_is_said_to_be(tmp_path: Path) -> None:
    with pytest.raises(CannotRead, match="太长"):
        check_file(tmp_path / ("a" * 300))


def test_a_folder_nobody_may_look_into_is_said_to_be_that(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def denied(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    path = tmp_path / "shut" / "a.xlsx"
    monkeypatch.setattr(Path, "stat", denied)
    monkeypatch.setattr(Path, "lstat", denied)
    with pytest.raises(CannotRead, match="没有权限"):
        check_file(path)
    with pytest.raises(ReadOnlyFolder, match="shut"):
        taken(path)
    assert not same_file(path, path)
