"""A typed text survives, a cleared cell gets the suggestion back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlsegment.core.typed import keep_typed

OURS = {"*经理", "*Manager"}


@pytest.mark.parametrize(
    ("existing", "kept"),
    [
        ("王经理", "王经理"),
        ("*经理", "new"),
        ("*Manager", "new"),  # written before the language was changed
        (" *经理 ", "new"),
        (None, "new"),
        ("", "new"),
        ("　", "new"),
        (float("nan"), "new"),
        (5, "5"),
        ("*经理 小王", "*经理 小王"),
    ],
)
def test_what_stays(existing, kept):
    assert keep_typed(existing, "new", OURS) == kept


@given(st.one_of(st.none(), st.text()), st.sampled_from(sorted(OURS)))
def test_a_second_refresh_changes_nothing(existing, suggested):
    once = keep_typed(existing, suggested, OURS)

    assert keep_typed(once, suggested, OURS) == once
