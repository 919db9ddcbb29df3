"""Regions: what is sure becomes 省-市, what is not is left with all it may mean."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlsegment.core.standards.regions import FORMER, FORMER_DISTRICTS, _names, regions_of


@pytest.mark.parametrize(
    ("written", "region"),
    [
        ("浙江省-杭州市", "浙江省-杭州市"),
        ("浙江杭州", "浙江省-杭州市"),
        ("浙江 杭州", "浙江省-杭州市"),
        ("杭州", "浙江省-杭州市"),
        ("北京", "北京市-北京市"),
        ("北京市", "北京市-北京市"),
        ("吉林市", "吉林省-吉林市"),
        ("吉林省吉林市", "吉林省-吉林市"),
        ("朝阳市", "辽宁省-朝阳市"),
        ("中山", "广东省-中山市"),
        ("大理", "云南省-大理白族自治州"),
        ("大理州", "云南省-大理白族自治州"),
        ("内蒙古呼和浩特", "内蒙古自治区-呼和浩特市"),
        ("新疆乌鲁木齐", "新疆维吾尔自治区-乌鲁木齐市"),
        ("湖北省仙桃市", "湖北省-仙桃市"),  # of the province itself, no city's district
        ("香港", "香港特别行政区-香港"),
        ("台湾台北", "台湾省-台北市"),
        ("襄樊", "湖北省-襄阳市"),
        ("湖北省襄樊市", "湖北省-襄阳市"),
        ("思茅市", "云南省-普洱市"),
        ("毕节地区", "贵州省-毕节市"),
        ("锡林郭勒", "内蒙古自治区-锡林郭勒盟"),
        ("内蒙包头", "内蒙古自治区-包头市"),
        ("广西省桂林市", "广西壮族自治区-桂林市"),  # a 自治区, but so it is called
        ("湖北神农架", "湖北省-神农架林区"),
        ("中国浙江省杭州市", "浙江省-杭州市"),
        ("杭州（浙江）", "浙江省-杭州市"),
        ("杭州市 浙江省", "浙江省-杭州市"),
    ],
)
def test_cities_are_told_from_any_writing(written, region):
    (found,) = regions_of(written)

    assert found.text == region
    assert not found.finer


@pytest.mark.parametrize(
    ("written", "region"),
    [
        ("浙江省杭州市西湖区", "浙江省-杭州市"),
        ("长春朝阳区", "吉林省-长春市"),
        ("北京市朝阳区", "北京市-北京市"),
        ("上海市市辖区浦东新区", "上海市-上海市"),
        ("海淀", "北京市-北京市"),
        ("义乌", "浙江省-金华市"),
        ("钱塘区", "浙江省-杭州市"),  # since 2021
        ("临平区", "浙江省-杭州市"),
        ("龙港市", "浙江省-温州市"),
        ("江干区", "浙江省-杭州市"),  # until 2021
        ("密云县", "北京市-北京市"),
        ("平和县", "福建省-漳州市"),
        ("上海浦东", "上海市-上海市"),  # 浦东新区
        ("连江县 福州市", "福建省-福州市"),
        ("成都高新区", "四川省-成都市"),  # in no table of divisions, but surely in that city
        ("苏州工业园区", "江苏省-苏州市"),
        ("广东省东莞市虎门镇", "广东省-东莞市"),
        ("吉林长春高新区", "吉林省-长春市"),
    ],
)
def test_districts_tell_their_city_and_that_they_say_more(written, region):
    (found,) = regions_of(written)

    assert found.text == region
    assert found.finer


@pytest.mark.parametrize(
    "written",
    ["朝阳区", "朝阳", "西湖区", "鼓楼区", "和平区", "吉林", "海南", "连江县", "新竹", "滨海"],
)
def test_ambiguous_regions_keep_all_their_readings(written):
    assert len(regions_of(written)) > 1


def test_a_province_alone_tells_no_city():
    (found,) = regions_of("浙江省")

    assert (found.text, found.city) == ("浙江省", "")


@pytest.mark.parametrize(
    "cell",
    [
        "火星",
        "高新区",
        "经开区",
        "浙江省杭州市西湖区文三路90号",
        "浙江省长春市",
        "海南洋浦经济开发区",  # of the province, not of 海南州
        "北京杭州高新区",
        "南昌景德镇",
        "杭州市、宁波市",
        "中国",
        "杭",
        "",
        None,
        571,
        True,
    ],
)
def test_what_is_no_region_from_end_to_end_is_none(cell):
    assert regions_of(cell) == ()


def test_every_city_is_found_by_its_full_name_and_stands_as_it_is():
    for name, regions in _names().cities.items():
        for region in regions:
            if name == region.city:
                assert regions_of(region.text) == (region,)
                assert region in regions_of(region.province + name)


def test_former_names_lead_to_regions_of_today():
    today = {(r.province, r.city) for regions in _names().cities.values() for r in regions}

    assert {*FORMER.values(), *FORMER_DISTRICTS.values()} <= today
    assert len({province for province, _ in today}) == 34


@given(st.one_of(st.text(), st.text("省市县区浙江杭州北京朝阳-吉林", max_size=12)))
def test_any_text_is_taken_and_a_sure_region_stands(text):
    found = regions_of(text)

    if len(found) == 1 and found[0].city:
        assert [region.text for region in regions_of(found[0].text)] == [found[0].text]


def test_the_division_table_is_read_when_a_region_is_asked_for():
    code = (
        "import sys; from xlsegment.core.standards.regions import regions_of\n"
        "names = 'xlsegment.core.standards.division_names'\n"
        "assert not {names, 'numpy', 'pandas'} & set(sys.modules)\n"
        "assert regions_of('杭州') and names in sys.modules"
    )

    subprocess.run([sys.executable, "-c", code], check=True)
