"""Regions of China as 省-市, from what people write; what several regions are called is left."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final, TypeVar

from xlsegment.core.celltext import clean_text

#: Renamed or merged since: what a region was called -> province, city.
FORMER: Final[dict[str, tuple[str, str]]] = {
    "襄樊市": ("湖北省", "襄阳市"),
    "荆沙市": ("湖北省", "荆州市"),
    "思茅市": ("云南省", "普洱市"),
    "思茅地区": ("云南省", "普洱市"),
    "莱芜市": ("山东省", "济南市"),
    "淮阴市": ("江苏省", "淮安市"),
    "万县市": ("重庆市", "重庆市"),
    "涪陵市": ("重庆市", "重庆市"),
    "徽州地区": ("安徽省", "黄山市"),
    "毕节地区": ("贵州省", "毕节市"),
    "铜仁地区": ("贵州省", "铜仁市"),
    "海东地区": ("青海省", "海东市"),
    "日喀则地区": ("西藏自治区", "日喀则市"),
    "昌都地区": ("西藏自治区", "昌都市"),
    "林芝地区": ("西藏自治区", "林芝市"),
    "山南地区": ("西藏自治区", "山南市"),
    "那曲地区": ("西藏自治区", "那曲市"),
    "吐鲁番地区": ("新疆维吾尔自治区", "吐鲁番市"),
    "哈密地区": ("新疆维吾尔自治区", "哈密市"),
}
#: Districts that are gone -> province, city they lay in.
FORMER_DISTRICTS: Final[dict[str, tuple[str, str]]] = {
    "宣武区": ("北京市", "北京市"),
    "崇文区": ("北京市", "北京市"),
    "密云县": ("北京市", "北京市"),
    "延庆县": ("北京市", "北京市"),
    "闸北区": ("上海市", "上海市"),
    "卢湾区": ("上海市", "上海市"),
    "南汇区": ("上海市", "上海市"),
    "崇明县": ("上海市", "上海市"),
    "下城区": ("浙江省", "杭州市"),
    "江干区": ("浙江省", "杭州市"),
    "余杭市": ("浙江省", "杭州市"),
    "萧山市": ("浙江省", "杭州市"),
    "沙市区": ("湖北省", "荆州市"),
}
#: A city and districts of other cities share this name: it may be any of them.
_LEFT_ALONE: Final = frozenset({"朝阳", "连江", "连江县", "金门", "金门县"})
#: Called otherwise than their names in full or for short say; 自治区 are called 省, too.
_ALSO_CALLED: Final = {"内蒙": "内蒙古自治区"}
_SHORT_PROVINCE: Final = re.compile(r"(?:省|市|(?:壮族|回族|维吾尔)?自治区|特别行政区)$")
_PEOPLES: Final = (
    "朝鲜族|土家族|苗族|藏族|羌族|彝族|布依族|侗族|哈尼族|壮族|傣族|白族|景颇族|傈僳族|回族|蒙古族?"
    "|哈萨克|柯尔克孜"
)
_SHORT_CITY: Final = re.compile(f"(?:市|地区|(?<=...)盟|(?:{_PEOPLES})+自治州)$")
_SHORT_DISTRICT: Final = re.compile("(?:新区|.)$")
_COUNTRY: Final = "中国"
_BETWEEN: Final = re.compile(r"[\s\-‐-―/\\>|,，、·._()]+")
#: Parts of a city that are in no table of divisions: zones, parks, towns.
_PART: Final = re.compile(".{0,12}(?:高新区|经开区|开发区|园区|新区|新城|示范区|保税区|镇|街道)")
_MUNICIPAL: Final = "市辖区"
_MUNICIPALITIES: Final = frozenset({"北京市", "上海市", "天津市", "重庆市"})
_Named = TypeVar("_Named")


@dataclass(frozen=True, slots=True)
class Region:
    """A province and, as far as it is known, its city.

    Attributes
    ----------
    province, city
        Names in full; city empty when only the province is known.
    finer
        Whether the text names a district, which 省-市 does not hold.
    """

    province: str
    city: str
    finer: bool = False

    @property
    def text(self) -> str:
        """Province and city, as the column holds them."""
        return f"{self.province}-{self.city}" if self.city else self.province


def regions_of(cell: object) -> tuple[Region, ...]:
    """Return every region that a text can mean; none when it is no region from end to end.

    Examples
    --------
    >>> [region.text for region in regions_of("浙江杭州")]
    ['浙江省-杭州市']
    >>> [region.text for region in regions_of("襄樊市")]
    ['湖北省-襄阳市']
    >>> len(regions_of("朝阳区")) > 1, regions_of("火星")
    (True, ())
    """
    if not isinstance(cell, str):
        return ()
    parts = [part for part in _BETWEEN.split(clean_text(cell).removeprefix(_COUNTRY)) if part]
    text = "".join(parts)
    if not 2 <= len(text) <= _LONGEST:
        return ()
    found = set(_readings(text))
    if not found and len(parts) == 2:  # 杭州(浙江): the smaller first, as in other languages
        found = set(_readings(parts[1] + parts[0]))
    finer = {region for region in found if region.finer}
    # a city is meant before a district of the same name, but for one that is too well known
    if found != finer and text not in _LEFT_ALONE:
        found -= finer
    municipal = {r.province for r in found if r.city and r.province.startswith(r.city)}
    found = {region for region in found if region.city or region.province not in municipal}
    return tuple(sorted(found, key=lambda region: region.text))


_LONGEST: Final = 40


@dataclass(slots=True)
class _Names:
    """Names in full and for short -> what bears them."""

    provinces: dict[str, str]
    cities: dict[str, list[Region]]
    districts: dict[str, list[Region]]


def _readings(text: str) -> Iterator[Region]:
    """Yield what a text means as province, city and district, of which any may be left out."""
    names = _names()
    for province, rest in _begun(text, names.provinces):
        if not rest:
            yield Region(province, "")
        yield from (region for region in _below(rest, names) if region.province == province)
    yield from _below(text, names)


def _below(text: str, names: _Names) -> Iterator[Region]:
    """Yield what a text means as city and district, either of which may be left out."""
    for cities, rest in _begun(text, names.cities):
        rest = rest.removeprefix(_MUNICIPAL)
        inside = names.districts.get(rest, [])
        part = _is_part(text.removesuffix(rest), rest, names)
        for city in cities:
            if not rest:
                yield city
            if part:
                yield Region(city.province, city.city, finer=True)
            yield from (r for r in inside if (r.province, r.city) == (city.province, city.city))
    yield from names.districts.get(text, [])


def _is_part(city: str, rest: str, names: _Names) -> bool:
    """Tell whether what stands behind a city can only be a zone, park or town of its own."""
    if not _PART.fullmatch(rest) or rest in names.districts:
        return False
    # 海南洋浦开发区 begins with a province, 南昌景德镇 goes on with another city
    if city in names.provinces and names.provinces[city] not in _MUNICIPALITIES:
        return False
    return not any(True for named in (names.provinces, names.cities) for _ in _begun(rest, named))


def _begun(text: str, names: Mapping[str, _Named]) -> Iterator[tuple[_Named, str]]:
    """Yield what the names at the beginning of a text bear, and what stands behind each."""
    for end in range(2, len(text) + 1):
        if text[:end] in names:
            yield names[text[:end]], text[end:]


@cache
def _names() -> _Names:
    """Read the division table: late, since few workbooks hold a region at all."""
    from xlsegment.core.standards.division_names import DIVISIONS

    names = _Names({}, {}, {})
    province, city = "", ""
    shorts: list[tuple[str, Region]] = []
    for token in DIVISIONS.split():
        if token[0] == "#":
            province = token[1:]
            short = _SHORT_PROVINCE.sub("", province)
            autonomous = (f"{short}省", f"{short}自治区") if province.endswith("自治区") else ()
            for name in (province, short, *autonomous):
                names.provinces[name] = province
        elif token[0] == "@":
            city = token[1:]
            if city:
                short = _SHORT_CITY.sub("", city)
                # 大理州; 香港特别行政区 is its own city
                also = f"{short}州" if city.endswith("州") else short
                whole = province if province.startswith(city) else city
                _add(names.cities, Region(province, city), city, short, also, whole)
        else:
            name, _, short = token.partition("=")
            # what a province governs directly stands beside its cities
            region = Region(province, city, finer=True) if city else Region(province, name)
            _add(names.districts if city else names.cities, region, name)
            shorts.append((short or _SHORT_DISTRICT.sub("", name), region))
    names.provinces |= _ALSO_CALLED
    taken = frozenset(names.cities)
    for short, region in shorts:
        if len(short) > 1 and (region.finer or short not in taken):
            _add(names.districts if region.finer else names.cities, region, short)
    for name, (province, city) in FORMER.items():
        _add(names.cities, Region(province, city), name, _SHORT_CITY.sub("", name))
    for name, (province, city) in FORMER_DISTRICTS.items():
        _add(names.districts, Region(province, city, finer=True), name)
    return names


def _add(names: dict[str, list[Region]], region: Region, *called: str) -> None:
    for name in dict.fromkeys(called):
        if region not in names.setdefault(name, []):
            names[name].append(region)
