"""Every quality rule: one line here makes it work in checking, cleaning and 说明."""

from __future__ import annotations

from typing import Final

from xlsegment.core.quality.contradictions import (
    before_registration,
    first_after_last,
    future_dates,
    negative_amounts,
)
from xlsegment.core.quality.far_amounts import far_amounts
from xlsegment.core.quality.formats import (
    dates,
    foreign_money,
    lost_digits,
    names,
    numbers_as_text,
    phones,
    texts_as_numbers,
)
from xlsegment.core.quality.rule import Rule
from xlsegment.core.quality.same_customers import same_customers
from xlsegment.core.quality.same_orders import same_orders
from xlsegment.core.quality.unfit import unfit_values, unreadable
from xlsegment.core.quality.unusable import key_fields, nothing_known, test_accounts
from xlsegment.core.quality.vocabulary import industries, regions
from xlsegment.text import Text

#: In the order in which 数据检查 lists what they find.
RULES: Final[tuple[Rule, ...]] = (
    Rule("same_customers", Text("同一客户多个编号", "One customer, several IDs"), same_customers),
    Rule("same_orders", Text("重复的订单行", "Repeated order rows"), same_orders),
    Rule("lost_digits", Text("丢失末几位的号码", "Numbers that lost digits"), lost_digits),
    Rule("key_fields", Text("关键字段缺失", "Key fields that lack"), key_fields),
    Rule("nothing_known", Text("没有可用字段的客户", "Customers without data"), nothing_known),
    Rule("test_accounts", Text("测试账号", "Test accounts"), test_accounts),
    Rule("unreadable", Text("认不出的姓名与手机号", "Unreadable names and numbers"), unreadable),
    Rule("unfit_values", Text("不符合本列要求的值", "Values that do not fit"), unfit_values),
    Rule("future_dates", Text("未来的日期", "Dates in the future"), future_dates),
    Rule("first_after_last", Text("首次购买晚于最近购买", "First after last"), first_after_last),
    Rule("before_registration", Text("早于注册的订单", "Before registration"), before_registration),
    Rule("negative_amounts", Text("不像退款的负金额", "Negative amounts"), negative_amounts),
    Rule("far_amounts", Text("离群的金额", "Amounts far outside"), far_amounts),
    Rule("phones", Text("手机号与身份证号的写法", "Writing of numbers"), phones),
    Rule("dates", Text("日期的写法", "Writing of dates"), dates),
    Rule("names", Text("姓名与邮箱的写法", "Writing of names"), names),
    Rule("industries", Text("行业归类", "Industries"), industries),
    Rule("regions", Text("地区归到省-市", "Regions"), regions),
    Rule("numbers_as_text", Text("存成文本的数", "Numbers kept as text"), numbers_as_text),
    Rule("foreign_money", Text("外币金额", "Amounts in other currencies"), foreign_money),
    Rule("texts_as_numbers", Text("存成数字的编号", "IDs kept as numbers"), texts_as_numbers),
)
