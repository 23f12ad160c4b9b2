"""Pages of a list: the keys of a page first, from the nearer end, then its rows alone with all they show."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils.functional import cached_property

from taizhang.ui.keeping import kept, statement

#: The keys of so few are fetched all at once: their database sorts them sooner than it walks the order of a whole table
#: until it has met a page of them.
FEW = 1000


class KeyPaginator(Paginator[Any]):
    """Pages of an ordered queryset, whose joins and annotations are made for the rows of one page, not for all before.

    A page in the second half is found from the end, so that the last page costs what the first one does. With ``keep`` the
    number of rows is kept for a minute, unless they are few; ``counted_at`` then says when they were counted. ``fill`` is
    given the rows of the page.
    """

    counted_at: datetime | None = None

    def __init__(
        self,
        rows: QuerySet[Any],
        per_page: int,
        *,
        keep: bool = False,
        fill: Callable[[Sequence[Any]], None] | None = None,
    ) -> None:
        super().__init__(rows, per_page)
        self.rows, self.keep, self.fill = rows, keep, fill

    @cached_property
    def count(self) -> int:
        """How many rows there are on all pages."""
        if not self.keep:
            return self.rows.count()
        made = kept(("count", statement(self.rows.order_by())), self.rows.count, lambda n: n > FEW)
        self.counted_at = made.told
        return made.value

    def page(self, number: int | str) -> Page[Any]:
        """The page of that number; raises InvalidPage for one there is not."""
        number = self.validate_number(number)
        first = (number - 1) * self.per_page
        return Page(self._rows(self._keys(first, min(first + self.per_page, self.count))), number, self)

    def _keys(self, first: int, end: int) -> Sequence[Any]:
        if self.per_page < self.count <= FEW:
            return list(self.rows.values_list("pk", flat=True))[first:end]
        if first <= self.count // 2:
            return list(self.rows.values_list("pk", flat=True)[first:end])
        from_end = self.rows.reverse().values_list("pk", flat=True)[self.count - end : self.count - first]
        return list(from_end)[::-1]

    def _rows(self, keys: Sequence[Any]) -> list[Any]:
        at = {key: position for position, key in enumerate(keys)}
        rows = sorted(self.rows.order_by().filter(pk__in=keys), key=lambda row: at[row.pk]) if keys else []
        if self.fill and rows:
            self.fill(rows)
        return rows
