"""Which rules of checks are in force, and of which commitments they want evidence."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
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
    """Whether reports of each want evidence, by key; what is set for a target holds for its shares, the nearest first."""
    rules, above = tuple(rules), _settings_above(commitments)
    return {each.pk: need(_subject(each, _setting(each, above)), rules) for each in commitments}


def _settings_above(commitments: Collection[Commitment]) -> dict[int, tuple[str, int | None]]:
    """The setting of every target above, and what stands above it; one query a level."""
    found: dict[int, tuple[str, int | None]] = {}
    wanted = {each.parent_id for each in commitments if each.parent_id and not each.evidence}
    while wanted:
        rows = Commitment.objects.filter(pk__in=wanted).values_list("pk", "evidence", "parent_id")
        level = {pk: (setting, parent) for pk, setting, parent in rows}
        found |= level
        wanted = {parent for setting, parent in level.values() if parent and not setting} - found.keys()
    return found


def _setting(commitment: Commitment, above: Mapping[int, tuple[str, int | None]]) -> Setting:
    setting, parent = commitment.evidence, commitment.parent_id
    while not setting and parent is not None and parent in above:
        setting, parent = above[parent]
    return setting  # type: ignore[return-value]


def _subject(commitment: Commitment, setting: Setting) -> Subject:
    return Subject(
        setting=setting,
        area=commitment.area,
        ensured=commitment.kind == Commitment.Kind.FIGURE and commitment.strength == Commitment.Strength.ENSURE,
        key=commitment.key,
        reachable=commitment.accumulates and commitment.value is not None,
    )
