"""Pages to look at: the schemes, the league, why somebody stands where it does, what was frozen, the ranking as a file."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from taizhang.accounts.models import User
from taizhang.accounts.requests import signed_in
from taizhang.policy.errors import ActionError
from taizhang.rankings import showing, words
from taizhang.rankings.lists import ARCHIVE, SCHEMES, with_last
from taizhang.rankings.models import Frozen, Scheme
from taizhang.rankings.queries import corrections
from taizhang.rankings.queries import schemes as queries
from taizhang.rankings.queries.standing import behind, days
from taizhang.rankings.records import halves
from taizhang.rankings.sheets import sheet
from taizhang.rankings.tables import Table
from taizhang.rankings.views.fetching import day_asked, scheme_for, scheme_trail, shown_table, trail


def index(request: HttpRequest) -> HttpResponseBase:
    """Every scheme within the person's scope."""
    return SCHEMES.respond(request, with_last(queries.schemes(signed_in(request))), "rankings/schemes.html")


def archive(request: HttpRequest) -> HttpResponseBase:
    """Every frozen ranking within the person's scope."""
    return ARCHIVE.respond(request, queries.archive(signed_in(request)), "rankings/archive.html", {"trail": trail()})


def league(request: HttpRequest, pk: int) -> HttpResponse:
    """Order, score, movement, and the door to why."""
    user, scheme = scheme_for(request, pk)
    try:
        table = shown_table(user, scheme, day_asked(request))
    except ActionError as error:
        return render(request, "rankings/league.html", _around(user, scheme) | {"problem": str(error)})
    if table is None and day_asked(request):
        raise Http404
    context = _around(user, scheme) | {"table": table}
    if table is not None:
        address = showing.why_address(table)
        context |= {
            "rows": [showing.Shown.of(row, address) for row in table.rows],
            "own": _own(user),
            "notices": [words.notice(each) for each in table.notices],
            "figure": showing.drawn_table(table, address),
            "since": _since(table),
            "uncertain": any(not row.certain for row in table.rows),
        }
    return render(request, "rankings/league.html", context)


def why(request: HttpRequest, pk: int, place: int) -> HttpResponse:
    """Why a place stands where it does."""
    user, scheme = scheme_for(request, pk)
    table = shown_table(user, scheme, day_asked(request))
    row = table.row(place) if table else None
    if table is None or row is None:
        raise Http404
    found = showing.lines(table, row, behind(user, table, row))
    before = table.before(row)
    level, change = halves(row)
    context = {
        "scheme": scheme,
        "table": table,
        "row": row,
        "lines": found,
        "level": level,
        "change_points": change,
        "before": before,
        "gap": before.score - row.score if before and before.score is not None and row.score is not None else None,
        "figure": showing.drawn_row(table, row, found) if row.rank else None,
        "places": [(each, showing.why_address(table).format(place=each.place)) for each in table.rows],
        "change": showing.change_words(table),
        "missing": words.MISSING[table.rules.missing],
        "trail": scheme_trail(scheme),
    }
    return render(request, "rankings/why.html", context)


def export(request: HttpRequest, pk: int) -> HttpResponse:
    """The ranking as CSV or Excel."""
    user, scheme = scheme_for(request, pk)
    table = shown_table(user, scheme, day_asked(request))
    if table is None:
        raise Http404
    return sheet(table, "xlsx" if request.GET.get("format") == "xlsx" else "csv")


def _around(user: User, scheme: Scheme) -> dict[str, Any]:
    """What a page about a scheme has whatever it shows."""
    place = scheme.group.place
    return {
        "scheme": scheme,
        "days": days(user, scheme),
        "edits": user.has_perm("rankings.edit_scheme", place) and not scheme.ended,
        "freezes": user.has_perm("rankings.freeze", place) and not scheme.ended,
        "previews": user.has_perm("rankings.preview", scheme) and not scheme.ended,
        "trail": trail(),
        "title": _("比拼"),
    }


def _own(user: User) -> set[int]:
    return {each.organisation.place_id for each in user.held}


def _since(table: Table) -> list[Any]:
    """What was corrected after a ranking was frozen."""
    if table.frozen is None:
        return []
    return corrections(Frozen.objects.select_related("scheme").get(pk=table.frozen.pk))
