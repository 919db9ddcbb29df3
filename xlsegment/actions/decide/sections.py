"""Every section of a refresh: one line here, and a sheet is filled.

Its own button and ``refresh --only`` come from it, too.
"""

from __future__ import annotations

from typing import Final

from xlsegment.actions.decide.action_plan import decide_action_plan
from xlsegment.actions.decide.allocation import decide_allocation
from xlsegment.actions.decide.behaviour import decide_behaviour
from xlsegment.actions.decide.campaigns import decide_campaigns
from xlsegment.actions.decide.churn import decide_churn
from xlsegment.actions.decide.clusters import decide_clusters
from xlsegment.actions.decide.collection import decide_collection
from xlsegment.actions.decide.competitor import decide_competitor
from xlsegment.actions.decide.dashboard import decide_dashboard
from xlsegment.actions.decide.feedback import decide_feedback
from xlsegment.actions.decide.goals import decide_goals
from xlsegment.actions.decide.lead_metrics import decide_lead_metrics, decide_leads
from xlsegment.actions.decide.ltv_sheet import decide_ltv
from xlsegment.actions.decide.matrices import decide_matrices
from xlsegment.actions.decide.migration import decide_migration
from xlsegment.actions.decide.section import Section
from xlsegment.actions.decide.tiers import decide_tiers
from xlsegment.actions.decide.track_progress import decide_progress
from xlsegment.actions.decide.tracking import decide_tracking

#: In the order in which they are filled.
SECTIONS: Final[tuple[Section, ...]] = (
    Section("behaviour", lambda basis: decide_behaviour(basis.inputs, basis.result)),
    Section("campaigns", lambda basis: decide_campaigns(basis.inputs, basis.ours)),
    Section("ltv", decide_ltv),
    Section("matrices", decide_matrices),
    Section("clusters", decide_clusters),
    Section("feedback", decide_feedback),
    Section("tiers", decide_tiers),
    Section("allocation", decide_allocation),
    Section("goals", decide_goals),
    Section("action_plan", decide_action_plan),
    Section("tracking", decide_tracking),
    Section("track_progress", decide_progress),
    Section("leads", decide_leads),
    Section("lead_metrics", decide_lead_metrics),
    Section("competitor", decide_competitor),
    Section("collection", decide_collection),
    Section("churn", decide_churn),
    Section("migration", decide_migration),
    Section("dashboard", decide_dashboard),
)
