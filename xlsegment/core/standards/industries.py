"""Sections of GB/T 4754-2017, and what people call them every day."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from xlsegment.core.masked import cell_text
from xlsegment.text import Text

#: GB/T 4754-2017, sections A to T.
SECTIONS: Final[dict[str, Text]] = {
    "A": Text("农、林、牧、渔业", "Agriculture, forestry, animal husbandry and fishery"),
    "B": Text("采矿业", "Mining"),
    "C": Text("制造业", "Manufacturing"),
    "D": Text("电力、热力、燃气及水生产和供应业", "Electricity, heat, gas and water supply"),
    "E": Text("建筑业", "Construction"),
    "F": Text("批发和零售业", "Wholesale and retail trade"),
    "G": Text("交通运输、仓储和邮政业", "Transport, storage and post"),
    "H": Text("住宿和餐饮业", "Accommodation and catering"),
    "I": Text("信息传输、软件和信息技术服务业", "Information, software and IT services"),
    "J": Text("金融业", "Finance"),
    "K": Text("房地产业", "Real estate"),
    "L": Text("租赁和商务服务业", "Leasing and business services"),
    "M": Text("科学研究和技术服务业", "Scientific research and technical services"),
    "N": Text("水利、环境和公共设施管理业", "Water, environment and public facilities"),
    "O": Text("居民服务、修理和其他服务业", "Household, repair and other services"),
    "P": Text("教育", "Education"),
    "Q": Text("卫生和社会工作", "Health and social work"),
    "R": Text("文化、体育和娱乐业", "Culture, sports and entertainment"),
    "S": Text("公共管理、社会保障和社会组织", "Public administration and social organisations"),
    "T": Text("国际组织", "International organisations"),
}
_ALIASES: Final[dict[str, str]] = {
    "A": "农业 林业 畜牧业 渔业 农林牧渔 种植业 养殖业 agriculture farming forestry fishery",
    "B": "采矿 矿业 采掘业 煤炭开采 mining",
    "C": "制造 工业制造 生产制造 加工制造 机械制造 电子制造 manufacturing",
    "D": "电力 供电 热力 燃气 自来水 供水 utilities",
    "E": "建筑 建筑工程 装修 装饰装修 土木工程 construction",
    "F": "零售 批发 批发零售 零售业 批发业 商超 超市 便利店 贸易 外贸 retail wholesale trade",
    "G": "物流 运输 交通 交通运输 快递 仓储 邮政 货运 航空运输 logistics transport",
    "H": "餐饮 餐饮业 酒店 住宿 宾馆 民宿 catering hotel restaurant",
    "I": "互联网 it 软件 信息技术 通信 电信 网络 游戏开发 大数据 internet software telecom",
    "J": "金融 银行 保险 证券 基金 投资 信托 finance banking insurance",
    "K": "房地产 地产 物业 物业管理 房产中介 property",
    "L": "租赁 商务服务 广告 咨询 人力资源 法律 律师 会计 旅行社 会展 leasing advertising",
    "M": "科研 科学研究 技术服务 检测 勘察设计 research",
    "N": "水利 环保 环境 环境保护 公共设施 园林 environment",
    "O": "居民服务 家政 美容 美发 美容美发 维修 汽车维修 婚庆 housekeeping repair",
    "P": "教育业 教育培训 培训 学校 高校 幼教 education training school",
    "Q": "医疗 卫生 医疗卫生 医院 健康 养老 社会工作 health healthcare hospital",
    "R": "文化 体育 娱乐 传媒 影视 文化传媒 体育健身 健身 出版 media sports entertainment",
    "S": "政府 机关 事业单位 政府机关 公共管理 社会组织 社会保障 government",
    "T": "联合国 使馆",
}
#: Everyday word in small letters -> section; the workbook's own table goes before it.
ALIASES: Final[dict[str, str]] = {
    alias: section for section, words in _ALIASES.items() for alias in words.split()
}
#: Words that name no single section -> the sections they may mean.
SEVERAL: Final[dict[str, str]] = {
    "服务业": "HLMNO",
    "服务": "HLMNO",
    "第三产业": "FGHIJKLMNOPQRS",
    "工业": "BCD",
    "能源": "BD",
    "电商": "FI",
    "电子商务": "FI",
    "科技": "IM",
    "高新技术": "IM",
    "医药": "CFQ",
    "汽车": "CFO",
    "旅游": "LNR",
    "文旅": "NR",
    "快消": "CF",
    "服装": "CF",
    "食品": "CF",
    "services": "HLMNO",
    "e-commerce": "FI",
    "technology": "IM",
}
_PUNCTUATION: Final = re.compile(r"[\s、,，/和与及&]+")
#: I, I65 or I6510: the letter of the section, with division, group and class or without.
_CODE: Final = re.compile(r"([A-T])\d{0,4}", re.ASCII)
_LETTER_AND_NAME: Final = re.compile(r"([A-Ta-t])[\s.、:：\-]+(\S.*)")


def section_of(cell: object, aliases: Mapping[str, str] | None = None) -> str | None:
    """Return the letter of the section that an industry belongs to; None when nothing tells.

    Parameters
    ----------
    cell : object
        A section's name or code, or an everyday word.
    aliases : mapping, optional
        Further words in small letters -> section; they go before the built-in ones.

    Examples
    --------
    >>> [section_of(word) for word in ("互联网", "i65", "教育行业", "批发零售业", "服务业")]
    ['I', 'I', 'P', 'F', None]
    """
    if not isinstance(cell, str):
        return None
    text = cell_text(cell)
    if match := _LETTER_AND_NAME.fullmatch(text):
        named = section_of(match[2], aliases)
        return named if named == match[1].upper() else None
    if match := _CODE.fullmatch(text.upper()):
        return match[1]
    for word in (text.lower(), _key(text)):
        if aliases and aliases.get(word) in SECTIONS:
            return aliases[word]
        if word in SEVERAL:
            return None
        if (found := _BY_KEY.get(word)) is not None:
            return found
    return None


def may_mean(cell: object) -> str:
    """Return the letters of the sections that a word may mean; empty if it is not known.

    Examples
    --------
    >>> may_mean("服务业"), may_mean("火星")
    ('HLMNO', '')
    """
    text = cell_text(cell)
    return SEVERAL.get(text.lower(), SEVERAL.get(_key(text), ""))


def _key(text: str) -> str:
    """Return a word without punctuation and without what 行业 or 业 adds to it."""
    bare = _PUNCTUATION.sub("", text.lower())
    for ending in ("行业", "产业", "industry"):
        bare = bare.removesuffix(ending)
    return bare.removesuffix("业") if len(bare) > 2 else bare


_BY_KEY: Final[dict[str, str]] = {
    **{_key(alias): section for alias, section in ALIASES.items()},
    **ALIASES,
    **{_key(name): s for s, text in SECTIONS.items() for name in text.both},
    **{name.lower(): s for s, text in SECTIONS.items() for name in text.both},
}
