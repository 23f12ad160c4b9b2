"""Keeping the index fresh: what is written is noted while it is written, and brought up once it is committed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db import connection, models, transaction
from django.db.models import Q
from django.db.models.signals import post_delete, post_save
from django_tasks import task

from taizhang.accounts.models import Organisation
from taizhang.journal.writes import written
from taizhang.ledger.models import Alias, Commitment, Document, Indicator, Source
from taizhang.places.models import Place
from taizhang.progress.actions.reviewing import LOCKED
from taizhang.progress.models import Report, Slip
from taizhang.search.indexing import bring_up
from taizhang.search.kinds import KINDS

#: The kind that a row of each model is found as, and the attribute that holds the key.
NOTED: Mapping[type[models.Model], tuple[str, str]] = {
    Commitment: ("commitment", "pk"),
    Source: ("quote", "pk"),
    Indicator: ("indicator", "pk"),
    Alias: ("indicator", "indicator_id"),
    Document: ("document", "pk"),
    Report: ("report", "pk"),
    Slip: ("slip", "pk"),
    Place: ("place", "pk"),
    Organisation: ("organisation", "pk"),
}
#: Columns whose change leaves the lines as they are: what was handed in is found already when it is locked.
WORDLESS: Mapping[type[models.Model], frozenset[str]] = {Report: frozenset({*LOCKED, "version"})}
#: What is said of these stands in the lines of others too.
NAMED = (Place, Organisation, Indicator)
#: So many are brought up while whoever wrote them waits; more go to the background, in portions.
AT_ONCE, PORTION = 200, 2000


class Pending:
    """What a transaction has written so far; called when it is committed."""

    def __init__(self) -> None:
        self.noted: dict[str, set[int]] = {}
        self.named: set[tuple[str, int]] = set()

    def __call__(self) -> None:
        for kind, keys in {**self.noted, "quote": self._quotes()}.items():
            _bring(kind, sorted(keys))
        for kind, key in sorted(self.named):
            bring_up_naming.enqueue(kind, key)

    def _quotes(self) -> set[int]:
        of = Source.objects.filter(commitment__in=self.noted.get("commitment", ()))
        return {*self.noted.get("quote", ()), *of.values_list("pk", flat=True)}


@task()
def bring_up_later(kind: str, keys: list[int]) -> None:
    """Many at a time, in the background."""
    bring_up(KINDS[kind], keys)


@task()
def bring_up_naming(kind: str, key: int) -> None:
    """Whatever names a place, organisation or indicator that was changed, in the background."""
    for other, keys in _naming(kind, key):
        _bring(other, list(keys))


def listen() -> None:
    """Be told of everything that is written."""
    for model in NOTED:
        post_save.connect(_saved, sender=model, dispatch_uid=f"search {model.__name__}")
        post_delete.connect(_deleted, sender=model, dispatch_uid=f"search {model.__name__}")
        written.connect(_written, sender=model, dispatch_uid=f"search {model.__name__}")


def _saved(
    sender: type[models.Model],
    instance: models.Model,
    created: bool,
    update_fields: frozenset[str] | None = None,
    **_more: Any,
) -> None:
    if update_fields and update_fields <= WORDLESS.get(sender, frozenset()):
        return
    _note(sender, [_key(sender, instance)], named=sender in NAMED and not created)


def _deleted(sender: type[models.Model], instance: models.Model, **_more: Any) -> None:
    _note(sender, [_key(sender, instance)])


def _written(sender: type[models.Model], keys: Iterable[int], **_more: Any) -> None:
    _note(sender, keys)


def _key(model: type[models.Model], instance: models.Model) -> int:
    key: int = getattr(instance, NOTED[model][1])
    return key


def _note(model: type[models.Model], keys: Iterable[int], *, named: bool = False) -> None:
    """In what waits for the transaction at hand; what is rolled back takes its own along."""
    waiting = next((each[1] for each in connection.run_on_commit if isinstance(each[1], Pending)), None)
    pending, kind = waiting or Pending(), NOTED[model][0]
    pending.noted.setdefault(kind, set()).update(keys)
    if named:
        pending.named.update((kind, key) for key in keys)
    if waiting is None:
        # An index that fails must not undo the answer to what was written; the next bringing up mends it.
        transaction.on_commit(pending, robust=True)


def _bring(kind: str, keys: list[int]) -> None:
    if 0 < len(keys) <= AT_ONCE:
        bring_up(KINDS[kind], keys)
        return
    for at in range(0, len(keys), PORTION):
        bring_up_later.enqueue(kind, keys[at : at + PORTION])


def _naming(kind: str, key: int) -> Iterator[tuple[str, Iterable[int]]]:
    names = {
        "place": (Q(place=key), Q(commitment__place=key), Q(addressee__place=key)),
        "organisation": (Q(lead=key), Q(owner=key), Q(addressee=key)),
    }
    if kind == "indicator":
        yield "commitment", Commitment.objects.filter(indicator=key).values_list("pk", flat=True)
        return
    commitments, reports, slips = names[kind]
    yield "commitment", Commitment.objects.filter(commitments).values_list("pk", flat=True)
    yield "report", Report.objects.filter(reports).values_list("pk", flat=True)
    yield "slip", Slip.objects.filter(slips).values_list("pk", flat=True)
    if kind == "place":
        yield "quote", Source.objects.filter(commitment__place=key).values_list("pk", flat=True)
        yield "document", Document.objects.filter(place=key).values_list("pk", flat=True)
        yield "organisation", Organisation.objects.filter(place=key).values_list("pk", flat=True)
        yield "place", Place.objects.filter(parent=key).values_list("pk", flat=True)
