"""`xlsegment rfm`: an order file in, one row per customer out."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from tests.support.orders import CDNOW
from xlsegment.actions.rfm_file import COLUMNS
from xlsegment.cli import main

AS_OF = "1998-06-30"


def run(*words: object, lang: str = "zh") -> int:
    return main(["rfm", *map(str, words), "--lang", lang])


def read(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, encoding="utf-8-sig", dtype=str, keep_default_na=False)


def write(tmp_path: Path, *rows: str, header: str = "订单号,客户ID,日期,金额,状态") -> Path:
    path = tmp_path / "orders.csv"
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8-sig")
    return path


# --- CDNOW against a computation that shares no code -------------------------------------------


@pytest.fixture(scope="module")
def cdnow() -> pd.DataFrame:
    return pd.read_csv(CDNOW, dtype={"master_id": str}, parse_dates=["date"])


def expected_rfm(orders: pd.DataFrame, window: int | None) -> pd.DataFrame:
    as_of = pd.Timestamp(AS_OF)
    seen = orders[orders["date"] <= as_of]
    inside = seen if window is None else seen[seen["date"] > as_of - pd.Timedelta(days=window)]
    table = pd.DataFrame(
        {
            "recency_days": (as_of - seen.groupby("master_id")["date"].max()).dt.days,
            "frequency": inside.groupby("master_id").size(),
            "cents": (inside["amount"] * 100)
            .round()
            .astype(int)
            .groupby(inside["master_id"])
            .sum(),
        }
    )
    return table.fillna(0).astype(int)


@pytest.mark.parametrize("window", [180, None, 365])
def test_cdnow_figures_equal_pandas(cdnow, tmp_path, window):
    out = tmp_path / "rfm.csv"

    status = run(
        *(CDNOW, "-o", out, "--customer-id", "master_id"),
        *("--as-of", AS_OF, "--window", window or "all"),
    )

    assert status in (0, 1)
    got = read(out)
    want = expected_rfm(cdnow, window).sort_index()
    assert list(got.columns) == list(COLUMNS)
    assert got["customer_id"].tolist() == want.index.tolist()
    assert got["recency_days"].astype(int).tolist() == want["recency_days"].tolist()
    assert got["frequency"].astype(int).tolist() == want["frequency"].tolist()
    assert got["monetary"].tolist() == [f"{c / 100:.2f}" for c in want["cents"]]


def test_cdnow_scores_equal_percentile_inc_over_the_customers_with_spend(cdnow, tmp_path):
    out = tmp_path / "rfm.csv"
    run(CDNOW, "-o", out, "--customer-id", "master_id", "--as-of", AS_OF, "--window", "all")

    want = expected_rfm(cdnow, None).sort_index()
    fitted = want[want["cents"] > 0]
    got = read(out)
    for column, score, best_is_low in (
        ("recency_days", "r", True),
        ("frequency", "f", False),
        ("cents", "m", False),
    ):
        edges = np.percentile(fitted[column], [20, 40, 60, 80])  # linear is PERCENTILE.INC
        bins = 1 + (want[column].to_numpy()[:, None] > edges).sum(axis=1)
        expected = 6 - bins if best_is_low else bins
        assert got[score].astype(int).tolist() == expected.tolist(), score


def test_cdnow_levels_and_segments_equal_the_rules_written_out(cdnow, tmp_path):
    out = tmp_path / "rfm.csv"
    run(CDNOW, "-o", out, "--customer-id", "master_id", "--as-of", AS_OF, "--window", "all")

    want = expected_rfm(cdnow, None).sort_index()
    first = cdnow.groupby("master_id")["date"].min().sort_index()
    got = read(out).set_index("customer_id")
    for key, row in want.iterrows():
        r, f, m = row["recency_days"], row["frequency"], row["cents"] / 100
        code = (
            ("高" if r <= 30 else "中" if r <= 90 else "低")
            + ("高" if f >= 5 else "中" if f >= 2 else "低")
            + ("高" if m >= 2000 else "中" if m >= 500 else "低")
        )
        recent = first[key] + pd.DateOffset(months=6) >= pd.Timestamp(AS_OF)
        if r <= 30 and f >= 5 and m >= 2000:
            name = "核心忠诚客户"
        elif r >= 180:
            name = "沉睡流失客户"
        elif 90 <= r < 180:
            name = "流失风险客户" if f <= 1 else "高价值流失预警"
        elif recent and 1 <= f <= 2 and m >= 1000:
            name = "新锐潜力客户"
        elif r <= 30 and 2 <= f <= 4 and 500 <= m < 2000:
            name = "潜力客户"
        elif r <= 60 and 2 <= f <= 4 and 300 <= m < 1000:
            name = "稳定普通客户"
        else:
            name = "其他"
        assert got.loc[key, "tier_code"] == code
        assert got.loc[key, "segment"].startswith(name), key


# --- fixed cuts -------------------------------------------------------------------------------

EDGES = (
    "1,a,2024-06-30,499.99,",
    "2,b,2024-05-31,500,",  # R = 30
    "3,c,2024-05-30,2000,",  # R = 31
    "4,d,2024-04-01,1999.99,",  # R = 90
    "5,e,2024-03-31,10,",  # R = 91
)


def test_fixed_cuts_belong_to_the_better_side(tmp_path):
    out = tmp_path / "rfm.csv"

    run(
        *(write(tmp_path, *EDGES), "-o", out, "--as-of", "2024-06-30"),
        *("--recency-cuts", "30,90", "--frequency-cuts", "1", "--monetary-cuts", "500,1000,2000"),
    )

    got = read(out).set_index("customer_id")
    assert got["r"].tolist() == ["3", "3", "2", "2", "1"]
    assert got["f"].tolist() == ["2"] * 5  # at or above 1
    assert got["m"].tolist() == ["1", "2", "4", "3", "1"]


def test_exactly_two_cuts_are_the_levels_too_and_other_numbers_leave_the_defaults(tmp_path):
    out = tmp_path / "rfm.csv"

    run(
        *(write(tmp_path, *EDGES), "-o", out, "--as-of", "2024-06-30"),
        *("--recency-cuts", "0,30", "--monetary-cuts", "5,6,7"),
    )

    got = read(out).set_index("customer_id")
    assert [code[0] for code in got["tier_code"]] == ["高", "中", "低", "低", "低"]
    assert [code[2] for code in got["tier_code"]] == ["低", "中", "高", "中", "低"]


def test_the_cuts_used_go_to_stderr(tmp_path, capsys):
    run(
        *(write(tmp_path, *EDGES), "-o", tmp_path / "rfm.csv"),
        *("--monetary-cuts", "500.5,2000", "--window", "all"),
    )

    shown = capsys.readouterr()
    assert "500.5, 2000" in shown.err
    assert "PERCENTILE.INC" in shown.err
    assert not shown.out


def test_nested_with_fixed_cuts_is_refused(tmp_path, capsys):
    out = tmp_path / "rfm.csv"

    assert run(write(tmp_path, *EDGES), "-o", out, "--nested", "--recency-cuts", "30") == 2
    assert not out.exists()
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize("words", [["--bins", "1"], ["--bins", "10"]])
def test_bins_outside_their_range_are_refused(tmp_path, words):
    assert run(write(tmp_path, *EDGES), "-o", tmp_path / "rfm.csv", *words) == 2


def test_eleven_classes_need_five_bins(tmp_path):
    words = (write(tmp_path, *EDGES), "-o", tmp_path / "rfm.csv", "--scheme", "eleven")

    assert run(*words, "--bins", "3") == 2
    assert run(*words) in (0, 1)


@pytest.mark.parametrize(
    ("scheme", "names"),
    [
        # means: 48.4 days, 1 order, 1001.996; d and e bought too long ago, c and d spent enough
        ("eight", ["一般价值", "一般价值", "重要价值", "重要保持", "一般保持"]),
        ("strict", ["其他", "其他", "新锐潜力", "沉睡流失", "沉睡流失"]),
        ("rules", ["其他", "其他", "新锐潜力", "流失风险", "流失风险"]),
    ],
)
def test_every_scheme_names_its_segments(tmp_path, scheme, names):
    out = tmp_path / "rfm.csv"
    run(write(tmp_path, *EDGES), "-o", out, "--as-of", "2024-06-30", "--scheme", scheme)

    assert [name.removesuffix("客户") for name in read(out)["segment"]] == names


# --- the file that comes out ------------------------------------------------------------------


def test_ids_keep_their_digits_and_formulas_are_disarmed(tmp_path):
    ids = ["007", "123456789012345678", "=cmd|' /C calc'!A0", "+8613800138000", "-1", "@x", "1e20"]
    rows = [f'{i},"{key}",2024-01-01,5,' for i, key in enumerate(ids)]
    out = tmp_path / "rfm.csv"

    run(write(tmp_path, *rows), "-o", out)

    got = read(out)["customer_id"].tolist()
    want = ["'" + key if key[0] in "=+-@" else key for key in sorted(ids)]
    assert got == want


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "＝", "＋", "－", "＠", "\t=", "\r="])
def test_however_a_formula_begins_it_is_disarmed(tmp_path, start):
    out = tmp_path / "rfm.csv"

    run(write(tmp_path, f'1,"{start}1+1",2024-01-01,5,'), "-o", out)

    (key,) = read(out)["customer_id"]
    assert key.startswith(("'=", "'+", "'-", "'@"))


def test_cuts_may_be_typed_with_a_full_width_comma(tmp_path):
    orders = write(tmp_path, *EDGES)
    half, full = tmp_path / "half.csv", tmp_path / "full.csv"

    run(orders, "-o", half, "--recency-cuts", "30,90")
    run(orders, "-o", full, "--recency-cuts", "30，90")

    assert full.read_bytes() == half.read_bytes()


def test_the_file_opens_in_excel_as_utf8_and_lines_end_the_same_everywhere(tmp_path):
    out = tmp_path / "rfm.csv"
    run(write(tmp_path, "1,张三,2024-01-01,5,"), "-o", out)

    raw = out.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbfcustomer_id,")
    assert b"\r" not in raw
    assert "张三" in raw.decode("utf-8-sig")


def test_the_order_is_that_of_the_ids_whatever_the_order_of_the_rows(tmp_path):
    rows = [f"{i},c{i % 7},2024-01-{1 + i:02d},{i}," for i in range(20)]
    first, second = tmp_path / "1.csv", tmp_path / "2.csv"

    run(write(tmp_path, *rows), "-o", first)
    run(write(tmp_path, *reversed(rows)), "-o", second)

    assert first.read_bytes() == second.read_bytes()
    assert read(first)["customer_id"].tolist() == sorted(f"c{i}" for i in range(7))


def test_a_dash_writes_to_standard_output(tmp_path, capsysbinary):
    status = run(write(tmp_path, "1,a,2024-01-01,5,"), "-o", "-")

    text = capsysbinary.readouterr().out.decode("utf-8-sig")
    assert status in (0, 1)
    assert next(csv.reader(io.StringIO(text))) == list(COLUMNS)


def test_words_follow_the_language(tmp_path):
    out = tmp_path / "rfm.csv"
    run(write(tmp_path, "1,a,2024-01-01,5,"), "-o", out, lang="en")

    assert read(out)["tier_code"].tolist() == ["HLL"]
    assert all(name.isascii() for name in read(out)["segment"])


def test_a_customer_with_only_returns_has_no_recency(tmp_path):
    out = tmp_path / "rfm.csv"
    run(write(tmp_path, "1,a,2024-01-03,5,", "2,b,2024-01-02,5,退款"), "-o", out)

    got = read(out).set_index("customer_id")
    assert got.loc["b"].tolist() == ["", "0", "-5.00", "0", "0", "0", "", "未购买"]


# --- what may be wrong with the file that goes in ---------------------------------------------


def test_lines_of_one_order_that_differ_outside_the_used_columns_all_count(tmp_path):
    header = "订单号,客户ID,日期,金额,商品名称"
    rows = ["1,a,2024-01-01,5,杯", "1,a,2024-01-01,5,碗", "1,a,2024-01-01,5,碗"]
    out = tmp_path / "rfm.csv"

    run(write(tmp_path, *rows, header=header), "-o", out)

    assert read(out).loc[0, ["frequency", "monetary"]].tolist() == ["1", "10.00"]


def test_problems_in_the_data_are_printed_and_the_status_is_one(tmp_path, capsys):
    path = write(
        tmp_path, "1,a,2024-01-01,5,", "2,a,昨天,5,", "3,a,2024-01-03,五块,", "4,,2024-01-04,5,"
    )

    assert run(path, "-o", tmp_path / "rfm.csv") == 1

    shown = capsys.readouterr().err
    for code in ("E-020×1", "E-022×1", "W-020×1"):
        assert code in shown


def test_clean_data_gives_status_zero_and_the_guess_is_printed(tmp_path, capsys):
    rows = [f"{i},c{i},2024-01-{i + 1:02d},{100 + i}," for i in range(9)]

    assert run(write(tmp_path, *rows), "-o", tmp_path / "rfm.csv", "--scheme", "eight") == 0

    shown = capsys.readouterr().err
    assert "customer_id ← 客户ID [识别]" in shown
    assert "UTF-8-SIG" in shown


@pytest.mark.parametrize(
    "rows",
    [["1,a,昨天,5,"], ["1,a,2024-01-01,x,"], [",,,,"], []],
    ids=["date", "amount", "blank", "none"],
)
def test_nothing_usable_is_refused_and_nothing_written(tmp_path, rows, capsys):
    out = tmp_path / "rfm.csv"
    out.write_text("mine")

    assert run(write(tmp_path, *rows), "-o", out, "--force") == 2
    assert out.read_text() == "mine"
    assert capsys.readouterr().err.splitlines()[-1].startswith("E-")


def test_columns_that_cannot_be_guessed_are_asked_for(tmp_path, capsys):
    path = write(tmp_path, "x,2024-01-01,5", header="who,when,金额")
    out = tmp_path / "rfm.csv"

    assert run(path, "-o", out) == 2
    assert "customer_id, order_date" in capsys.readouterr().err
    assert run(path, "-o", out, "--customer-id", "who", "--date", "when") in (0, 1)
    assert read(out)["customer_id"].tolist() == ["x"]


def test_an_output_that_cannot_be_written_is_refused(tmp_path):
    path = write(tmp_path, "1,a,2024-01-01,5,")

    (tmp_path / "folder.csv").mkdir()
    assert run(path, "-o", tmp_path / "none" / "rfm.csv") == 2
    assert run(path, "-o", tmp_path / "folder.csv", "--force") == 2


@pytest.mark.parametrize("name", ["customers.xlsx", "rfm", "rfm.csv.gz"])
def test_only_a_csv_is_written(tmp_path, name, capsys):
    out = tmp_path / name
    out.write_bytes(b"precious")

    assert run(write(tmp_path, "1,a,2024-01-01,5,"), "-o", out, "--force") == 2

    assert out.read_bytes() == b"precious"
    assert "E-135" in capsys.readouterr().err


def test_an_existing_file_is_replaced_only_when_forced(tmp_path, capsys):
    out = tmp_path / "RFM.CSV"
    out.write_text("mine")
    words = (write(tmp_path, "1,a,2024-01-01,5,"), "-o", out)

    assert run(*words) == 2
    assert "--force" in capsys.readouterr().err
    assert out.read_text() == "mine"
    assert run(*words, "--force") in (0, 1)
    assert read(out)["customer_id"].tolist() == ["a"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_behind_standard_output_is_told(tmp_path):
    path = write(tmp_path, *(f"{i},c{i},2024-01-01,5," for i in range(2000)))
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "xlsegment", "rfm", path, "-o", "-", "--lang", "en"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )

    assert done.returncode == 2, done.stderr
    assert "E-212" in done.stderr
    assert "the disk is full" in done.stderr
    assert "Traceback" not in done.stderr
    assert "ignored" not in done.stderr


def test_the_order_file_is_never_overwritten(tmp_path, capsys):
    path = write(tmp_path, "1,a,2024-01-01,5,")
    before = path.read_bytes()

    assert run(path, "-o", path) == 2
    assert path.read_bytes() == before
