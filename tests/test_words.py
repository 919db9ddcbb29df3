"""Words that do not belong in a product: workplaces, registries, unfinished business."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent

# Not part of the product: what tools leave behind (see .gitignore).
LEFTOVERS = {
    ".git",
    ".venv",
    "__pycache__",
    ".mypy_cache",
    ".ruff_cache",
    ".pytest_cache",
    ".hypothesis",
    "dist",
    "build",
    "node_modules",
}

# In pieces, so that this file does not contain them.
FORBIDDEN = re.compile(
    "|".join(
        [
            r"\b(" + "|".join(["TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK"]) + r")\b",
            r"\.\./sh" + "ared",
            r"/wo" + r"rk/(main|shared)",
            r"/tm" + r"p/w\b",
            r"\b(py" + r"pi\.org|python" + r"hosted\.org|registry\.npm" + r"js|deb\.deb" + "ian)",
            r"(index-url|registry *=|resolved\"?:) *\"?https?://",
            r"(?i:\b(clau" + "de|anthro" + "pic|ll" + "m|ai age" + "nt|subage" + r"nt)\b)",
        ]
    )
)


def files() -> Iterator[Path]:
    for path in sorted(ROOT.rglob("*")):
        inside = set(path.relative_to(ROOT).parts)
        # A workbook beside the README is what its first command leaves behind.
        made = path.parent == ROOT and path.suffix == ".xlsx"
        if path.is_file() and not inside & LEFTOVERS and not made:
            yield path


def texts() -> Iterator[tuple[str, str]]:
    for path in files():
        name = str(path.relative_to(ROOT))
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as package:
                for part in package.namelist():
                    if part.endswith((".xml", ".rels", ".vml")):
                        yield f"{name}:{part}", package.read(part).decode("utf-8")
        elif path.suffix != ".png":
            yield name, path.read_bytes().decode("utf-8", errors="ignore")


def test_the_tree_has_no_word_that_does_not_belong():
    found = [
        f"{name}: {text[max(0, hit.start() - 30) : hit.end() + 30]!r}"
        for name, text in texts()
        for hit in FORBIDDEN.finditer(text)
    ]

    assert not found


def test_the_top_level_is_the_card():
    expected = {
        "pyproject.toml",
        "README.md",
        "CHANGELOG.md",
        "LICENSE",
        "xlsegment",
        "templates",
        "tests",
        "install_addin.py",
    }
    present = {
        path.name
        for path in ROOT.iterdir()
        # A workbook there is what README's first command leaves behind.
        if not path.name.startswith(".") and path.suffix != ".xlsx"
    }

    assert present - LEFTOVERS - expected == set()


# What is masked is 去标识化: whoever has the rest of a row may still find the person.
PROMISED_TOO_MUCH = re.compile("匿" + "名|anonym", re.IGNORECASE)
QUOTED_LAW = re.compile(
    r"第\s*[0-9一二三四五六七八九十百]+\s*条(?:第|款|规定)|(?:法|规范|标准|条例)第"
    r"|(?i:\barticle\s+\d|\bart\.\s*\d)|《[^》]*(?:法|条例)》"
)


def spoken() -> Iterator[tuple[str, str]]:
    """What the product says to people: everything that is not a test."""
    for name, text in texts():
        if not name.startswith(("tests/", ".")):
            yield name, text


def test_masked_data_is_never_called_more_than_de_identified():
    assert not [name for name, text in spoken() if PROMISED_TOO_MUCH.search(text)]


def test_no_clause_of_a_law_is_quoted():
    assert not [
        f"{name}: {hit[0]!r}" for name, text in spoken() for hit in QUOTED_LAW.finditer(text)
    ]
