"""Every sheet of the workbook, in tab order."""

from __future__ import annotations

from collections.abc import Mapping

from xlsegment.workbook.declare import SheetSpec, TableSpec
from xlsegment.workbook.sheets.action_plan import ACTION_PLAN
from xlsegment.workbook.sheets.allocation import ALLOCATION
from xlsegment.workbook.sheets.behaviour import BEHAVIOUR
from xlsegment.workbook.sheets.campaigns import CAMPAIGNS
from xlsegment.workbook.sheets.charts import CHARTS
from xlsegment.workbook.sheets.churn import CHURN
from xlsegment.workbook.sheets.cleaning_log import CLEANING_LOG
from xlsegment.workbook.sheets.clusters import CLUSTERS
from xlsegment.workbook.sheets.collection import COLLECTION
from xlsegment.workbook.sheets.competitor import COMPETITOR
from xlsegment.workbook.sheets.customers import CUSTOMERS
from xlsegment.workbook.sheets.dashboard import DASHBOARD
from xlsegment.workbook.sheets.examples import EXAMPLES
from xlsegment.workbook.sheets.feedback import FEEDBACK
from xlsegment.workbook.sheets.goals import GOALS
from xlsegment.workbook.sheets.help import HELP
from xlsegment.workbook.sheets.home import HOME
from xlsegment.workbook.sheets.issues import ISSUES
from xlsegment.workbook.sheets.lead_metrics import LEAD_METRICS
from xlsegment.workbook.sheets.leads import LEADS
from xlsegment.workbook.sheets.ltv import LTV
from xlsegment.workbook.sheets.matrices import MATRICES_SHEET
from xlsegment.workbook.sheets.migration import MIGRATION
from xlsegment.workbook.sheets.orders import ORDERS
from xlsegment.workbook.sheets.params import PARAMS_SHEET
from xlsegment.workbook.sheets.segments import SEGMENTS
from xlsegment.workbook.sheets.strategies import STRATEGIES
from xlsegment.workbook.sheets.tiers import TIERS
from xlsegment.workbook.sheets.track_progress import TRACK_PROGRESS
from xlsegment.workbook.sheets.tracking import TRACKING

SHEETS: tuple[SheetSpec, ...] = (
    HOME,
    DASHBOARD,
    # What people fill in.
    PARAMS_SHEET,
    CUSTOMERS,
    ORDERS,
    BEHAVIOUR,
    CAMPAIGNS,
    LEADS,
    FEEDBACK,
    COMPETITOR,
    COLLECTION,
    # What comes out.
    SEGMENTS,
    TIERS,
    LTV,
    MATRICES_SHEET,
    CLUSTERS,
    CHURN,
    MIGRATION,
    LEAD_METRICS,
    ALLOCATION,
    CHARTS,
    # What is done about it.
    GOALS,
    STRATEGIES,
    ACTION_PLAN,
    TRACKING,
    TRACK_PROGRESS,
    ISSUES,
    CLEANING_LOG,
    EXAMPLES,
    HELP,
)
TABLES: Mapping[str, TableSpec] = {table.key: table for sheet in SHEETS for table in sheet.tables}
SHEET_OF_TABLE: Mapping[str, SheetSpec] = {
    table.key: sheet for sheet in SHEETS for table in sheet.tables
}

__all__ = ["SHEETS", "SHEET_OF_TABLE", "TABLES"]
