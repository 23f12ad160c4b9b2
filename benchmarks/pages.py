"""What is asked of the site that is measured: pages by person, their number of queries, and what one would write instead."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote

from django.core.paginator import Paginator
from django.db import connection
from django.db.models import Q, QuerySet
from django.test import Client
from django.test.utils import CaptureQueriesContext

from taizhang.accounts.models import User
from taizhang.accounts.strands import strands
from taizhang.ledger.lists import COMMITMENTS
from taizhang.ledger.models import Commitment
from taizhang.ledger.queries import commitments, documents
from taizhang.places.models import Place
from taizhang.ui.lists.paging import KeyPaginator
from taizhang.ui.lists.search import matching

#: So many objects of a kind are opened, spread over all there are.
SPREAD = 8


def pages(person: User) -> Iterator[tuple[str, str]]:
    """What each page is called, and its address."""
    ledger = commitments.reached(person).order_by("pk")
    some = _spread(ledger)
    for query in ("", "per=200", "page=2"):
        yield "ledger, first pages", f"/ledger/?{query}"
    for query in _filters(person, some[len(some) // 2]):
        yield "ledger, one filter", f"/ledger/?{query}"
    for words in ("停车", "口袋公园", "充电桩", "5g", "没有这样的", "改造 小区"):
        yield "ledger, words sought", f"/ledger/?q={quote(words)}"
    for words in ("停车位", "高标准农田5", "年底前"):
        yield "ledger, words of the source", f"/ledger/?words={quote(words)}"
    for column in COMMITMENTS.columns:
        if column.sort:
            yield "ledger, sorted", f"/ledger/?sort={column.name}"
            yield "ledger, sorted", f"/ledger/?sort=-{column.name}"
    middle = max(ledger.count() // 100, 1)
    for query in ("page=999999", "sort=title&page=999999", f"page={middle}", f"sort=-deadline&page={middle}"):
        yield "ledger, middle and last pages", f"/ledger/?{query}"
    yield from (("commitment", f"/ledger/{each.pk}/") for each in some)
    yield from (("places: one", f"/places/{each.place_id}/") for each in some)
    splittable = _spread(ledger.filter(kind="figure", parent=None, place__level__in=["province", "city", "county"]))
    if person.has_perm("ledger.decompose"):
        yield from (("decomposition", f"/ledger/{each.pk}/decompose/") for each in splittable)
    if person.has_perm("ledger.assign"):
        yield from (("assigning", f"/ledger/{each.pk}/assign/") for each in splittable)
    if person.has_perm("ledger.reconcile"):
        yield "reconciling", "/ledger/reconciling/"
    yield "documents to confirm", "/intake/"
    yield "documents, list", "/ledger/documents/"
    yield "documents, list", "/ledger/documents/?page=999999"
    yield "documents, list", f"/ledger/documents/?q={quote('市')}"
    yield from (("document", f"/ledger/documents/{each.pk}/") for each in _spread(documents.visible(person)))
    yield "home", "/"
    for query in ("year=2024", "year=2024&area=停车治理", "year=", "year=2024&known=2024-06-30"):
        yield "overview", f"/overview/?{quote(query, safe='=&')}"
    yield "curves", f"/overview/curves/?{quote('year=2024&area=停车治理', safe='=&')}"
    yield "big screen", "/screen/?year=2024"
    for query in ("", "level=village", f"q={quote('新村')}", "sort=name&page=400"):
        yield "places, list", f"/places/?{query}"


def _spread(rows: QuerySet[Any]) -> list[Any]:
    rows = rows.order_by("pk")
    total = rows.count()
    return [rows[total * part // SPREAD] for part in range(SPREAD)] if total >= SPREAD else list(rows[:SPREAD])


def _filters(person: User, one: Commitment) -> Iterator[str]:
    yield from ("state=assigned", "kind=task", "time=overdue", "time=none", "lead=-", f"year={one.year}")
    yield f"area={quote(one.area)}"
    yield f"place={one.place.code}"
    yield f"lead={one.lead_id}"
    yield f"document={documents.visible(person).values_list('pk', flat=True).order_by('pk').first()}"
    yield f"year={one.year}&state=accepted&kind=figure"


def counted(person: User, session: str) -> dict[str, int]:
    """The most queries that a page of each name takes."""
    client = Client()
    client.cookies["taizhang_session"] = session
    most: dict[str, int] = {}
    for name, url in pages(person):
        with CaptureQueriesContext(connection) as captured:
            status = client.get(url).status_code
        if status != 200:
            raise RuntimeError(f"{url} answered {status}")
        most[name] = max(most.get(name, 0), len(captured))
    return most


def instead(person: User) -> dict[str, tuple[float, float]]:
    """Milliseconds of what the ledger does, and of what one would write first, for one person."""
    mine = commitments.listed(person)
    joined = _joined(person)
    keys, rows = KeyPaginator(mine.order_by("pk"), 50), Paginator(joined.order_by("pk"), 50)
    return {
        "scope as keys, as joins with OR": (_timed(mine.count), _timed(joined.count)),
        "last page by keys, by OFFSET": (_timed(lambda: list(keys.page(keys.num_pages))), _timed(_last(rows))),
        "words as they stand, as capitals": (
            _timed(commitments.reached(person).filter(matching(COMMITMENTS.search, "口袋公园")).count),
            _timed(
                commitments.reached(person).filter(Q(title__icontains="口袋公园") | Q(area__icontains="口袋公园")).count
            ),
        ),
    }


def _joined(person: User) -> QuerySet[Commitment]:
    """The scope as the declarations read: relation by relation, in one condition."""
    condition = Q()
    for held in person.held:
        by_place = strands(Commitment, "scope_places", "path__within", held.organisation.place.path)
        by_organisation = strands(Commitment, "scope_organisations", "path__within", held.organisation.path)
        for each in by_organisation if held.role == "department" else by_place:
            there = Commitment.objects.filter(each.condition).values("pk")
            condition |= Q(pk__in=there) if each.many else each.condition
    counting = Commitment.objects.exclude(state__in=["ended", "merged"])
    return counting.select_related("place", "lead", "indicator").filter(condition)


def _last(pages: Paginator[Any]) -> Callable[[], object]:
    return lambda: list(pages.page(pages.num_pages))


def _timed(ask: Callable[[], object], rounds: int = 3) -> float:
    taken = []
    for _ in range(rounds):
        began = time.perf_counter()
        ask()
        taken.append(time.perf_counter() - began)
    return min(taken) * 1000


def main() -> None:
    """Read the people as JSON; say their pages, numbers of queries and comparisons as JSON."""
    said = {}
    for part, known in json.load(sys.stdin).items():
        person = User.objects.get(pk=known["pk"])
        said[part] = {
            "pages": list(pages(person)),
            "queries": counted(person, known["session"]),
            "instead": instead(User.objects.get(pk=known["pk"])),
        }
    said["places"] = Place.objects.count()
    sys.stdout.write(json.dumps(said, ensure_ascii=False))
