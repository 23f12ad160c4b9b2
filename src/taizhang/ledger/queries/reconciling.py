"""The two sides of a reconciliation as claims, and reconciliations as a person may see them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Case, Count, Prefetch, Q, QuerySet, Value, When
from django.utils.translation import gettext as _

from taizhang.accounts.models import User
from taizhang.accounts.scope import within
from taizhang.ledger import states
from taizhang.ledger.models import Commitment, Discrepancy, Document, Reconciliation, Ruling, Source
from taizhang.policy.errors import ActionError
from taizhang.reading.pipeline import read
from taizhang.reading.results import Claim
from taizhang.ui.lists import tally as tally_of

#: More passages than this are not compared at once.
LARGEST = 5000
_BY_WEIGHT = ("raised", "lowered", "changed", "dropped", "new", "unchanged")
_NAMES = frozenset(Claim.__slots__) - {"derivation"}


def claims_of(document: Document) -> list[Claim]:
    """What the document says: as people confirmed it once they have gone through it, else as it reads."""
    if document.status == Document.Status.CONFIRMED:
        return [claim_of(source.record) for source in document.sources.order_by("start", "pk")]
    reading = read(document.text, year=document.year, place=document.place.name, name=document.name)
    return list(reading.claims)


def ledger_sources(new: Document, year: int | None, *, exactly: bool = False) -> QuerySet[Source]:
    """What the ledger promises for the document's place by other documents: from that year on, or for that year alone.

    What has no year is always among it.
    """
    rows = Source.objects.filter(role="target", commitment__place__path__within=new.place.path)
    if year is not None:
        in_time = Q(commitment__year=year) if exactly else Q(commitment__year__gte=year)
        rows = rows.filter(in_time | Q(commitment__year=None))
    live = rows.exclude(commitment__state__in=states.GONE).exclude(document=new)
    return live.order_by("document_id", "start", "pk")


def comparable(promised: QuerySet[Source], new: Document) -> tuple[QuerySet[Source], int]:
    """What of the ledger is compared at once, and how many passages are not.

    All of it while it is not too much; else what is promised for the document's own place, without the places below.
    Raises ActionError where that alone is too much.
    """
    everything = promised.count()
    if everything <= LARGEST:
        return promised, 0
    own = promised.filter(commitment__place=new.place)
    if (there := own.count()) > LARGEST:
        raise ActionError(
            _("台账里%(place)s本级有 %(n)s 处目标，一次最多对 %(most)s 处。请选一份原文件来对。")
            % {"place": new.place, "n": there, "most": LARGEST}
        )
    return own, everything - there


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
        found=tally_of(Discrepancy.objects.exclude(status="unchanged"), "reconciliation"),
        waiting=tally_of(Discrepancy.objects.filter(needs_ruling=True), "reconciliation"),
    )


def differences(reconciliation: Reconciliation, wanted: str = "") -> QuerySet[Discrepancy]:
    """Every difference with its rulings; other figures come before what one side alone says.

    ``wanted`` is a status, ``waiting`` for what waits for a ruling, ``all``, or empty for all that differs.
    """
    chosen = {"": ~Q(status="unchanged"), "waiting": Q(needs_ruling=True), "all": Q()}.get(wanted, Q(status=wanted))
    rulings = Prefetch("rulings", Ruling.objects.select_related("ruled_by"))
    weight = Case(*(When(status=each, then=Value(at)) for at, each in enumerate(_BY_WEIGHT)), default=Value(9))
    rows = reconciliation.discrepancies.filter(chosen).prefetch_related(rulings).annotate(weight=weight)
    return rows.order_by("weight", "position", "pk")


def tally(reconciliation: Reconciliation) -> dict[str, int]:
    """How many differences have each status, how many promises each outcome, and how many wait for a ruling."""
    rows = reconciliation.discrepancies.order_by()
    counted = {row["status"]: row["n"] for row in rows.values("status").annotate(n=Count("pk"))}
    counted |= {row["outcome"]: row["n"] for row in rows.values("outcome").annotate(n=Count("pk"))}
    return counted | {"waiting": rows.filter(needs_ruling=True).count()}


def rulings(user: User) -> QuerySet[Ruling]:
    """Every ruling within the person's scope, newest first, with what it was about."""
    rows = Ruling.objects.select_related(
        "ruled_by", "discrepancy__reconciliation__old", "discrepancy__reconciliation__new"
    )
    sides = ("old__text", "old__reading", "new__text", "new__reading")
    rows = rows.defer(*(f"discrepancy__reconciliation__{each}" for each in sides))
    return within(user, "ledger.reconcile", rows)


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of the ledger by the words they came from."""

    by_span: Mapping[tuple[int, int, int], list[Source]]

    @classmethod
    def of(cls, sources: QuerySet[Source]) -> Lines:
        """Those the sources lead to, in one query."""
        by_span: dict[tuple[int, int, int], list[Source]] = {}
        for each in sources.filter(commitment__isnull=False).select_related("commitment").order_by("pk"):
            by_span.setdefault((each.document_id, each.start, each.end), []).append(each)
        return cls(by_span)

    def saying(self, claims: Iterable[Mapping[str, Any]]) -> list[Commitment]:
        """The lines that say what the claims of a side say, each once; of two on the same words, the one of that name.

        A line that was merged is where it went, one that was struck is none.
        """
        found = [source.commitment for claim in claims for source in self._sources(claim)]
        living = dict.fromkeys(_living(each) for each in found if each is not None)
        return [each for each in living if each.state not in states.GONE]

    def _sources(self, claim: Mapping[str, Any]) -> list[Source]:
        there = self.by_span.get((claim["document"], claim["start"], claim["end"]), [])
        named = [each for each in there if all(each.record.get(name) == claim[name] for name in ("indicator", "place"))]
        return named or there


def lines_of(discrepancy: Discrepancy) -> list[Commitment]:
    """The lines of the ledger that make the promise, the old side's first; all of one place and year."""
    claims = [*discrepancy.old_claims, *discrepancy.new_claims]
    spans = Q(pk__in=())
    for each in claims:
        spans |= Q(document=each["document"], start=each["start"], end=each["end"])
    lines = Lines.of(Source.objects.filter(spans)).saying(claims)
    if not lines and discrepancy.commitment is not None:
        lines = [each for each in [_living(discrepancy.commitment)] if each.state not in states.GONE]
    return [each for each in lines if (each.place_id, each.year) == (lines[0].place_id, lines[0].year)]


def _living(line: Commitment) -> Commitment:
    while line.merged_into is not None:
        line = line.merged_into
    return line
