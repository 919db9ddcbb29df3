"""Five thousand values as files hold them, cut and joined: nothing fails, nothing is shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from random import Random

import pytest

from tests.support.fuzzed_cells import HOSTILE_TEXTS, NUMBERS, PLAUSIBLE
from tests.support.personal_book import Person
from xlsegment.core import patterns
from xlsegment.core.checks import CHECKS, result_of
from xlsegment.core.masking import MASKS, NAME_PRESETS, kind_of, name_mask
from xlsegment.core.span import apply_spans
from xlsegment.core.standards.dates import real_date
from xlsegment.core.standards.industries import section_of
from xlsegment.core.standards.names import plain_email, plain_name
from xlsegment.core.standards.numbers import real_number, text_identifier
from xlsegment.core.standards.phones import identity_number, mainland_mobile
from xlsegment.core.standards.regions import regions_of

COUNT = 5000
_STANDARDS: tuple[Callable[[object], object], ...] = (
    *(real_date, section_of, plain_email, plain_name, real_number, text_identifier),
    *(identity_number, mainland_mobile),
)


def _values() -> Iterator[object]:
    rng = Random(20_241_122)
    for number in range(COUNT):
        person = Person(rng.randrange(1, 10_000))
        value = rng.choice(list(PLAUSIBLE.values()))(rng, person)
        if number % 10 == 0:
            value = rng.choice((*NUMBERS, True, False, dt.date(1900, 2, 28)))
        elif number % 2:
            text = list(str(value))
            for _ in range(rng.randrange(1, 4)):
                at = rng.randrange(len(text) + 1)
                text[at : at + rng.randrange(2)] = rng.choice(HOSTILE_TEXTS)[:12]
            value = "".join(text)
        yield value


VALUES = list(_values())
_ALL_MASKS = {**MASKS, **{preset: name_mask(preset) for preset in NAME_PRESETS}}


@pytest.mark.parametrize("key", sorted(_ALL_MASKS))
def test_a_mask_takes_any_value_and_its_own_result_stays(key):
    mask = _ALL_MASKS[key].apply
    for value in VALUES:
        masked = mask(value).text
        assert mask(masked).text == masked
        text = str(value).strip()
        is_masked = {"*", "＊"} & set(text) or "xxx" in text.casefold()
        if len(text) > 1 and masked and not is_masked:
            assert masked != text


def test_what_shows_by_its_form_is_masked_once_and_for_all():
    for value in VALUES:
        kind_of(value)
        text = str(value)
        masked = apply_spans(text, patterns.spans(text))
        assert patterns.spans(masked) == []


@pytest.mark.parametrize("key", sorted(CHECKS))
def test_a_check_answers_to_any_value(key):
    for value in VALUES:
        result_of(CHECKS[key], value)


@pytest.mark.parametrize("standard", _STANDARDS, ids=lambda standard: standard.__name__)
def test_what_is_standard_stays_as_it_is(standard):
    for value in VALUES:
        made = standard(value)
        if made is not None:
            assert standard(made) in (made, None)


def test_a_region_that_is_sure_is_a_region_again():
    for value in VALUES:
        found = regions_of(value)
        if len(found) == 1:
            assert [again.text for again in regions_of(found[0].text)] == [found[0].text]
