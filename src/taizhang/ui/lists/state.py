"""What a URL says about a list: words, filters, order, page and columns; and URLs with something of it changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, QueryDict

from taizhang.ui.lists.columns import Column
from taizhang.ui.lists.filters import Offered

PAGE_SIZES = (50, 100, 200)
#: The parameters that lists read themselves; a filter cannot have such a name.
RESERVED = frozenset({"q", "sort", "page", "per", "columns", "export", "choices"})


@dataclass(frozen=True, slots=True)
class State:
    """A list as the URL asks for it; whatever the URL says wrongly is replaced by the default."""

    words: str
    offered: tuple[Offered, ...]
    sort: Column | None
    descending: bool
    page: int
    per: int
    columns: tuple[Column, ...]
    query: QueryDict

    @classmethod
    def of(cls, request: HttpRequest, columns: tuple[Column, ...], offered: tuple[Offered, ...]) -> State:
        """Read the URL."""
        asked = request.GET
        sort = asked.get("sort", "")
        sortable = {column.name: column for column in columns if column.sort}
        return cls(
            words=asked.get("q", "").replace("\0", "").strip()[:100],
            offered=offered,
            sort=sortable.get(sort.removeprefix("-")),
            descending=sort.startswith("-"),
            page=_whole(asked.get("page"), 1),
            per=per if (per := _whole(asked.get("per"), PAGE_SIZES[0])) in PAGE_SIZES else PAGE_SIZES[0],
            columns=_columns(asked, columns),
            query=asked,
        )

    @property
    def narrowed(self) -> bool:
        """Whether words or a filter leave anything out."""
        return bool(self.words or any(each.value for each in self.offered))

    def url(self, **changes: Any) -> str:
        """The query string with something changed; ``None`` leaves a parameter out. Any change returns to page one."""
        query = self.query.copy()
        query.pop("export", None)
        query.pop("choices", None)
        for name, value in {"page": None, **changes}.items():
            if value is None or (name, value) == ("page", 1):
                query.pop(name, None)
            else:
                query[name] = str(value)
        return f"?{query.urlencode()}"


def _columns(asked: QueryDict, columns: tuple[Column, ...]) -> tuple[Column, ...]:
    visible = tuple(column for column in columns if not column.export_only)
    wanted = {name for value in asked.getlist("columns") for name in value.split(",")}
    chosen = tuple(column for column in visible if column.name in wanted)
    return chosen or tuple(column for column in visible if column.shown)


def _whole(text: str | None, default: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and 0 < len(text) < 10 and int(text) > 0 else default
