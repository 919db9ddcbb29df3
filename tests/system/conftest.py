"""Finished workbooks that several tests look at; made once, never changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import command, orders


@pytest.fixture(scope="session")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return a workbook by each way of making one."""
    folder = tmp_path_factory.mktemp("outputs")
    made = {}
    for lang in ("zh", "en"):
        made[f"new-{lang}"] = folder / f"new-{lang}.xlsx"
        command.run("new", made[f"new-{lang}"], lang=lang, status=0)
        made[f"sample-{lang}"] = folder / f"sample-{lang}.xlsx"
        command.run("new", made[f"sample-{lang}"], "--sample", lang=lang, status=0)
        made[f"demo-{lang}"] = folder / f"demo-{lang}.xlsx"
        command.run("demo", "-o", made[f"demo-{lang}"], lang=lang)
    for name, most in {"cdnow": None, "small": 300}.items():
        source = orders.cdnow_csv(folder / f"{name}.csv", most=most)
        made[f"{name}-imported"] = folder / f"{name}-imported.xlsx"
        made[name] = folder / f"{name}.xlsx"
        command.run("new", made[f"{name}-imported"], status=0)
        command.run("import", source, "--into", made[f"{name}-imported"])
        command.run("refresh", made[f"{name}-imported"], "-o", made[name])
    return made
