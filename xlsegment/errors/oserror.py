"""What the operating system says when it refuses, in both languages."""

from __future__ import annotations

import errno
from typing import Final

from xlsegment.text import Text

_REASONS: Final = {
    errno.ENOENT: Text("文件或文件夹不存在", "no such file or folder"),
    errno.EACCES: Text("没有权限，或正被其他程序占用", "no permission, or in use elsewhere"),
    errno.EPERM: Text("没有权限", "no permission"),
    errno.ENOSPC: Text("磁盘空间不足", "the disk is full"),
    errno.EDQUOT: Text("磁盘配额已用完", "the disk quota is used up"),
    errno.EROFS: Text("磁盘是只读的", "the disk is read-only"),
    errno.EISDIR: Text("是文件夹", "it is a folder"),
    errno.ENOTDIR: Text("路径中有一段不是文件夹", "part of the path is no folder"),
    errno.ENAMETOOLONG: Text("文件名太长", "the file name is too long"),
    errno.EFBIG: Text("文件太大", "the file is too large"),
    errno.EIO: Text("磁盘读写出错", "the disk reports an error"),
    errno.EBUSY: Text("正被其他程序占用", "in use elsewhere"),
}


def reason_of(error: OSError) -> Text:
    """Return why a file could not be read or written; the system's own words for rare causes."""
    own_words = error.strerror or str(error) or type(error).__name__
    return _REASONS.get(error.errno or 0, Text(own_words, own_words))
