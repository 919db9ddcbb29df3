"""Masks of people's names."""

from __future__ import annotations

import re
from typing import Final, Literal

from xlsegment.core.cities import CITIES, PROVINCES
from xlsegment.core.masked import HAN, Masked, cell_text, whole

NamePreset = Literal["surname", "surname_one_star", "hidden_surname"]

#: Family names of two characters; any other Chinese name has one.
COMPOUND_SURNAMES: Final = frozenset(
    re.findall(
        "..",
        "欧阳太史端木上官司马东方独孤南宫万俟闻人夏侯诸葛尉迟公羊"
        "赫连澹台皇甫宗政濮阳公冶太叔申屠公孙慕容仲孙钟离长孙宇文"
        "司徒鲜于司空闾丘子车亓官司寇巫马公西颛孙壤驷公良漆雕乐正"
        "宰父谷梁拓跋夹谷轩辕令狐段干百里呼延东郭南门羊舌微生梁丘"
        "左丘东门西门第五淳于叔孙歐陽東方獨孤聞人諸葛尉遲赫連濮陽公孫鐘離"
        "鍾離長孫鮮於東郭萬俟司馬南宮軒轅",
    )
)

#: The family names that about nineteen of twenty people have, simplified and traditional.
COMMON_SURNAMES: Final = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蔡蒋余于杜叶程"
    "苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝"
    "龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左"
    "柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈"
    "饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵"
    "張劉陳楊黃趙吳孫馬羅鄭許韓馮鄧蕭葉蘇呂盧鍾譚陸范賈韋鄒龍賀顧龔萬錢嚴湯溫莊聶關蘭寧紀單"
)


_WORDS: Final = """
周一 周二 周三 周四 周五 周六 周日 周末 周报 周边 季度 时间 明细 应收 应付 余额 余款 金额 单价
单号 成本 成交 项目 任务 计划 管理 常规 常客 顾客 顾问 费用 方式 方案 单位 单品 单件 和平 平安
平台 平价 安全 安装 包装 包邮 包裹 高端 高中 高价值 高活跃 高互动 高复购 成功 成熟 解决 应用 应急
程序 向上 左侧 右侧 黄金 黄色 白金 白色 白银 白酒 白菜 黄酒 金卡 金牌 金属 金融 金条 钱包 万元
毛巾 毛衣 毛毯 马桶 牛奶 牛肉 牛仔裤 水果 鲁菜 方便面 温水壶 高跟鞋 连衣裙 童装 童鞋 夏装 古装
花生 龙虾 鱼肉 梅子 梅酒 田园 文具 文化 文本 石材 柴油 金鱼 时尚 时装
"""
#: What cells of customers and orders often hold, and what begins like a name without being one.
_NO_NAMES: Final = frozenset((*PROVINCES, *CITIES, *_WORDS.split()))


def mask_name(value: object, preset: NamePreset = "surname") -> Masked:
    """Mask a person's name.

    Parameters
    ----------
    value : object
        The cell.
    preset : {"surname", "surname_one_star", "hidden_surname"}
        张**, 张* or *某 for 张小明.

    Returns
    -------
    Masked
        Chinese: the family name stays (欧阳**). Latin: the first letter of each word (J*** S****).
        Names with dots: the first character (买**·***). A single character becomes a star; a
        masked name (also 张*明 and **明) stays as it is; anything else is masked whole.

    Examples
    --------
    >>> [mask_name(n).text for n in ("张小明", "欧阳娜娜", "John Smith", "买买提·艾力", "王")]
    ['张**', '欧阳**', 'J*** S****', '买**·**', '*']
    """
    text = cell_text(value)
    if not text or is_masked_name(text):
        return Masked(text)
    if _HAN_NAME.fullmatch(text):
        return Masked(_han_name(text, preset))
    text = _TYPED_DOT.sub("·", text)
    if _DOTTED_NAME.fullmatch(text):
        return Masked("*某" if preset == "hidden_surname" else _dotted_name(text))
    if _LATIN_NAME.fullmatch(text):
        words = text.split(" ")
        return Masked(" ".join(_latin_word(word) for word in words))
    return whole(text)


def reads_as_name(text: str) -> bool:
    """Tell whether a text that nobody labelled is a name: a common family name leads it.

    Examples
    --------
    >>> [reads_as_name(text) for text in ("张小明", "欧阳娜娜", "买买提·艾力", "苹果", "张家口市")]
    [True, True, True, False, False]
    """
    if _DOTTED_NAME.fullmatch(text):
        return True
    if not _HAN_NAME.fullmatch(text) or text in _NO_NAMES:
        return False
    if text[:2] in COMPOUND_SURNAMES and len(text) in (3, 4):
        return True
    return text[0] in COMMON_SURNAMES and len(text) in (2, 3)


def is_masked_name(text: str) -> bool:
    """Tell whether a name is masked already, also as others do it: 张*明, **明."""
    return _NAME_MASKED.fullmatch(text) is not None


_DOT: Final = "·•・．‧"
#: What a full-width point becomes in clean text.
_TYPED_DOT: Final = re.compile(rf"(?<=[{HAN}])\.(?=[{HAN}])")
_HAN_NAME: Final = re.compile(f"[{HAN}]{{1,6}}")
_DOTTED_NAME: Final = re.compile(f"[{HAN}]+(?:[{_DOT}][{HAN}]+)+")
_ANY_LETTER: Final = r"[^\W\d_]"
_LETTER: Final = rf"(?![{HAN}]){_ANY_LETTER}"
_LATIN_WORD: Final = rf"{_LETTER}(?:{_LETTER}|['’.\-])*"
_LATIN_NAME: Final = re.compile(rf"{_LATIN_WORD}(?: {_LATIN_WORD})*")
_NAME_MASKED: Final = re.compile(
    rf"\*+[{HAN}]?|(?:[{HAN}]|{'|'.join(sorted(COMPOUND_SURNAMES))})\*+[{HAN}]?"
    rf"|{_ANY_LETTER}?\*+(?: {_ANY_LETTER}?\*+)*|{_ANY_LETTER}?\**(?:[{_DOT}]\*+)+"
)


def _han_name(text: str, preset: NamePreset) -> str:
    if len(text) == 1:
        return "*"
    if preset == "hidden_surname":
        return "*某"
    kept = text[:2] if len(text) > 2 and text[:2] in COMPOUND_SURNAMES else text[:1]
    return kept + ("*" if preset == "surname_one_star" else "*" * (len(text) - len(kept)))


def _dotted_name(text: str) -> str:
    """Keep the very first character, every dot and the length of each part."""
    stars = re.sub(f"[^{_DOT}]", "*", text)
    return text[0] + stars[1:] if stars[1] == "*" else stars


def _latin_word(word: str) -> str:
    return "*" if len(word) == 1 else word[0] + "*" * (len(word) - 1)
