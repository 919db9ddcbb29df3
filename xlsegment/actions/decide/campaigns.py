"""营销活动效果评估表: rates, ROI, ROAS, flags and a suggestion for every campaign."""

from __future__ import annotations

from collections import Counter

from xlsegment.actions.decide.plan import Fill, Inputs, Outcome
from xlsegment.actions.decide.typed import OurTexts
from xlsegment.core.campaigns import SUGGESTIONS, CampaignTargets, evaluate_campaigns
from xlsegment.core.celltext import clean_text


def decide_campaigns(inputs: Inputs, ours: OurTexts) -> Outcome:
    """Fill the campaign table; a suggestion that somebody changed stays."""
    campaigns = inputs.table("campaigns")
    if campaigns is None:
        return Outcome()
    targets = CampaignTargets(
        reach_rate=inputs.params.target_reach,
        conversion_rate=inputs.params.target_conversion,
        roi=inputs.params.target_roi,
    )
    nothing = [None] * len(campaigns)
    names = campaigns.get("campaign", nothing)
    existing = campaigns.get("suggestion", nothing)
    filled, findings = evaluate_campaigns(
        campaigns.drop(columns="suggestion", errors="ignore"), targets=targets, lang=inputs.lang
    )
    texts = {text.in_(inputs.lang): text for text in SUGGESTIONS.values()}
    seen = Counter[str]()
    kept = []
    for name, cell, suggested in zip(names, existing, filled["suggestion"], strict=True):
        known_by = clean_text(str(name))
        seen[known_by] += 1  # campaigns of one name are told apart by their order
        place = "campaigns", known_by, str(seen[known_by]), "suggestion"
        kept.append(ours.keep(place, cell, texts[suggested], inputs.lang))
    filled["suggestion"] = kept
    return Outcome([Fill("campaigns", inputs.placed("campaigns", filled))], findings)
