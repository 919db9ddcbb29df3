"""`xlsegment rfm`: what is said about doubtful data, in the words of the command."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from xlsegment.cli import main

HEADER = "订单号,客户ID,日期,金额,状态"


def run(folder: Path, *rows: str, header: str = HEADER, words: tuple[str, ...] = ()) -> int:
    path = folder / "orders.csv"
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8-sig")
    return main(["rfm", str(path), "-o", str(folder / "rfm.csv"), *words, "--lang", "zh"])


def test_a_mistyped_year_does_not_put_everybody_to_sleep(tmp_path, capsys):
    assert run(tmp_path, "1,a,2025-05-31,5,", "2,b,2205-06-01,5,", "3,b,2025-05-30,5,") == 1

    shown = capsys.readouterr().err
    assert "分析基准日 2025-05-31" in shown
    assert "W-035×1 1 行的日期晚于今天" in shown
    assert "W-023×1" in shown
    got = pd.read_csv(tmp_path / "rfm.csv", dtype=str)
    assert got["recency_days"].tolist() == ["0", "1"]


def test_statuses_that_are_not_known_are_named(tmp_path, capsys):
    rows = ["1,a,2025-05-31,5,神秘", "2,a,2025-05-31,5,神秘", "3,a,2025-05-31,5,等待买家付款"]

    assert run(tmp_path, *rows) == 1

    assert "W-048×2 不认识的状态“神秘”。" in capsys.readouterr().err
    assert pd.read_csv(tmp_path / "rfm.csv")["frequency"].tolist() == [2]


def test_repeated_lines_are_summed_and_no_table_is_spoken_of(tmp_path, capsys):
    run(tmp_path, *["1,a,2025-05-31,19.9,"] * 3, "2,b,2025-05-30,5,")

    shown = capsys.readouterr().err
    assert "W-024×2 订单整行重复；这样多出来的行共 2 行，金额合计 39.80。" in shown
    assert "表中" not in shown


def test_columns_that_are_not_found_are_asked_for_by_the_options_of_this_command(tmp_path, capsys):
    assert run(tmp_path, "x,2024-01-01,5", header="who,when,金额") == 2

    shown = capsys.readouterr().err
    assert "--customer-id … --date …" in shown
    assert "--map" not in shown


@pytest.mark.parametrize(("cuts", "status"), [(8, 0), (9, 2), (10, 2)])
def test_there_are_no_more_cuts_than_bins(tmp_path, capsys, cuts, status):
    given = ",".join(str(cut) for cut in range(1, cuts + 1))
    rows = [f"{i},c{i},2024-01-{i + 1:02d},{100 + i}," for i in range(9)]

    words = ("--monetary-cuts", given, "--scheme", "eight")

    assert run(tmp_path, *rows, words=words) == status
    if status:
        assert "应为 1 到 8 个" in capsys.readouterr().err
        assert not (tmp_path / "rfm.csv").exists()
