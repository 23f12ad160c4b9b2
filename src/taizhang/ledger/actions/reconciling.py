"""Reconciling documents, and ruling on what differs: signed, with a reason, never rewritten."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import count
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from taizhang.accounts.models import User
from taizhang.comparison import Difference, compare_claims
from taizhang.journal.actions import Act, action
from taizhang.ledger import states
from taizhang.ledger.actions.changing import latest, person, reason_given, saved
from taizhang.ledger.actions.confirming import record_of
from taizhang.ledger.models import Commitment, Discrepancy, Document, Reconciliation, Ruling, Source
from taizhang.ledger.queries import reconciling as queries
from taizhang.policy.errors import ActionError
from taizhang.reading.results import Claim

#: What must be ruled on where two documents promise: everything that does not weigh the same, and what was dropped.
_DISPUTED = frozenset({"raised", "lowered", "changed", "dropped"})


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a ruling says; the figure only where another value stands."""

    stands: str
    reason: str
    value: Decimal | None = None
    unit: str = ""
    comparator: str = ""


def reconcile(*, actor: User, old: Document | None, new: Document, against: str = "target") -> Reconciliation:
    """Compare two documents, or the ledger with one, and keep what differs; done again, rulings stay.

    ``against="actual"`` lays the promises of ``old`` against the results that ``new`` reports.
    """
    with action(actor, "ledger.reconcile", new.place) as act:
        if old is not None and (old.pk == new.pk or not actor.has_perm("ledger.view_documents", old)):
            raise ActionError(_("请选择两份不同的文件。"))
        for each in (old, new):
            if each is not None and not each.text:
                raise ActionError(_("《%(title)s》还没有读出正文，不能对账。") % {"title": each.title})
        made, _created = Reconciliation.objects.get_or_create(
            old=old, new=new, against=against, defaults={"place": new.place, "made_by": person(actor)}
        )
        made.made_by, made.made_at = person(actor), timezone.now()
        made.save()
        found = _store(made, _compared(old, new, against))
        act.record(made, note=_("%(n)s 项，其中 %(waiting)s 项待裁定") % found)
    return made


def rule(*, actor: User, discrepancy: Discrepancy, version: int, verdict: Verdict) -> Ruling:
    """Sign which value stands, and why; the ledger follows and keeps both quotes.

    A later ruling replaces an earlier one, which stays to be read. Raises StaleError if somebody ruled meanwhile.
    """
    with action(actor, "ledger.rule", discrepancy.reconciliation.place) as act:
        now = latest(discrepancy, version)
        if verdict.stands == Ruling.Stands.OTHER and (verdict.value is None or not verdict.unit):
            raise ActionError(_("另定数值时，请填写数值和单位。"))
        value, unit, comparator, words = _standing(now, verdict)
        ruling = Ruling.objects.create(
            discrepancy=now,
            stands=verdict.stands,
            value=value,
            unit=unit,
            comparator=comparator,
            words=words,
            reason=reason_given(verdict.reason),
            ruled_by=actor,
        )
        act.created(ruling)
        now.needs_ruling = False
        saved(now)
        if now.commitment is not None and verdict.stands != Ruling.Stands.BOTH:
            _follow(act, now, ruling)
    return ruling


def rule_together(
    *, actor: User, reconciliation: Reconciliation, picked: Mapping[int, int], verdict: Verdict
) -> list[Ruling]:
    """Sign the same ruling on several differences, by number with the version that was seen; all of them or none."""
    with action(actor, "ledger.rule", reconciliation.place) as act:
        rows = reconciliation.discrepancies.filter(pk__in=picked).select_related("reconciliation__place", "commitment")
        if not rows:
            raise ActionError(_("请先勾选要一并裁定的差异。"))
        signed = [rule(actor=actor, discrepancy=each, version=picked[each.pk], verdict=verdict) for each in rows]
        act.record(reconciliation, note=_("一并裁定 %(n)s 项") % {"n": len(signed)})
    return signed


def _compared(old: Document | None, new: Document, against: str) -> list[tuple[Difference, dict[int, Document]]]:
    whose: dict[int, Document] = {}
    mine: list[Claim] = []
    if old is not None:
        mine = [each for each in queries.claims_of(old) if each.role == "target"]
        whose |= {id(each): old for each in mine}
    else:
        for source in queries.ledger_sources(new).select_related("document"):
            claim = queries.claim_of(source.record)
            mine.append(claim)
            whose[id(claim)] = source.document
    yours = [each for each in queries.claims_of(new) if each.role == against]
    whose |= {id(each): new for each in yours}
    years = (new.year or 0) - (old.year or 0) if old and old.year and new.year and against == "target" else 0
    found = compare_claims(mine, yours, years=years)
    return [(each, whose) for each in found if against == "target" or each.old]


def _store(made: Reconciliation, found: Sequence[tuple[Difference, dict[int, Document]]]) -> dict[str, int]:
    there = {each.key: each for each in made.discrepancies.all()}
    ruled = set(made.discrepancies.filter(rulings__isnull=False).values_list("key", flat=True))
    taken: set[str] = set()
    for position, (difference, whose) in enumerate(found):
        old = [_side(claim, whose[id(claim)]) for claim in difference.old]
        new = [_side(claim, whose[id(claim)]) for claim in difference.new]
        key = next(each for each in _keys(old, new) if each not in taken)
        taken.add(key)
        row = there.pop(key, None) or Discrepancy(reconciliation=made, key=key)
        row.position, row.status, row.indicator = position, difference.status, difference.indicator[:300]
        row.changes = [_change(each.field, each.old, each.new) for each in difference.changes]
        row.old_claims, row.new_claims = old, new
        row.commitment = _commitment_of(old) or _commitment_of(new)
        row.needs_ruling = made.against == "target" and difference.status in _DISPUTED and key not in ruled
        row.save()
    for key, row in there.items():
        if key not in ruled:
            row.delete()
    waiting = made.discrepancies.filter(needs_ruling=True).count()
    return {"n": len(found), "waiting": waiting}


def _side(claim: Claim, document: Document) -> dict[str, Any]:
    return {"document": document.pk, "title": document.title, **record_of(claim), "derivation": []}


def _change(field: str, old: object, new: object) -> dict[str, str | None]:
    old, new = (
        None if side is None else f"{side:f}" if isinstance(side, Decimal) else str(side) for side in (old, new)
    )
    return {"field": field, "old": old, "new": new}


def _keys(old: list[dict[str, Any]], new: list[dict[str, Any]]) -> Iterator[str]:
    """What the difference is known by when it is found again; the further ones for those alike in all of it."""
    names = ("document", "start", "end", "indicator", "place")
    spans = [[[claim[name] for name in names] for claim in side] for side in (old, new)]
    for number in count():
        known = json.dumps([*spans, number] if number else spans, ensure_ascii=False)
        yield hashlib.sha256(known.encode()).hexdigest()


def _commitment_of(claims: list[dict[str, Any]]) -> Commitment | None:
    for claim in claims:
        spans = Source.objects.filter(document=claim["document"], start=claim["start"], end=claim["end"])
        named = spans.filter(commitment__isnull=False).exclude(commitment__state__in=states.GONE)
        if (source := named.select_related("commitment").first()) is not None:
            return source.commitment
    return None


def _standing(discrepancy: Discrepancy, verdict: Verdict) -> tuple[Decimal | None, str, str, str]:
    """The figure that stands, and the words it was written in."""
    if verdict.stands == Ruling.Stands.OTHER:
        return verdict.value, verdict.unit, verdict.comparator or "=", ""
    sides = {Ruling.Stands.OLD: discrepancy.old_claims, Ruling.Stands.NEW: discrepancy.new_claims}
    claims = sides.get(Ruling.Stands(verdict.stands), [])
    if not claims:
        return None, "", "", ""
    claim = queries.claim_of(claims[0])
    return claim.value, claim.unit or "", claim.comparator or "", claim.quote[:300]


def _follow(act: Act, discrepancy: Discrepancy, ruling: Ruling) -> None:
    """The commitment takes the value that stands and the words of both sides."""
    if discrepancy.commitment is None:
        return
    commitment = latest(discrepancy.commitment)
    if commitment.state in states.GONE:
        return
    act.watch(commitment)
    if ruling.value is not None and commitment.kind == Commitment.Kind.FIGURE:
        commitment.value, commitment.unit, commitment.comparator = ruling.value, ruling.unit, ruling.comparator or "="
        saved(commitment)
    for side in discrepancy.new_claims:
        _quote(commitment, side)


def _quote(commitment: Commitment, side: dict[str, Any]) -> None:
    spans = Source.objects.filter(document=side["document"], start=side["start"], end=side["end"])
    if spans.filter(commitment__isnull=False).exists():
        return
    claim = queries.claim_of(side)
    Source.objects.create(
        commitment=commitment,
        document_id=side["document"],
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
