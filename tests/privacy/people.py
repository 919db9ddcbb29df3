"""Generated customers, and a search for what is left of them that shares nothing with ours."""

from __future__ import annotations

import html
import random
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path

from xlsegment.core.masking import MASKS

_SURNAMES = "璩仝郜逯厍阚鄢亓蔺邝卞谯芮羿储汲邴糜隗郗"
_GIVEN = "琛玥珩瑄翊晗煜翀昶铄霏岚筠澍蓁懿翾璟旻曦"
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


@dataclass(frozen=True)
class Person:
    name: str
    mobile: str
    email: str
    identity: str
    address: str

    @property
    def values(self):
        return {
            "name": self.name,
            "mobile": self.mobile,
            "email": self.email,
            "identity": self.identity,
            "address": self.address,
        }


def identity(chance: random.Random) -> str:
    body = (
        f"330106{chance.randint(1950, 2005)}{chance.randint(1, 12):02}{chance.randint(1, 28):02}"
        f"{chance.randint(0, 999):03}"
    )
    total = sum(int(digit) * weight for digit, weight in zip(body, _WEIGHTS, strict=True))
    return body + "10X98765432"[total % 11]


def people(count: int) -> list[Person]:
    """Return so many people, none of whose values is another's."""
    chance = random.Random(4)
    names = [a + b + c for a in _SURNAMES for b in _GIVEN for c in _GIVEN if b != c]
    names += [name + chance.choice(_GIVEN) for name in names]
    chance.shuffle(names)
    mobiles = chance.sample(range(10**9), count)
    identities: dict[str, None] = {}
    while len(identities) < count:
        identities[identity(chance)] = None
    return [
        Person(
            names[i],
            f"1{chance.randint(3, 9)}{mobiles[i]:09}",
            f"user{i:05}x@mail{i % 7}.example",
            own,
            f"浙江省杭州市西湖区文三路{i + 1}号{chance.randint(1, 30)}幢",
        )
        for i, own in enumerate(identities)
    ]


def triples(some: list[Person]) -> list[tuple[str, str, str]]:
    """Return value, mask and kind of all that is personal."""
    return [
        (value, MASKS[kind].apply(value).text, kind)
        for person in some
        for kind, value in person.values.items()
    ]


class Search:
    """Looks for the values of people in bytes: UTF-8, UTF-16 both ways, references resolved."""

    def __init__(self, some: list[Person]) -> None:
        self._names = {person.name for person in some}
        self._numbers = {person.mobile for person in some} | {p.identity for p in some}
        self._emails = {person.email for person in some}
        self._addresses = {person.address for person in some}

    def in_text(self, text: str) -> set[str]:
        found = set()
        for run in re.findall(rf"[{_SURNAMES}][{_GIVEN}]+", text):
            found |= {run[:n] for n in (2, 3, 4)} & self._names
        for run in re.findall(r"[0-9]{11,}X?", text):
            found |= {run[i : i + n] for i in range(len(run)) for n in (11, 18)} & self._numbers
        found |= set(re.findall(r"user\d{5}x@mail\d\.example", text)) & self._emails
        found |= set(re.findall(r"浙江省杭州市西湖区文三路\d+号\d+幢", text)) & self._addresses
        return found

    def in_bytes(self, data: bytes) -> set[str]:
        found = set()
        for codec in ("utf-8", "utf-16-le", "utf-16-be", "gb18030"):
            for shift in (0, 1) if codec.startswith("utf-16") else (0,):
                text = data[shift:].decode(codec, "replace")
                found |= self.in_text(text) | self.in_text(html.unescape(text))
        return found

    def in_file(self, path: Path) -> dict[str, set[str]]:
        """Return what is found, by part; also in names, comments and extra fields."""
        found = {}
        with zipfile.ZipFile(path) as package:
            for info in package.infolist():
                rest = info.filename.encode() + b"\0" + info.comment + b"\0" + info.extra
                found[info.filename] = self.in_bytes(package.read(info)) | self.in_bytes(rest)
            found["comment"] = self.in_bytes(package.comment)
        # What stands between the members, too.
        found["raw"] = self.in_bytes(path.read_bytes()) if path.stat().st_size < 1 << 20 else set()
        return {part: values for part, values in found.items() if values}
