"""Masks of e-mail addresses."""

from __future__ import annotations

import re
from typing import Final

from xlsegment.core.masked import Masked, cell_text, is_stars, whole

#: A domain ends in letters of one script: in b.cn张三 a name follows.
_LAST: Final = r"(?:[a-z]{2,63}|(?:(?![a-z])[^\W\d_]){2,63}|xn--[a-z0-9-]+)"
_DOMAIN: Final = rf"(?:[^\W_](?:[\w-]{{0,61}}[^\W_])?\.)+{_LAST}"
_EMAIL: Final = re.compile(rf"([\w!#$%&'+/=?^`{{|}}~.-]{{1,64}})@({_DOMAIN})", re.IGNORECASE)
_MASKED: Final = re.compile(
    rf"(?:[^@*\s]?\*+|[^@*\s]{{0,3}}\*{{3,}}[^@*\s]{{0,2}})@{_DOMAIN}", re.IGNORECASE
)


def mask_email(value: object) -> Masked:
    """Mask an e-mail address.

    Parameters
    ----------
    value : object
        The cell.

    Returns
    -------
    Masked
        The first letter and the domain stay; a name of one letter becomes stars altogether. The
        stars do not tell how long the name was. A masked address stays as it is; anything else is
        masked whole.

    Examples
    --------
    >>> [mask_email(a).text for a in ("wang.fang@example.com", "a@example.com", "no address")]
    ['w***@example.com', '***@example.com', '**********']
    """
    text = cell_text(value)
    if not text or is_masked_email(text):
        return Masked(text)
    match = _EMAIL.fullmatch(text)
    if match is None:
        return whole(text)
    name, domain = match.groups()
    return Masked(f"{name[0] if len(name) > 1 else ''}***@{domain}")


def is_email(text: str) -> bool:
    """Tell whether a text is one e-mail address and nothing else."""
    return _EMAIL.fullmatch(text) is not None


def is_masked_email(text: str) -> bool:
    """Tell whether an e-mail address hides the name before the @."""
    return is_stars(text) or _MASKED.fullmatch(text) is not None
