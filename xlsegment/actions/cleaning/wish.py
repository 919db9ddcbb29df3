"""What a person wants cleaned: by code, and row by row in 数据检查."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from xlsegment.actions.answers import Answers, Question
from xlsegment.core.quality.rule import Accept
from xlsegment.errors import AcceptedAndSkipped, UnknownCodes


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be applied.

    Attributes
    ----------
    accept
        Codes whose suggestions are taken, whether or not anybody answered.
    skip
        Codes that are left alone.
    answers
        What stands under 采纳.
    """

    accept: frozenset[str] = frozenset()
    skip: frozenset[str] = frozenset()
    answers: Answers = field(default_factory=Answers)

    def wants(self, code: str, accept: Accept, question: Callable[[], Question]) -> bool:
        """Tell whether a suggestion is to be written; ``question`` is what 数据检查 asks."""
        if code in self.skip or accept == "never":
            return False
        answer = self.answers.given(question()) if self.answers.typed else None
        if answer is None:
            return accept == "auto" or code in self.accept
        return answer


def check_codes(accept: Collection[str], skip: Collection[str]) -> None:
    """Refuse codes that there are not, and one that is both taken and left."""
    from xlsegment.core.finding_kinds import KINDS

    if unknown := sorted({*accept, *skip} - KINDS.keys()):
        raise UnknownCodes(codes="、".join(unknown))
    if both := sorted({*accept} & {*skip}):
        raise AcceptedAndSkipped(codes="、".join(both))
