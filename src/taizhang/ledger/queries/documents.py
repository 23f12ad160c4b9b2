"""Documents as a person may see them, and their text with the confirmed passages marked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from django.db.models import Count, Min, QuerySet

from taizhang.accounts.models import User
from taizhang.accounts.scope import within
from taizhang.ledger import states
from taizhang.ledger.models import Document, Source
from taizhang.ui.lists import tally


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of the text; with ``sources`` where it is a confirmed figure, ``sought`` where it is what somebody came for."""

    text: str
    sources: tuple[Source, ...] = ()
    sought: bool = False
    first: bool = False


def visible(user: User) -> QuerySet[Document]:
    """The documents the person may see, without their texts."""
    rows = Document.objects.select_related("place", "uploaded_by").defer("text", "reading")
    return within(user, "ledger.view_documents", rows)


def listed(user: User) -> QuerySet[Document]:
    """For the list: with the number of commitments each brought."""
    sources = Source.objects.filter(commitment__isnull=False)
    return visible(user).annotate(commitments=tally(sources, "document", "commitment"))


def marked(document: Document) -> list[Stretch]:
    """The whole text cut at the confirmed figures; figures that share a span share a stretch."""
    spans: dict[tuple[int, int], list[Source]] = {}
    for source in document.sources.select_related("commitment").order_by("start", "end"):
        spans.setdefault((source.start, source.end), []).append(source)
    stretches, at = [], 0
    for (start, end), sources in spans.items():
        if start < at:
            continue
        stretches += [Stretch(document.text[at:start]), Stretch(document.text[start:end], tuple(sources))]
        at = end
    return [each for each in [*stretches, Stretch(document.text[at:])] if each.text]


def sought(stretches: list[Stretch], start: int, stop: int) -> list[Stretch]:
    """The same, cut once more at the ends of the passage somebody came for; its first piece is ``first``."""
    cut, at, first = [], 0, True
    for each in stretches:
        ends = sorted({0, len(each.text), *(min(max(edge - at, 0), len(each.text)) for edge in (start, stop))})
        for left, right in pairwise(ends):
            inside = start <= at + left and at + right <= stop
            cut.append(replace(each, text=each.text[left:right], sought=inside, first=inside and first))
            first = first and not inside
        at += len(each.text)
    return cut


def areas(document: Document) -> list[tuple[str, int]]:
    """The areas of work the document's lines fall under, in the order of the text, with how many are live in each."""
    sources = document.sources.filter(commitment__isnull=False).exclude(commitment__state__in=states.GONE)
    counted = sources.exclude(commitment__area="").values("commitment__area").order_by()
    rows = counted.annotate(first=Min("start"), n=Count("commitment", distinct=True)).order_by("first")
    return list(rows.values_list("commitment__area", "n"))
