"""From an accepted candidate to the ledger: a new commitment, or one more source of an equal one."""

from __future__ import annotations

from dataclasses import replace

from taizhang.accounts.models import User
from taizhang.intake.models import Candidate
from taizhang.intake.queries.candidates import equal_commitment
from taizhang.ledger.actions import Confirmed, confirm_claims, withdraw
from taizhang.ledger.models import Commitment, Source
from taizhang.reading import Claim


def enter(*, actor: User, candidate: Candidate) -> Source:
    """Confirm the candidate: a new commitment, or one more source of the one that promises the very same."""
    into = equal_commitment(candidate) if candidate.role == "target" else None
    return _confirm(actor, candidate, claim_of(candidate), into)


def enter_merged(*, actor: User, candidate: Candidate, beside: Source) -> Source:
    """Confirm the words of a merged candidate as one more source of what ``beside`` is a source of."""
    claim = replace(claim_of(candidate), role=beside.role)  # type: ignore[arg-type]
    return _confirm(actor, candidate, claim, beside.commitment)


def leave(*, actor: User, candidate: Candidate) -> None:
    """Take the candidate's words out of the ledger again."""
    if candidate.source is not None:
        withdraw(actor=actor, source=candidate.source)


def claim_of(candidate: Candidate) -> Claim:
    """The candidate as the reader would say it."""
    figure = candidate.kind == "figure"
    return Claim(
        start=candidate.start,
        end=candidate.end,
        figure=candidate.figure,
        kind=candidate.kind,  # type: ignore[arg-type]
        role=candidate.role,  # type: ignore[arg-type]
        indicator=candidate.indicator,
        measure=(candidate.measure or None) if figure else None,  # type: ignore[arg-type]
        direction=candidate.direction or None,  # type: ignore[arg-type]
        comparator=(candidate.comparator or None) if figure else None,  # type: ignore[arg-type]
        value=candidate.value if figure else None,
        unit=candidate.unit if figure else None,
        period=candidate.period or None,
        place=candidate.place_name or None,
        owner=candidate.owner or None,
        quote=candidate.quote,
        quote_start=candidate.quote_start,
        quote_end=candidate.quote_end,
        section=tuple(part for part in candidate.section.split(" › ") if part),
        strength=candidate.strength,  # type: ignore[arg-type]
        rule=candidate.rule,
        co_owners=tuple(part for part in candidate.co_owners.split("、") if part),
    )


def _confirm(actor: User, candidate: Candidate, claim: Claim, into: Commitment | None) -> Source:
    [source] = confirm_claims(actor=actor, document=candidate.document, claims=[Confirmed(claim, into)])
    return source
