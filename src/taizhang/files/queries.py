"""Whether every stored file is still what it was."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from taizhang.files.models import StoredFile

CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Damage:
    """A stored file that is missing or no longer has its hash."""

    sha256: str
    what: str


def verify_files() -> Iterator[Damage]:
    """Read every registered file again and yield those that differ."""
    for stored in StoredFile.objects.order_by("pk").iterator(chunk_size=1000):
        if what := _damage(stored):
            yield Damage(stored.sha256, what)


def _damage(stored: StoredFile) -> str:
    digest, size = hashlib.sha256(), 0
    try:
        with stored.open() as file:
            for chunk in file.chunks(CHUNK):
                digest.update(chunk)
                size += len(chunk)
    except FileNotFoundError:
        return "文件缺失"
    except OSError as error:
        return f"文件无法读取（{error.strerror or error}）"
    if digest.hexdigest() != stored.sha256:
        return f"内容与摘要不符（应有 {stored.size} 字节，实有 {size} 字节）"
    return ""
