"""Every list and every detail page takes as many queries with 200 rows as with 10."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from taizhang import clock
from taizhang.accounts.models import Membership, Notice, Organisation, User
from taizhang.files.models import StoredFile
from taizhang.intake.models import Candidate
from taizhang.journal.actions import System, action
from taizhang.ledger.models import (
    Alias,
    Amendment,
    Commitment,
    CoOwner,
    Discrepancy,
    Document,
    Indicator,
    PlanPoint,
    Reconciliation,
    Ruling,
    Source,
)
from taizhang.places.models import Level, Place, Standing
from taizhang.places.paths import child
from taizhang.policy.access import routes
from taizhang.policy.roles import Role
from taizhang.policy.table import Reach
from taizhang.policy.table import action as row
from tests.cast import Cast

FEW, MANY = 10, 200
#: Among more than a hundred choices, the one in force is looked up by itself.
CHOSEN = {"assign", "ledger, filtered"}
TEXT = "新增公园3个。"


class World:
    """One of everything, and round it as many rows as asked for."""

    def __init__(self, cast: Cast) -> None:
        self.cast, self.size = cast, 0
        self.city, self.office = cast.places["4419"], cast.organisation("office")
        self.indicator = Indicator.objects.create(name="公园", unit="个")
        self.document = self._document("计划")
        self.whole = self._commitment("公园", place=self.city, lead=cast.organisation("department"))
        self.made = Reconciliation.objects.create(new=self.document, place=self.city)

    def grow(self, size: int) -> None:
        """Add rows of every kind, each hanging on the one, until there are so many."""
        for number in range(self.size, size):
            self._add(number)
        with action(System("growing"), "ledger.edit") as act:
            for number in range(self.size, size):
                for each in (self.whole, self.document, self.indicator, self.city, self.office, self.cast.town):
                    act.record(each, note=f"第{number}次")
        self.size = size

    def _add(self, number: int) -> None:
        code, lead = f"4419{number + 50000:05}", self.cast.organisation("department")
        town = Place.objects.create(
            code=code, name=f"第{number}镇", level=Level.TOWN, parent=self.city, path=child(self.city.path, code)
        )
        Standing.objects.create(place=town, code=code, name=town.name, parent=self.city)
        office = Organisation.objects.create(name=f"第{number}镇政府", kind="town", place=town, parent=self.office)
        Organisation.objects.filter(pk=office.pk).update(path=child(self.office.path, str(office.pk)))
        person = User.objects.create(username=f"person{number}", name=f"第{number}人")
        Membership.objects.create(user=person, organisation=self.office, role=Role.OFFICE)
        Membership.objects.create(user=self.cast.town, organisation=office, role=Role.VILLAGE, until=clock.now())
        Notice.objects.create(user=self.cast.office, words=f"第{number}条", url="/")
        indicator = Indicator.objects.create(name=f"第{number}指标")
        Alias.objects.create(indicator=self.indicator, name=f"公园{number}")
        document = self._document(f"第{number}份计划")
        self._commitment(f"公园{number}", place=town, lead=lead, indicator=indicator, document=document)
        share = self._commitment("公园", place=town, lead=office, parent=self.whole, state="assigned")
        CoOwner.objects.create(commitment=self.whole, organisation=office)
        CoOwner.objects.create(commitment=share, organisation=lead)
        PlanPoint.objects.create(commitment=self.whole, due=clock.today().replace(year=1900 + number), value=number)
        self._source(self.whole, document)
        self._source(share, self.document)
        Candidate.objects.create(document=self.document, **_SPAN)
        Reconciliation.objects.create(old=document, new=self.document, place=self.city)
        for status in ("changed", "unchanged"):
            each = self._discrepancy(f"{status}{number}", status)
            Ruling.objects.create(discrepancy=each, stands="both", reason="并行", ruled_by=self.cast.office)
        ruling = Ruling.objects.latest("pk")
        Amendment.objects.create(
            commitment=self.whole, kind="revise", reason="调整", document=document, ruling=ruling, made_by=person
        )

    def _discrepancy(self, key: str, status: str) -> Discrepancy:
        claim = {"document": self.document.pk, "title": self.document.title, "quote": TEXT, "start": 4, "end": 6}
        return Discrepancy.objects.create(
            reconciliation=self.made,
            key=key,
            status=status,
            indicator="公园",
            old_claims=[claim],
            new_claims=[claim],
            commitment=self.whole,
            needs_ruling=status == "changed",
        )

    def _document(self, title: str) -> Document:
        sha256 = hashlib.sha256(title.encode()).hexdigest()
        stored = StoredFile.objects.create(sha256=sha256, size=1)
        facts: dict[str, Any] = {"place": self.city, "original": stored, "sha256": sha256, "text": TEXT}
        return Document.objects.create(title=title, name=title, status="confirmed", year=2024, **facts)

    def _commitment(self, title: str, document: Document | None = None, **facts: Any) -> Commitment:
        figure = {"measure": "delta", "comparator": "=", "value": 3, "unit": "个", "period": "2024", "year": 2024}
        made = Commitment.objects.create(title=title, **{"indicator": self.indicator, **figure, **facts})
        if document is not None:
            self._source(made, document)
        return made

    def _source(self, of: Commitment, document: Document) -> None:
        Source.objects.create(commitment=of, document=document, **_SPAN)


_SPAN: dict[str, Any] = {"start": 4, "end": 6, "figure": "3个", "quote_start": 0, "quote_end": 7, "quote": TEXT}


def _lists() -> Iterator[tuple[str, str]]:
    """Every page without an object of its own, and who may open it."""
    parts = ("office", "department", "town", "supervision", "system", "security", "auditor")
    for route in routes():
        if route.access is None or "<" in route.pattern or "GET" not in route.access.methods or route.access.file:
            continue
        if route.access.action in {"public", "signed-in"}:
            yield route.name, "office"
            continue
        reached = [part for part in parts if _reaches(route.access.action, part)]
        if reached:
            yield route.name, reached[0]


def _reaches(name: str, part: str) -> bool:
    return row(name).reach[part] is not Reach.NONE


DETAILS: dict[str, Callable[[World], str]] = {
    "commitment": lambda world: reverse("ledger:commitment", args=[world.whole.pk]),
    "assign": lambda world: reverse("ledger:assign", args=[world.whole.pk]),
    "merge": lambda world: reverse("ledger:merge", args=[world.whole.pk]),
    "edit": lambda world: reverse("ledger:edit", args=[world.whole.pk]),
    "plan": lambda world: reverse("ledger:plan", args=[world.whole.pk]),
    "decompose": lambda world: reverse("ledger:decompose", args=[world.whole.pk]),
    "extend": lambda world: reverse("ledger:extend", args=[world.whole.pk]),
    "document": lambda world: reverse("ledger:document", args=[world.document.pk]),
    "workspace": lambda world: reverse("intake:document", args=[world.document.pk]),
    "indicator": lambda world: reverse("ledger:indicator", args=[world.indicator.pk]),
    "reconciliation": lambda world: reverse("ledger:reconciliation", args=[world.made.pk]),
    "reconciliation, all": lambda world: reverse("ledger:reconciliation", args=[world.made.pk]) + "?status=unchanged",
    "place": lambda world: reverse("places:detail", args=[world.city.pk]),
    "organisation": lambda world: reverse("accounts:organisation", args=[world.office.pk]),
    "person": lambda world: reverse("accounts:person", args=[world.cast.town.pk]),
    "ledger, filtered": lambda world: reverse("ledger:list") + f"?document={world.document.pk}&words=公园&q=公园",
    "ledger, sorted": lambda world: reverse("ledger:list") + "?sort=-lead&page=999",
}


def _queries(client: Client, url: str) -> int:
    assert client.get(url).status_code in {200, 302}, url
    with CaptureQueriesContext(connection) as captured:
        client.get(url)
    return len(captured)


@pytest.mark.slow
@pytest.mark.django_db
def test_more_rows_take_no_more_queries(cast: Cast) -> None:
    world, clients = World(cast), {part: cast.client(part) for part in cast.people}
    pages = {name: (part, reverse(name)) for name, part in _lists()}
    pages |= {name: ("office", page(world)) for name, page in DETAILS.items()}
    world.grow(FEW)
    few = {name: _queries(clients[part], url) for name, (part, url) in pages.items()}
    world.grow(MANY)
    many = {name: _queries(clients[part], url) for name, (part, url) in pages.items()}
    assert {name: (few[name], n) for name, n in many.items() if n > few[name] + (name in CHOSEN)} == {}
    assert max(many.values()) <= 60
