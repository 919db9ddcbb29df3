"""The ribbon's XML (MS-CUSTOMUI2): one tab, its groups and buttons, in the order declared."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from xml.sax.saxutils import quoteattr

from xlsegment.addin.texts import TAB
from xlsegment.excel.declare import Button, Group, Menu

_NAMESPACE: Final = "http://schemas.microsoft.com/office/2009/07/customui"
# With their module, so that a macro of the same name in another workbook is never called.
_LABEL: Final = "XlSegRibbon.XlSeg_Label"
_TIP: Final = "XlSegRibbon.XlSeg_Tip"
_PRESS: Final = "XlSegRibbon.XlSeg_Press"
_WORDS: Final = f'getLabel="{_LABEL}" getScreentip="{_LABEL}" getSupertip="{_TIP}"'
_PRESSED: Final = f'{_WORDS} onAction="{_PRESS}"'


def customui(groups: Sequence[Group]) -> str:
    """Return ``customUI14.xml``."""
    lines = [
        f'<customUI xmlns="{_NAMESPACE}"><ribbon><tabs>',
        f'<tab id="{TAB}" getLabel="{_LABEL}" insertAfterMso="TabData">',
    ]
    for group in groups:
        lines.append(f'<group id={quoteattr(group.id)} getLabel="{_LABEL}">')
        lines += [_menu(one) if isinstance(one, Menu) else _button(one) for one in group.shown]
        lines.append("</group>")
    lines.append("</tab></tabs></ribbon></customUI>")
    return "\n".join(lines)


def _button(button: Button) -> str:
    size, picture = f'size="{button.size}"', f"imageMso={quoteattr(button.icon)}"
    return f"<button id={quoteattr(button.id)} {size} {picture} {_PRESSED}/>"


def _menu(menu: Menu) -> str:
    inside = [f"<button id={quoteattr(button.id)} {_PRESSED}/>" for button in menu.buttons]
    opened = f"<menu id={quoteattr(menu.id)} imageMso={quoteattr(menu.icon)} {_WORDS}>"
    return "\n".join([opened, *inside, "</menu>"])
