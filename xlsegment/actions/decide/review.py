"""The reminder to review the parameters: a sentence on 首页 and 看板, a row of 数据检查."""

from __future__ import annotations

from xlsegment.actions.decide.plan import Inputs, Outcome
from xlsegment.core.findings import Finding
from xlsegment.core.review import review_of
from xlsegment.workbook.sheets.dashboard_names import REVIEW
from xlsegment.workbook.sheets.home import HOME_REVIEW


def decide_review(inputs: Inputs) -> Outcome:
    """Say whether the parameters are due for a review on the day of the refresh."""
    params = inputs.params
    review = review_of(params.reviewed_on, params.review_days, inputs.refreshed.date())
    sentence = review.sentence.in_(inputs.lang)
    outcome = Outcome(names={REVIEW.name: sentence, HOME_REVIEW.name: sentence})
    if review.overdue:
        fields = {"days": review.days, "every": params.review_days}
        outcome.findings.append(Finding("I-160", "params", fields=fields))
    return outcome
