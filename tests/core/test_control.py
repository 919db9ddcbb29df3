"""Who is held back from a strategy."""

from __future__ import annotations

import pandas as pd

from xlsegment.core.control import control_groups


def groups(*cells):
    return control_groups(pd.Series(list(cells), dtype=object))


def test_yes_is_for_all_strategies_and_a_name_for_its_own():
    found = groups("是", "Yes", 1.0, True, "回归券", None, "", "否", 0.0)

    assert found.of("回归券").tolist() == [True] * 5 + [False] * 4
    assert found.of("另一个").tolist() == [True] * 4 + [False] * 5


def test_a_customer_may_be_held_back_from_several():
    found = groups("回归券、老客回访", "老客回访；会员日")

    assert found.of("会员日").tolist() == [False, True]
    assert found.of("老客回访").tolist() == [True, True]


def test_what_is_neither_yes_no_nor_a_strategy_is_found():
    found = groups("是", "也许", "回归券", "回归券、也许", None)

    assert found.unknown(["回归券"]).tolist() == [1, 3]


def test_an_empty_table_holds_nobody_back():
    found = groups()

    assert found.of("回归券").tolist() == []
    assert found.unknown([]).tolist() == []
