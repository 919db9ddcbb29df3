"""Windows' own box for a name and a password."""

from __future__ import annotations

import ctypes
from typing import Any, Final

from xlsegment.excel.live import user32

# GENERIC_CREDENTIALS, ALWAYS_SHOW_UI, EXCLUDE_CERTIFICATES, DO_NOT_PERSIST: any name will do, the
# box is always shown, and Windows keeps nothing.
_FLAGS: Final = 0x40000 | 0x80 | 0x8 | 0x2
_NAME: Final = 514
_PASSWORD: Final = 257
_DONE: Final = 0
_TARGET: Final = "xlsegment"


class _Info(ctypes.Structure):
    _fields_ = (
        ("cbSize", ctypes.c_uint32),
        ("hwndParent", ctypes.c_void_p),
        ("pszMessageText", ctypes.c_wchar_p),
        ("pszCaptionText", ctypes.c_wchar_p),
        ("hbmBanner", ctypes.c_void_p),
    )


def ask(words: str, title: str) -> tuple[str, str] | None:
    """Return what was typed, above the window in front; None where Cancel was clicked."""
    owner = user32.front_window()
    info = _Info(ctypes.sizeof(_Info), owner, words, title, None)
    name = ctypes.create_unicode_buffer(_NAME)
    password = ctypes.create_unicode_buffer(_PASSWORD)
    try:
        answer = _credui().CredUIPromptForCredentialsW(
            ctypes.byref(info), _TARGET, None, 0, name, _NAME, password, _PASSWORD, None, _FLAGS
        )
        return (name.value, password.value) if answer == _DONE else None
    finally:
        ctypes.memset(password, 0, ctypes.sizeof(password))


def _credui() -> Any:
    # This module is type checked on every system, where windll exists on Windows only.
    return vars(ctypes)["windll"].credui
