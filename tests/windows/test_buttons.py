"""What each button of the ribbon is for; a new button needs a case here."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from tests.support.earlier import earlier_book
from tests.support.personal_book import personal_book
from tests.support.small_book import filled
from tests.windows.machine import Windows
from tests.windows.ribbon import FOLDER, Ribbon
from tests.windows.ribbon_books import comparable, in_file, refreshed, two_tables
from xlsegment.actions.demo import demo
from xlsegment.actions.new import new_workbook
from xlsegment.core.alone import ALONE
from xlsegment.excel.ribbon import BUTTONS

ORDER: Final = {"order_id": "D1", "customer_id": "C1", "order_date": "2025-06-01", "amount": 9}
DIRTY: Final = {
    "customers": [
        {"customer_id": "C1", "name": "张三", "mobile": "+86 138-0000-1234"},
        {"customer_id": "C2", "name": " 张 三", "mobile": "13800001234"},
        {"customer_id": "C3", "name": "李四", "mobile": "+86 13800005678"},
    ],
    "orders": [ORDER, ORDER, ORDER | {"order_id": "D2", "customer_id": "C2", "amount": "1,020"}],
}


def parameters(ribbon: Ribbon, windows: Windows, sample: Path) -> None:
    ribbon.open(sample, "示例.xlsx")
    assert ribbon.press("btnParams") == []
    assert ribbon.state()["active"] == "参数"


def functions(ribbon: Ribbon, windows: Windows, sample: Path) -> None:
    assert ribbon.press("btnFx") == []
    texts = [str(cell[1]) for sheet in ribbon.state()["cells"].values() for cell in sheet.values()]
    assert any("RFM_TIER" in text for text in texts)


def doctor(ribbon: Ribbon, windows: Windows, sample: Path) -> None:
    books = ribbon.ask("books")
    assert ribbon.press("btnDoctor") == []
    assert len(ribbon.ask("books")) == len(books) + 1
    ((report),) = ribbon.state()["cells"].values()
    assert any("Python" in str(cell[1]) for cell in report.values())


def about(ribbon: Ribbon, windows: Windows, sample: Path) -> None:
    (told,) = ribbon.press("btnHelp")
    assert "xlsegment" in told
    assert "snapshots" in told


def new(ribbon: Ribbon, windows: Windows, sample: Path) -> None:
    ribbon.arrange(chosen=rf"{FOLDER}\新的.xlsx")
    assert ribbon.press("btnNew") == []
    assert ribbon.ask("books")[0] == "新的.xlsx"
    ribbon.arrange(chosen=rf"{FOLDER}\新的.xlsx")
    (told,) = ribbon.press("btnNew")
    assert "E-006" in told


def made_up(ribbon: Ribbon, windows: Windows, sample: Path) -> None:
    ribbon.arrange(chosen=rf"{FOLDER}\样例.xlsx")
    assert ribbon.press("btnSample") == []
    assert ribbon.ask("books")[0] == "样例.xlsx"
    demo(sample.with_name("demo.xlsx"), "zh")
    assert refreshed(ribbon.state()) == refreshed(in_file(sample.with_name("demo.xlsx")))


def import_orders(ribbon: Ribbon, windows: Windows, sample: Path) -> None:
    orders = sample.with_name("订单.csv")
    orders.write_text("订单ID,客户ID,下单日期,金额\nD9,C009,2025-06-30,99.5\n", encoding="gbk")
    ribbon.open(two_tables(sample.with_name("own.xlsx")), "会员2.xlsx")
    before = ribbon.state()
    assert ribbon.press("btnImport") == []  # Cancel was clicked
    assert comparable(ribbon.state()) == comparable(before)

    ribbon.arrange(chosen=windows.copy_in(orders, rf"{FOLDER}\订单.csv"))
    assert ribbon.press("btnImport") == []
    rows = ribbon.state()["cells"]["流水"]
    assert [rows[f"{column}7"][1] for column in "ABCD"] == ["D9", "C009", 45838.0, 99.5]
    assert ribbon.press("btnUndo") == []
    assert comparable(ribbon.state()) == comparable(before)


def dirty(path: Path) -> Path:
    """Make a small workbook that needs cleaning; each cell read or written here takes its time."""
    path.write_bytes(filled(earlier_book(), DIRTY))
    return path


def check(ribbon: Ribbon, windows: Windows, sample: Path) -> None:
    ribbon.open(dirty(sample.with_name("dirty.xlsx")), "待查.xlsx")
    before = comparable(ribbon.state())
    assert ribbon.press("btnCheck") == []
    after = comparable(ribbon.state())
    listed = {cells[0] for cells in after["cells"]["数据检查"].values()}
    assert {"I-063", "W-068", "客户基础信息表"} <= listed
    for sheet, cells in before["cells"].items():
        assert sheet == "数据检查" or after["cells"][sheet] == cells, sheet


def clean(ribbon: Ribbon, windows: Windows, sample: Path) -> None:
    ribbon.open(dirty(sample.with_name("dirty.xlsx")), "待洗.xlsx")
    (asked,) = ribbon.press("btnClean")
    assert "清洗" in asked
    cells = ribbon.state()["cells"]
    log = [cell[1] for at, cell in cells["清洗记录"].items() if at.startswith("B")]
    assert {"I-063", "I-064", "W-068", "W-024"} <= set(log)
    assert not [cell for cell in cells["客户基础信息表"].values() if "+86" in str(cell[1])]


def masked_copy(ribbon: Ribbon, windows: Windows, sample: Path) -> None:
    people = personal_book(sample.with_name("people.xlsx"), 5)
    ribbon.open(sample.with_name("people.xlsx"), "名单.xlsx")
    before = ribbon.state()
    ribbon.arrange(chosen=rf"{FOLDER}\外发.xlsx")
    assert ribbon.press("btnMask") == []
    assert comparable(ribbon.state()) == comparable(before)
    ribbon.ask("open_file", file=rf"{FOLDER}\外发.xlsx", place=rf"{FOLDER}\外发.xlsx")
    assert ribbon.state()["cells"]["客户基础信息表"]["B5"][1] == f"{people[0].name[0]}**"


def share_check(ribbon: Ribbon, windows: Windows, sample: Path) -> None:
    people = personal_book(sample.with_name("people.xlsx"), 5)
    ribbon.open(sample.with_name("people.xlsx"), "名单2.xlsx")
    (told,) = ribbon.press("btnInspect")
    assert "客户基础信息表!B5：姓名 5 处" in told
    assert people[0].name not in told


def mask_in_place(ribbon: Ribbon, windows: Windows, sample: Path) -> None:
    people = personal_book(sample.with_name("people.xlsx"), 5)
    ribbon.open(sample.with_name("people.xlsx"), "名单3.xlsx")
    (asked,) = ribbon.press("btnMaskInPlace")
    assert "永远无法找回" in asked
    assert ribbon.ask("books")[0] == "名单3.xlsx"
    assert ribbon.state()["cells"]["客户基础信息表"]["B5"][1] == f"{people[0].name[0]}**"


def unmask(ribbon: Ribbon, windows: Windows, sample: Path) -> None:
    # The box for the passphrase is Windows' own: a person has to sit there.
    before = ribbon.state()
    (told,) = ribbon.press("btnUnmask")
    assert "E-088" in told
    assert comparable(ribbon.state()) == comparable(before)


def reset(ribbon: Ribbon, windows: Windows, sample: Path) -> None:
    before = comparable(ribbon.state())
    assert len(ribbon.press("btnReset")) == 1  # asked; all are at their defaults
    assert comparable(ribbon.state()) == before


def pdf(ribbon: Ribbon, windows: Windows, sample: Path) -> None:
    before = comparable(ribbon.state())
    ribbon.arrange(chosen=rf"{FOLDER}\看板.pdf")
    assert ribbon.press("btnPdf") == []
    assert comparable(ribbon.state()) == before


def one_sheet(key: str) -> Callable[[Ribbon, Windows, Path], None]:
    def case(ribbon: Ribbon, windows: Windows, sample: Path) -> None:
        filled = sample.with_name("filled.xlsx")
        demo(filled, "zh")
        ribbon.open(filled, f"{key}.xlsx")
        before = comparable(ribbon.state())["cells"]
        assert ribbon.press(f"btnSheet_{key}") == []
        assert ribbon.state()["active"] == ALONE[key].zh
        assert comparable(ribbon.state())["cells"] == before  # what a full refresh wrote there

    return case


CASES: Final[dict[str, Callable[[Ribbon, Windows, Path], None] | None]] = {
    "btnNew": new,
    "btnSample": made_up,
    "btnImport": import_orders,
    "btnCheck": check,
    "btnClean": clean,
    "btnRefresh": None,  # test_ribbon.py
    "btnParams": parameters,
    "btnReset": reset,
    "btnPdf": pdf,
    "btnUndo": None,  # test_ribbon.py
    "btnMask": masked_copy,
    "btnInspect": share_check,
    "btnMaskInPlace": mask_in_place,
    "btnUnmask": unmask,
    "btnFx": functions,
    "btnDoctor": doctor,
    "btnHelp": about,
    # One action with the key of a sheet: the one that rests on compiled libraries stands for all.
    **{f"btnSheet_{key}": one_sheet(key) if key == "clusters" else None for key in ALONE},
}


def test_every_button_has_a_case() -> None:
    assert CASES.keys() == BUTTONS.keys()


@pytest.mark.parametrize("button", [button for button, case in CASES.items() if case is not None])
def test_the_button_does_what_it_says(
    button: str, ribbon: Ribbon, windows: Windows, tmp_path: Path
) -> None:
    case = CASES[button]
    assert case is not None
    sample = new_workbook(tmp_path / "sample.xlsx", "zh")
    ribbon.open(sample, f"{button}.xlsx")
    case(ribbon, windows, sample)
