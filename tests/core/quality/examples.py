"""One example per rule that it finds; together they bring up every code."""

from __future__ import annotations

from tests.core.quality.made import tables
from xlsegment.core.quality.tables import Tables

_SPREAD = [100 + 7 * (n % 13) for n in range(40)]

EXAMPLES: dict[str, Tables] = {
    "same_customers": tables(
        [
            {"customer_id": "C1", "name": "张三", "mobile": "139-0571-6283", "email": None},
            {"customer_id": "C2", "name": "张 三", "mobile": 13905716283.0, "email": "z@mail.cn"},
            {"customer_id": "C3", "name": "李四", "mobile": "13705710001"},
            {"customer_id": "C4", "name": "王五", "mobile": "13705710001"},
            {"customer_id": "C5", "mobile": "13605710002", "id_number": "11010519491231002X"},
            {"customer_id": "C6", "mobile": "13605710002", "id_number": "440524188001010014"},
            {"customer_id": "C7", "mobile": "13505710003"},
            {"customer_id": "C7", "email": "c7@mail.cn"},
            {"customer_id": "C8", "mobile": "13505710004", "total_spend": 100},
            {"customer_id": "C9", "mobile": "13505710004", "total_spend": 250.5},
        ]
    ),
    "unreadable": tables([{"customer_id": "C1", "name": "？？", "mobile": "95588"}]),
    "same_orders": tables(
        orders=[
            ("T1", "C1", "2025-01-02", 100, "已完成"),
            ("T1", "C1", "2025/1/2", "100.00", "已完成"),
            ("T2", "C1", "2025-01-02", 100, "已完成"),
            ("T2", "C1", "2025-01-02", 100, "交易成功"),
        ]
    ),
    "foreign_money": tables(
        orders=[("T1", "C1", "2025-01-02", "$5"), ("T2", "C1", "2025-01-03", 5)]
    ),
    "lost_digits": tables(
        [
            {"customer_id": "C1", "mobile": "1.39E+10", "id_number": 110105194912310000},
            {
                "customer_id": "C2",
                "id_number": "110105194912310000",
                "银行卡号": 6222021234567890000,
            },
        ]
    ),
    "key_fields": tables(
        [{"customer_id": "C1", "mobile": None, "first_order_date": None}], orders=[]
    ),
    "nothing_known": tables([{"customer_id": "C1", "name": None, "mobile": "待补充"}]),
    "test_accounts": tables(
        [
            {"customer_id": "TEST01", "name": "测试账号", "mobile": "13800138000"},
            {"customer_id": "C2", "name": "aaa", "email": "demo@mail.cn"},
        ]
    ),
    "unfit_values": tables(
        [{"customer_id": "C1", "age": 150, "email": "no mail", "first_order_date": "soon"}]
    ),
    "future_dates": tables([{"customer_id": "C1", "registered_on": "2031-01-01"}]),
    "first_after_last": tables(
        [{"customer_id": "C1", "first_order_date": "2025-03-01", "last_order_date": "2025-01-01"}]
    ),
    "before_registration": tables(
        [{"customer_id": "C1", "registered_on": "2025-03-01"}],
        [("T1", "C1", "2025-01-01", 5, None)],
    ),
    "negative_amounts": tables(
        orders=[
            ("T1", "C1", "2025-01-01", 50, "已完成"),
            ("T2", "C1", "2025-01-02", -50, None),
            ("T3", "C1", "2025-01-02", -50, "已完成"),
            ("T4", "C2", "2025-01-02", -50, None),
        ]
    ),
    "far_amounts": tables(
        [
            *({"customer_id": f"C{n}", "segment": "稳定普通"} for n in range(40)),
            *({"customer_id": f"D{n}", "segment": "包月"} for n in range(30)),
        ],
        [
            *((f"T{n}", f"C{n}", "2025-01-01", _SPREAD[n], None) for n in range(40)),
            *((f"U{n}", f"D{n}", "2025-01-01", 30, None) for n in range(30)),
            ("T99", "C1", "2025-01-01", 9_999_999, None),
        ],
    ),
    "phones": tables([{"customer_id": "C1", "mobile": "+86 139-0571-6283"}]),
    "dates": tables([{"customer_id": "C1", "registered_on": "2023年5月10日"}]),
    "names": tables([{"customer_id": "C1", "name": "张　三", "email": "ａ@mail.cn"}]),
    "industries": tables(
        [
            {"customer_id": "C1", "industry": "互联网"},
            {"customer_id": "C2", "industry": "服务业"},
            {"customer_id": "C3", "industry": "火星业"},
        ]
    ),
    "regions": tables(
        [
            {"customer_id": "C1", "city": "杭州"},
            {"customer_id": "C2", "city": "杭州市西湖区"},
            {"customer_id": "C3", "city": "朝阳区"},
            {"customer_id": "C4", "city": "火星"},
        ]
    ),
    "numbers_as_text": tables(orders=[("T1", "C1", "2025-01-01", "￥1,200", None)]),
    "texts_as_numbers": tables([{"customer_id": 1001.0}]),
}
