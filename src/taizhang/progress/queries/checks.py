"""Which rules of checks are in force, and of which commitments they want evidence."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from taizhang.ledger.models import Commitment
from taizhang.progress.check_rules import CheckRule, preset
from taizhang.progress.evidence_needs import Need, Setting, Subject, need
from taizhang.progress.models import CheckRuleSet


def rules_on(day: date) -> tuple[CheckRuleSet | None, tuple[CheckRule, ...]]:
    """The version in force on a day, ``None`` and the built-in checks before the first."""
    kept = CheckRuleSet.objects.filter(valid_from__lte=day).order_by("-valid_from", "-number").first()
    return kept, kept.rules if kept else preset()


def needs_of(commitments: Collection[Commitment], rules: Iterable[CheckRule]) -> dict[int, Need]:
    """Whether reports of each want evidence, by key."""
    rules = tuple(rules)
    return {each.pk: need(_subject(each, ""), rules) for each in commitments}


def _subject(commitment: Commitment, setting: Setting) -> Subject:
    return Subject(
        setting=setting,
        area=commitment.area,
        ensured=commitment.kind == Commitment.Kind.FIGURE and commitment.strength == Commitment.Strength.ENSURE,
        key=commitment.key,
        reachable=commitment.accumulates and commitment.value is not None,
    )
