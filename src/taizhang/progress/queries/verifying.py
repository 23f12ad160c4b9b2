"""Whether what is kept follows from what is locked: every standing figure, every total up the tree, every light."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import F, Max, OuterRef, Q, Subquery

from taizhang.ledger.models import Commitment
from taizhang.progress.amounts import Amount
from taizhang.progress.light_rules import LightRules
from taizhang.progress.lights import light
from taizhang.progress.models import LightRecord, Position, Report, RuleSet, Total, Version
from taizhang.progress.queries.recounting import recounted
from taizhang.progress.queries.totals import tree
from taizhang.progress.queries.trees import ancestry
from taizhang.progress.standings import Standing

CHUNK = 2000


@dataclass(frozen=True, slots=True)
class Difference:
    """Something kept that does not follow: of which commitment (0 for none), and what is wrong, in words."""

    commitment: int
    what: str


def verify_progress() -> Iterator[Difference]:
    """Every difference, figures first, then totals and positions tree by tree, then lights."""
    yield from verify_versions()
    for root in Commitment.objects.filter(pk__in=suspects()).order_by("pk").select_related("indicator"):
        yield from verify_tree(root)
    yield from verify_lights()


def suspects() -> set[int]:
    """The roots of the trees to walk: the database counts them all again, and these differ or are left to the walk."""
    with recounted() as anew:
        differing, walked = anew.differing(), anew.walked
    lines = ancestry(Commitment.objects.filter(pk__in=differing | _misstanding()))
    return {*walked} | {lines.root(pk) for pk in lines.above}


def _misstanding() -> set[int]:
    """The commitments with a report at which something else stands than was locked for it, or stood before."""
    locked = Report.objects.filter(locked_versions__gt=0).exclude(
        _same("standing_value", "locked_value") & _same("standing_denominator", "locked_denominator")
    )
    earlier = Report.objects.filter(commitment=OuterRef("commitment"), on__lt=OuterRef("on")).order_by("-on")
    stood = Report.objects.filter(locked_versions=0).annotate(
        stood=Subquery(earlier.values("standing_value")[:1]),
        stood_denominator=Subquery(earlier.values("standing_denominator")[:1]),
    )
    carried = stood.exclude(_same("standing_value", "stood") & _same("standing_denominator", "stood_denominator"))
    return {pk for rows in (locked, carried) for pk in rows.values_list("commitment_id", flat=True)}


def verify_versions() -> Iterator[Difference]:
    """Whether each report holds what its last version locked."""
    newest = Version.objects.filter(report=OuterRef("pk")).order_by("-number")
    rows = Report.objects.annotate(
        last=newest.values("number")[:1],
        value_then=newest.values("value")[:1],
        denominator_then=newest.values("denominator")[:1],
    )
    wrong = rows.filter(
        (Q(last=None) & ~Q(locked_versions=0))
        | (Q(last__isnull=False) & ~Q(locked_versions=F("last")))
        | (Q(last__isnull=False) & ~_same("locked_value", "value_then"))
        | (Q(last__isnull=False) & ~_same("locked_denominator", "denominator_then"))
    )
    for report in wrong.select_related("commitment__place", "period").iterator(chunk_size=CHUNK):
        yield Difference(report.commitment_id, f"{report}：锁定值与最后一个锁定版本不符")
    backwards = Version.objects.values("report").annotate(last=Max("number")).exclude(last=F("report__locked_versions"))
    for pk in backwards.values_list("report__commitment", flat=True):
        yield Difference(pk, "锁定版本有缺失")


def _same(one: str, other: str) -> Q:
    """Equal, or both unknown."""
    return Q(**{one: F(other)}) | (Q(**{f"{one}__isnull": True}) & Q(**{f"{other}__isnull": True}))


def verify_tree(root: Commitment) -> Iterator[Difference]:
    """Work one tree out anew and compare every standing figure, total and position with what is kept."""
    anew = tree(root)
    sums = anew.sums()
    nodes = {root.pk, *anew.children, *(pk for those in anew.children.values() for pk in those)}
    kept = {(each.commitment_id, each.on): each for each in Total.objects.filter(commitment__in=nodes)}
    for node, days in sums.items():
        for on, each in days.items():
            there = kept.pop((node, on), None)
            if there is None or _amount(there) != each.amount:
                yield Difference(
                    node,
                    f"{on} 的汇总应为 {_words(each.amount)}，现记 {_words(None if there is None else _amount(there))}",
                )
            elif (there.expected, there.reported) != (each.expected, each.reported):
                yield Difference(
                    node, f"{on} 的汇总应有 {each.reported}/{each.expected}，现记 {there.reported}/{there.expected}"
                )
    for node, on in kept:
        yield Difference(node, f"{on} 多出一条汇总")
    for report in Report.objects.filter(commitment__in=nodes).iterator(chunk_size=CHUNK):
        stands = anew.own(report.commitment_id, report.on)
        if Amount(report.standing_value, report.standing_denominator) != stands:
            yield Difference(report.commitment_id, f"{report.on} 的现行值应为 {_words(stands)}")
    for position in Position.objects.filter(pk__in=nodes, on__isnull=False):
        stands = anew.standing(position.pk, position.on).amount  # type: ignore[arg-type]
        if _amount(position) != stands:
            yield Difference(position.pk, f"现状应为 {_words(stands)}，现记 {_words(_amount(position))}")


def verify_lights() -> Iterator[Difference]:
    """Ask the rules again with the basis each light kept; and whether each commitment shows its last light."""
    rules = {each.pk: LightRules.parse(each.name, each.content) for each in RuleSet.objects.all()}
    for record in LightRecord.objects.order_by("pk").iterator(chunk_size=CHUNK):
        again = light(Standing.from_data(record.basis), rules[record.rules_id])
        if again.data() != record.light or record.colour != again.colour:
            yield Difference(record.commitment_id, f"{record.on} 的灯应为 {again.label()}")
    newest = LightRecord.objects.filter(commitment=OuterRef("pk")).order_by("-lit_at", "-pk").values("colour")[:1]
    for position in Position.objects.annotate(newest=newest).exclude(newest=F("colour")).exclude(newest=None):
        yield Difference(position.pk, "显示的灯与最后一次亮灯不符")


def _amount(row: Total | Position) -> Amount:
    return Amount(row.value, row.denominator)


def _words(amount: Amount | None) -> str:
    if amount is None or amount.value is None:
        return "（无）"
    return _plain(amount.value) + (f"/{_plain(amount.denominator)}" if amount.denominator is not None else "")


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"
