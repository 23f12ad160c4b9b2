"""Changing the rules of checks, always as a new version and never for a day that is past; what evidence one commitment needs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from taizhang import clock
from taizhang.journal.actions import Actor, action
from taizhang.ledger.actions.changing import latest, live, person, reason_given, refresh, saved
from taizhang.ledger.models import Commitment
from taizhang.policy.errors import ActionError
from taizhang.progress.check_rules import CheckRuleError, parse, tables_of
from taizhang.progress.models import CheckRuleSet


def change_checks(
    *, actor: Actor, content: Mapping[str, Any], valid_from: date, reason: str, seen: int | None = None
) -> CheckRuleSet:
    """Put a new version of the checks in force from a day on, today at the earliest: what was handed in stays as it was doubted.

    ``seen`` is the number of the version the person saw last, 0 for none. Raises ActionError for content that makes no
    rules, and where somebody else made a version meanwhile.
    """
    with action(actor, "progress.change_checks", note=reason_given(reason)) as act:
        if valid_from < clock.today():
            raise ActionError(
                _("规则从 %(day)s 起施行，早于今天；已经上报的不追溯。") % {"day": valid_from.isoformat()}
            )
        try:
            table = tables_of(parse(content))
        except CheckRuleError as error:
            raise ActionError(error.reason.words(get_language())) from None
        last = CheckRuleSet.objects.order_by("-number").values_list("number", flat=True).first() or 0
        made = CheckRuleSet(
            number=last + 1,
            content=table,
            valid_from=valid_from,
            reason=reason_given(reason)[:300],
            made_by=person(actor),
        )
        if seen not in (None, last):
            raise _changed_meanwhile()
        try:
            with transaction.atomic():
                made.save()
        except IntegrityError:
            raise _changed_meanwhile() from None
        act.created(made)
    return made


def require_evidence(*, actor: Actor, commitment: Commitment, version: int, evidence: str, reason: str) -> Commitment:
    """Say whether reports of a commitment and its shares need evidence; empty leaves it to the rules.

    Raises StaleError if somebody else changed the commitment since ``version``, ActionError without a reason.
    """
    with action(actor, "progress.require_evidence", commitment, note=reason_given(reason)) as act:
        now = latest(commitment, version)
        live(now)
        if evidence not in {"", *Commitment.EvidenceWish.values}:
            raise ActionError(_("请选择须附、免附或按规则。"))
        act.watch(now)
        now.evidence = evidence
        refresh(commitment, saved(now))
    return commitment


def _changed_meanwhile() -> ActionError:
    return ActionError(_("规则刚被他人修改，请重新打开后再改。"))
