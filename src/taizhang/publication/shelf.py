"""The shelf: whole answers to the public, kept in memory, each good for one state of everything that is public."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from hashlib import blake2b

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import parse_http_date_safe

#: Set on an answer that depends on nothing but the address and what is public.
MARK = "depends_on_the_stamp_alone"
#: What may lie on the shelf, in bytes, and the longest address that is kept: made-up ones must not push out real ones.
ROOM, LONGEST = 32 * 1024 * 1024, 300
KEPT_STATUS = frozenset({200, 410})


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer as it was given."""

    status: int
    headers: tuple[tuple[str, str], ...]
    content: bytes
    etag: str
    modified: int | None

    @classmethod
    def of(cls, answer: HttpResponse) -> Kept:
        """With a tag made from what it says."""
        etag = f'"{blake2b(answer.content, digest_size=12).hexdigest()}"'
        modified = parse_http_date_safe(answer.headers.get("Last-Modified", ""))
        headers = {**answer.headers, "ETag": etag, "Content-Length": str(len(answer.content))}
        return cls(answer.status_code, tuple(headers.items()), answer.content, etag, modified)

    def answer(self, request: HttpRequest) -> HttpResponseBase:
        """The answer again, or that nothing has changed since the last time it was asked for."""
        given = HttpResponse(
            self.content if request.method == "GET" else b"", status=self.status, headers=dict(self.headers)
        )
        if self.status != 200:
            return given
        return get_conditional_response(request, self.etag, self.modified, given) or given


class Shelf:
    """Answers by their key, those asked for longest ago thrown out when there is no room; shared by the threads of a process."""

    def __init__(self, room: int = ROOM) -> None:
        self.room, self._used = room, 0
        self._kept: OrderedDict[Hashable, Kept] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable) -> Kept | None:
        """What is kept under a key."""
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
            return found

    def put(self, key: Hashable, kept: Kept) -> None:
        """Keep an answer."""
        with self._lock:
            if (before := self._kept.pop(key, None)) is not None:
                self._used -= len(before.content)
            self._kept[key] = kept
            self._used += len(kept.content)
            while self._used > self.room:
                _key, oldest = self._kept.popitem(last=False)
                self._used -= len(oldest.content)


SHELF = Shelf()
PREFIXES = ("/public/", "/robots.txt", "/sitemap.xml")


class ShelfMiddleware:
    """Answers from the shelf before anything else is done for a request: no session, no person, no view.

    The stamp is asked of the database each time, so that what was withdrawn is gone at once in every process.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method not in {"GET", "HEAD"} or not request.path.startswith(PREFIXES):
            return self.get_response(request)
        address = request.get_full_path()
        stamp = current_stamp() if len(address) <= LONGEST else None
        if stamp is None:
            return self.get_response(request)
        # Addresses in feeds are absolute. A host that is not ours is refused here and never kept.
        key = (stamp, request.scheme, request.get_host(), address)
        kept = SHELF.get(key)
        if kept is None:
            answer = self.get_response(request)
            if not (isinstance(answer, HttpResponse) and _keepable(request, answer)):
                return answer
            kept = Kept.of(answer)
            SHELF.put(key, kept)
        return kept.answer(request)


def current_stamp() -> int | None:
    """The state of everything that is public; ``None`` where the database cannot say."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT version FROM publication_stamp WHERE id = 1")
            row = cursor.fetchone()
    except DatabaseError:
        return None
    return row[0] if row else 0


def _keepable(request: HttpRequest, answer: HttpResponse) -> bool:
    return (
        request.method == "GET"
        and answer.status_code in KEPT_STATUS
        and getattr(answer, MARK, False)
        and not answer.cookies
    )
