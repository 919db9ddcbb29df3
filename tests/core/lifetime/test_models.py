"""BG/NBD and Gamma-Gamma against what was published for CDNOW, and against their definitions."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import special as scipy_special
from scipy import stats as scipy_stats

from tests.core.lifetime.cdnow import CALIBRATED, END, cdnow_log
from xlsegment.core.lifetime.bgnbd import BgNbd, _Likelihood, fit_bgnbd
from xlsegment.core.lifetime.gammagamma import GammaGamma, fit_gamma_gamma
from xlsegment.core.lifetime.maximum import highest

PUBLISHED = BgNbd(0.243, 4.414, 0.793, 2.426)


@pytest.fixture(scope="module")
def history():
    return cdnow_log().history(CALIBRATED)


def test_the_fit_is_the_published_one_to_the_digit(history):
    """Fader, Hardie & Lee (2005), table 2."""
    model = fit_bgnbd(*history.weeks())

    assert [round(x, 3) for x in (model.r, model.alpha, model.a, model.b)] == [
        0.243,
        4.414,
        0.793,
        2.426,
    ]
    assert round(model.log_likelihood, 1) == -9582.4


def test_the_cohorts_repeat_sales_are_four_percent_below_the_real_ones_as_published(history):
    """Fader, Hardie & Lee (2005), section 4: the cumulative forecast of week 78 is 4 % low."""
    model = fit_bgnbd(*history.weeks())
    nothing = np.zeros(1)

    weeks, customers = np.unique(history.age / 7, return_counts=True)
    total = sum(
        n * model.purchases(float(t) + 39, nothing, nothing, nothing)[0]
        for t, n in zip(weeks, customers, strict=True)
    )
    real = cdnow_log().history(END).frequency.sum()

    assert real == 4339
    assert round(total / real - 1, 2) == -0.04


def test_the_first_customers_expectation_is_the_published_one():
    """Fader & Hardie's note on the model in a spreadsheet: 1.226 purchases in 39 weeks."""
    x, seen, age = np.array([2.0]), np.array([30.43]), np.array([38.86])

    assert round(PUBLISHED.purchases(39, x, seen, age)[0], 3) == 1.226


def test_the_spend_model_is_the_published_one_to_the_digit(history):
    """Fader & Hardie (2013): 946 customers, p 6.25, q 3.74, gamma 15.44, mean 35.2."""
    paid = history.repeated & (history.spend > 0)

    model = fit_gamma_gamma(history.frequency[paid].astype(float), history.spend[paid] / 100)

    assert paid.sum() == 946
    assert [round(x, 2) for x in (model.p, model.q, model.gamma)] == [6.25, 3.74, 15.44]
    assert round(model.mean, 1) == 35.2


@pytest.mark.parametrize(
    "start", [(0.05, 0.5, 0.1, 0.2), (5, 100, 5, 5), (0.01, 60, 3, 30), (1, 1, 0.05, 9)]
)
def test_every_start_leads_to_the_same_fit(history, start):
    x, seen, age = history.weeks()
    likelihood = _Likelihood((x, seen, age), np.ones(len(x)))

    parameters, _ = highest(likelihood, [start], [1e6] * 4)

    np.testing.assert_allclose(parameters, [0.2426, 4.4136, 0.7929, 2.4259], rtol=1e-3)


def test_the_gradient_is_the_slope_of_the_likelihood(history):
    x, seen, age = history.weeks()
    likelihood = _Likelihood((x, seen, age), np.ones(len(x)))
    at, step = np.log([0.4, 6.0, 1.3, 2.0]), 1e-5

    _, gradient = likelihood(at)

    slopes = [
        (likelihood(at + step * way)[0] - likelihood(at - step * way)[0]) / (2 * step)
        for way in np.eye(4)
    ]
    np.testing.assert_allclose(gradient, slopes, rtol=1e-5)


def direct(model: BgNbd, t: float, x: float, seen: float, age: float) -> float:
    """Equation (10) as it is printed, with the hypergeometric function as it stands there."""
    r, alpha, a, b = model.r, model.alpha, model.a, model.b
    series = scipy_special.hyp2f1(r + x, b + x, a + b + x - 1, t / (alpha + age + t))
    fall = ((alpha + age) / (alpha + age + t)) ** (r + x)
    top = (a + b + x - 1) / (a - 1) * (1 - fall * series)
    odds = a / (b + x - 1) * ((alpha + age) / (alpha + seen)) ** (r + x) if x else 0.0
    return float(top / (1 + odds))


@settings(max_examples=60)
@given(
    st.floats(0.1, 3), st.floats(1, 30), st.floats(0.2, 0.9), st.floats(1, 5),
    st.integers(0, 12), st.floats(0, 1), st.floats(1, 80), st.floats(1, 60),
)  # fmt: skip
def test_the_expectation_is_the_papers_equation(r, alpha, a, b, x, share, age, t):
    model = BgNbd(r, alpha, a, b)
    seen = share * age if x else 0.0

    got = model.purchases(t, np.array([float(x)]), np.array([seen]), np.array([age]))[0]

    assert got == pytest.approx(direct(model, t, x, seen, age), rel=1e-7, abs=1e-9)


def defined(model: BgNbd, t: float, x: float, age: float) -> float:
    """What the expectation is by definition, of a customer who has not stopped.

    A customer with rate l and chance p to stop buys (1 - exp(-l p t)) / p times; the mean over
    l (gamma) is taken by hand, that over p (beta) in 20,000 steps.
    """
    steps = (np.arange(20_000) + 0.5) / 20_000
    p = np.maximum(scipy_stats.beta.ppf(steps, model.a, model.b + x), 1e-300)
    k = t / (model.alpha + age)
    return float(np.mean(-np.expm1(-(model.r + x) * np.log1p(p * k)) / p))


@settings(max_examples=40)
@given(
    st.floats(0.02, 100), st.floats(0.2, 1000), st.floats(0.05, 150), st.floats(0.05, 1e5),
    st.integers(0, 1000), st.floats(0.5, 400), st.floats(1, 260),
)  # fmt: skip
def test_the_expectation_is_what_it_is_defined_as_however_extreme(r, alpha, a, b, x, age, t):
    model = BgNbd(r, alpha, a, b)
    just_now = np.array([age])

    got = model.purchases(t, np.array([float(x)]), just_now, just_now)[0]

    odds = a / (b + x - 1) if x else 0.0
    assert got * (1 + odds) == pytest.approx(defined(model, t, x, age), rel=5e-3)


@pytest.mark.parametrize(("a", "b"), [(1.0, 2.0), (0.4, 0.6), (1.0 + 1e-9, 2.0)])
def test_where_the_equation_divides_by_zero_the_limit_is_taken(a, b):
    x, seen, age = np.array([0.0, 3.0]), np.array([0.0, 20.0]), np.array([30.0, 30.0])

    at = BgNbd(0.5, 8.0, a, b).purchases(20, x, seen, age)
    beside = BgNbd(0.5, 8.0, a + 1e-3, b).purchases(20, x, seen, age)

    np.testing.assert_allclose(at, beside, rtol=2e-3)


def test_customers_who_buy_every_day_break_nothing():
    x = np.array([5.0, 400.0, 4000.0])
    model = BgNbd(0.5, 5.0, 0.8, 2.5)

    alive = model.alive(x, np.array([10.0, 90.0, 99.9]), np.array([100.0, 100.0, 100.0]))
    bought = model.purchases(52, x, np.array([10.0, 90.0, 99.9]), np.full(3, 100.0))

    assert np.isfinite(bought).all()
    assert ((alive >= 0) & (alive <= 1)).all()


@pytest.mark.parametrize("x", [101, 102, 300])
def test_where_the_series_cannot_be_summed_the_definition_is(x):
    """With whole parameters like these SciPy has no 2F1 beyond z = 0.9."""
    model = BgNbd(1.0, 1.0, 2.0, 1.0)
    frequency, now = np.array([float(x)]), np.array([0.0])

    got = model.purchases(10, frequency, now, now)[0]

    odds = 2.0 / x
    assert got * (1 + odds) == pytest.approx(defined(model, 10, x, 0.0), rel=1e-3)


@settings(max_examples=60)
@given(
    st.floats(0.05, 20), st.floats(0.1, 200), st.floats(0.01, 20), st.floats(0.05, 50),
    st.integers(1, 200), st.floats(0, 200), st.floats(0, 1), st.floats(0, 1), st.floats(0.1, 300),
)  # fmt: skip
def test_who_bought_more_recently_is_more_likely_to_come_back(
    r, alpha, a, b, x, age, share, more, t
):
    model = BgNbd(r, alpha, a, b)
    seen = np.array([share * age, (share + (1 - share) * more) * age])
    same = np.full(2, float(x)), seen, np.full(2, age)

    alive, bought = model.alive(*same), model.purchases(t, *same)

    assert ((alive >= 0) & (alive <= 1)).all()
    assert alive[1] >= alive[0] - 1e-12
    assert (bought >= 0).all()
    assert bought[1] >= bought[0] * (1 - 1e-9)


@settings(max_examples=40)
@given(
    st.floats(0.1, 20), st.floats(1.01, 20), st.floats(0.01, 1000),
    st.integers(0, 500), st.floats(0, 1e6),
)  # fmt: skip
def test_expected_spend_lies_between_the_customers_mean_and_that_of_all(p, q, gamma, x, spend):
    model = GammaGamma(p, q, gamma)

    (expected,) = model.expected(np.array([float(x)]), np.array([spend]))

    low, high = sorted([model.mean, spend if x else model.mean])
    assert low * (1 - 1e-9) - 1e-9 <= expected <= high * (1 + 1e-9) + 1e-9


def test_the_order_of_the_customers_does_not_matter(history):
    backwards = [column[::-1] for column in history.weeks()]

    one, other = fit_bgnbd(*history.weeks()), fit_bgnbd(*backwards)

    assert (one.r, one.alpha, one.a, one.b) == (other.r, other.alpha, other.a, other.b)


def test_equal_customers_give_finite_parameters():
    model = fit_bgnbd(np.full(50, 4.0), np.full(50, 40.0), np.full(50, 42.0))
    spending = fit_gamma_gamma(np.full(50, 4.0), np.full(50, 9900.0))

    assert all(math.isfinite(x) and x > 0 for x in (model.r, model.alpha, model.a, model.b))
    assert spending.expected(np.array([4.0]), np.array([9900.0]))[0] == pytest.approx(
        9900, rel=0.01
    )
