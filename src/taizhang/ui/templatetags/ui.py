"""Template tags of the interface; loaded in every template."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.utils import timezone
from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from taizhang.ui.charts.figures import Figure
from taizhang.ui.charts.heat import Heat
from taizhang.ui.lists.columns import Column
from taizhang.ui.lists.listing import Shown

register = template.Library()


@register.simple_tag
def may(user: Any, action: str, on: Any = None) -> bool:
    """Whether the person may do the action: ``{% may user "places.change" place as can %}``."""
    return bool(user.is_authenticated and user.has_perm(action, on))


@register.simple_tag
def list_url(shown: Shown, **changes: Any) -> str:
    """The list's URL with something changed."""
    return shown.state.url(**changes)


@register.simple_tag
def sort_url(shown: Shown, column: Column) -> str:
    """The URL that sorts by the column, the other way round if it already does."""
    again = column == shown.state.sort and not shown.state.descending
    return shown.state.url(sort=f"-{column.name}" if again else column.name)


@register.simple_tag
def row_href(shown: Shown, row: Any) -> str:
    """The address of a row."""
    return shown.listing.href(row) if shown.listing.href else ""


@register.simple_tag
def list_cells(shown: Shown, row: Any) -> SafeString:
    """The cells of a row: each by its column's own template, or as its value is written."""
    return mark_safe("".join(_cell(shown, row, column) for column in shown.columns))  # noqa: S308


def _cell(shown: Shown, row: Any, column: Column) -> str:
    value = column.value(row)
    # A page has hundreds of cells: each template is looked up, and each label translated, once for all rows.
    if column.cell:
        with shown.context.push(row=row, value=value):
            content: str = shown.drawn[column.name].render(shown.context)
    else:
        content = conditional_escape(written(value))
    href = column.href or (shown.listing.href if column == shown.columns[0] else None)
    if href and content:
        content = f'<a href="{escape(href(row))}">{content}</a>'
    kind = "number" if column.numeric else "date" if isinstance(value, date) else ""
    return f'<td class="{kind}" data-label="{shown.labels[column.name]}">{content}</td>'


@register.inclusion_tag("ui/_chart.html")
def chart(figure: Figure) -> dict[str, Any]:
    """A chart with the table behind it; its page loads ``ui/_chart_files.html``."""
    return {"figure": figure}


@register.inclusion_tag("ui/_heat.html")
def heat_table(heat: Heat) -> dict[str, Any]:
    """A heat table of lights; its page links ``ui/charts.css``."""
    return {"heat": heat}


@register.filter
def written(value: Any) -> str:
    """A value as people write it: dates as 2024-05-31, numbers grouped by thousands, nothing for nothing."""
    match value:
        case None:
            return ""
        case bool():
            return _("是") if value else _("否")
        case datetime():
            return timezone.localtime(value).strftime("%Y-%m-%d %H:%M")
        case date():
            return value.isoformat()
        case int() | Decimal():
            return f"{value:,}"
        case _:
            return str(value)
