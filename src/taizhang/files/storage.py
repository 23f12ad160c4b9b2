"""Keeps files on disk so that a half-written one never bears its final name."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage
from django.utils.deconstruct import deconstructible


@deconstructible
class FolderStorage(FileSystemStorage):
    """A folder of files named by their content: written aside, flushed to disk, then renamed; a name once taken stays.

    Names are made by :func:`taizhang.files.actions.keep`; the same content always has the same name, so a file that is
    already there is left as it is.
    """

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        """The name itself: equal names hold equal bytes."""
        return name

    def _save(self, name: str, content: File[Any]) -> str:
        final = Path(self.path(name))
        if not final.exists():
            final.parent.mkdir(parents=True, exist_ok=True)
            _write(final, content.chunks())
        return name


def _write(final: Path, chunks: Iterable[bytes]) -> None:
    handle, aside = tempfile.mkstemp(dir=final.parent, prefix=".incoming-")
    try:
        with os.fdopen(handle, "wb") as file:
            for chunk in chunks:
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        Path(aside).chmod(0o440)
        Path(aside).replace(final)
    except BaseException:
        Path(aside).unlink(missing_ok=True)
        raise
    _flush_folder(final.parent)


def _flush_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
