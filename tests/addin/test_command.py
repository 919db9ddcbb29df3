"""``xlsegment build-addin``: one file, in one step."""

from __future__ import annotations

from xlsegment.cli.dispatch import main


def test_it_writes_the_add_in_where_it_is_told(tmp_path, built, capsys):
    target = tmp_path / "加载项.xlam"

    assert main(["build-addin", "-o", str(target), "--lang", "en"]) == 0

    assert target.read_bytes() == built.read_bytes()
    assert f"{target.stat().st_size:,} bytes" in capsys.readouterr().out


def test_an_older_file_is_replaced(tmp_path, monkeypatch, built):
    monkeypatch.chdir(tmp_path)
    old = tmp_path / "xlsegment.xlam"
    old.write_bytes(b"old")

    assert main(["build-addin"]) == 0

    assert old.read_bytes() == built.read_bytes()


def test_another_kind_of_file_is_refused(tmp_path, capsys):
    target = tmp_path / "客户.xlsx"
    target.write_bytes(b"precious")

    assert main(["build-addin", "-o", str(target)]) == 2

    assert capsys.readouterr().err.startswith("E-144 ")
    assert target.read_bytes() == b"precious"


def test_a_missing_folder_is_told(tmp_path, capsys):
    assert main(["build-addin", "-o", str(tmp_path / "no" / "x.xlam")]) == 2
    assert "no" in capsys.readouterr().err
