"""Which columns hold personal data, and which of their cells still show it."""

from __future__ import annotations

import pytest

from xlsegment.privacy.columns import is_open, personal_columns


@pytest.mark.parametrize(
    ("header", "cells", "kind"),
    [
        ("客户姓名", ["王芳"], "name"),
        ("Customer Name", ["John Smith"], "name"),
        ("收货人手机号", [13812345678], "mobile"),
        ("联系方式", ["a@b.example", "c@d.example", "e@f.example"], "email"),
        ("备注", ["138-1234-5678", "13912345678", "13712345678"], "mobile"),
        (None, ["王小芳", "李小明", "赵小刚", "周小丽"], "name"),
        ("收货地址", ["杭州文三路1号"], "address"),
        ("手机号", [], ""),
        ("手机号", [None, ""], ""),
        ("电话量", [12, 15], ""),
        ("手机", [3, 5, 8], ""),
        ("邮件打开率", [0.3], ""),
        ("是否有手机", ["是", "否"], ""),
        ("金额", [13.5, 99], ""),
        ("商品", ["连衣裙", "毛衣", "毛衣", "牛仔裤"], ""),
        ("渠道", ["天猫", "京东"], ""),
        ("所在城市", ["上海市-上海市", "浙江省-杭州市", "四川省-成都市", "北京朝阳区"], ""),
        ("手机号", ["客户的手机号码，用来联系和去重，" * 3], ""),
    ],
)  # fmt: skip
def test_a_column(header, cells, kind):
    assert personal_columns([(header, cells)]) == [kind]


@pytest.mark.parametrize(
    ("kind", "cell", "shows"),
    [
        ("name", "王芳", True), ("name", "王*", False), ("name", "***", False),
        ("name", "待补充", False), ("name", "-", False), ("name", None, False),
        ("mobile", 13812345678, True), ("mobile", "138****5678", False), ("mobile", 12, False),
        ("address", "浙江省杭州市", False), ("address", "浙江省杭州市文三路1号", True),
        ("mobile", True, False),
    ],
)  # fmt: skip
def test_a_cell(kind, cell, shows):
    assert is_open(kind, cell) == shows
