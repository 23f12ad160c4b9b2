"""Of the ledger: commitments, indicators, the sentences commitments came from, and documents with their text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taizhang.accounts.models import User
from taizhang.accounts.scope import within
from taizhang.ledger import states
from taizhang.ledger.models import Commitment, Document, Indicator, Source
from taizhang.search.drafts import Draft, passages
from taizhang.search.kinds.kind import Kind, Said, facts, joined


def _commitments() -> QuerySet[Commitment]:
    rows = Commitment.objects.exclude(state__in=states.GONE)
    return rows.select_related("place", "lead", "indicator")


def _commitment_drafts(each: Commitment) -> Iterator[Draft]:
    figure = "" if each.value is None else f"{each.value.normalize():f}"
    lead = joined(each.lead and each.lead.name, each.lead and each.lead.short_name)
    beside = joined(each.place.name, lead, each.area, each.indicator, each.amount, figure, each.note)
    weight = (60 if each.parent_id is None else 40) + 2 * each.key
    yield Draft(title=each.title, beside=beside, year=each.year, place=each.place_id, weight=weight)


def _commitment_said(each: Commitment, _start: int, _stop: int) -> Said:
    return Said(
        str(each),
        reverse("ledger:commitment", args=[each.pk]),
        facts=facts(each.place, each.lead, each.area, each.year),
        tag=each.standing.label,
    )


COMMITMENT = Kind(
    "commitment",
    1,
    gettext_lazy("台账"),
    _commitments,
    _commitment_drafts,
    lambda user: within(user, "ledger.view", Commitment.objects.order_by()),
    _commitment_said,
)


def _indicator_drafts(each: Indicator) -> Iterator[Draft]:
    beside = joined(*(alias.name for alias in each.aliases.all()), each.area, each.unit)
    yield Draft(title=each.name, beside=beside, text=each.definition, weight=70)


def _indicator_said(each: Indicator, _start: int, _stop: int) -> Said:
    names = "、".join(alias.name for alias in each.aliases.all())
    also = _("又称：%(names)s") % {"names": names} if names else ""
    url = reverse("ledger:indicator", args=[each.pk])
    return Said(each.name, url, text=each.definition, facts=facts(each.area, each.unit, also))


INDICATOR = Kind(
    "indicator",
    2,
    gettext_lazy("指标"),
    lambda: Indicator.objects.prefetch_related("aliases").order_by("pk"),
    _indicator_drafts,
    lambda user: within(user, "ledger.view_indicators", Indicator.objects.order_by()),
    _indicator_said,
)


def _quotes() -> QuerySet[Source]:
    rows = Source.objects.filter(commitment__isnull=False).exclude(commitment__state__in=states.GONE)
    return rows.select_related("commitment__place", "document").defer("document__text", "document__reading")


def _quote_drafts(each: Source) -> Iterator[Draft]:
    of = each.commitment
    if of is not None:
        yield Draft(beside=of.place.name, text=each.quote, year=of.year, place=of.place_id, weight=30)


def _quote_said(each: Source, _start: int, _stop: int) -> Said:
    of = each.commitment
    beside = None if of is None else (str(of), reverse("ledger:commitment", args=[of.pk]))
    title = _("《%(document)s》") % {"document": each.document}
    url = sentence(each.document_id, each.quote_start, each.quote_end)
    return Said(title, url, text=each.quote, facts=facts(each.path), beside=beside)


def _quotes_reached(user: User) -> QuerySet[Source]:
    """Those of commitments that the person reaches; whoever reaches all of these is asked nothing."""
    commitments = COMMITMENT.reached(user)
    rows = Source.objects.order_by()
    return rows.filter(commitment__in=commitments.values("pk")) if commitments.query.where else rows


QUOTE = Kind(
    "quote",
    3,
    gettext_lazy("原句"),
    _quotes,
    _quote_drafts,
    _quotes_reached,
    _quote_said,
)


def _document_drafts(each: Document) -> Iterator[Draft]:
    of = Draft(beside=each.place.name, year=each.year, place=each.place_id, weight=20)
    beside = joined(each.kind, each.issuer, each.place.name)
    yield replace(of, title=each.title, beside=beside, weight=65)
    for start, stop in passages(each.text):
        yield replace(of, text=each.text[start:stop], start=start, stop=stop)


def _document_said(each: Document, start: int, stop: int) -> Said:
    url = sentence(each.pk, start, stop) if stop else reverse("ledger:document", args=[each.pk])
    return Said(each.title, url, text=each.text[start:stop], facts=facts(each.place, each.kind, each.year))


def sentence(document: int, start: int, stop: int) -> str:
    """Where a document is shown with some of its text marked."""
    return f"{reverse('ledger:document', args=[document])}?at={start}-{stop}#found"


DOCUMENT = Kind(
    "document",
    4,
    gettext_lazy("文件"),
    lambda: Document.objects.select_related("place").defer("reading").order_by("pk"),
    _document_drafts,
    lambda user: within(user, "ledger.view_documents", Document.objects.order_by()),
    _document_said,
)
