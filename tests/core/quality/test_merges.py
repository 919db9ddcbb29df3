"""Who and what stands there twice, which row stays, and when a person is asked."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.core.quality.made import tables
from xlsegment.core.quality.checked import check_tables
from xlsegment.core.quality.rule import Merge
from xlsegment.core.quality.same_customers import MOST_RECORDS, same_customers
from xlsegment.core.quality.same_orders import same_orders

A, B, C = "13905716283", "13705710001", "13605710002"
ONE, OTHER = "11010519491231002X", "440524188001010014"


def merged(customers, orders=None) -> list[tuple[str, int, tuple[int, ...], str]]:
    found = same_customers(tables(customers, orders))
    return [(m.code, m.kept, m.gone, m.accept) for m in found if isinstance(m, Merge)]


def person(number: int, mobile: object = None, **more: object) -> dict[str, object]:
    return {"customer_id": f"C{number}", "mobile": mobile, **more}


def test_the_record_with_the_last_order_stays():
    people = [person(1, A), person(2, "+86 139 0571 6283"), person(3, B)]
    orders = [("T1", "C1", "2025-03-01", 5), ("T2", "C2", "2025-01-01", 5)]

    assert merged(people, orders) == [("W-068", 0, (1,), "auto")]


def test_registration_and_then_the_later_row_decide_without_orders():
    registered = [person(1, A, registered_on="2024-05-01"), person(2, A, registered_on="2024/4/1")]

    assert merged(registered) == [("W-068", 0, (1,), "auto")]
    assert merged([person(1, A), person(2, A)]) == [("W-068", 1, (0,), "auto")]


def test_records_hang_together_through_each_other():
    people = [
        person(1, A),
        person(2, B, id_number=ONE),
        person(3, A, id_number=ONE.lower()),
        person(4, C),
    ]

    assert merged(people) == [("W-068", 2, (1, 0), "auto")]


@pytest.mark.parametrize(
    "mobile", ["139****6283", "13800138000", "待补充", "12345", "1.39E+10", None]
)
def test_numbers_that_are_nobodys_own_bring_nobody_together(mobile):
    assert merged([person(1, mobile), person(2, mobile)]) == []


@pytest.mark.parametrize(
    ("one", "other", "accept"),
    [
        ("张*", "张三", "auto"),
        ("张*", "张**", "auto"),
        ("**", "张三", "auto"),
        ("*明", "张小明", "auto"),
        ("J*** S***", "John Smith", "auto"),
        ("张＊", "张三", "auto"),
        ("张*", "李*", "ask"),
        ("张＊", "李＊", "ask"),
        ("张xxx", "李xxx", "ask"),
        ("张某", "李某", "ask"),
        ("张*", "李四", "ask"),
        ("张*明", "张*华", "ask"),
        ("*明", "张三", "ask"),
    ],
)
def test_masked_names_tell_what_they_show(one, other, accept):
    for names in ((one, other), (other, one)):
        people = [person(n, A, name=name) for n, name in enumerate(names)]
        assert [found[3] for found in merged(people)] == [accept]


def test_an_old_identity_number_is_the_new_one():
    people = [person(1, id_number="110105900307123"), person(2, id_number="110105199003071239")]

    assert merged(people) == [("W-068", 1, (0,), "auto")]


def figures(customers, orders=None) -> list[tuple[str, dict[str, object]]]:
    found = same_customers(tables(customers, orders))
    return [(m.code, dict(m.filled)) for m in found if isinstance(m, Merge)]


def test_figures_that_no_orders_say_add_up_when_a_person_says_so():
    people = [
        person(1, A, total_spend=1000, frequency=3, monetary=None, lifetime_frequency=4),
        person(2, A, total_spend="5,000.10", frequency=9, monetary=800.5, lifetime_frequency=4),
    ]

    (found,) = figures(people)
    assert found == ("W-080", {"total_spend": 6000.1, "frequency": 12})


def test_figures_of_copies_and_those_that_orders_say_do_not_add_up():
    people = [person(1, A, total_spend=1000), person(2, A, total_spend=1000.0)]
    assert figures(people) == [("W-068", {})]
    people[1]["total_spend"] = 0
    assert figures(people) == [("W-068", {"total_spend": 1000.0})]
    people[1]["total_spend"] = 70
    orders = [("T1", "C1", "2025-03-01", 5), ("T2", "C2", "2025-04-01", 5)]
    assert figures(people, orders) == [("W-068", {})]


def test_tags_that_people_typed_come_together():
    people = [person(1, A, tags="老客户，高价值"), person(2, A, tags="VIP,复购")]

    assert figures(people) == [("W-068", {"tags": "VIP,复购,老客户"})]


def test_different_names_are_asked_about():
    assert merged([person(1, A, name="张三"), person(2, A, name="李四")]) == [
        ("W-069", 1, (0,), "ask")
    ]
    assert merged([person(1, A, name="张三"), person(2, A, name="张　三 ")])[0][3] == "auto"
    assert merged([person(1, A, name="Ann Lee"), person(2, A, name="ANN LEE")])[0][3] == "auto"


def test_one_number_of_many_is_asked_about():
    people = [person(n, A) for n in range(MOST_RECORDS + 1)]

    assert merged(people)[0][3] == "ask"
    assert merged(people[1:])[0][3] == "auto"


def test_two_identity_numbers_are_two_persons():
    people = [person(1, A, id_number=ONE), person(2, A, id_number=OTHER), person(3, B)]

    (found,) = same_customers(tables(people))

    assert (found.code, found.rows, found.accept) == ("W-070", [0, 1], "never")


def test_rows_of_one_id_become_one_only_where_they_agree():
    same = [person(1, city="杭州"), person(1, email="z@mail.cn")]
    apart = [person(1, city="杭州"), person(1, city="宁波")]

    assert merged(same) == [("E-023", 1, (0,), "auto")]
    assert merged(apart) == [("E-023", 1, (0,), "ask")]


def test_blank_cells_are_filled_from_the_latest_of_the_others_as_cleaning_writes_them():
    people = [
        person(1, "+86 139-0571-6283", registered_on="2024-05-01", city="杭州", 备注="老客户"),
        person(2, A, registered_on="2024/3/1", city="宁波", email="ａ@mail.cn"),
        person(3, "待补充", registered_on="2024-06-01", id_number=ONE, email="-"),
        person(4, A, registered_on="2024-04-01", id_number=ONE, age="34岁", segment="其他"),
    ]

    (merge,) = same_customers(tables(people))

    assert (merge.kept, merge.gone) == (2, (0, 3, 1))
    assert merge.filled == {
        "mobile": A,
        "city": "浙江省-杭州市",
        "备注": "老客户",
        "email": "a@mail.cn",
        "age": 34,
        # the others have been customers for longer
        "registered_on": dt.date(2024, 3, 1),
    }


def test_equal_orders_go_and_the_first_stays():
    rows = [
        ("T1", "C1", "2025-01-02", 100, "已完成"),
        ("T2", "C1", "2025-01-02", 100, "已完成"),
        ("T1", "C1", "2025年1月2日", "￥100.00", "已完成"),
        ("T1", "C1", 45659, 100.0, "已完成"),
        (None, "C1", "2025-01-02", 100, "已完成"),
        (None, "C1", "2025-01-02", 100, "已完成"),
    ]

    (merge,) = same_orders(tables(orders=rows))

    assert (merge.code, merge.kept, merge.gone, merge.accept) == ("W-024", 0, (2, 3), "auto")
    assert merge.fields == {"n": "2", "sum": "200.00"}


def test_orders_that_only_look_alike_are_asked_about():
    rows = [
        ("T1", "C1", "2025-01-02", 100, "已完成"),
        ("T1", "C1", "2025-01-02", 100, "交易成功"),
        ("T1", "C1", "2025-01-02", 100, "已退款"),  # the same order, given back
        ("T1", "C1", "2025-01-02", 30, "已完成"),  # another line of it
        ("T1", "C2", "2025-01-02", 100, "已完成"),
    ]

    (merge,) = same_orders(tables(orders=rows))

    assert (merge.code, merge.kept, merge.gone, merge.accept) == ("W-071", 0, (1,), "ask")


def test_the_pass_brings_founds_merges_and_missing_rates():
    checked = check_tables(tables([person(1, A), person(2, "待补充"), person(3, A)]))

    rates = {rate.column: rate.share for rate in checked.missing}
    assert rates == {"customer_id": 0.0, "mobile": pytest.approx(1 / 3)}
    assert [merge.code for merge in checked.merges] == ["W-068"]
