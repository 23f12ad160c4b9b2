"""Office files as archives: packed anew so that the same content is the same bytes, whenever it is written."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_EPOCH = (1980, 1, 1, 0, 0, 0)


def settled(file: bytes, parts: Mapping[str, bytes] | None = None) -> bytes:
    """The archive with its parts in their order and without the hour at which they were written; ``parts`` stand for theirs."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(file)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = zipfile.ZipInfo(name, _EPOCH)
            part.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(part, parts[name] if parts and name in parts else old.read(name))
    return packed.getvalue()
