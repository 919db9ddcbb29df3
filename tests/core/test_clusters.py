"""K-Means: known groups are found, named and numbered by value, always the same."""

from __future__ import annotations

import builtins
import subprocess
import sys
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from xlsegment.core.cluster_features import Feature, logarithmic, scaled
from xlsegment.core.cluster_fit import START_POINTS, fit_clusters
from xlsegment.core.cluster_words import names
from xlsegment.core.clusters import Clusters, cluster_customers
from xlsegment.text import Text

R, F, M = (
    Text("最近购买天数", "Recency"),
    Text("购买次数", "Frequency"),
    Text("期内消费", "Monetary"),
)


def customers(rows: list[tuple[int | None, int, int]]) -> pd.DataFrame:
    """Return customers with recency in days, orders and spend in yuan."""
    return pd.DataFrame(
        {
            "recency_days": pd.array([r for r, _, _ in rows], dtype="Int64"),
            "frequency": [f for _, f, _ in rows],
            "monetary_cents": [m * 100 for _, _, m in rows],
            "incomplete": False,
        }
    )


def rfm(people: pd.DataFrame) -> list[Feature]:
    recency = people["recency_days"].to_numpy(dtype=float, na_value=np.nan)
    spend = people["monetary_cents"].to_numpy(dtype=float) / 100
    return [
        Feature("recency_days", R, "days", recency),
        Feature("frequency", F, "count", people["frequency"].to_numpy(dtype=float)),
        Feature("monetary", M, "money", spend),
    ]


def clustered(rows: list[tuple[int | None, int, int]], k: int | None = None) -> Clusters:
    people = customers(rows)
    return cluster_customers(people, rfm(people), k)


# Three groups that lie far apart: VIPs of this week, occasional buyers, and people long gone.
VIPS = [(r, f, m) for r in (1, 2, 3) for f in (20, 25) for m in (9000, 11000)]
SOME = [(r, f, m) for r in (40, 50) for f in (2, 3) for m in (280, 320)]
GONE = [(r, 0, 0) for r in range(400, 412)]


def test_three_groups_that_lie_far_apart_are_found_and_numbered_by_what_they_spend():
    found = clustered([*GONE, *VIPS, *SOME])

    assert found.fit is not None
    assert (found.fit.elbow, found.fit.chosen) == (3, 3)
    assert found.labels.tolist() == [3] * 12 + [1] * 12 + [2] * 8
    first, second, third = found.clusters
    assert (first.customers, second.customers, third.customers) == (12, 8, 12)
    assert (first.recency, first.frequency, first.monetary_cents) == (2.0, 22.5, 10_000_00)
    # 12 × 10000 of 12 × 10000 + 8 × 300
    assert first.spend_share == pytest.approx(120_000 / 122_400)
    assert first.share == 12 / 32
    assert (third.frequency, third.spend_share) == (0.0, 0.0)
    assert first.name.zh == "高频高额近期活跃"
    assert third.name.zh == "低频低额久未购买"


def test_every_number_of_clusters_is_tried_and_its_inertia_falls():
    found = clustered([*GONE, *VIPS, *SOME])
    assert found.fit is not None
    trials = found.fit.trials

    assert [trial.k for trial in trials] == [1, 2, 3, 4, 5, 6, 7, 8]
    # standardised: every feature has a variance of 1, so all distances are 32 × 3
    assert trials[0].inertia == pytest.approx(96)
    assert trials[0].silhouette is None
    assert all(a.inertia > b.inertia for a, b in pairwise(trials))
    assert max(trials, key=lambda t: t.silhouette or -1).k == 3


def test_a_given_number_is_used_and_the_elbow_shown_all_the_same():
    found = clustered([*GONE, *VIPS, *SOME], k=2)
    assert found.fit is not None

    assert (found.fit.chosen, found.fit.elbow, len(found.clusters)) == (2, 3, 2)
    assert set(found.labels) == {1, 2}


def test_who_never_bought_or_lacks_a_feature_is_in_no_cluster():
    people = customers([*GONE, *VIPS, (None, 0, 0), (1, 20, 9000)])
    mark = np.where(np.arange(len(people)) == len(people) - 1, np.nan, 5.0)
    mark[:12] = 1.0
    found = cluster_customers(people, [*rfm(people), Feature("x", Text("x", "x"), "number", mark)])

    assert found.labels.isna().tolist() == [False] * 24 + [True, True]
    assert found.lacking == 1
    assert found.overall[3] == 3.0  # half of them 1, half of them 5


@pytest.mark.parametrize(
    ("rows", "k", "said"),
    [
        ([], None, "只有 0 位"),
        (VIPS[:9], None, "只有 9 位，不足 10 位"),
        ([(5, 2, 100)] * 30, None, "完全相同"),
        ([(None, 0, 0)] * 30, None, "只有 0 位"),
        ([(5, 2, 100), (9, 2, 100)] * 10, 3, "只有 2 种不同取值，分不成 3 类"),
    ],
)
def test_where_there_is_nothing_to_cluster_the_reason_is_said(rows, k, said):
    found = clustered(rows, k)

    assert found.reason is not None
    assert said in found.reason.zh
    assert found.clusters == ()
    assert found.labels.isna().all()


def test_two_kinds_of_customers_are_two_clusters():
    found = clustered([(5, 2, 100), (90, 1, 10)] * 10)
    assert found.fit is not None

    assert found.fit.chosen == 2
    assert found.labels.tolist() == [1, 2] * 10


def test_without_spend_there_is_no_share_of_it():
    found = clustered([(5, 0, 0)] * 6 + [(300, 0, 0)] * 6)

    assert [cluster.spend_share for cluster in found.clusters] == [None, None]
    assert [cluster.recency for cluster in found.clusters] == [5.0, 300.0]  # the more recent first


_rows = st.lists(
    st.tuples(st.integers(0, 700), st.integers(0, 30), st.integers(-500, 20_000)),
    min_size=10,
    max_size=40,
)


@given(_rows, st.randoms(use_true_random=False))
@settings(max_examples=12, deadline=None, phases=(Phase.generate,))  # shrinking takes minutes
def test_the_order_of_the_rows_changes_nothing(rows, random):
    order = list(range(len(rows)))
    random.shuffle(order)

    plain, mixed = clustered(rows), clustered([rows[i] for i in order])

    assert mixed.labels.tolist() == [plain.labels.tolist()[i] for i in order]
    assert mixed.clusters == plain.clusters
    assert mixed.fit is None or (mixed.fit.trials == plain.fit.trials)  # type: ignore[union-attr]


@given(_rows, st.sampled_from((7, 100)))
@settings(max_examples=12, deadline=None, phases=(Phase.generate,))  # shrinking takes minutes
def test_counting_money_in_another_unit_changes_no_cluster(rows, factor):
    plain = clustered(rows)
    other = clustered([(r, f, m * factor) for r, f, m in rows])

    assert other.labels.tolist() == plain.labels.tolist()
    assert [c.name for c in other.clusters] == [c.name for c in plain.clusters]


@given(_rows)
@settings(max_examples=12, deadline=None, phases=(Phase.generate,))  # shrinking takes minutes
def test_the_clusters_add_up_to_all_customers_and_have_different_names(rows):
    found = clustered(rows)

    assert sum(c.customers for c in found.clusters) == int(found.labels.notna().sum())
    assert len({c.name.zh for c in found.clusters}) == len(found.clusters)
    assert len({c.name.en for c in found.clusters}) == len(found.clusters)
    spent = [c.monetary_cents for c in found.clusters]
    assert spent == sorted(spent, reverse=True)


def test_plain_scikit_learn_finds_the_same_clusters():
    from sklearn.cluster import KMeans
    from sklearn.preprocessing import StandardScaler

    people = customers([*GONE, *VIPS, *SOME])
    spend = people["monetary_cents"] / 100
    table = pd.DataFrame(
        {
            "r": np.log1p(people["recency_days"].astype(float)),
            "f": np.log1p(people["frequency"]),
            "m": np.log1p(spend / (spend[spend > 0].median() / 100)),
        }
    )
    points = StandardScaler().fit_transform(table)
    peer = KMeans(3, n_init=20, random_state=1).fit(points)
    found = cluster_customers(people, rfm(people), 3)

    assert found.fit is not None
    assert pd.crosstab(found.labels, peer.labels_).gt(0).sum().tolist() == [1, 1, 1]
    assert found.fit.trials[2].inertia == pytest.approx(peer.inertia_, rel=1e-6)
    assert np.allclose(scaled(rfm(people)), points, atol=1e-8)


def test_many_customers_start_from_a_sample_and_come_to_the_same():
    rng = np.random.default_rng(7)
    centres = np.array([[0, 0], [9, 0], [0, 9]])
    truth = rng.integers(0, 3, START_POINTS + 2000)
    points = (centres[truth] + rng.normal(size=(len(truth), 2))).round(6)
    fit = fit_clusters(points)

    assert fit.chosen == 3
    assert pd.crosstab(truth, fit.labels).gt(0).sum().tolist() == [1, 1, 1]


def test_money_is_taken_in_hundredths_of_the_median_and_a_loss_keeps_its_sign():
    assert logarithmic(np.array([0.0, 99.0]), "count").tolist() == [0.0, np.log(100)]
    # the median of what is not 0 is 200, a step 2
    assert logarithmic(np.array([0.0, 200.0, -200.0, 200.0]), "money").tolist() == pytest.approx(
        [0, np.log(101), -np.log(101), np.log(101)]
    )


def named(*centres: tuple[float, ...], more: tuple[Feature, ...] = ()) -> list[str]:
    nothing = np.zeros(0)
    features = [
        Feature("recency_days", R, "days", nothing),
        Feature("frequency", F, "count", nothing),
        Feature("monetary", M, "money", nothing),
        *more,
    ]
    return [name.zh for name in names(features, centres)]


def test_a_cluster_is_named_after_what_is_half_a_deviation_off_the_mean():
    assert named((-0.5, 0.5, 0.5), (0.5, -0.5, -0.49)) == ["高频高额近期活跃", "低频中额久未购买"]
    assert named((0.0, 0.0, 0.0)) == ["中频中额间隔居中"]


def test_clusters_of_one_name_are_told_apart_by_what_differs_most():
    two = named((-1.0, 1.0, 1.0), (-1.1, 1.0, 2.0))
    three = named((-1.0, 1.0, 1.0), (-1.0, 1.0, 3.0), (-1.0, 1.0, 2.0))

    assert two == ["高频高额近期活跃·消费更低", "高频高额近期活跃·消费更高"]
    assert three == [f"高频高额近期活跃·期内消费第{n}" for n in (3, 1, 2)]


def test_own_columns_are_named_where_they_stand_out():
    complaints = Feature("投诉次数", Text("投诉次数", "投诉次数"), "number", np.zeros(0))
    gold = Feature("等级=金卡", Text("等级=金卡", "等级=金卡"), "word", np.zeros(0))

    found = named((0, 0, 0, 1.0, 0.9), (0, 0, 0, -1.0, -0.9), more=(complaints, gold))

    assert found == ["中频中额间隔居中·投诉次数高·等级=金卡居多", "中频中额间隔居中·投诉次数低"]


def test_without_scikit_learn_the_import_fails_and_nothing_is_invented(monkeypatch):
    real = builtins.__import__

    def without(name: str, *rest: object, **more: object) -> object:
        if name.partition(".")[0] in ("sklearn", "threadpoolctl"):
            raise ImportError(name)
        return real(name, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", without)

    with pytest.raises(ImportError):
        clustered([*GONE, *VIPS])


def test_all_libraries_are_held_to_one_thread():
    """In a new interpreter, where nothing has been loaded before."""
    code = """
import numpy as np
from xlsegment.core.cluster_fit import fit_clusters
seen = []
import threadpoolctl
limit = threadpoolctl.threadpool_limits
class Watched(limit):
    def __enter__(self):
        entered = super().__enter__()
        seen.extend(one["num_threads"] for one in threadpoolctl.threadpool_info())
        return entered
threadpoolctl.threadpool_limits = Watched
fit_clusters(np.random.default_rng(1).normal(size=(50, 2)))
from sklearn.metrics import silhouette_score
print(len(seen) == len(threadpoolctl.threadpool_info()), set(seen))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert done.stdout.strip() == "True {1}", done.stderr
