"""Parameters of a workbook -> settings of a run."""

from __future__ import annotations

import datetime as dt

from xlsegment.actions.decide.plan import Inputs
from xlsegment.actions.decide.settings import settings_of
from xlsegment.core.days import day_number
from xlsegment.workbook.params import Params


def test_orders_after_the_day_of_the_refresh_do_not_make_the_analysis_date():
    now = dt.datetime(2026, 11, 22, 23, 59)  # noqa: DTZ001  shown as local time

    settings = settings_of(Inputs({}, Params(), "zh", None, now), None)

    assert settings.as_of is None
    assert settings.latest_day == day_number(dt.date(2026, 11, 22))
