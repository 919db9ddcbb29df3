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
    "A": (
        "农业 林业 畜牧业 渔业 农林牧渔 种植业 养殖业 种植 养殖 农场 果园 农产品种植 水产养殖 "
        "花卉种植 畜禽养殖 农业合作社 agriculture farming forestry fishery"
    ),
    "B": "采矿 矿业 采掘业 煤炭开采 煤矿 矿山 石油开采 有色金属矿 采石 mining",
    "C": (
        "制造 工业制造 生产制造 加工制造 机械制造 电子制造 机械 化工 制药 医药制造 纺织 "
        "服装制造 食品加工 食品制造 家具制造 家电制造 汽车制造 汽车零部件 设备制造 电子元器件 "
        "钢铁 冶金 造纸 印刷 塑料 模具 工厂 manufacturing"
    ),
    "D": "电力 供电 热力 燃气 自来水 供水 发电 电厂 供暖 水务 污水处理 utilities",
    "E": (
        "建筑 建筑工程 装修 装饰装修 土木工程 建筑施工 建筑安装 室内装修 装饰 装修装饰 "
        "建筑装饰 施工 土木 construction"
    ),
    "F": (
        "零售 批发 批发零售 零售业 批发业 商超 超市 便利店 贸易 外贸 商贸 国际贸易 进出口 "
        "百货 商场 药店 服装店 4s店 汽车销售 医药零售 新零售 retail wholesale trade"
    ),
    "G": (
        "物流 运输 交通 交通运输 快递 仓储 邮政 货运 航空运输 快递物流 铁路 海运 港口 机场 "
        "公交 出租车 网约车 航空公司 logistics transport"
    ),
    "H": (
        "餐饮 餐饮业 酒店 住宿 宾馆 民宿 饭店 餐厅 餐饮服务 快餐 小吃 咖啡店 咖啡馆 奶茶店 "
        "火锅店 酒吧 catering hotel restaurant"
    ),
    "I": (
        "互联网 it 软件 信息技术 通信 电信 网络 游戏开发 大数据 软件开发 软件服务 计算机 "
        "计算机软件 互联网服务 it互联网 移动互联网 通讯 人工智能 ai 云计算 物联网 区块链 信息安全 "
        "网络安全 系统集成 saas internet software telecom"
    ),
    "J": (
        "金融 银行 银行业 保险 证券 基金 投资 信托 期货 理财 私募 券商 金融服务 互联网金融 "
        "小额贷款 融资租赁 finance banking insurance"
    ),
    "K": "房地产 地产 物业 物业管理 房产中介 房产 房地产开发 二手房 不动产 property",
    "L": (
        "租赁 商务服务 广告 咨询 人力资源 法律 律师 会计 旅行社 会展 律所 律师事务所 法律服务 "
        "会计师事务所 审计 管理咨询 企业管理 市场营销 营销策划 猎头 人力 劳务派遣 保安 租车 "
        "汽车租赁 leasing advertising"
    ),
    "M": (
        "科研 科学研究 技术服务 检测 勘察设计 研发 研究所 科研院所 设计院 工程设计 勘察 测绘 "
        "检验检测 环境监测 专业技术服务 知识产权 research"
    ),
    "N": (
        "水利 环保 环境 环境保护 公共设施 园林 环卫 垃圾处理 绿化 园林绿化 公园 景区 旅游景区 "
        "市政 environment"
    ),
    "O": (
        "居民服务 家政 美容 美发 美容美发 维修 汽车维修 婚庆 理发 理发店 美容院 美甲 洗浴 "
        "足疗 按摩 摄影 婚纱摄影 洗衣店 保洁 殡葬 洗车 修车 汽修 家电维修 手机维修 宠物 宠物店 "
        "宠物服务 housekeeping repair"
    ),
    "P": (
        "教育业 教育培训 培训 学校 高校 幼教 大学 中学 小学 幼儿园 学前教育 早教 职业教育 "
        "培训机构 驾校 k12 education training school"
    ),
    "Q": (
        "医疗 卫生 医疗卫生 医院 健康 养老 社会工作 诊所 卫生院 牙科 口腔 体检 医美 医疗服务 "
        "医疗健康 养老院 福利院 社工 health healthcare hospital"
    ),
    "R": (
        "文化 体育 娱乐 传媒 影视 文化传媒 体育健身 健身 出版 新闻 媒体 电视台 报社 影院 电影 "
        "电影院 音乐 演艺 艺术 文娱 文体 图书馆 博物馆 健身房 ktv 网吧 media sports "
        "entertainment"
    ),
    "S": (
        "政府 机关 事业单位 政府机关 公共管理 社会组织 社会保障 公务员 党政机关 政府部门 公安 "
        "法院 税务局 社保 工会 街道办 居委会 村委会 government"
    ),
    "T": "联合国 使馆 大使馆 领事馆",
}
#: The divisions of GB/T 4754-2017 that are called otherwise than their section.
_DIVISIONS: Final[dict[str, str]] = {
    "A": "农业 林业 畜牧业 渔业 农、林、牧、渔专业及辅助性活动",
    "B": (
        "煤炭开采和洗选业 石油和天然气开采业 黑色金属矿采选业 有色金属矿采选业 非金属矿采选业 "
        "开采专业及辅助性活动 其他采矿业"
    ),
    "C": (
        "农副食品加工业 食品制造业 酒、饮料和精制茶制造业 烟草制品业 纺织业 纺织服装、服饰业 "
        "皮革、毛皮、羽毛及其制品和制鞋业 木材加工和木、竹、藤、棕、草制品业 家具制造业 "
        "造纸和纸制品业 印刷和记录媒介复制业 文教、工美、体育和娱乐用品制造业 "
        "石油、煤炭及其他燃料加工业 化学原料和化学制品制造业 医药制造业 化学纤维制造业 "
        "橡胶和塑料制品业 非金属矿物制品业 黑色金属冶炼和压延加工业 有色金属冶炼和压延加工业 "
        "金属制品业 通用设备制造业 专用设备制造业 汽车制造业 "
        "铁路、船舶、航空航天和其他运输设备制造业 电气机械和器材制造业 "
        "计算机、通信和其他电子设备制造业 仪器仪表制造业 其他制造业 废弃资源综合利用业 "
        "金属制品、机械和设备修理业"
    ),
    "D": "电力、热力生产和供应业 燃气生产和供应业 水的生产和供应业",
    "E": "房屋建筑业 土木工程建筑业 建筑安装业 建筑装饰、装修和其他建筑业",
    "F": "批发业 零售业",
    "G": (
        "铁路运输业 道路运输业 水上运输业 航空运输业 管道运输业 多式联运和运输代理业 "
        "装卸搬运和仓储业 邮政业"
    ),
    "H": "住宿业 餐饮业",
    "I": "电信、广播电视和卫星传输服务 互联网和相关服务 软件和信息技术服务业",
    "J": "货币金融服务 资本市场服务 保险业 其他金融业",
    "L": "租赁业 商务服务业",
    "M": "研究和试验发展 专业技术服务业 科技推广和应用服务业",
    "N": "水利管理业 生态保护和环境治理业 公共设施管理业 土地管理业",
    "O": "居民服务业 机动车、电子产品和日用产品修理业 其他服务业",
    "Q": "卫生 社会工作",
    "R": "新闻和出版业 广播、电视、电影和录音制作业 文化艺术业 体育 娱乐业",
    "S": (
        "中国共产党机关 国家机关 人民政协、民主党派 社会保障 群众团体、社会团体和其他成员组织 "
        "基层群众自治组织"
    ),
}
#: Number of the last division of each section; the next one's first follows.
_LAST_DIVISION: Final[dict[str, int]] = {
    "A": 5,
    "B": 12,
    "C": 43,
    "D": 46,
    "E": 50,
    "F": 52,
    "G": 60,
    "H": 62,
    "I": 65,
    "J": 69,
    "K": 70,
    "L": 72,
    "M": 75,
    "N": 79,
    "O": 82,
    "P": 83,
    "Q": 85,
    "R": 90,
    "S": 96,
    "T": 97,
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
    "跨境电商": "FI",
    "科技": "IM",
    "高新技术": "IM",
    "医药": "CFQ",
    "汽车": "CFO",
    "旅游": "LNR",
    "文旅": "NR",
    "新能源": "CD",
    "新能源汽车": "CF",
    "供应链": "GL",
    "设计": "LM",
    "快消": "CF",
    "服装": "CF",
    "食品": "CF",
    "services": "HLMNO",
    "e-commerce": "FI",
    "technology": "IM",
}
_PUNCTUATION: Final = re.compile(r"[\s、,，和与及&]+")
_SEVERAL_WORDS: Final = re.compile(r"[、,，/|;；]")
#: I, I65 or I6510: the letter of the section, with division, group and class or without.
_CODE: Final = re.compile(r"([A-T])(?:(\d{2})\d{0,2})?", re.ASCII)
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
        section = match[1] if match[2] is None else _section_with(int(match[2]))
        if section == match[1]:  # K12 is no division of K
            return section
    for word in (text.lower(), _key(text)):
        if aliases and aliases.get(word) in SECTIONS:
            return aliases[word]
        if word in SEVERAL:
            return None
        if (found := _BY_KEY.get(word)) is not None:
            return found
    parts = {section_of(part, aliases) for part in _SEVERAL_WORDS.split(text) if part != text}
    return parts.pop() if len(parts) == 1 else None


def may_mean(cell: object) -> str:
    """Return the letters of the sections that a word may mean; empty if it is not known.

    Examples
    --------
    >>> may_mean("服务业"), may_mean("火星")
    ('HLMNO', '')
    """
    text = cell_text(cell)
    return SEVERAL.get(text.lower(), SEVERAL.get(_key(text), ""))


def _section_with(division: int) -> str | None:
    return next((s for s, last in _LAST_DIVISION.items() if 0 < division <= last), None)


def _key(text: str) -> str:
    """Return a word without punctuation and without what 行业 or 业 adds to it."""
    bare = _PUNCTUATION.sub("", text.lower())
    for ending in ("行业", "产业", "industry"):
        bare = bare.removesuffix(ending)
    return bare.removesuffix("业") if len(bare) > 2 else bare


_BY_KEY: Final[dict[str, str]] = {
    **{_key(alias): section for alias, section in ALIASES.items()},
    **ALIASES,
    **{_key(name): s for s, names in _DIVISIONS.items() for name in names.split()},
    **{_key(name): s for s, text in SECTIONS.items() for name in text.both},
    **{name.lower(): s for s, text in SECTIONS.items() for name in text.both},
}
