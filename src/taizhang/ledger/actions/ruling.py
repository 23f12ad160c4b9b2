"""Ruling 裁定 on what differs: signed, with a reason, never rewritten; the ledger follows and keeps both sides' words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from taizhang.accounts.models import User
from taizhang.journal.actions import Act, action
from taizhang.ledger import states
from taizhang.ledger.actions.amending import UNANSWERED, Basis, amend, give_up
from taizhang.ledger.actions.changing import latest, reason_given, saved
from taizhang.ledger.actions.commitments import swallow
from taizhang.ledger.actions.confirming import record_of
from taizhang.ledger.models import Commitment, Discrepancy, Reconciliation, Ruling, Source
from taizhang.ledger.queries import reconciling as queries
from taizhang.ledger.queries.naming import last_day
from taizhang.measures.quantities import Quantity
from taizhang.policy.errors import ActionError
from taizhang.reading.results import Claim

_Stands = Ruling.Stands


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a ruling says; the figure only where another value stands."""

    stands: str
    reason: str
    value: Decimal | None = None
    unit: str = ""
    comparator: str = ""


def rule(*, actor: User, discrepancy: Discrepancy, version: int, verdict: Verdict) -> Ruling:
    """Sign which value stands, and why.

    What the ledger holds of either side becomes one line with the words of both and the value that stands; where the
    side that stands does not make the promise, its lines are ended. ``both`` leaves the ledger alone. A later ruling replaces an earlier one,
    which stays to be read. Raises StaleError if somebody ruled meanwhile, ActionError where two lines are too far on
    their way to be made one.
    """
    with action(actor, "ledger.rule", discrepancy.reconciliation.place) as act:
        now = latest(discrepancy, version)
        if now.outcome:
            raise ActionError(_("这是承诺与完成情况的比较，不作裁定；目标要变，请在条目上“调整目标”。"))
        if verdict.stands == _Stands.OTHER and (verdict.value is None or not verdict.unit):
            raise ActionError(_("另定数值时，请填写数值和单位。"))
        ruling = _signed(now, verdict, actor)
        act.created(ruling)
        now.needs_ruling = False
        if verdict.stands != _Stands.BOTH:
            _follow(act, now, ruling)
        saved(now)
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


def _signed(discrepancy: Discrepancy, verdict: Verdict, actor: User) -> Ruling:
    claim = _standing(discrepancy, verdict.stands)
    other = verdict.stands == _Stands.OTHER
    return Ruling.objects.create(
        discrepancy=discrepancy,
        stands=verdict.stands,
        value=verdict.value if other else claim.value if claim else None,
        unit=verdict.unit if other else (claim.unit or "") if claim else "",
        comparator=(verdict.comparator or "=") if other else (claim.comparator or "") if claim else "",
        words=claim.quote[:300] if claim else "",
        reason=reason_given(verdict.reason),
        ruled_by=actor,
    )


def _standing(discrepancy: Discrepancy, stands: str) -> Claim | None:
    """The claim of the side that stands, if it makes the promise at all."""
    sides = {_Stands.OLD.value: discrepancy.old_claims, _Stands.NEW.value: discrepancy.new_claims}
    claims = sides.get(stands, [])
    return queries.claim_of(claims[0]) if claims else None


def _follow(act: Act, discrepancy: Discrepancy, ruling: Ruling) -> None:
    lines = [latest(each) for each in queries.lines_of(discrepancy)]
    if not lines:
        return
    basis = Basis(ruling.reason, ruling=ruling)
    if ruling.stands in {_Stands.OLD, _Stands.NEW} and _standing(discrepancy, ruling.stands) is None:
        for each in lines:
            give_up(act, each, basis)
        return
    into = _survivor(lines)
    act.watch(into)
    for each in lines:
        if each is not into:
            _join(act, into, each)
    _take(act, into, discrepancy, ruling, basis)
    for side in (*discrepancy.old_claims, *discrepancy.new_claims):
        _quote(into, side)
    discrepancy.commitment = into


def _survivor(lines: Sequence[Commitment]) -> Commitment:
    """The line the others join: the one already too far on its way to be swallowed, else that of the old side."""
    fixed = [
        each
        for each in lines
        if not states.allows("ledger.merge", each.state) or each.shares.exclude(state__in=states.GONE).exists()
    ]
    if len(fixed) > 1:
        raise ActionError(
            _("“%(one)s”和“%(other)s”都已在办或已分解，不能并为一条。请先收回一条的分解或终止它，或裁定为“两者并行”。")
            % {"one": fixed[0], "other": fixed[1]}
        )
    return (fixed or lines)[0]


def _join(act: Act, into: Commitment, other: Commitment) -> None:
    if not act.actor.has_perm("ledger.merge", other):
        raise ActionError(_("“%(title)s”不在您的工作范围内。") % {"title": other.title})
    act.record(into, note=_("并入：%(titles)s") % {"titles": other})
    swallow(act, into, other)


def _take(act: Act, into: Commitment, discrepancy: Discrepancy, ruling: Ruling, basis: Basis) -> None:
    """The line says what stands: the figure, and whatever else the two sides say differently."""
    claim = _standing(discrepancy, ruling.stands)
    differing = {each["field"] for each in discrepancy.changes}
    if claim is not None:
        for name, value in _words(claim, differing).items():
            setattr(into, name, value)
    deadline = last_day(claim.period) if claim is not None and "deadline" in differing else None
    if claim is not None and deadline is not None:
        into.period, into.year = claim.period or "", deadline.year
    figure = _figure(into, ruling)
    if into.state in UNANSWERED:
        if figure is not None:
            into.value, into.unit, into.comparator = figure.value, figure.unit, figure.comparator
        into.deadline = deadline or into.deadline
        saved(into)
    elif figure is not None or deadline not in {None, into.deadline}:
        amend(act, into, figure, basis, deadline if deadline != into.deadline else None)
    else:
        saved(into)


def _words(claim: Claim, differing: set[str]) -> dict[str, str]:
    """The columns besides figure and time that the two sides say differently, as the standing one says them."""
    said = {
        "measure": claim.measure or "level" if claim.kind == "figure" else "",
        "direction": claim.direction or "",
        "strength": claim.strength,
        "title": (claim.indicator or claim.figure)[:300],
    }
    fields = {"measure": "measure", "direction": "direction", "strength": "strength", "definition": "title"}
    return {column: said[column] for field, column in fields.items() if field in differing}


def _figure(into: Commitment, ruling: Ruling) -> Quantity | None:
    """The figure that stands, if it is another than the line has."""
    if ruling.value is None or into.kind != Commitment.Kind.FIGURE:
        return None
    stands = Quantity(ruling.value, ruling.unit, ruling.comparator or "=")  # type: ignore[arg-type]
    return (
        None if (into.value, into.unit, into.comparator) == (stands.value, stands.unit, stands.comparator) else stands
    )


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
