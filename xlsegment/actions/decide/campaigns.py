"""营销活动效果评估表: rates, ROI, ROAS, flags and a suggestion for every campaign."""

from __future__ import annotations

from xlsegment.actions.decide.plan import Fill, Inputs, Outcome
from xlsegment.core.campaigns import CampaignTargets, evaluate_campaigns


def decide_campaigns(inputs: Inputs) -> Outcome:
    """Fill the campaign table."""
    campaigns = inputs.table("campaigns")
    if campaigns is None:
        return Outcome()
    targets = CampaignTargets(
        reach_rate=inputs.params.target_reach,
        conversion_rate=inputs.params.target_conversion,
        roi=inputs.params.target_roi,
    )
    filled, findings = evaluate_campaigns(campaigns, targets=targets, lang=inputs.lang)
    return Outcome([Fill("campaigns", inputs.placed("campaigns", filled))], findings)
