"""Many reports fetched at once, each with what is judged beside it; what hundreds of them share is fetched once."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from decimal import Decimal
from typing import Any

from django.db.models import Model, OuterRef, QuerySet, Subquery

from taizhang.accounts.models import Organisation, User
from taizhang.ledger.models import Commitment, Indicator
from taizhang.places.models import Place
from taizhang.progress.models import Period, Report


class Shared:
    """Fetches reports of one period, and keeps their places, indicators and people for the next ones."""

    def __init__(self, period: Period) -> None:
        self._period = period
        self._known: dict[tuple[type[Model], Any], Model] = {}

    def fetch(self, rows: QuerySet[Report]) -> dict[int, Report]:
        """The reports by their keys, with what stood and was locked the period before (``stood``, ``locked_before``,
        ``has_before``)."""
        earlier = Report.objects.filter(commitment=OuterRef("commitment"), on__lt=OuterRef("on")).order_by("-on")
        rows = rows.select_related(None).select_related("commitment")
        found: dict[int, Report] = {each.pk: each for each in rows.annotate(before=Subquery(earlier.values("pk")[:1]))}
        self._stand(found.values())
        commitments = [each.commitment for each in found.values()]
        self._join(commitments, Commitment, ("place", "indicator"))
        self._join(found.values(), Report, ("owner", "reviewer", "submitted_by"))
        self._join({each.owner_id: each.owner for each in found.values()}.values(), Organisation, ("place",))
        for each in found.values():
            each.period = self._period
        return found

    def _stand(self, reports: Collection[Any]) -> None:
        before = Report.objects.filter(pk__in={each.before for each in reports if each.before})
        stood = {pk: values for pk, *values in before.values_list("pk", "standing_value", "locked_value")}
        nothing: list[Decimal | None] = [None, None]
        for each in reports:
            each.has_before = each.before is not None
            each.stood, each.locked_before = stood.get(each.before, nothing)

    def _join(self, objects: Iterable[Model], model: type[Model], names: Collection[str]) -> None:
        for name in names:
            relation: Any = model._meta.get_field(name)
            target = _TARGETS[name]
            keyed = [(each, key) for each in objects if (key := getattr(each, relation.attname)) is not None]
            self._know(target, {key for _each, key in keyed})
            for each, key in keyed:
                relation.set_cached_value(each, self._known[target, key])

    def _know(self, model: type[Model], keys: set[Any]) -> None:
        new = [key for key in keys if (model, key) not in self._known]
        for key, each in model._default_manager.in_bulk(new).items() if new else ():
            self._known[model, key] = each


_TARGETS: dict[str, type[Model]] = {
    "place": Place,
    "indicator": Indicator,
    "owner": Organisation,
    "reviewer": Organisation,
    "submitted_by": User,
}
