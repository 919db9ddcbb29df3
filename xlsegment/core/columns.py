"""Canonical column keys: the one name a column has inside the code, whatever its header says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xlsegment.errors import MissingColumnsError

if TYPE_CHECKING:
    import pandas as pd

# --- customers: the source's seven ------------------------------------------------------------
CUSTOMER_ID: Final = "customer_id"
NAME: Final = "name"
INDUSTRY: Final = "industry"
MOBILE: Final = "mobile"
FIRST_ORDER_DATE: Final = "first_order_date"
TOTAL_SPEND: Final = "total_spend"
TAGS: Final = "tags"
# --- customers: results -----------------------------------------------------------------------
LAST_ORDER_DATE: Final = "last_order_date"
RECENCY_DAYS: Final = "recency_days"
FREQUENCY: Final = "frequency"
MONETARY: Final = "monetary"
LIFETIME_FREQUENCY: Final = "lifetime_frequency"
R_LEVEL: Final = "r_level"
F_LEVEL: Final = "f_level"
M_LEVEL: Final = "m_level"
TIER_CODE: Final = "tier_code"
RFM_SCORE: Final = "rfm_score"
RFM_CLASS: Final = "rfm_class"
SEGMENT: Final = "segment"
STRATEGY: Final = "strategy"
MASKED_NAME: Final = "masked_name"
MASKED_MOBILE: Final = "masked_mobile"
PREVIOUS_SEGMENT: Final = "previous_segment"
SEGMENT_CHANGED_ON: Final = "segment_changed_on"
# --- customers: optional inputs ---------------------------------------------------------------
REGISTERED_ON: Final = "registered_on"
CONTROL_GROUP: Final = "control_group"
# --- orders -----------------------------------------------------------------------------------
ORDER_ID: Final = "order_id"
ORDER_DATE: Final = "order_date"
AMOUNT: Final = "amount"
CATEGORY: Final = "category"
CHANNEL: Final = "channel"
PAYMENT: Final = "payment"
STATUS: Final = "status"
# --- behaviour --------------------------------------------------------------------------------
BROWSE_MINUTES: Final = "browse_minutes"
CLICKS: Final = "clicks"
QUARTERLY_ORDERS: Final = "quarterly_orders"
REPURCHASE_DAYS: Final = "repurchase_days"
BEHAVIOUR_TAGS: Final = "behaviour_tags"
REPURCHASE_NOTE: Final = "repurchase_note"
PREVIOUS_BROWSE_MINUTES: Final = "previous_browse_minutes"
PREVIOUS_CLICKS: Final = "previous_clicks"
# --- campaigns --------------------------------------------------------------------------------
CAMPAIGN: Final = "campaign"
PERIOD: Final = "period"
TARGET: Final = "target"
REACHED: Final = "reached"
REACH_RATE: Final = "reach_rate"
CONVERTED: Final = "converted"
CONVERSION_RATE: Final = "conversion_rate"
COST: Final = "cost"
ROI: Final = "roi"
SUGGESTION: Final = "suggestion"
NET_PROFIT: Final = "net_profit"
REVENUE: Final = "revenue"
GOODS_COST: Final = "goods_cost"
ROAS: Final = "roas"
CAMPAIGN_NOTE: Final = "campaign_note"
# --- segments, strategies, rules --------------------------------------------------------------
SEGMENT_ID: Final = "segment_id"
DIMENSIONS: Final = "dimensions"
FEATURES: Final = "features"
CUSTOMERS: Final = "customers"
SHARE: Final = "share"
KEYWORDS: Final = "keywords"
OWNER: Final = "owner"
MONETARY_SHARE: Final = "monetary_share"
DIRECTION: Final = "direction"
MEASURES: Final = "measures"
R_MIN: Final = "r_min"
R_MAX: Final = "r_max"
F_MIN: Final = "f_min"
F_MAX: Final = "f_max"
M_MIN: Final = "m_min"
M_MAX: Final = "m_max"
TENURE_MONTHS_MAX: Final = "tenure_months_max"
CONDITIONS: Final = "conditions"
# --- feedback ---------------------------------------------------------------------------------
FEEDBACK_DATE: Final = "feedback_date"
FEEDBACK_CHANNEL: Final = "feedback_channel"
CONTENT: Final = "content"
SATISFACTION: Final = "satisfaction"
# --- cut points, monthly spend ----------------------------------------------------------------
METRIC: Final = "metric"
METHOD: Final = "method"
CUTS: Final = "cuts"
MONTH: Final = "month"
ORDERS: Final = "orders"
# --- inside the core only: exact integers -----------------------------------------------------
ROW: Final = "row"  # position of the row in the table it came from, 0 = first data row; -1 none
ORDER_DAY: Final = "order_day"  # days since 1970-01-01
AMOUNT_CENTS: Final = "amount_cents"
KIND: Final = "kind"  # 0 order, 1 return, 2 cancelled
FIRST_ORDER_DAY: Final = "first_order_day"
LAST_ORDER_DAY: Final = "last_order_day"
REGISTERED_DAY: Final = "registered_day"
MONETARY_CENTS: Final = "monetary_cents"
LIFETIME_CENTS: Final = "lifetime_cents"
PURCHASE_DAYS: Final = "purchase_days"  # distinct days with an order, whole history
WINDOW_CENTS: Final = "window_cents"  # net spend in the window, also where M is a mean
WINDOW_ROWS: Final = "window_rows"  # order and return rows inside the window
R_SCORE: Final = "r"
F_SCORE: Final = "f"
M_SCORE: Final = "m"
IN_TABLE: Final = "in_table"  # False: known from the orders only
INCOMPLETE: Final = "incomplete"  # True: bought, by the customer table, but figures lack
COUNTED: Final = "counted"  # True on the one row that stands for the customer


def require(frame: pd.DataFrame, *columns: str, table: str) -> None:
    """Refuse a table that lacks columns.

    Parameters
    ----------
    frame : DataFrame
        The table, columns under their canonical keys.
    *columns : str
        Keys that must be there.
    table : str
        The table's key, for the message.

    Raises
    ------
    MissingColumnsError
        If at least one of the columns is absent.
    """
    missing = [column for column in columns if column not in frame.columns]
    if missing:
        raise MissingColumnsError(table=table, columns="、".join(missing))
