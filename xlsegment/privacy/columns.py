"""Which columns hold personal data, told by their headers and by what stands in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from xlsegment.core.celltext import is_blank_text
from xlsegment.core.header_text import fold
from xlsegment.core.mask_addresses import region_of
from xlsegment.core.masked import cell_text
from xlsegment.core.masking import MASKS, is_masked, kind_of

#: What columns are called, by kind; the first words that a header holds decide.
_WORDS: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    ("email", ("邮箱", "邮件", "email", "mail")),
    ("identity", ("身份证", "证件号", "idcard", "idnumber", "identityno", "identitycard")),
    ("card", ("银行卡", "卡号码", "银行账号", "银行帐号", "bankcard", "cardnumber", "bankaccount")),
    ("landline", ("座机", "固话", "固定电话", "办公电话", "landline", "fax", "传真")),
    ("mobile", ("手机", "移动电话", "电话", "联系方式", "mobile", "phone", "cellphone", "tel")),
    ("address", ("地址", "住址", "门牌", "address", "street")),
    (
        "name",
        (
            *("姓名", "联系人", "收货人", "收件人", "寄件人", "收款人", "付款人", "户名", "持卡人"),
            *("真名", "名字", "客户名", "会员名", "买家名", "顾客名", "customername", "fullname"),
            *("contactname", "clientname", "membername", "buyername", "firstname", "lastname"),
            *("surname", "consignee", "recipient", "personname"),
        ),
    ),
)
#: Headers that hold such a word and are something else.
_OTHERS: Final = (
    *("邮件营销", "邮件打开", "邮件点击", "地址数", "电话量", "电话次数", "是否", "次数", "数量"),
    *("mailopen", "mailclick", "telegram", "hotel", "ipaddress", "ip地址", "网址", "率", "状态"),
)
#: Under a header that a help page explains stand sentences and other headers.
_DATA_SHARE: Final = 0.5
_LONGEST: Final = 40
_LONGEST_ADDRESS: Final = 120
#: So many cells tell what a column holds.
_SAMPLE: Final = 2000
_SHARE: Final = 0.6
_NAME_SHARE: Final = 0.8
_FEWEST: Final = 3
#: A column of names has many; products and cities that read like names repeat.
_DIFFERENT: Final = 0.5

#: What people write where they have nothing to write.
_NOTHING: Final = frozenset({"待补充", "未知", "无", "暂无", "不详", "unknown", "n/a"})


def personal_columns(columns: Iterable[tuple[object, Sequence[object]]]) -> list[str]:
    """Return for each column the kind of personal data it holds; empty for none.

    Parameters
    ----------
    columns
        Header and cells of each column of a table, without the header cell.

    Returns
    -------
    list of str
        Keys of `MASKS`. A header such as 手机号 is enough, provided that something stands below
        it; without one, most cells must surely be of one kind.

    Examples
    --------
    >>> personal_columns([("客户姓名", ["张三"]), ("金额", [12.5]), ("备注2", ["13812345678"] * 3)])
    ['name', '', 'mobile']
    """
    return [_kind(header, cells) for header, cells in columns]


def _kind(header: object, cells: Sequence[object]) -> str:
    step = max(1, len(cells) // _SAMPLE)
    texts = [(cell, cell_text(cell)) for cell in cells[::step]]
    filled = [(cell, text) for cell, text in texts if text]
    if not filled:
        return ""
    named = kind_in_header(header)
    content = _kind_of_content([cell for cell, text in filled if not is_masked(text)])
    if named and not content and _explains([cell for cell, _ in filled], named):
        return ""
    # 联系方式 may hold e-mail addresses: what stands there decides about the mask.
    return content or named


def kind_in_header(header: object) -> str:
    """Return the kind of personal data that a header announces; empty for none."""
    word = fold(header)
    if not word or any(other in word for other in _OTHERS):
        return ""
    for kind, words in _WORDS:
        if any(part in word for part in words):
            return kind
    return ""


def _explains(cells: Sequence[object], kind: str) -> bool:
    """Tell whether below a header stands what cannot be data: counts, other headers, sentences."""
    longest = _LONGEST_ADDRESS if kind == "address" else _LONGEST
    data = sum(
        _may_be_personal(cell) and not kind_in_header(cell) and len(cell_text(cell)) <= longest
        for cell in cells
    )
    return data < _DATA_SHARE * len(cells)


def _may_be_personal(cell: object) -> bool:
    """Tell whether a cell can be a person's: a text, or a number as long as a phone's."""
    if isinstance(cell, bool):
        return False
    if isinstance(cell, int | float):
        return abs(cell) >= 10**6
    return True


def _kind_of_content(cells: Sequence[object]) -> str:
    if len(cells) < _FEWEST:
        return ""
    # A column of cities shows regions and nothing that the mask of addresses would hide.
    kinds = ((cell, kind_of(cell)) for cell in cells)
    found = Counter(
        kind.key for cell, kind in kinds if kind is not None and is_open(kind.key, cell)
    )
    if not found:
        return ""
    kind, count = found.most_common(1)[0]
    if kind == "name":
        different = len({cell_text(cell) for cell in cells})
        if different < _DIFFERENT * len(cells):
            return ""
    return kind if count >= (_NAME_SHARE if kind == "name" else _SHARE) * len(cells) else ""


def is_open(kind: str, cell: object) -> bool:
    """Tell whether a cell of a personal column shows what its mask would hide.

    Examples
    --------
    >>> is_open("name", "张三"), is_open("name", "张*"), is_open("mobile", "待补充")
    (True, False, False)
    """
    if not _may_be_personal(cell):
        return False
    text = cell_text(cell)
    if len(text) < 2 or is_blank_text(text) or text.lower() in _NOTHING or is_masked(text):
        return False
    if kind == "address" and region_of(text) == text:
        return False
    return MASKS[kind].apply(cell).text != text
