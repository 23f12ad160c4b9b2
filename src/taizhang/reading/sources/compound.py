"""OLE compound files, the container of the old Office formats: its streams by name."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager

import olefile

from taizhang.reading.sources.errors import DamagedFile, TruncatedFile


@contextmanager
def _opened(data: bytes) -> Iterator[olefile.OleFileIO]:
    """The container, whose reading may break at any byte; every such break becomes one of our errors."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            yield container
    except EOFError as error:
        raise TruncatedFile from error
    except (OSError, ValueError, IndexError, TypeError, OverflowError, AttributeError, RecursionError) as error:
        # The sector table lies wherever the writer put it, so a file cut short mostly loses the way to its streams.
        raise DamagedFile("文件结构损坏或不完整", "请重新下载，或用原软件打开后另存") from error


def stream_names(data: bytes) -> frozenset[str]:
    """Lower-case names of all streams, without the storages they lie in."""
    with _opened(data) as container:
        return frozenset(entry[-1].lower() for entry in container.listdir(streams=True, storages=False))


def stream(data: bytes, name: str) -> bytes | None:
    """The bytes of the stream ``name`` at the root, or ``None`` where there is none."""
    with _opened(data) as container:
        if not container.exists(name):
            return None
        with container.openstream(name) as opened:
            return bytes(opened.read())
