"""Sentences with their figures filled in, in both languages at once."""

from __future__ import annotations

from xlsegment.text import Text


def money(cents: float) -> str:
    """Return an amount in whole units."""
    return f"{cents / 100:,.0f}"


def rough(cents: float) -> str:
    """Return three digits of an amount: an estimate has no more."""
    return f"{float(f'{cents / 100:.3g}'):,.0f}"


def percent(share: float) -> str:
    """Return a share with its sign, a dash where there is none."""
    return f"{share:+.1%}" if share == share else "—"


def joined(first: Text, second: Text) -> Text:
    """Return one sentence after the other."""
    return Text(first.zh + second.zh, first.en + second.en)


def filled(text: Text, **fields: object) -> Text:
    """Return a sentence with its fields filled in, texts in the language of each."""
    zh, en = (
        text.in_(
            lang,
            **{k: v.in_(lang) if isinstance(v, Text) else v for k, v in fields.items()},
        )
        for lang in ("zh", "en")
    )
    return Text(zh, en)
