"""The CDNOW sample as canonical orders, and its 39 weeks of calibration."""

from __future__ import annotations

import datetime as dt
from functools import cache

import numpy as np
import pandas as pd

from tests.support.orders import CDNOW
from xlsegment.core.days import day_number
from xlsegment.core.lifetime.history import PurchaseLog

CALIBRATED = day_number(dt.date(1997, 9, 30))
END = day_number(dt.date(1998, 6, 30))


@cache
def cdnow_orders() -> pd.DataFrame:
    table = pd.read_csv(CDNOW, dtype={"master_id": str})
    days = pd.to_datetime(table["date"]).to_numpy().astype("datetime64[D]").astype(np.int64)
    return pd.DataFrame(
        {
            "customer_id": table["master_id"].astype(object),
            "order_id": None,
            "order_day": days,
            "amount_cents": (table["amount"] * 100).round().astype(np.int64),
            "kind": 0,
        }
    )


@cache
def cdnow_log() -> PurchaseLog:
    return PurchaseLog.of(cdnow_orders())
