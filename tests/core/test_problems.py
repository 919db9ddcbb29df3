"""Problems found in figures, and what is drafted for them."""

from __future__ import annotations

import datetime as dt

import pytest

from xlsegment.core.evidence import (
    CampaignRates,
    Compared,
    Evidence,
    LeadEvidence,
    Yardsticks,
)
from xlsegment.core.problem_texts import TEXTS
from xlsegment.core.problems import PROBLEMS, drafts
from xlsegment.text import LANGS, Text

VALUABLE = Text("高价值客户", "valuable customers")
OWNER = Text("*经理", "*Manager")


def fell(now, before, size=100, size_before=100):
    return Compared("A001", VALUABLE, OWNER, now, before, size, size_before)


def numbers(**evidence):
    return [draft.number for draft in drafts(Evidence(**evidence))]


def test_the_sources_own_example_comes_out_to_the_letter():
    # 85 of 100 came back before, 72.25 % now: 15 % down
    (draft,) = drafts(Evidence(repurchase=(fell(0.68, 0.80),)))

    assert draft.problem.zh == "高价值客户近30天复购率下降15%"
    assert draft.number == "P01-A001"
    assert draft.evidence.zh == (
        "近30天 68%(100 人)，前30天 80%(100 人)；相差 12.0 个百分点，相对下降 15%。"
    )
    assert draft.owner == OWNER
    assert draft.few is None


def test_a_fall_is_a_problem_from_the_limit_on():
    assert numbers(repurchase=(fell(0.68, 0.80),)) == ["P01-A001"]
    assert numbers(repurchase=(fell(0.6801, 0.80),)) == []
    assert numbers(repurchase=(fell(0.9, 0.80),)) == []
    assert numbers(repurchase=(fell(0.0, 0.0),)) == []


def test_few_customers_carry_a_caution_and_hardly_any_are_no_problem_at_all():
    (draft,) = drafts(Evidence(repurchase=(fell(0.1, 0.5, 100, 29),)))
    assert draft.few == 29
    assert numbers(repurchase=(fell(0.1, 0.5, 4, 100),)) == []


def test_the_worst_group_stands_first():
    other = Compared("A003", Text("普通", "regular"), OWNER, 0.1, 0.5, 50, 50)

    assert numbers(repurchase=(fell(0.6, 0.8), other)) == ["P01-A003", "P01-A001"]


def campaign(name="618", reach=0.5, conversion=0.1, roi=0.2):
    return CampaignRates(name, reach, conversion, roi, 100)


SEVERAL = [
    ({"spend": Compared("", VALUABLE, OWNER, 850.0, 1000.0, 50, 50)}, ["P04"]),
    ({"spend": Compared("", VALUABLE, OWNER, 851.0, 1000.0, 50, 50)}, []),
    ({"spend": Compared("", VALUABLE, OWNER, -5.0, -10.0, 50, 50)}, []),
    ({"sleeping": fell(0.23, 0.20)}, ["P05"]),
    ({"sleeping": fell(0.22, 0.20)}, []),
    ({"fallen": 3, "fallen_since": dt.date(2025, 1, 1)}, ["P02"]),
    ({"at_risk": 2}, ["P03"]),
    ({"campaigns": (campaign(roi=-0.01),)}, ["P06-618"]),
    ({"campaigns": (campaign(roi=0.0),)}, []),
    ({"campaigns": (campaign(),), "yardsticks": Yardsticks(reach=0.6)}, ["P07-618"]),
    ({"campaigns": (campaign(),), "yardsticks": Yardsticks(reach=0.5)}, []),
    ({"campaigns": (campaign(reach=None),), "yardsticks": Yardsticks(reach=0.6)}, []),
    ({"campaigns": (campaign(),), "yardsticks": Yardsticks(conversion=0.15)}, ["P08-618"]),
    ({"leads": LeadEvidence(100, 10, 24.1, 90, 24, 0.1)}, ["P09"]),
    ({"leads": LeadEvidence(100, 11, 24.0, 89, 24, 0.1)}, ["P10"]),
    ({"leads": LeadEvidence(0, 0, None, 0, 24, 0.1)}, []),
    ({"missing": 0.06}, ["P11"]),
    ({"missing": 0.05}, []),
    ({"largest": (VALUABLE, 0.61), "customers": 100}, ["P12"]),
    ({"largest": (VALUABLE, 0.60), "customers": 100}, []),
    ({}, []),
]


@pytest.mark.parametrize(("evidence", "found"), SEVERAL)
def test_a_problem_is_found_from_its_limit_on(evidence, found):
    assert numbers(**evidence) == found


def test_top_customers_are_not_called_by_the_name_of_the_high_tier():
    # 看板 counts 高价值客户 by tier; churn and migration single out 重点客户 by net spend
    evidence = Evidence(fallen=3, fallen_since=dt.date(2025, 1, 1), at_risk=2)

    for draft in drafts(evidence):
        assert "重点客户" in draft.problem.zh
        assert "高价值" not in draft.problem.zh + draft.evidence.zh


def test_every_problem_has_its_texts_and_every_text_its_problem():
    assert {problem.code for problem in PROBLEMS} == set(TEXTS)


@pytest.mark.parametrize("evidence", [case for case, found in SEVERAL if found])
def test_no_draft_leaves_a_field_open_or_claims_a_cause(evidence):
    for draft in drafts(Evidence(**evidence)):
        for text in (draft.problem, draft.evidence, draft.cause, draft.solution, draft.owner):
            for lang in LANGS:
                assert text.in_(lang)
                assert "{" not in text.in_(lang)
        assert draft.cause.zh.startswith("待核实")
        assert draft.cause.en.startswith("To be checked")
