"""Pages of a list: the keys of a page first, from the nearer end, then its rows alone with all they show."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet


class KeyPaginator(Paginator[Any]):
    """Pages of an ordered queryset, whose joins and annotations are made for the rows of one page, not for all before.

    A page in the second half is found from the end, so that the last page costs what the first one does.
    """

    def __init__(self, rows: QuerySet[Any], per_page: int) -> None:
        super().__init__(rows, per_page)
        self.rows = rows

    def page(self, number: int | str) -> Page[Any]:
        """The page of that number; raises InvalidPage for one there is not."""
        number = self.validate_number(number)
        first = (number - 1) * self.per_page
        return Page(self._rows(self._keys(first, min(first + self.per_page, self.count))), number, self)

    def _keys(self, first: int, end: int) -> Sequence[Any]:
        if first <= self.count // 2:
            return list(self.rows.values_list("pk", flat=True)[first:end])
        from_end = self.rows.reverse().values_list("pk", flat=True)[self.count - end : self.count - first]
        return list(from_end)[::-1]

    def _rows(self, keys: Sequence[Any]) -> list[Any]:
        at = {key: position for position, key in enumerate(keys)}
        return sorted(self.rows.order_by().filter(pk__in=keys), key=lambda row: at[row.pk]) if keys else []
