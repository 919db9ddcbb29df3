"""客户反馈: what each text is about, and what of it cannot be used."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from xlsegment.actions.decide.plan import Fill, Outcome
from xlsegment.core.feedback import clean_feedback, feedback_findings
from xlsegment.core.feedback_topics import TOPICS
from xlsegment.workbook.param_values import YES

if TYPE_CHECKING:
    from xlsegment.actions.decide.section import Basis


def decide_feedback(basis: Basis) -> Outcome:
    """Fill topic and complaint of every row."""
    feedback = basis.inputs.table("feedback")
    if feedback is None:
        return Outcome()
    lang = basis.lang
    canonical = clean_feedback(feedback)
    names = {key: topic.name.in_(lang) for key, topic in TOPICS.items()}
    filled = pd.DataFrame(
        {
            "topic": canonical["topic"].map(names).astype(object),
            "complaint": canonical["complaint"].map({True: YES.in_(lang)}).astype(object),
        },
        dtype=object,
    )
    filled = filled.where(filled.notna(), None)
    known = basis.result.counted["customer_id"].tolist()
    findings = feedback_findings(feedback, known, as_of=basis.as_of)
    return Outcome([Fill("feedback", basis.inputs.placed("feedback", filled))], findings)
