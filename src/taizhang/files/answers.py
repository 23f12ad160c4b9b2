"""Answering with a stored file: byte for byte, never trusted."""

from __future__ import annotations

from django.http import FileResponse

from taizhang.files.models import StoredFile
from taizhang.files.pictures import shown_as

#: Nothing in a file that somebody handed in may load or run anything.
_SEALED = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'"


def file_answer(stored: StoredFile, name: str, *, show: bool = False) -> FileResponse:
    """The file as it was handed in, to be saved; with ``show`` a picture or PDF inside the browser, by what its bytes say it is."""
    file = stored.open()
    kind = shown_as(file.read(16)) if show else ""
    file.seek(0)
    answer = FileResponse(file, as_attachment=not kind, filename=name)
    answer.headers["Content-Type"] = kind or "application/octet-stream"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Content-Security-Policy"] = _SEALED
    return answer
