"""Commitments as a person may see them, with what pages show of each already joined."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Greatest, Substr

from taizhang.accounts.models import Organisation, User
from taizhang.accounts.scope import within
from taizhang.ledger import states
from taizhang.ledger.models import Amendment, Commitment, Source
from taizhang.places.models import Place

#: How much of the text around a quote is fetched to show its paragraph.
_AROUND = 400


@dataclass(frozen=True, slots=True)
class Passage:
    """A source as a page shows it: the paragraph in three parts, the quote marked, the figure inside it."""

    source: Source
    before: str
    quote_before: str
    figure: str
    quote_after: str
    after: str


def visible(user: User) -> QuerySet[Commitment]:
    """Every commitment the person may see, what was struck or merged included."""
    return within(user, "ledger.view", Commitment.objects.select_related("place", "lead", "indicator"))


def reached(user: User) -> QuerySet[Commitment]:
    """The same without joins and order, for what is asked of all of them."""
    return within(user, "ledger.view", Commitment.objects.order_by())


def listed(user: User) -> QuerySet[Commitment]:
    """The lines of the ledger that count, with the title of the document each came from first."""
    first = Source.objects.filter(commitment=OuterRef("pk")).order_by("pk").values("document__title")[:1]
    return visible(user).exclude(state__in=states.GONE).annotate(document_title=Subquery(first))


def mine(user: User) -> QuerySet[Commitment]:
    """What the person's organisations lead and have not yet answered."""
    paths = {each.organisation.path for each in user.held}
    return listed(user).filter(state="assigned", lead__path__in=paths)


def passages(commitment: Commitment) -> list[Passage]:
    """Every source in its paragraph, oldest document first; cut out by the database, not loaded whole."""
    start = Greatest(F("quote_start") - _AROUND, Value(0))
    rows = (
        commitment.sources.select_related("document")
        .defer("document__text", "document__reading")
        .annotate(window=start, around=Substr("document__text", start + 1, F("quote_end") - start + _AROUND))
        .order_by("document__uploaded_at", "start")
    )
    return [_passage(row, row.window, row.around) for row in rows]


def shares(commitment: Commitment) -> QuerySet[Commitment]:
    """The shares that count, in the order of the places' codes."""
    rows = commitment.shares.exclude(state__in=states.GONE).select_related("place", "lead")
    return rows.order_by("place__code", "pk")


def amendments(commitment: Commitment) -> QuerySet[Amendment]:
    """What was put off, revised or ended, newest first, with what it rests on."""
    rows = commitment.amendments.select_related("document", "ruling", "made_by")
    return rows.defer("document__text", "document__reading")


def offered_owners(*commitments: Commitment) -> QuerySet[Organisation]:
    """Who may be made to answer for commitments: what lies at their places or directly below, and all above."""
    at = {each.place for each in commitments}
    codes = {code for place in at for code in (*place.ancestor_codes, place.code)}
    places = Place.objects.filter(code__in=codes) | Place.objects.filter(parent__in=at)
    rows = Organisation.objects.filter(active=True, place__in=places.values("pk"))
    return rows.select_related("place").order_by("kind", "place__code", "name")


def _passage(source: Source, window: int, around: str) -> Passage:
    start, end = source.quote_start - window, source.quote_end - window
    before, after = around[:start], around[end:]
    return Passage(
        source,
        before[before.rfind("\n") + 1 :],
        around[start : source.start - window],
        source.figure,
        around[source.end - window : end],
        after.partition("\n")[0],
    )


def alike(commitment: Commitment, rows: QuerySet[Commitment]) -> QuerySet[Commitment]:
    """Those that may say the same: of the same indicator, or sharing the first or last two characters of its title."""
    title = commitment.title
    near = Q(title__contains=title[:2]) | Q(title__endswith=title[-2:]) if len(title) > 1 else Q(title=title)
    if commitment.indicator_id:
        near |= Q(indicator=commitment.indicator_id)
    same_place = rows.filter(near, place=commitment.place, kind=commitment.kind).exclude(pk=commitment.pk)
    return same_place.order_by("title", "pk")
