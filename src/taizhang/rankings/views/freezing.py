"""Freezing a ranking, after a last look at what goes out."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from taizhang.policy.errors import ActionError
from taizhang.rankings import words
from taizhang.rankings.actions import freeze as freeze_ranking
from taizhang.rankings.forms.schemes import FreezeForm
from taizhang.rankings.models import Frozen
from taizhang.rankings.queries.corrections import unprinted
from taizhang.rankings.queries.rankings import compute
from taizhang.rankings.queries.schemes import newest_version
from taizhang.rankings.queries.standing import days
from taizhang.rankings.views.fetching import day_asked, scheme_for, scheme_trail
from taizhang.ui.asking import done


def freeze(request: HttpRequest, pk: int) -> HttpResponse:
    """What would be frozen, and the button."""
    user, scheme = scheme_for(request, pk, "rankings.freeze")
    day = day_asked(request) or next((each.day for each in days(user, scheme) if not each.number), None)
    version = newest_version(scheme)
    form = FreezeForm(request.POST or None, initial={"day": day, "seen": version.number})
    if form.is_bound and form.is_valid():
        asked = form.cleaned_data
        words_of = _("已冻结，不再改动；以后的更正列入下一期。")
        if done(request, form, lambda: freeze_ranking(actor=user, scheme=scheme, **asked), words_of):
            return redirect(f"{reverse('rankings:league', args=[pk])}?day={asked['day'].isoformat()}")
    problem, table = "", None
    try:
        table = None if day is None else compute(version, day)
    except ActionError as error:
        problem = str(error)
    of_the_year = Frozen.objects.filter(scheme=scheme, day__year=day.year) if day else Frozen.objects.none()
    context = {
        "scheme": scheme,
        "form": form,
        "table": table,
        "problem": problem,
        "notices": [words.notice(each) for each in table.notices] if table else [],
        "corrections": unprinted(list(of_the_year)),
        "number": Frozen.objects.filter(scheme=scheme).count() + 1,
        "version": version,
        "trail": scheme_trail(scheme),
    }
    return render(request, "rankings/freeze.html", context, status=422 if form.is_bound else 200)
