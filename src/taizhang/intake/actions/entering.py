"""From an accepted candidate to the ledger: a new commitment, or one more source of an equal one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from taizhang.accounts.models import User
from taizhang.intake.models import Candidate
from taizhang.intake.queries.candidates import Promise, equal_commitments, promise
from taizhang.ledger.actions import Confirmed, confirm_claims
from taizhang.ledger.models import Commitment, Source
from taizhang.reading import Claim


def enter(*, actor: User, candidates: Sequence[Candidate]) -> list[Source]:
    """Confirm candidates of one document, in order.

    Each becomes a new commitment, or one more source of the one that promises the very same: of the ledger, or of an
    earlier one among them.
    """
    equal = equal_commitments(candidates)
    first: dict[Promise, Candidate] = {}
    for each in candidates:
        if each.role == "target":
            first.setdefault(promise(each), each)
    again = [each for each in candidates if first.get(promise(each), each) is not each and each.pk not in equal]
    sources = _confirm(actor, [(each, equal.get(each.pk)) for each in candidates if each not in again])
    sources |= _confirm(actor, [(each, sources[first[promise(each)].pk].commitment) for each in again])
    return [sources[each.pk] for each in candidates]


def enter_merged(*, actor: User, beside: Sequence[tuple[Candidate, Source]]) -> list[Source]:
    """Confirm the words of each merged candidate as one more source of what the source beside it is one of."""
    claims = [
        Confirmed(replace(claim_of(each), role=source.role), source.commitment)  # type: ignore[arg-type]
        for each, source in beside
    ]
    return confirm_claims(actor=actor, document=beside[0][0].document, claims=claims) if beside else []


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
        begin=candidate.start_by.isoformat() if candidate.start_by else None,
    )


def _confirm(actor: User, pairs: Sequence[tuple[Candidate, Commitment | None]]) -> dict[int, Source]:
    if not pairs:
        return {}
    claims = [Confirmed(claim_of(each), into) for each, into in pairs]
    sources = confirm_claims(actor=actor, document=pairs[0][0].document, claims=claims)
    return {each.pk: source for (each, _into), source in zip(pairs, sources, strict=True)}
