"""A list: declared once, answered as a page, a fragment of it, or a file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from django.core.paginator import Page
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.template import Context, Engine, Template
from django.utils.functional import Promise
from django.utils.html import conditional_escape

from taizhang.ui.keeping import vast
from taizhang.ui.lists.columns import Column, turned
from taizhang.ui.lists.export import FORMATS, export
from taizhang.ui.lists.filters import Filter, Offered, offer
from taizhang.ui.lists.paging import KeyPaginator
from taizhang.ui.lists.search import Search, found
from taizhang.ui.lists.state import PAGE_SIZES, RESERVED, State


@dataclass(frozen=True, slots=True)
class Listing:
    """What a list shows and how it narrows.

    ``name`` is the file name of exports, ``title`` the heading. ``search`` says how words typed
    find rows; ``order`` is the order without a choice, and breaks ties of any other, so that pages never overlap; ``order_of_many``
    stands for it where those of ``among`` are very many: one that an index has.
    ``href`` gives the address of a row. ``empty`` names a template that says what belongs here and how it gets in.
    ``among`` gives all rows that the person could be shown; where these are very many, numbers of rows and choices of filters
    are kept for a minute. ``fill`` puts beside some rows, those of a page, what is counted for all of them at once.
    """

    name: str
    title: str | Promise
    columns: tuple[Column, ...]
    filters: tuple[Filter, ...] = ()
    search: Search = ()
    search_hint: str | Promise = ""
    order: tuple[str, ...] = ("pk",)
    order_of_many: tuple[str, ...] = ()
    href: Callable[[Any], str] | None = None
    empty: str = "ui/_empty.html"
    among: Callable[[HttpRequest], QuerySet[Any]] | None = None
    fill: Callable[[Sequence[Any]], None] | None = None

    def __post_init__(self) -> None:
        if clash := RESERVED & {each.name for each in self.filters}:
            raise ValueError(f"filters cannot be named {sorted(clash)}")

    @property
    def searchable(self) -> bool:
        """Whether words can be typed. Templates ask this, for they would call a search that is a function."""
        return bool(self.search)

    def respond(
        self, request: HttpRequest, rows: QuerySet[Any], template: str, context: dict[str, Any] | None = None
    ) -> HttpResponseBase:
        """The list of ``rows`` as asked: a file, the table alone for htmx, or the page ``template`` around it.

        The template gets the list as ``list``; ``{% include "ui/_list.html" %}`` shows it. With ``chooser`` in the context,
        the name of a template whose form has the id ``chosen``, every row has a box that sends its number as ``row``.
        """
        for each in self.filters:
            if each.name == request.GET.get("choices"):
                return render(request, "ui/_list_select.html", {"each": replace(offer(each, request), more=True)})
        fragment = bool(request.headers.get("HX-Request") and not request.headers.get("HX-Boosted"))
        file = request.GET.get("export") in FORMATS
        keep = self.among is not None and vast(self.among(request))
        offered = tuple(offer(each, request, shown=not fragment and not file, keep=keep) for each in self.filters)
        shown = Shown(self, State.of(request, self.columns, offered), rows, keep)
        if file:
            return export(shown, request.GET["export"])
        answer: HttpResponse = render(
            request, "ui/_list_results.html" if fragment else template, {**(context or {}), "list": shown}
        )
        answer.headers["Vary"] = "HX-Request"
        return answer

    def matching(self, request: HttpRequest, rows: QuerySet[Any]) -> QuerySet[Any]:
        """All of ``rows`` that the words and filters of the URL leave, every page of them."""
        offered = tuple(offer(each, request, shown=False) for each in self.filters)
        return Shown(self, State.of(request, self.columns, offered), rows).matching


@dataclass
class Shown:
    """A list as one request sees it."""

    listing: Listing
    state: State
    rows: QuerySet[Any]
    keep: bool = False
    columns: tuple[Column, ...] = field(init=False)
    page_sizes: tuple[int, ...] = PAGE_SIZES

    def __post_init__(self) -> None:
        self.columns = self.state.columns

    @cached_property
    def matching(self) -> QuerySet[Any]:
        """All rows that words and filters leave, in order."""
        rows = self.rows
        for each in self.state.offered:
            rows = _narrowed(rows, each)
        return found(rows, self.listing.search, self.state.words).order_by(*self._order())

    @cached_property
    def page(self) -> Page[Any]:
        """The page asked for, or the last one if there are not so many."""
        pages = KeyPaginator(self.matching, self.state.per, keep=self.keep, fill=self.listing.fill)
        return pages.get_page(self.state.page)

    @cached_property
    def labels(self) -> dict[str, str]:
        """The words above the columns shown, by name, fit for HTML."""
        return {column.name: conditional_escape(str(column.label)) for column in self.columns}

    @cached_property
    def drawn(self) -> dict[str, Template]:
        """The templates of cells, by the name of their column."""
        named = {column.name: column.cell for column in self.columns if column.cell}
        return {name: Engine.get_default().get_template(cell) for name, cell in named.items()}

    @cached_property
    def context(self) -> Context:
        """What the cells of one page are rendered in, one after the other."""
        return Context()

    @property
    def pages(self) -> list[int | None]:
        """The page numbers to offer; ``None`` stands for those left out."""
        last = self.page.paginator.num_pages
        near = {1, last, *range(self.page.number - 2, self.page.number + 3)}
        numbers: list[int | None] = []
        for number in sorted(n for n in near if 1 <= n <= last):
            if numbers and numbers[-1] != number - 1:
                numbers.append(None)
            numbers.append(number)
        return numbers

    def _order(self) -> list[str]:
        """The order chosen, ties broken by the list's own; turned round as a whole, as an index can be read.

        Where the list's own order goes the other way by what was chosen, it is turned as well, and stays one order.
        """
        own = (self.keep and self.listing.order_of_many) or self.listing.order
        if self.state.sort is None:
            return list(own)
        chosen = self.state.sort.sort
        if own[: len(chosen)] == tuple(turned(term) for term in chosen):
            own = tuple(turned(term) for term in own)
        whole = [*chosen, *(term for term in own if term.lstrip("-") not in chosen)]
        return [turned(term) for term in whole] if self.state.descending else whole


def _narrowed(rows: QuerySet[Any], each: Offered) -> QuerySet[Any]:
    if not each.value:
        return rows
    try:
        return each.filter.apply(rows, each.value)
    except ValueError:
        return rows
