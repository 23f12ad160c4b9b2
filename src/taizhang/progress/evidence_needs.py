"""Whether what is reported of a commitment wants evidence 佐证材料, and by what: its own setting, its area, the rules."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from taizhang.progress.check_rules import CheckRule
from taizhang.progress.reasons import Reason

Setting = Literal["", "required", "spared"]
When = Literal["always", "reached", "never"]


@dataclass(frozen=True, slots=True)
class Subject:
    """What the rules ask of a commitment.

    ``setting`` is what the office set for it or the nearest target above, empty for "by the rule"; ``ensured`` that it
    is a target with 确保, ``reachable`` that its cumulative figure can reach a target.
    """

    setting: Setting = ""
    area: str = ""
    ensured: bool = False
    key: bool = False
    reachable: bool = False


@dataclass(frozen=True, slots=True)
class Need:
    """When evidence is wanted, and why."""

    when: When
    reason: Reason

    def now(self, *, reached: bool) -> bool:
        """Whether it is wanted of a figure that has reached the target, or has not."""
        return self.when == "always" or (self.when == "reached" and reached)


def need(subject: Subject, rules: Iterable[CheckRule]) -> Need:
    """The first that says something: the check turned off, the commitment's setting, its area, the rules.

    >>> from taizhang.progress.check_rules import preset
    >>> need(Subject(ensured=True), preset()).when, need(Subject(reachable=True), preset()).when
    ('always', 'reached')
    """
    rule = next(each for each in rules if each.name == "no_evidence")
    if not rule.on:
        return Need("never", Reason.of("evidence_off"))
    if subject.setting:
        required = subject.setting == "required"
        return Need("always" if required else "never", Reason.of(f"evidence_{subject.setting}"))
    if subject.area in rule.listed("spared"):
        return Need("never", Reason.of("evidence_area_spared", area=subject.area))
    if subject.area in rule.listed("areas"):
        return Need("always", Reason.of("evidence_area", area=subject.area))
    return _by_the_rule(subject, rule.listed("wanted"))


def _by_the_rule(subject: Subject, wanted: tuple[str, ...]) -> Need:
    applies = {"all": True, "key": subject.key, "ensure": subject.ensured}
    for name, concerned in applies.items():
        if concerned and name in wanted:
            return Need("always", Reason.of(f"evidence_{name}"))
    if subject.reachable and "reached" in wanted:
        return Need("reached", Reason.of("evidence_reached"))
    return Need("never", Reason.of("evidence_free"))
