"""From confirmed claims to commitments: every one with the words it came from, none unseen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from taizhang.accounts.models import Organisation
from taizhang.journal.actions import Act, Actor, action
from taizhang.ledger.actions.changing import latest, live, refresh, saved
from taizhang.ledger.models import Commitment, Document, Indicator, Source
from taizhang.ledger.queries import naming
from taizhang.places.models import Place
from taizhang.policy.errors import ActionError
from taizhang.reading.results import Claim

#: What the value column holds: 24 digits, six of them after the point.
_LARGEST = Decimal(10) ** 18


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A claim as a person confirmed it, edits included.

    ``into`` is a commitment already in the ledger that it says again; without one it becomes a new one. ``place``,
    ``lead``, ``co_owners`` and ``area`` override what the claim's words name.
    """

    claim: Claim
    into: Commitment | None = None
    place: Place | None = None
    lead: Organisation | None = None
    co_owners: tuple[Organisation, ...] = ()
    area: str = ""


@dataclass(frozen=True, slots=True)
class _Named:
    """What the words of all claims name, looked up at once."""

    document: Document
    places: dict[str, Place]
    organisations: dict[str, Organisation]
    indicators: dict[str, Indicator]
    allowed: dict[int, bool] = field(default_factory=dict)

    @classmethod
    def by(cls, document: Document, claims: Sequence[Claim]) -> _Named:
        """Look everything up that the claims name."""
        owners = [name for claim in claims for name in (claim.owner, *claim.co_owners) if name]
        return cls(
            document,
            naming.places_named([claim.place for claim in claims if claim.place], document.place),
            naming.organisations_named(owners, document.place),
            naming.indicators_named([claim.indicator for claim in claims]),
        )

    def may(self, actor: Actor, place: Place) -> bool:
        """Whether the actor may confirm for the place; asked once for each."""
        if place.pk not in self.allowed:
            self.allowed[place.pk] = actor.has_perm("ledger.confirm", place)
        return self.allowed[place.pk]


@dataclass(frozen=True, slots=True)
class _Entered:
    """The sources that stand on the words of the claims already, by start and end; a request sent twice adds none."""

    sources: dict[tuple[int, int], list[Source]]

    @classmethod
    def of(cls, document: Document, claims: Sequence[Claim]) -> _Entered:
        """Look up those of all claims at once."""
        entered = cls({})
        starts = {claim.start for claim in claims}
        for source in Source.objects.filter(document=document, start__in=starts).select_related("commitment"):
            entered.add(source)
        return entered

    def add(self, source: Source) -> None:
        """Remember one more."""
        self.sources.setdefault((source.start, source.end), []).append(source)

    def find(self, claim: Claim, into: Commitment | None) -> Source | None:
        """The source that says the same of the same words."""
        wanted = record_of(claim)
        for source in self.sources.get((claim.start, claim.end), ()):
            if source.record == wanted and source.role == claim.role and into in (None, source.commitment):
                return source
        return None


def confirm_claims(*, actor: Actor, document: Document, claims: Sequence[Confirmed]) -> list[Source]:
    """Enter confirmed claims with their sources, in order; the sources lead to the commitments.

    A target becomes a commitment, or one more source of ``into``; a reported result becomes a source alone. Confirming
    the same words again gives the source that is there. Raises ActionError where words and spans do not fit the text.
    """
    with action(actor, "ledger.confirm", document) as act:
        named = _Named.by(document, [each.claim for each in claims])
        there = _Entered.of(document, [each.claim for each in claims])
        return [_enter(act, each, named, there) for each in claims]


def complete(*, actor: Actor, document: Document) -> Document:
    """Say that the document has been gone through to the end."""
    return _stand(actor, document, Document.Status.CONFIRMED, _("全文核对完成"))


def reopen(*, actor: Actor, document: Document) -> Document:
    """Say that the document is to be gone through again; what was confirmed stays."""
    return _stand(actor, document, Document.Status.READ, _("重新核对"))


def _stand(actor: Actor, document: Document, status: str, note: str) -> Document:
    with action(actor, "ledger.confirm", document, note=note) as act:
        now = latest(document)
        if now.status not in {Document.Status.READ, Document.Status.CONFIRMED}:
            raise ActionError(_("《%(title)s》还没有读取完成，还不能核对。") % {"title": now.title})
        act.watch(now)
        now.status = status
        refresh(document, saved(now))
    return document


def _enter(act: Act, confirmed: Confirmed, named: _Named, entered: _Entered) -> Source:
    claim, document = confirmed.claim, named.document
    _check(claim, document)
    place = confirmed.place or named.places.get(claim.place or "", document.place)
    if not named.may(act.actor, place):
        raise ActionError(_("%(place)s不在您的工作范围内。") % {"place": place})
    if (there := entered.find(claim, confirmed.into)) is not None:
        return there
    commitment = confirmed.into
    if commitment is not None:
        live(commitment)
    elif claim.role == "target":
        commitment = _commitment(act, confirmed, named, place)
    source = Source.objects.create(
        commitment=commitment,
        document=document,
        start=claim.start,
        end=claim.end,
        figure=claim.figure,
        quote_start=claim.quote_start,
        quote_end=claim.quote_end,
        quote=claim.quote,
        section=list(claim.section),
        role=claim.role,
        record=record_of(claim),
    )
    act.created(source)
    entered.add(source)
    if commitment is not None and commitment is confirmed.into:
        act.record(commitment, note=_("补充出处：%(quote)s") % {"quote": claim.quote[:120]})
    return source


def _commitment(act: Act, confirmed: Confirmed, named: _Named, place: Place) -> Commitment:
    claim = confirmed.claim
    figure = claim.kind == "figure"
    indicator = named.indicators.get(claim.indicator)
    day = naming.last_day(claim.period)
    commitment = Commitment.objects.create(
        kind=claim.kind,
        title=(claim.indicator or claim.figure)[:300],
        indicator=indicator if figure and naming.fits(indicator, claim.unit or "") else None,
        measure=(claim.measure or "level") if figure else "",
        direction=claim.direction or "",
        comparator=(claim.comparator or "=") if figure else "",
        value=claim.value if figure else None,
        unit=(claim.unit or "") if figure else "",
        period=claim.period or "",
        year=day.year if day else named.document.year,
        place=place,
        area=confirmed.area or naming.area_of(claim.section),
        strength=claim.strength,
        lead=confirmed.lead or named.organisations.get(claim.owner or ""),
        deadline=day,
        start_by=naming.last_day(claim.begin),
    )
    helpers = confirmed.co_owners or [named.organisations[n] for n in claim.co_owners if n in named.organisations]
    if helpers:
        commitment.co_owners.set([each for each in helpers if each != commitment.lead])
    act.created(commitment)
    return commitment


def _check(claim: Claim, document: Document) -> None:
    text = document.text
    whole = 0 <= claim.quote_start <= claim.start < claim.end <= claim.quote_end <= len(text)
    if not whole or text[claim.start : claim.end] != claim.figure:
        raise ActionError(_("“%(figure)s”与原文位置对不上，请重新选取。") % {"figure": claim.figure[:40]})
    if text[claim.quote_start : claim.quote_end] != claim.quote:
        raise ActionError(_("引文“%(quote)s”与原文对不上，请重新选取。") % {"quote": claim.quote[:40]})
    if claim.kind == "figure" and (claim.value is None or not claim.unit):
        raise ActionError(_("“%(figure)s”缺少数值或单位，请补全。") % {"figure": claim.figure[:40]})
    if claim.value is not None and abs(claim.value) >= _LARGEST:
        raise ActionError(_("“%(figure)s”的数值过大，请核对。") % {"figure": claim.figure[:40]})
    if not (claim.indicator or claim.figure).strip():
        raise ActionError(_("请填写指标或事项的名称。"))


def record_of(claim: Claim) -> dict[str, Any]:
    """The claim as plain JSON values; the value as text, so that no digit is lost."""
    record = asdict(claim)
    if claim.begin is None:
        # As sources were kept before promised starts were read: the same words are found again.
        del record["begin"]
    record["value"] = None if claim.value is None else format(claim.value, "f")
    record["section"], record["co_owners"] = list(claim.section), list(claim.co_owners)
    record["derivation"] = [
        {"rule": step.rule, "start": step.start, "end": step.end, "yields": step.yields} for step in claim.derivation
    ]
    return record
