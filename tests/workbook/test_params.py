"""Parameters: defaults, what may be typed, and one message for everything that cannot be used."""

from __future__ import annotations

import datetime as dt
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlsegment.core.behaviour_rules import DEFAULT_THRESHOLDS
from xlsegment.core.levels import DEFAULT_LEVELS
from xlsegment.core.settings import Settings
from xlsegment.errors import ParameterProblems
from xlsegment.text import LANGS, Lang
from xlsegment.workbook.declare import ParamSpec
from xlsegment.workbook.param_values import Rejected, parsed, shown
from xlsegment.workbook.params import PARAMS, Params, parse_params

_NUMBERS = ("whole", "window", "money", "number", "rate")
SPECS = {spec.key: spec for spec in PARAMS}


def test_blank_cells_give_the_defaults():
    assert parse_params({}) == Params()
    assert parse_params(dict.fromkeys(SPECS, " ")) == Params()


def test_the_defaults_are_those_of_the_core():
    params, core = Params(), Settings()
    levels = {cut.metric: [float(edge) for edge in cut.edges] for cut in DEFAULT_LEVELS}

    assert (params.window_days, params.scheme, params.bins) == (180, core.scheme, core.bins)
    assert (params.class_cut, params.nested) == (core.class_cut, core.nested)
    assert [params.r_cut_high, params.r_cut_low] == levels["R"]
    assert [params.f_cut_mid, params.f_cut_high] == levels["F"]
    assert [params.m_cut_mid * 100, params.m_cut_high * 100] == levels["M"]
    assert params.tag_active_minutes == DEFAULT_THRESHOLDS.active_minutes
    assert params.tag_value == DEFAULT_THRESHOLDS.value


def test_parameters_of_a_topic_stand_together():
    topics = [topic for topic, _ in groupby(spec.group for spec in PARAMS)]

    assert len(topics) == len(set(topics))
    assert all(part.strip() == part != "" for topic in topics for part in topic.both)


@pytest.mark.parametrize("lang", LANGS)
def test_what_a_new_sheet_shows_reads_back_as_the_defaults(lang: Lang):
    cells = {spec.key: shown(spec, spec.default, lang) for spec in PARAMS}

    assert parse_params(cells) == Params()


@pytest.mark.parametrize(
    ("key", "typed", "meant"),
    [
        ("as_of", "2025年6月30日", dt.date(2025, 6, 30)),
        ("as_of", dt.datetime(2025, 6, 30, 9, 30), dt.date(2025, 6, 30)),  # noqa: DTZ001
        ("as_of", 45838.0, dt.date(2025, 6, 30)),
        ("window_days", "全部", None),
        ("window_days", "ALL", None),
        ("window_days", 365.0, 365),
        ("scheme", "八类", "eight"),
        ("scheme", "Eleven classes", "eleven"),
        ("scheme", "strict", "strict"),
        ("nested", "是", True),
        ("nested", True, True),
        ("nested", 0.0, False),
        ("m_cut_high", "2,500.50", 2500.5),
        ("bins", "９", 9),
        ("target_reach", "80%", 0.8),
        ("target_reach", 0.8, 0.8),
        ("mask_mode", "关闭", "off"),
        ("name_mask", "*某", "hidden_surname"),
    ],
)
def test_values_are_understood_as_people_type_them(key: str, typed: object, meant: object):
    assert parsed(SPECS[key], typed) == meant


@pytest.mark.parametrize(
    ("key", "typed"),
    [
        ("as_of", "下个月"),
        ("as_of", "2025-02-30"),
        ("as_of", "9999-12-31"),  # "never"
        ("as_of", "1949-12-31"),
        ("window_days", 999_999),
        ("window_days", 0),
        ("window_days", 1.5),
        ("scheme", "九类"),
        ("nested", "也许"),
        ("bins", 10),
        ("bins", 1),
        ("bins", True),
        ("m_cut_high", "很多"),
        ("target_reach", -0.1),
        ("missing_limit", 1.5),
    ],
)
def test_values_that_cannot_be_are_rejected(key: str, typed: object):
    with pytest.raises(Rejected):
        parsed(SPECS[key], typed)


@pytest.mark.parametrize("spec", [s for s in PARAMS if s.kind in _NUMBERS], ids=lambda s: s.key)
def test_no_number_is_beyond_what_anybody_means(spec: ParamSpec):
    for typed in (1.797e308, -1.797e308, 1e15):
        with pytest.raises(Rejected):
            parsed(spec, typed)


def test_one_message_names_every_value_that_cannot_be_used():
    with pytest.raises(ParameterProblems) as caught:
        parse_params({"bins": 12, "scheme": "九类", "r_cut_high": 100})

    message = caught.value.message("zh")
    assert "3 个值" in message
    assert all(label in message for label in ("打分档数", "分层方案", "R高档上限"))
    assert all(
        label in caught.value.message("en") for label in ("Score bins", "Scheme", "R high up to")
    )


def test_cuts_must_ascend():
    with pytest.raises(ParameterProblems, match="F中档下限"):
        parse_params({"f_cut_mid": 5, "f_cut_high": 5})


cells = st.one_of(st.none(), st.text(max_size=8), st.floats(), st.booleans())


@given(st.sampled_from(PARAMS), cells)
def test_any_cell_is_either_understood_or_rejected(spec: ParamSpec, value: object):
    try:
        result = parsed(spec, value)
    except Rejected:
        return
    if spec.kind == "choice":
        assert result in {choice.code for choice in spec.choices}


@pytest.mark.parametrize(
    ("key", "typed", "most"),
    [
        ("target_reach", 85.0, "100%"),
        ("target_conversion", 15.0, "100%"),
        ("target_reach", "850%", "100%"),
        ("target_roi", 155.0, "2000%"),
    ],
)
def test_a_percentage_typed_without_its_sign_is_not_taken_for_a_hundredfold(
    key: str, typed: object, most: str
):
    with pytest.raises(Rejected) as caught:
        parsed(SPECS[key], typed)
    for lang in LANGS:
        assert most in caught.value.reason.in_(lang)
        assert "85%" in caught.value.reason.in_(lang)
