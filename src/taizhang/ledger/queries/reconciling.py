"""The two sides of a reconciliation as claims, and reconciliations as a person may see them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db.models import Case, Count, Prefetch, Q, QuerySet, Value, When

from taizhang.accounts.models import User
from taizhang.accounts.scope import within
from taizhang.ledger import states
from taizhang.ledger.models import Discrepancy, Document, Reconciliation, Ruling, Source
from taizhang.reading.pipeline import read
from taizhang.reading.results import Claim

#: A ledger side larger than this is compared in parts, by place.
LARGEST = 5000
_BY_WEIGHT = ("raised", "lowered", "changed", "dropped", "new", "unchanged")
_NAMES = frozenset(Claim.__slots__) - {"derivation"}


def claims_of(document: Document) -> list[Claim]:
    """What the document says: as people confirmed it once they have gone through it, else as it reads."""
    if document.status == Document.Status.CONFIRMED:
        return [claim_of(source.record) for source in document.sources.order_by("start", "pk")]
    reading = read(document.text, year=document.year, place=document.place.name, name=document.name)
    return list(reading.claims)


def ledger_sources(new: Document) -> QuerySet[Source]:
    """What the ledger promises for the document's place by other documents."""
    rows = Source.objects.filter(role="target", commitment__place__path__within=new.place.path)
    live = rows.exclude(commitment__state__in=states.GONE).exclude(document=new)
    return live.order_by("document_id", "start", "pk")[:LARGEST]


def claim_of(record: Mapping[str, Any]) -> Claim:
    """A claim as its source recorded it."""
    fields = {name: record[name] for name in _NAMES if name in record}
    fields["value"] = None if fields.get("value") is None else Decimal(str(fields["value"]))
    fields["section"] = tuple(fields.get("section") or ())
    fields["co_owners"] = tuple(fields.get("co_owners") or ())
    return Claim(**fields)


def listed(user: User) -> QuerySet[Reconciliation]:
    """The reconciliations within the person's scope with how many differences wait."""
    rows = within(user, "ledger.reconcile", Reconciliation.objects.all()).select_related("old", "new", "made_by")
    rows = rows.defer("old__text", "old__reading", "new__text", "new__reading")
    return rows.annotate(
        found=Count("discrepancies", filter=~Q(discrepancies__status="unchanged")),
        waiting=Count("discrepancies", filter=Q(discrepancies__needs_ruling=True)),
    )


def differences(reconciliation: Reconciliation, wanted: str = "") -> QuerySet[Discrepancy]:
    """Every difference with its rulings; other figures come before what one side alone says.

    ``wanted`` is a status, ``waiting`` for what waits for a ruling, or empty for all that differs.
    """
    chosen = {"": ~Q(status="unchanged"), "waiting": Q(needs_ruling=True)}.get(wanted, Q(status=wanted))
    rulings = Prefetch("rulings", Ruling.objects.select_related("ruled_by"))
    weight = Case(*(When(status=each, then=Value(at)) for at, each in enumerate(_BY_WEIGHT)), default=Value(9))
    rows = reconciliation.discrepancies.filter(chosen).prefetch_related(rulings).annotate(weight=weight)
    return rows.order_by("weight", "position", "pk")


def tally(reconciliation: Reconciliation) -> dict[str, int]:
    """How many differences there are of each status."""
    counted = reconciliation.discrepancies.order_by().values_list("status").annotate(Count("pk"))
    return dict(counted)
