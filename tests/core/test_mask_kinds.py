"""Masks of landlines, identity and bank cards, e-mail and addresses; which kind a value is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlsegment.core.identity_numbers import is_identity_number, passes_luhn
from xlsegment.core.masked import Masked
from xlsegment.core.masking import MASKS, kind_named, kind_of, mask_any

# GB 11643-1999 prints the first two; the third is a residence permit with a computed check digit.
IDENTITIES = ["11010519491231002X", "440524188001010014", "830000199201300022"]
# Published test numbers of card networks.
CARDS = ["4111111111111111", "5555555555554444", "378282246310005", "6011111111111117"]


@pytest.mark.parametrize(
    ("kind", "value", "masked"),
    [
        ("landline", "010-62345678", "010-******78"),
        ("landline", "(010)6234 5678", "010-******78"),
        ("landline", "+86 10 62345678", "010-******78"),
        ("landline", 1062345678, "010-******78"),  # a number lost its zero
        ("landline", "0571-8765432-801", "0571-*****32"),
        ("landline", "021 5234 5678 转 12", "021-******78"),
        ("landline", "62345678", "******78"),
        ("landline", "400-800-1234", "400-*****34"),
        ("identity", "11010519491231002X", "1***************2X"),
        ("identity", "１１０１０５１９４９１２３１００２ｘ", "1***************2X"),
        ("identity", "110105 19491231 002X", "1***************2X"),
        ("identity", "110105491231002", "1************02"),
        ("identity", 110105491231002.0, "1************02"),  # 15 digits survive in Excel
        ("email", "wang.fang@example.com", "w***@example.com"),
        ("email", " Wang@Example.COM ", "W***@Example.COM"),
        ("email", "a@b.cn", "***@b.cn"),
        ("email", "张三@例子.中国", "张***@例子.中国"),
        ("email", "x＠example.com", "***@example.com"),
        ("card", "4111 1111 1111 1111", "************1111"),
        ("card", "378282246310005", "***********0005"),
        ("card", 378282246310005.0, "***********0005"),
        ("card", "6222021234567890123", "***************0123"),
        ("address", "浙江省杭州市西湖区文三路90号", "浙江省杭州市西湖区***"),
        ("address", "北京市朝阳区建国路88号", "北京市朝阳区***"),
        ("address", "上海市-上海市-徐汇区漕溪路1号", "上海市-上海市-徐汇区***"),
        ("address", "广东省 深圳市 南山区 科技园1号", "广东省深圳市南山区***"),
        ("address", "内蒙古自治区呼和浩特市新城区", "内蒙古自治区呼和浩特市新城区***"),
        ("address", "云南省大理白族自治州大理市古城", "云南省大理白族自治州***"),
        ("address", "杭州市西湖小区3栋", "杭州市***"),
        ("address", "上海市徐家汇花园小区", "上海市***"),
        ("address", "浙江省", "浙江省***"),
        ("address", "义乌市稠城街道1号", "义乌市***"),
        ("address", "大理白族自治州大理市古城", "大理白族自治州***"),
        ("address", "杭州市王芳地区代理", "杭州市***"),
        ("address", "深圳市李四区域经理", "深圳市***"),
        ("address", "广东省王芳市场部", "广东省***"),
    ],
)
def test_masks_as_people_know_them(kind, value, masked):
    assert MASKS[kind].apply(value) == Masked(masked)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("landline", "13812345678"),
        ("landline", "95588"),
        ("identity", "110105194912310021"),  # the check character is X
        ("identity", "110105194913310020"),  # no such month
        ("identity", 110105194912310020.0),  # Excel has rounded it
        ("identity", "E12345678"),
        ("email", "wang.fang"),
        ("email", "a@b"),
        ("email", "a@b.cn;c@d.cn"),
        ("email", "wang.fang@example.com王芳"),  # the name is no part of a domain
        ("card", "411111111111"),
        ("card", 6222021234567890123),  # Excel has rounded it
        ("card", "6222-abcd"),
        ("address", "文三路90号"),
        ("address", "超市旁边"),
        ("address", "老地方"),
        *(("address", text) for text in ("王芳杭州市西湖区文三路90号", "李四市场部", "王芳市民")),
        *(("address", text) for text in ("王芳加盟商", "王芳地区代理", "张三湘西土家族苗族自治州")),
    ],
)
def test_what_is_no_such_value_is_masked_whole_and_said(kind, value):
    got = MASKS[kind].apply(value)

    assert set(got.text) == {"*"}
    assert not got.understood


@pytest.mark.parametrize(
    ("kind", "masked"),
    [
        *(("landline", text) for text in ("010-******78", "0571-8765****", "****5678", "***")),
        ("identity", "1***************2X"),
        ("identity", "110105********002X"),
        ("identity", "110105xxxxxxxx0021"),
        *(("email", text) for text in ("w***@example.com", "***@b.cn", "w****g@b.cn", "w*@b.cn")),
        *(("card", text) for text in ("************1111", "**** **** **** 1111")),
        ("card", "622202******1111"),
        *(("address", text) for text in ("北京市朝阳区***", "浙江省***", "***", "北京市******")),
    ],
)
def test_masked_values_stay_also_where_nobody_says_what_they_are(kind, masked):
    assert MASKS[kind].apply(masked) == Masked(masked)
    assert mask_any(masked) == Masked(masked)
    assert kind_of(masked) is None


@pytest.mark.parametrize(
    ("kind", "almost"),
    [
        ("identity", "11010519491231****"),  # shows the birthday
        ("card", "411111111111*111"),
        ("email", "wang.fang*@b.cn"),
        ("email", "*wang@b.cn"),
        ("landline", "010-62345**8"),
        ("card", "xxxxxxxx"),
        ("address", "北京市朝阳区建国路***"),
    ],
)
def test_what_hides_too_little_is_not_taken_for_masked(kind, almost):
    assert MASKS[kind].apply(almost).text != almost
    assert mask_any(almost).text != almost


@pytest.mark.parametrize("number", IDENTITIES)
def test_check_characters_of_identity_cards(number):
    assert is_identity_number(number)
    for other in "0123456789X":
        assert is_identity_number(number[:-1] + other) is (other == number[-1])


@pytest.mark.parametrize("number", CARDS)
def test_check_digits_of_bank_cards(number):
    assert passes_luhn(number)
    for other in "0123456789":
        assert passes_luhn(number[:-1] + other) is (other == number[-1])


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("13812345678", "mobile"),
        (13812345678.0, "mobile"),
        ("+86 138-1234-5678", "mobile"),
        ("+852 9123 4567", "mobile"),
        ("0912345678", "mobile"),
        ("91234567", None),
        ("010-62345678", "landline"),
        ("01062345678", "landline"),
        (1062345678, None),  # any count may be that number
        ("86-10-62345678", "landline"),
        ("010.62345678", "landline"),
        ("138.1234.5678", "mobile"),
        *((amount, None) for amount in (2123456.78, 138123456.78, "34567890.12", "2345678.901")),
        *((address, None) for address in ("138.12.34.5678", "21.23.45.678")),  # of computers
        *((number, None) for number in ("12-34567890", "2345-678901", "3102-345678", "86123456")),
        ("400-800-1234", "landline"),
        *((number, "identity") for number in IDENTITIES),
        ("110105194912310021", None),
        *((number, "card") for number in CARDS),
        ("4111111111111112", None),
        *((number, None) for number in ("3409876543210987004", "3000000000007")),  # of orders
        ("a@b.cn", "email"),
        ("浙江省杭州市西湖区文三路90号", "address"),
        ("张小明", "name"),
        ("欧阳娜娜", "name"),
        ("买买提·艾力江", "name"),
        ("苹果", None),
        *((word, None) for word in ("江苏", "黄山", "周一", "余额", "毛巾", "黄金", "张家口")),
        ("John Shaw", None),  # as likely a brand
        ("核心忠诚客户", None),
        ("C20230815001", None),
        (12500.0, None),
        ("2023-05-10", None),
        (20230510, None),
        ("", None),
        (None, None),
    ],
)
def test_kinds_are_told_only_where_they_are_sure(value, kind):
    found = kind_of(value)

    assert (found.key if found else None) == kind


@pytest.mark.parametrize(
    ("value", "masked"),
    [
        ("张三", "张*"),
        ("13812345678", "138****5678"),
        ("欧阳娜娜", "欧阳**"),
        ("John Shaw", "J*** S***"),
        ("买买提·艾力江", "买**·***"),
        ("苹果", "苹*"),
        ("VIP-1号", "******"),
        (12500, "*****"),
        ("", ""),
        (None, ""),
    ],
)
def test_without_a_kind_the_surest_is_taken_else_nothing_is_shown(value, masked):
    assert mask_any(value).text == masked


def test_every_kind_is_called_by_its_names():
    for mask in MASKS.values():
        for word in (mask.key, *mask.label.both, *mask.words):
            assert kind_named(f" {word.upper()} ") is mask
    assert kind_named("血型") is None


_personal = st.one_of(
    st.from_regex(r"\A(0[1-9][0-9]{1,2}-?)?[2-8][0-9]{6,7}\Z"),
    st.from_regex(r"\A[1-9][0-9]{14}([0-9]{2}[0-9X])?\Z"),
    st.from_regex(r"\A[3-6][0-9]{12,18}\Z"),
    st.emails(),
    st.from_regex(r"\A(浙江省|北京市)?(杭州市)?[东西]?[湖城]?[区县]?[文路]{0,3}[0-9]{0,3}号?\Z"),
    st.from_regex(r"\A[王张李][一-龥]{1,2}\Z"),
    st.text(),
    st.integers(),
    st.floats(),
)


@given(_personal)
def test_no_mask_shows_a_value_and_masking_twice_changes_nothing(value):
    for apply in (*(mask.apply for mask in MASKS.values()), mask_any):
        masked = apply(value).text
        assert apply(masked).text == masked
        assert mask_any(masked).text == masked
        shown = str(value).strip()
        if masked and "*" not in shown and "＊" not in shown and 3 * "x" not in shown.casefold():
            assert "*" in masked
            assert masked != shown


_PEOPLE = st.builds(
    str.__add__, st.sampled_from([*"王李张刘陈", "欧阳"]), st.from_regex(r"\A[一-龥]{1,2}\Z")
)
_MORE = st.sampled_from(
    [
        *("杭州市西湖区文三路90号", "浙江省杭州市西湖区文三路90号", "北京市朝阳区建国路1号"),
        *("市场部经理", "市民", "加盟商", "地区代理", "区域经理", "县城", "自治州", "wang@b.cn"),
    ]
)


@given(_PEOPLE, _MORE, st.sampled_from(["", " ", "，", "/", "\n"]), st.booleans())
def test_a_name_beside_something_else_is_not_shown(name, more, between, first):
    value = name + between + more if first else more + between + name

    for apply in (*(mask.apply for mask in MASKS.values()), mask_any):
        assert name not in apply(value).text
