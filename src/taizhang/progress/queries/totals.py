"""Totals as they are kept, as they should be, and as they were known at a moment."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from django.db.models import Q

from taizhang.ledger.models import Commitment
from taizhang.progress.amounts import Amount
from taizhang.progress.models import Report, Version
from taizhang.progress.queries.trees import subtree
from taizhang.progress.series import Asked, Tree


def tree(root: Commitment, *, known_at: datetime | None = None) -> Tree:
    """The whole tree of a target with its reports: as locked now, or as it was known at a moment.

    Of a moment past, the shares are those of today: a share withdrawn since is not in it.
    """
    children = subtree(root.pk)
    nodes = {root.pk, *children, *(pk for those in children.values() for pk in those)}
    parents = Commitment.objects.filter(pk__in=children).select_related("indicator")
    return Tree(
        root=root.pk,
        children=children,
        adds_up={each.pk: each.adds_up for each in parents},
        reports=_locked(nodes) if known_at is None else _known(nodes, known_at),
    )


def known(root: Commitment, on: date, at: datetime) -> Amount:
    """What was known at a moment of where a target stood on a day: "what did we know on 31 May"."""
    then = tree(root, known_at=at)
    then.sums()
    return then.standing(root.pk, on).amount


def _locked(nodes: Collection[int]) -> dict[int, list[Asked]]:
    rows = Report.objects.filter(commitment__in=nodes).order_by("on")
    found: dict[int, list[Asked]] = {}
    columns = ("commitment_id", "on", "locked_versions", "locked_value", "locked_denominator")
    for pk, on, versions, value, denominator in rows.values_list(*columns):
        found.setdefault(pk, []).append(Asked(on, Amount(value, denominator) if versions else None))
    return found


def _known(nodes: Collection[int], at: datetime) -> dict[int, list[Asked]]:
    asked = Report.objects.filter(Q(period__opened_at__lte=at), commitment__in=nodes)
    found = {(pk, on): Asked(on) for pk, on in asked.values_list("commitment_id", "on")}
    locked = Version.objects.filter(commitment__in=nodes, locked_at__lte=at).order_by("number")
    for pk, on, value, denominator in locked.values_list("commitment_id", "on", "value", "denominator"):
        found[pk, on] = Asked(on, Amount(value, denominator))
    series: dict[int, list[Asked]] = {}
    for (pk, _on), each in sorted(found.items(), key=lambda item: item[0]):
        series.setdefault(pk, []).append(each)
    return series
