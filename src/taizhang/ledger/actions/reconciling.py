"""Reconciling: two documents, or the ledger and one, compared promise by promise, and what differs kept."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import count
from typing import Any

from django.utils.translation import gettext as _

from taizhang import clock
from taizhang.accounts.models import User
from taizhang.journal.actions import action
from taizhang.ledger.actions.changing import person
from taizhang.ledger.actions.confirming import record_of
from taizhang.ledger.models import Discrepancy, Document, Reconciliation, Source
from taizhang.ledger.queries.comparing import Found, compared
from taizhang.ledger.queries.reconciling import Lines
from taizhang.policy.errors import ActionError
from taizhang.reading.results import Claim


def reconcile(*, actor: User, old: Document | None, new: Document, against: str = "target") -> Reconciliation:
    """Compare two documents, or the ledger with one, and keep what differs; done again, rulings stay.

    ``against="actual"`` lays the promises of ``old``, or those of the ledger for the year the report looks back on,
    against the results that ``new`` reports and what it promises next.
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
        made.made_by, made.made_at = person(actor), clock.now()
        differences, made.left_out = compared(old, new, against)
        made.save()
        found = _store(made, differences)
        act.record(made, note=_("%(n)s 项，其中 %(waiting)s 项待裁定") % found)
    return made


def _store(made: Reconciliation, found: Sequence[Found]) -> dict[str, int]:
    there = {each.key: each for each in made.discrepancies.all()}
    ruled = set(made.discrepancies.filter(rulings__isnull=False).values_list("key", flat=True))
    taken: set[str] = set()
    documents = {document.pk for each in found[:1] for document in each.whose.values()}
    lines = Lines.of(Source.objects.filter(document__in=documents))
    for position, each in enumerate(found):
        old, new, further = (
            [_side(claim, each.whose[id(claim)]) for claim in side] for side in (each.old, each.new, each.further)
        )
        key = next(known for known in _keys(old, new) if known not in taken)
        taken.add(key)
        row = there.pop(key, None) or Discrepancy(reconciliation=made, key=key)
        row.position, row.status, row.indicator = position, each.difference.status, each.difference.indicator[:300]
        row.changes = [_change(change.field, change.old, change.new) for change in each.difference.changes]
        row.old_claims, row.new_claims, row.further_claims, row.outcome = old, new, further, each.outcome
        row.commitment = next(iter(lines.saying([*old, *new])), None)
        row.needs_ruling = each.disputed and key not in ruled
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
