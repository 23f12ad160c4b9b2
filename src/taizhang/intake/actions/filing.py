"""Filing what was read as candidates: the first time all of it, later what nobody has decided about."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from taizhang.intake.actions.holding import hold
from taizhang.intake.matching import undecided
from taizhang.intake.models import Candidate
from taizhang.intake.queries.decisions import standing_on
from taizhang.journal.actions import System, action
from taizhang.ledger.actions import complete, record_reading
from taizhang.ledger.actions.documents import storable_text
from taizhang.ledger.models import Document
from taizhang.ledger.queries.naming import last_day
from taizhang.policy.errors import ActionError
from taizhang.reading import Claim
from taizhang.reading import results as reader

ACTOR = System("taizhang")
#: What the value column holds; a claim beyond it is filed without its value, for a person to see.
LARGEST = Decimal(10) ** 18
State, Origin = Candidate.State, Candidate.Origin
#: What a reading says of a candidate besides where it stands.
SAID = (
    *("quote_start", "quote_end", "quote", "section", "role", "indicator", "measure", "direction", "comparator"),
    *("value", "unit", "period", "start_by", "place_name", "owner", "co_owners", "strength", "rule", "derivation"),
)


@dataclass(frozen=True, slots=True)
class Filed:
    """How many candidates came, changed and went with a reading."""

    new: int
    changed: int
    gone: int


def file(document: Document, read: reader.Document) -> Filed:
    """File a reading; what people decided about, made or changed stays as it is, also in a completed document.

    Raises ActionError where the text itself came out differently and something was decided about the old one.
    """
    with action(ACTOR, "intake.confirm", document) as act:
        before = hold(document)
        held = standing_on(document)
        rows = list(document.candidates.select_for_update(of=("self",)))
        decided = [
            each for each in rows if each.state != State.WAITING or each.origin != Origin.READ or each.pk in held
        ]
        if decided or document.sources.exists():
            _check_text(document, read)
        record_reading(actor=ACTOR, document=document, reading=read)
        claims = undecided(to_confirm(read), decided)
        filed = _replace(document, [each for each in rows if each not in decided], claims)
        if before.status == Document.Status.CONFIRMED and not filed.new:
            complete(actor=ACTOR, document=document)
        act.record(
            document,
            note=_("读得 %(new)s 条新的，更新 %(changed)s 条，去掉 %(gone)s 条")
            % {"new": filed.new, "changed": filed.changed, "gone": filed.gone},
        )
    return filed


def _check_text(document: Document, read: reader.Document) -> None:
    if storable_text(read.text) != document.text:
        raise ActionError(_("这次读出的正文与原来不同，而原来的正文上已有核对结果，所以没有更换，核对结果都在。"))


def _replace(document: Document, rows: list[Candidate], claims: list[Claim]) -> Filed:
    """Let candidates nobody has touched say what is read now, each where it stands."""
    there: dict[tuple[str, int, int], list[Candidate]] = {}
    for row in rows:
        there.setdefault((row.kind, row.start, row.end), []).append(row)
    new, changed, kept = [], [], set()
    for each in (candidate(document, claim) for claim in claims):
        same = there.get((each.kind, each.start, each.end))
        if not same:
            new.append(each)
            continue
        row = same.pop(0)
        kept.add(row.pk)
        if any(getattr(row, name) != getattr(each, name) for name in SAID):
            for name in SAID:
                setattr(row, name, getattr(each, name))
            row.version += 1
            changed.append(row)
    gone = [row.pk for row in rows if row.pk not in kept]
    Candidate.objects.filter(pk__in=gone).delete()
    Candidate.objects.bulk_update(changed, [*SAID, "version"], batch_size=200)
    Candidate.objects.bulk_create(new, batch_size=500)
    return Filed(len(new), len(changed), len(gone))


def to_confirm(read: reader.Document) -> list[Claim]:
    """The claims a person is asked about: a count of the document's own parts (56项事项) promises nothing."""
    counts = read.declared
    return [
        claim
        for claim in read.claims
        if not any(claim.start < count.end and count.start < claim.end for count in counts if claim.kind == "figure")
    ]


def candidate(document: Document, claim: Claim) -> Candidate:
    """The claim as a candidate, cut to what columns hold."""
    fits = claim.value is not None and abs(claim.value) < LARGEST
    return Candidate(
        document=document,
        start=claim.start,
        end=claim.end,
        figure=document.text[claim.start : claim.end],
        quote_start=claim.quote_start,
        quote_end=claim.quote_end,
        quote=document.text[claim.quote_start : claim.quote_end],
        section=" › ".join(_line(each, 60) for each in claim.section)[:300],
        kind=claim.kind,
        role=claim.role,
        indicator=_line(claim.indicator, 200) or _line(claim.quote, 200),
        measure=claim.measure or "",
        direction=claim.direction or "",
        comparator=claim.comparator or "",
        value=round(claim.value, 6) if claim.value is not None and fits else None,
        unit=_line(claim.unit, 30),
        period=_line(claim.period, 21),
        start_by=last_day(claim.begin),
        place_name=_line(claim.place, 80),
        owner=_line(claim.owner, 120),
        co_owners="、".join(claim.co_owners)[:300],
        strength=claim.strength,
        rule=claim.rule[:80],
        derivation=[[step.rule, step.start, step.end, _line(step.yields, 300)] for step in claim.derivation],
    )


def _line(words: str | None, most: int) -> str:
    """The words on one line, no longer than a column holds."""
    return " ".join(_storable(words or "").split())[:most]


def _storable(words: str) -> str:
    return words.encode("utf-8", "replace").decode().replace("\x00", "")
