"""Accepting and rejecting candidates; the frame in which every decision is taken, recorded and can be undone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils.translation import gettext as _

from taizhang import clock
from taizhang.accounts.models import User
from taizhang.intake.actions.entering import enter, enter_merged
from taizhang.intake.actions.holding import hold_open, hold_places
from taizhang.intake.models import Candidate, Decision
from taizhang.intake.queries.candidates import place_of, places_of
from taizhang.intake.queries.decisions import changed_by_others
from taizhang.journal.actions import Act, action
from taizhang.ledger.models import Document
from taizhang.policy.errors import ActionError, StaleError

CONFIRM = "intake.confirm"
State = Candidate.State
#: The fields a decision may change, by the names undoing puts back; the version tells which decision came before.
CHANGEABLE = (
    *("state", "kind", "role", "indicator", "measure", "direction", "comparator", "value", "unit", "period"),
    *("start_by", "place_name", "owner", "co_owners", "strength", "into_id", "commitment_id", "source_id"),
    *("decided_by_id", "decided_at", "version"),
)


@dataclass(slots=True)
class Deciding:
    """A decision under way: the candidates it changes, as they were, and those it makes."""

    actor: User
    act: Act
    before: dict[str, dict[str, Any]] = field(default_factory=dict)
    touched: list[Candidate] = field(default_factory=list)
    made: list[Candidate] = field(default_factory=list)

    def touch(self, candidate: Candidate) -> None:
        """Remember how the candidate stands; call before changing it. What was touched before stays as remembered."""
        if str(candidate.pk) in self.before:
            return
        encode = DjangoJSONEncoder().default
        values = {name: getattr(candidate, name) for name in CHANGEABLE}
        plain = {
            name: value if isinstance(value, str | int | None) else encode(value) for name, value in values.items()
        }
        self.before[str(candidate.pk)] = plain
        self.touched.append(candidate)

    def settle(self, candidate: Candidate, state: str) -> None:
        """Give it a state, in the actor's name."""
        candidate.state, candidate.decided_by, candidate.decided_at = state, self.actor, clock.now()


@contextmanager
def decision(actor: User, document: Document, words: str) -> Iterator[Deciding]:
    """Take one decision: permission checked, candidates saved with a new version, kept for undoing.

    Raises ActionError for a document in which nothing is decided now: completed, or not read.
    """
    with action(actor, CONFIRM, document, note=words) as act:
        hold_open(document)
        deciding = Deciding(actor, act)
        yield deciding
        for each in deciding.touched:
            each.version += 1
            each.save()
        if deciding.touched or deciding.made:
            _keep(deciding, document, words)


def _keep(deciding: Deciding, document: Document, words: str) -> None:
    everyone = [*deciding.touched, *deciding.made]
    coming_and_going = [*deciding.made, *(each for each in deciding.touched if each.state == State.SPLIT)]
    Decision.objects.create(
        document=document,
        by=deciding.actor,
        words=words[:300],
        before=deciding.before,
        versions={str(each.pk): each.version for each in everyone},
        made=[each.pk for each in deciding.made],
        spans=[[each.start, each.end] for each in coming_and_going],
    )
    deciding.act.record(document)


def locked(candidate: Candidate, version: int | None = None) -> Candidate:
    """The candidate as it stands now, held until the decision is taken. Raises StaleError if it is not ``version``."""
    rows = Candidate.objects.select_for_update(of=("self",)).select_related("document__place")
    now = rows.get(pk=candidate.pk)
    if version is not None and now.version != version:
        raise StaleError(now)
    return now


def accept(*, actor: User, candidate: Candidate, version: int | None) -> Candidate:
    """Enter it into the ledger. Accepting again what the same person has accepted changes nothing."""
    words = _("接受“%(what)s”") % {"what": candidate}
    with decision(actor, candidate.document, words) as deciding:
        now = locked(candidate)
        if now.state == State.ACCEPTED and now.decided_by_id == actor.pk:
            return now
        check_open(now, version)
        check_complete(now)
        hold_places([place_of(now)])
        accept_now(deciding, [now])
    return now


def accept_section(
    *, actor: User, document: Document, section: str, seen: int | None = None
) -> tuple[int, list[ActionError]]:
    """Accept all that waits in a section: how many were, and what kept the others out.

    ``seen`` is the number of the last decision the person has been shown: what a colleague changed after it waits to
    be looked at.
    """
    problems: list[ActionError] = []
    with decision(actor, document, _("接受本节全部：%(section)s") % {"section": section}) as deciding:
        waiting = list(document.candidates.select_for_update().filter(section=section, state=State.WAITING))
        unseen = set() if seen is None else changed_by_others(document, actor, since=seen)
        hold_places(places_of(waiting, document))
        ready = []
        for each in waiting:
            each.document = document
            try:
                if each.pk in unseen:
                    raise ActionError(_("“%(what)s”刚被同事改过，请看过再接受。") % {"what": each})
                check_complete(each)
                ready.append(each)
            except ActionError as error:
                problems.append(error)
        problems += _accept_what_can_be(deciding, ready)
    return sum(1 for each in deciding.touched if each.state == State.ACCEPTED), problems


def _accept_what_can_be(deciding: Deciding, candidates: list[Candidate]) -> list[ActionError]:
    """All at once; where one of them is refused, each by itself."""
    try:
        accept_now(deciding, candidates)
    except ActionError as error:
        if len(candidates) <= 1:
            return [error]
        return [problem for each in candidates for problem in _accept_what_can_be(deciding, [each])]
    return []


def reject(*, actor: User, candidate: Candidate, version: int | None) -> Candidate:
    """Leave it out of the ledger."""
    words = _("不要“%(what)s”") % {"what": candidate}
    with decision(actor, candidate.document, words) as deciding:
        now = locked(candidate)
        if now.state == State.REJECTED and now.decided_by_id == actor.pk:
            return now
        check_open(now, version)
        deciding.touch(now)
        deciding.settle(now, State.REJECTED)
    return now


def accept_now(deciding: Deciding, candidates: Sequence[Candidate]) -> None:
    """Enter candidates that the decision holds, with what was merged into them; if one is refused nothing was done."""
    actor, numbers = deciding.actor, [each.pk for each in candidates]
    merged = list(Candidate.objects.select_for_update().filter(into__in=numbers, state=State.MERGED))
    with transaction.atomic():
        sources = dict(zip(numbers, enter(actor=actor, candidates=candidates), strict=True))
        beside = [(each, sources[each.into_id]) for each in merged if each.into_id is not None]
        for each in merged:
            each.document = candidates[0].document
        added = enter_merged(actor=actor, beside=beside)
    for each, source in [*zip(candidates, sources.values(), strict=True), *zip(merged, added, strict=True)]:
        deciding.touch(each)
        each.source, each.commitment = source, source.commitment
    for each in candidates:
        deciding.settle(each, State.ACCEPTED)


def check_open(candidate: Candidate, version: int | None) -> None:
    """Raise StaleError if it was changed since ``version``, ActionError if it was decided about."""
    if version is not None and candidate.version != version:
        raise StaleError(candidate)
    if candidate.done:
        by = candidate.decided_by or "taizhang"
        raise ActionError(
            _("“%(what)s”已由%(by)s处理为“%(state)s”。要重新处理，请先撤销。")
            % {"what": candidate, "by": by, "state": candidate.get_state_display()}
        )


def check_complete(candidate: Candidate) -> None:
    """Raise ActionError naming what the ledger still wants to know."""
    missing = list(_missing(candidate))
    if missing:
        raise ActionError(
            _("“%(what)s”还缺%(missing)s，请先按 e 补上，再接受。") % {"what": candidate, "missing": "、".join(missing)}
        )


def _missing(candidate: Candidate) -> Iterable[str]:
    if not candidate.indicator:
        yield _("指标")
    if candidate.kind == "figure":
        wanted = {"value": _("数值"), "unit": _("单位"), "measure": _("计量"), "comparator": _("比较")}
        yield from (words for name, words in wanted.items() if getattr(candidate, name) in {None, ""})
