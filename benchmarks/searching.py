"""What search takes for each person and each sort of word, and what looking through the texts would take instead.

Everything is told twice, in milliseconds: as it was answered, and as processors worked for it, application and database together.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet

from taizhang.accounts.models import User
from taizhang.ledger.models import Commitment, Document
from taizhang.ledger.queries import commitments, documents
from taizhang.search.asked import Asked
from taizhang.search.indexing import rebuild
from taizhang.search.models import Line
from taizhang.search.queries import find, suggest

#: Sorts of words by how much they find: rare ones, those of a few places, those that stand in a tenth or a half of everything.
WORDS = {
    "rare": ("石龙镇", "高标准农田 中堂", "没有这样的词", "89,999", "停車位 霄边"),
    "a place": ("长安 充电桩", "东莞市 绿道", "惠州 学位", "水务局 管网", "虎门"),
    "common": ("停车位", "口袋公园", "充电桩", "和美乡村示范村", "5g基站", "改造 小区"),
    "everywhere": ("年底前见到实效", "新增", "有关单位 牵头", "2024"),
    "one character": ("桩", "停", "年"),
}
ROUNDS = 3
Took = tuple[float, float]


def main() -> None:
    """Build the index, then say as JSON what everything took, in milliseconds."""
    began = time.perf_counter()
    for _progress in rebuild():
        pass
    built = time.perf_counter() - began
    people = {part: known["pk"] for part, known in json.load(sys.stdin).items()}
    said: dict[str, Any] = {"built": built, "lines": Line.objects.count(), "found": {}, "suggested": {}, "instead": {}}
    for part, pk in people.items():
        for sort, words in WORDS.items():
            said["found"].setdefault(sort, []).extend(_found(pk, each) for each in words for _ in range(ROUNDS))
            said["suggested"].setdefault(sort, []).extend(_suggested(pk, each) for each in words)
        said["instead"][part] = {each: (_found(pk, each), _looked_through(pk, each)) for each in ("石龙镇", "停车位")}
    sys.stdout.write(json.dumps(said, ensure_ascii=False))


def _found(pk: int, words: str) -> Took:
    person = User.objects.get(pk=pk)
    return _timed(lambda: find(person, Asked.of(words)))


def _suggested(pk: int, words: str) -> Took:
    person = User.objects.get(pk=pk)
    return _timed(lambda: suggest(person, words))


def _looked_through(pk: int, word: str) -> Took:
    """What LIKE takes for commitments with their quotes and for documents alone."""
    person = User.objects.get(pk=pk)
    words = Q(title__icontains=word) | Q(place__name__icontains=word) | Q(sources__quote__icontains=word)
    ledger: QuerySet[Commitment] = commitments.reached(person).filter(words).distinct()
    texts: QuerySet[Document] = documents.visible(person).filter(text__icontains=word)
    return _timed(lambda: (ledger.count(), list(ledger[:20]), texts.count(), list(texts[:20])))


def _timed(do: Callable[[], object]) -> Took:
    began, worked = time.perf_counter(), _worked()
    do()
    return (time.perf_counter() - began) * 1000, _worked() - worked


def _worked() -> float:
    """The processor time of this process and of its database server's, in milliseconds."""
    own = time.process_time() * 1000
    return own if connection.vendor == "sqlite" else own + _server()


def _server() -> float:
    info: Any = connection.connection.info
    return int(Path(f"/proc/{info.backend_pid}/schedstat").read_text().split()[0]) / 1e6
