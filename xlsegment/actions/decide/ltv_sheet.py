"""客户生命周期价值: the rows per customer and per segment, and the finding in one sentence."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import pandas as pd

from xlsegment.actions.decide.ltv import NO_MODELS, Expected, Values, values_of
from xlsegment.actions.decide.ltv_facts import facts_rows, value_findings
from xlsegment.actions.decide.masks import masked_names
from xlsegment.actions.decide.matrix import places_of
from xlsegment.actions.decide.plan import Outcome, Rewrite
from xlsegment.actions.decide.section import Basis
from xlsegment.actions.report import Skipped
from xlsegment.core.arrays import BoolArray, Int64Array
from xlsegment.core.column_cells import FloatArray, ObjectArray
from xlsegment.core.columns import CUSTOMER_ID, INCOMPLETE, ROW, SEGMENT_ID
from xlsegment.core.levels import LEVEL_TEXT
from xlsegment.core.lifetime.forecast import Refused
from xlsegment.core.matrix.matrices import MATRICES, UNKNOWN
from xlsegment.text import Text
from xlsegment.workbook.sheets import TABLES
from xlsegment.workbook.sheets.ltv import FINDING

_PREDICTED: Final = Text("预计客户价值", "Predicted customer value")
_NO_ORDER: Final = Text("没有订单", "No order")
_NO_FIGURES: Final = Text("买过，但缺少数据，无法计算", "Bought, but figures are missing")
_NOTHING_LEFT: Final = Text("净消费不大于 0(退款)", "Net spend not above 0 (returns)")
_ONCE: Final = Text(
    "只买过一天：会不会再来无从判断，预计取同类平均",
    "One purchase day says nothing about returning; the forecast is the mean of such customers",
)
_GONE: Final = Text("很可能不会再买，先确认是否已流失", "Probably gone: find out before you spend")
_NOT_FORECAST: Final = Text("未预测，原因见“估算依据”", "Not forecast, see Basis of estimate")
#: Below this probability a customer has probably left.
_UNLIKELY: Final = 0.2

_FEW_HOLD: Final = Text(
    "LTV“高”的 {n} 位客户({share})占全部价值的 {part}{more}",
    "{n} customers ({share}) of LTV level High hold {part} of all value{more}",
)
_MORE: Final = Text(
    "；老客户未来 {months} 个月预计再带来 {sum} 元",
    "; known customers are expected to bring {sum} in the next {months} months",
)
_NOTHING: Final = Text("暂无数据", "No data yet")


def decide_ltv(basis: Basis) -> Outcome:
    """Fill 客户生命周期价值."""
    values, lang = basis.once(values_of), basis.lang
    outcome = Outcome(findings=value_findings(values))
    if values.expected is NO_MODELS:
        outcome.skipped.append(Skipped(_PREDICTED, NO_MODELS.reason))
    there = basis.inputs.tables
    if "ltv" in there:
        outcome.changes.append(Rewrite("ltv", _customer_rows(basis, values), ("customer_id",)))
    if "ltv_segments" in there:
        outcome.changes.append(Rewrite("ltv_segments", _segment_rows(basis, values), ("segment",)))
    if "ltv_facts" in there:
        rows = facts_rows(values, basis.as_of, lang)
        outcome.changes.append(Rewrite("ltv_facts", rows, ("ltv_item",)))
    outcome.names[FINDING.name] = _finding(values).in_(lang)
    return outcome


def _customer_rows(basis: Basis, values: Values) -> pd.DataFrame:
    people, lang = basis.result.counted, basis.lang
    names = {key: group.name.in_(lang) for key, group in basis.groups.items()}
    levels = np.array([None, *(LEVEL_TEXT[level].in_(lang) for level in (1, 2, 3))], dtype=object)
    columns: dict[str, Any] = {
        "customer_id": people[CUSTOMER_ID].to_numpy(dtype=object),
        "masked_name": masked_names(basis.inputs, people[ROW].tolist()),
        "segment": people[SEGMENT_ID].map(names).to_numpy(dtype=object),
        "ltv_historic": _cells(values.net / 100, ~_incomplete(people)),
        "ltv_profit": _cells(values.profit / 100, values.has_profit),
        "p_alive": _cells(values.alive, ~np.isnan(values.alive), 4),
        "expected_purchases": _cells(values.purchases, ~np.isnan(values.purchases), 2),
        "expected_spend": _cells(values.spend / 100, ~np.isnan(values.spend), 2),
        "ltv_predicted": _cells(values.predicted / 100, ~np.isnan(values.predicted), 2),
        "ltv_total": _cells(values.total / 100, values.known),
        "ltv_level": levels[values.levels],
    }
    for matrix in MATRICES:
        cells = [matrix.cell_name(place).in_(lang) for place in range(UNKNOWN)]
        labels = np.array([*cells, None], dtype=object)
        columns[matrix.key] = labels[basis.once(places_of)[matrix.key]]
    columns["ltv_note"] = _notes(basis, values)
    return pd.DataFrame(columns, dtype=object).iloc[_best_first(people, values)]


def _best_first(people: pd.DataFrame, values: Values) -> Int64Array:
    """Return the rows by value; customers without a value stand last."""
    ids = people[CUSTOMER_ID].astype(str).to_numpy(dtype=object)
    order: Int64Array = np.lexsort((pd.factorize(ids, sort=True)[0], -values.total, ~values.known))
    return order


def _incomplete(people: pd.DataFrame) -> BoolArray:
    missing: BoolArray = people[INCOMPLETE].to_numpy(dtype=np.bool_)
    return missing


def _cells(numbers: FloatArray, known: BoolArray, places: int | None = None) -> ObjectArray:
    """Return numbers as cells, None where they are not known."""
    shown = numbers if places is None else np.round(numbers, places)
    cells = np.full(len(numbers), None, dtype=object)
    cells[known] = shown[known].tolist()
    return cells


def _notes(basis: Basis, values: Values) -> ObjectArray:
    """Return one note per customer: the first that applies."""
    forecast = isinstance(values.expected, Expected)
    with np.errstate(invalid="ignore"):
        applies = (
            (_NO_FIGURES, _incomplete(basis.result.counted)),
            (_NO_ORDER, ~values.bought),
            (_NOTHING_LEFT, values.net <= 0),
            (_NOT_FORECAST, np.full(len(values.net), not forecast)),
            (_ONCE, values.days == 1),
            (_GONE, values.alive < _UNLIKELY),
        )
    texts = np.array([None, *(text.in_(basis.lang) for text, _ in applies)], dtype=object)
    found = np.select([holds for _, holds in applies], list(range(1, len(texts))), 0)
    notes: ObjectArray = texts[found]
    return notes


def _segment_rows(basis: Basis, values: Values) -> pd.DataFrame:
    kinds = list(basis.groups)
    at = pd.Index(kinds).get_indexer(pd.Index(basis.result.counted[SEGMENT_ID]))
    counts = np.zeros((len(kinds), 4), dtype=np.int64)
    np.add.at(counts, (at, values.levels), 1)
    net, total = (np.zeros(len(kinds), dtype=np.int64) for _ in range(2))
    np.add.at(net, at, np.where(_incomplete(basis.result.counted), 0, values.net))
    np.add.at(total, at, np.where(values.known, values.total, 0))
    predicted = np.bincount(at, weights=np.nan_to_num(values.predicted), minlength=len(kinds))
    forecast = isinstance(values.expected, Expected)
    rows = [
        {
            "segment": basis.groups[key].name.in_(basis.lang),
            "customers": int(counts[place].sum()),
            "ltv_high": int(counts[place, 3]),
            "ltv_mid": int(counts[place, 2]),
            "ltv_low": int(counts[place, 1]),
            "ltv_historic": int(net[place]) / 100,
            "ltv_predicted": round(float(predicted[place]) / 100, 2) if forecast else None,
            "ltv_mean": round(int(total[place]) / 100 / int(counts[place, 1:].sum()), 2)
            if counts[place, 1:].any()
            else None,
        }
        for place, key in enumerate(kinds)
        if counts[place].any()
    ]
    return pd.DataFrame(rows, columns=list(TABLES["ltv_segments"].keys), dtype=object)


def _finding(values: Values) -> Text:
    high = values.levels == 3
    everything = int(values.total[values.known].sum())
    if not high.any() or everything <= 0:
        return _NOTHING
    more = Text("", "")
    if not isinstance(values.expected, Refused):
        fields = {
            "months": values.horizon.months,
            "sum": f"{float(np.nansum(values.predicted)) / 100:,.0f}",
        }
        more = Text(_MORE.in_("zh", **fields), _MORE.in_("en", **fields))
    shown: dict[str, object] = {
        "n": f"{int(high.sum()):,}",
        "share": f"{high.sum() / values.known.sum():.0%}",
        "part": f"{int(values.total[high].sum()) / everything:.0%}",
    }
    return Text(
        _FEW_HOLD.in_("zh", **shown, more=more.zh), _FEW_HOLD.in_("en", **shown, more=more.en)
    )
