"""Masks of postal addresses: the region stays, street and house go."""

from __future__ import annotations

import re
from typing import Final

from xlsegment.core.cities import AUTONOMOUS_PREFECTURES, CITIES, PREFECTURES, PROVINCES
from xlsegment.core.masked import HAN, Masked, cell_text, is_stars, whole

_STARS: Final = "***"
#: Its name stands twice where people write province and city.
_MUNICIPALITY: Final = r"(?P<m>北京|上海|天津|重庆)市(?:[ \-/,]?(?:市辖区|(?P=m)市))?"
_PROVINCE: Final = (
    f"(?:(?:{'|'.join(PROVINCES)})省|(?:内蒙古|西藏)自治区|广西壮族自治区"
    "|宁夏回族自治区|新疆维吾尔自治区|(?:香港|澳门)特别行政区)"
)
#: By name, for 王芳杭州市 and 王芳市场部 begin with a person.
_CITY: Final = (
    f"(?:(?:{'|'.join(CITIES)})市|(?:{'|'.join(AUTONOMOUS_PREFECTURES)})自治州"
    f"|{'|'.join(PREFECTURES)})"
)
#: Words that end like a district but are part of a street, an estate, a shop or a title.
_NO_DISTRICT: Final = "".join(
    f"(?<!{word}区)"
    for word in (*"小社园校厂院片库景特地", "住宅", "别墅", "生活", "商业", "工业", "办公")
)
_DISTRICT: Final = (
    f"(?:[{HAN}]{{1,4}}?区(?!域){_NO_DISTRICT}|[{HAN}]{{1,4}}?县|[{HAN}]{{2,10}}?自治[县旗])"
)
_GAP: Final = r"[ \-/,]?"
_REGION: Final = re.compile(
    f"(?:{_MUNICIPALITY}{_GAP}|{_PROVINCE}{_GAP}(?:{_CITY}{_GAP})?|{_CITY}{_GAP})(?:{_DISTRICT})?"
)


def mask_address(value: object) -> Masked:
    """Mask a postal address.

    Parameters
    ----------
    value : object
        The cell: province, city and district first, as Chinese addresses are written.

    Returns
    -------
    Masked
        What is surely region stays, three stars stand for the rest however long it is. A district
        that might be the name of an estate goes too. An address that does not begin with a province
        or a city is masked whole.

    Examples
    --------
    >>> [mask_address(a).text for a in ("浙江省杭州市西湖区文三路90号", "北京市和平小区3号", "家")]
    ['浙江省杭州市西湖区***', '北京市***', '*']
    """
    text = cell_text(value)
    if not text or is_masked_address(text):
        return Masked(text)
    region = region_of(text)
    return Masked(region + _STARS) if region else whole(text)


def region_of(text: str) -> str:
    """Return the province, city and district that an address begins with; empty if none.

    Examples
    --------
    >>> region_of("广东省 深圳市 南山区 科技园路1号")
    '广东省 深圳市 南山区'
    """
    match = _REGION.match(text)
    return match[0].rstrip(" -/,") if match else ""


def is_masked_address(text: str) -> bool:
    """Tell whether of an address only the region is shown."""
    region = region_of(text)
    # More stars than the mask writes: a district that was masked elsewhere went here, too.
    return is_stars(text) or (
        region != "" and text.startswith(region + _STARS) and is_stars(text[len(region) :])
    )
