"""The one tree of errors and findings: every code means one thing."""

from __future__ import annotations

from collections import Counter

from xlsegment import errors
from xlsegment.core.finding_kinds import KINDS


def test_no_two_errors_or_findings_share_a_code():
    every = (getattr(errors, name) for name in errors.__all__)
    codes = [each.code for each in every if isinstance(each, type) and "code" in vars(each)]

    assert len(codes) > 100
    assert [code for code, count in Counter([*codes, *KINDS]).items() if count > 1] == []
