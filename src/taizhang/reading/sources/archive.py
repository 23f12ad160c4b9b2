"""Zip containers of office files, opened only after their sizes are found harmless."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from taizhang.reading.sources.errors import DamagedFile, EncryptedFile, TooLarge, TruncatedFile, UnsafeFile
from taizhang.reading.sources.limits import MEGABYTE, Limits

_ENCRYPTED = 0x1
_END_OF_DIRECTORY = b"PK\x05\x06"
_END_LENGTH = 22
_LONGEST_COMMENT = 65_535
# Whatever its ratio, a member of this size does no harm.
_HARMLESS = 16 * MEGABYTE


@contextmanager
def _opened(data: bytes) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as opened:
            yield opened
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
        raise (DamagedFile if _ends(data) else TruncatedFile) from error


def _ends(data: bytes) -> bool:
    """Whether the directory of the container, which comes last, is there to its end."""
    position = data.rfind(_END_OF_DIRECTORY, max(0, len(data) - _END_LENGTH - _LONGEST_COMMENT))
    return 0 <= position <= len(data) - _END_LENGTH


def member_names(data: bytes) -> frozenset[str]:
    """Lower-case names of all members."""
    with _opened(data) as opened:
        return frozenset(name.lower() for name in opened.namelist())


class Archive:
    """The members of a zip container, read one by one, each within ``limits``.

    Names are matched without regard to case, as office programs do. Raises :class:`UnsafeFile` for a bomb.
    """

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._data = data
        self._limits = limits
        with _opened(data) as opened:
            self._members = {info.filename.lower().lstrip("/"): info for info in _harmless(opened.infolist(), limits)}

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._members

    def names(self) -> tuple[str, ...]:
        """Lower-case names of all members, in the order of the container."""
        return tuple(self._members)

    def read(self, name: str) -> bytes:
        """The bytes of the member ``name``. Raises :class:`DamagedFile` where there is none."""
        info = self._members.get(name.lower())
        if info is None:
            raise DamagedFile(f"缺少组成部分 {name}")
        if info.flag_bits & _ENCRYPTED:
            raise EncryptedFile
        if info.file_size > self._limits.part_bytes:
            most = self._limits.part_bytes // MEGABYTE
            raise TooLarge(f"其中的 {name} 展开后超过 {most} MB 的上限", "请拆分成几个文件后分别读取")
        # zipfile never yields more than the size declared, so the checks on declared sizes hold.
        with _opened(self._data) as opened:
            return opened.read(info)


def _harmless(infos: list[zipfile.ZipInfo], limits: Limits) -> list[zipfile.ZipInfo]:
    if len(infos) > limits.members:
        raise UnsafeFile(f"压缩结构里有 {len(infos)} 个文件，超过 {limits.members} 个的上限")
    if sum(info.file_size for info in infos) > limits.unzipped_bytes:
        raise UnsafeFile(f"展开后超过 {limits.unzipped_bytes // MEGABYTE} MB，可能是压缩炸弹")
    for info in infos:
        if info.file_size > max(_HARMLESS, limits.zip_ratio * info.compress_size):
            raise UnsafeFile(f"其中的 {info.filename} 压缩比异常，可能是压缩炸弹")
    return infos
