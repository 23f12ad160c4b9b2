"""Counting what belongs to each row of a list, for the rows of a page alone."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce


def tally(rows: QuerySet[Any], by: str, what: str = "pk") -> Coalesce:
    """How many different ``what`` there are among ``rows`` that name a row of the list by their column ``by``.

    As an annotation: ``documents.annotate(sources=tally(Source.objects.all(), "document"))``. A join that counts would
    count for every row of the list before the first page is shown.
    """
    of_one = rows.order_by().filter((by, OuterRef("pk"))).values(by)
    return Coalesce(Subquery(of_one.annotate(tally=Count(what, distinct=what != "pk")).values("tally")), 0)
