"""Form fields that choose among many: some are offered at once, a few characters typed bring those that bear them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse

from taizhang.ui.lists.filters import OFFERED
from taizhang.ui.lists.search import Search, found

Words = Callable[[Any], str]


class Searched:
    """What the widgets of both fields share: which choices they show depends on what is chosen and what is typed.

    ``address`` asks the page that answers what is typed, by :func:`choices_asked`, up to the next parameter.
    """

    rows: QuerySet[Any]
    search: Search = ("name__icontains",)
    words_of: Words = str
    empty: str | None = None
    inner = ""
    typed = ""
    address = "?"

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """What was chosen; remembers what was typed."""
        self.typed = _typed(data, name)
        return super().value_from_datadict(data, files, name)  # type: ignore[misc]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """The widget with what is chosen and some more."""
        some, more = self._some()
        chosen = [
            str(each) for each in (value if isinstance(value, list | tuple) else [value]) if each not in {None, ""}
        ]
        shown = {key for key, _words in some}
        there = [*self._pairs(self._of(key for key in chosen if key not in shown)), *some]
        self.choices = there if self.empty is None else [("", self.empty), *there]
        context: dict[str, Any] = super().get_context(name, value, attrs)  # type: ignore[misc]
        more = more or bool(self.typed)
        context["widget"] |= {"typed": self.typed, "more": more, "address": self.address, "inner": self.inner}
        return context

    def _some(self) -> tuple[list[tuple[str, str]], bool]:
        rows = list(found(self.rows, self.search, self.typed)[: OFFERED + 1])
        return self._pairs(rows[:OFFERED]), len(rows) > OFFERED

    def _of(self, keys: Iterable[str]) -> list[Any]:
        wanted = [int(key) for key in keys if key.isdecimal() and len(key) < 19]
        return list(self.rows.filter(pk__in=wanted)) if wanted else []

    def _pairs(self, rows: Iterable[Model]) -> list[tuple[str, str]]:
        return [(str(row.pk), self.words_of(row)) for row in rows]


class SearchedSelect(Searched, forms.Select):  # type: ignore[misc]
    """A list to choose one from."""

    template_name = "ui/_searched.html"
    inner = "django/forms/widgets/select.html"


class SearchedBoxes(Searched, forms.CheckboxSelectMultiple):  # type: ignore[misc]
    """Boxes to tick."""

    template_name = "ui/_searched.html"
    inner = "django/forms/widgets/checkbox_select.html"


class SearchedChoiceField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One of the rows of a queryset; ``words`` gives what a row is called, ``search`` how words typed find it."""

    widget: Any = SearchedSelect

    def __init__(self, queryset: QuerySet[Any], *, search: Search, words: Words = str, **kwargs: Any) -> None:
        self.search, self.words = search, words
        super().__init__(queryset, **kwargs)

    def _get_queryset(self) -> QuerySet[Any]:
        return self._queryset

    def _set_queryset(self, queryset: QuerySet[Any]) -> None:
        self._queryset = queryset.all()
        widget: Any = self.widget
        widget.rows, widget.search, widget.words_of = self._queryset, self.search, self.words
        widget.empty = getattr(self, "empty_label", None)

    queryset = property(_get_queryset, _set_queryset)


class SearchedChoicesField(SearchedChoiceField, forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Any of the rows of a queryset."""

    widget = SearchedBoxes


def choices_asked(request: HttpRequest, form: forms.BaseForm) -> HttpResponse | None:
    """The choices alone, where a script asks for those that bear the words typed; else nothing."""
    name = request.GET.get("choices", "")
    field = form.fields.get(name)
    if field is None or not isinstance(field.widget, SearchedSelect | SearchedBoxes):
        return None
    bound, widget = form[name], field.widget
    widget.typed = _typed(request.GET, name)
    widget.template_name = widget.inner
    attributes = bound.build_widget_attrs({"id": bound.auto_id}, widget)
    return HttpResponse(widget.render(bound.html_name, request.GET.getlist(name), attributes, form.renderer))


def _typed(data: Any, name: str) -> str:
    return str(data.get(f"find-{name}", "")).replace("\0", "").strip()[:100]
