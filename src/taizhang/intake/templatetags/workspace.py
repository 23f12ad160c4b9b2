"""The rows and paragraphs of the confirm workspace, of which a long document has thousands.

Written out here because a template takes four times as long: a third of a second for 1,200 candidates.
"""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from taizhang.intake.models import Candidate
from taizhang.intake.source import Paragraph, Piece

register = template.Library()
#: Any number: addresses of candidates are made by putting theirs in its place.
_ANY = 9_000_000_000


@register.simple_tag(takes_context=True)
def candidate_rows(context: dict[str, Any], rows: list[Candidate], oob: str = "") -> SafeString:
    """Lines of the list beside the source; ``oob`` is where htmx puts them if not where they are written."""
    shown = getattr(context.get("candidate"), "pk", None)
    viewer = getattr(context.get("user"), "pk", None)
    address = reverse("intake:candidate", args=[_ANY])
    states = {value: str(words) for value, words in Candidate.State.choices}
    swap = f' hx-swap-oob="{escape(oob)}"' if oob else ""
    lines = []
    for row in rows:
        number, kind, state = row.pk, row.mark, row.state
        by = f'<span class="by">{escape(row.decided_by)}</span> ' if row.decided_by_id not in (None, viewer) else ""
        lines.append(
            f'<li id="row-{number}" class="row {kind} {state}{" current" if number == shown else ""}"'
            f' data-candidate="{number}" data-kind="{kind}" data-state="{state}" data-version="{row.version}"{swap}>'
            f'<a href="{address.replace(str(_ANY), str(number))}" data-show><span class="sign" aria-hidden="true"></span>'
            f'<span class="row-name">{escape(row.indicator)}</span> <b>{escape(row.amount)}</b>'
            f' <small class="row-state">{by}{escape(states[state])}</small></a></li>'
        )
    return mark_safe("\n".join(lines))  # noqa: S308 - every word of a document or person is escaped above


@register.simple_tag(takes_context=True)
def source_paragraphs(context: dict[str, Any], paragraphs: list[Paragraph], oob: str = "") -> SafeString:
    """Paragraphs of the source with the candidates' words marked."""
    shown = getattr(context.get("candidate"), "pk", None)
    swap = f' hx-swap-oob="{escape(oob)}"' if oob else ""
    written = []
    for each in paragraphs:
        words = "".join(_piece(piece, shown) for piece in each.pieces)
        heading = ' class="heading-line"' if each.heading else ""
        written.append(f'<p id="p-{each.start}" data-at="{each.start}"{heading}{swap}>{words}</p>')
    return mark_safe("\n".join(written))  # noqa: S308 - every word of the document is escaped below


def _piece(piece: Piece, shown: int | None) -> str:
    if not piece.marked:
        return escape(piece.words)
    first: Any = piece.marked[0]
    current = " current" if first.pk == shown else ""
    return (
        f'<a class="mark {first.mark} {first.state}{current}" href="?at={first.pk}"'
        f' data-candidates="{piece.numbers}">{escape(piece.words)}</a>'
    )
