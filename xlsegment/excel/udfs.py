"""The worksheet functions, as Excel finds them: the Python name is the Excel name."""

from __future__ import annotations

from typing import Final

from xlsegment.excel.declare import Function
from xlsegment.excel.functions.about import XS_VERSION
from xlsegment.excel.functions.behaviour import BEHAVIOR_CYCLE, BEHAVIOR_ORDERS, BEHAVIOR_TAGS
from xlsegment.excel.functions.campaigns import CAMP_CVR, CAMP_REACH, CAMP_ROAS, CAMP_ROI
from xlsegment.excel.functions.checks import DATA_CHECK, STD_DATE
from xlsegment.excel.functions.leads import LEAD_RESPONSE_HOURS, LEAD_VALID_RATE
from xlsegment.excel.functions.privacy import PII_KIND, PII_MASK
from xlsegment.excel.functions.rfm_days import RFM_DAYS
from xlsegment.excel.functions.rfm_scores import RFM_CLASS, RFM_LEVEL, RFM_SCORE
from xlsegment.excel.functions.rfm_table import RFM_TABLE
from xlsegment.excel.functions.rfm_tier import RFM_TIER
from xlsegment.excel.functions.segments import SEG_ADVICE, SEG_SUMMARY

__all__ = [
    "BEHAVIOR_CYCLE",
    "BEHAVIOR_ORDERS",
    "BEHAVIOR_TAGS",
    "CAMP_CVR",
    "CAMP_REACH",
    "CAMP_ROAS",
    "CAMP_ROI",
    "DATA_CHECK",
    "FUNCTIONS",
    "LEAD_RESPONSE_HOURS",
    "LEAD_VALID_RATE",
    "PII_KIND",
    "PII_MASK",
    "RFM_CLASS",
    "RFM_DAYS",
    "RFM_LEVEL",
    "RFM_SCORE",
    "RFM_TABLE",
    "RFM_TIER",
    "SEG_ADVICE",
    "SEG_SUMMARY",
    "STD_DATE",
    "XS_VERSION",
]

#: All of them, in the order in which lists show them.
FUNCTIONS: Final[tuple[Function, ...]] = tuple(
    function.declared
    for function in (
        RFM_TIER,
        RFM_LEVEL,
        RFM_SCORE,
        RFM_CLASS,
        RFM_DAYS,
        RFM_TABLE,
        SEG_SUMMARY,
        SEG_ADVICE,
        BEHAVIOR_TAGS,
        BEHAVIOR_ORDERS,
        BEHAVIOR_CYCLE,
        PII_MASK,
        PII_KIND,
        DATA_CHECK,
        STD_DATE,
        CAMP_REACH,
        CAMP_CVR,
        CAMP_ROI,
        CAMP_ROAS,
        LEAD_VALID_RATE,
        LEAD_RESPONSE_HOURS,
        XS_VERSION,
    )
)
