"""Talks, the rules of supervision, and the calendar that people subscribe to."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from taizhang import clock
from taizhang.accounts.queries import holder_of
from taizhang.accounts.requests import signed_in
from taizhang.journal.queries import history
from taizhang.policy.errors import Refused
from taizhang.progress.actions.supervising import change_rules
from taizhang.progress.actions.talks import hold
from taizhang.progress.feeds import feed
from taizhang.progress.forms.supervision import HoldForm, RulesForm
from taizhang.progress.models import SlipRuleSet
from taizhang.progress.queries import slips as queries
from taizhang.progress.queries.calendars import due_days
from taizhang.progress.queries.supervision import SUPERVISORS, rules_for
from taizhang.progress.slip_lists import TALKS
from taizhang.progress.views.fetching import trail
from taizhang.ui.asking import done


def talks(request: HttpRequest) -> HttpResponseBase:
    """Every talk within the person's scope."""
    return TALKS.respond(request, queries.talks(signed_in(request)), "progress/talks.html", {"trail": trail()})


def talk(request: HttpRequest, pk: int) -> HttpResponse:
    """One talk: the slips that led to it; recorded here once it was held."""
    user = signed_in(request)
    found = get_object_or_404(queries.talks(user), pk=pk)
    holdable = found.held_on is None and user.has_perm("progress.hold_talk", found.place)
    if request.method == "POST" and not user.has_perm("progress.hold_talk", found.place):
        raise Refused("progress.hold_talk", found)
    form = HoldForm(
        request.POST or None, request.FILES or None, initial={"version": found.version, "held_on": clock.today()}
    )
    success = _("约谈已登记。")
    if (
        form.is_bound
        and form.is_valid()
        and done(request, form, lambda: hold(actor=user, talk=found, **form.cleaned_data), success)
    ):
        return redirect("supervision:talk", pk=pk)
    context = {
        "talk": found,
        "slips": found.slips.select_related("place").order_by("issued_on", "pk"),
        "papers": found.papers.all(),
        "form": form if holdable else None,
        "trail": trail((_("约谈"), reverse("supervision:talks"))),
        "history": history(found),
    }
    return render(request, "progress/talk.html", context, status=422 if form.is_bound else 200)


def rules(request: HttpRequest) -> HttpResponse:
    """The rules of supervision at the person's place, to read and for those who supervise to change."""
    user = signed_in(request)
    held = [each.organisation.place for each in user.held if each.role in SUPERVISORS]
    place = held[0] if held else next((each.organisation.place for each in user.held), None)
    if place is None:
        raise Http404
    kept, current = rules_for(place)
    changeable = bool(held) and user.has_perm("progress.change_slip_rules", place)
    if request.method == "POST" and not changeable:
        raise Refused("progress.change_slip_rules", place)
    form = RulesForm.of(current, request.POST or None)
    if form.is_bound and form.is_valid():
        content, reason = form.content(current), form.cleaned_data["reason"]
        success = _("督办规则已改，今后发出的督办单按新规则办理。")
        if done(request, form, lambda: change_rules(actor=user, place=place, content=content, reason=reason), success):
            return redirect("supervision:rules")
    context = {
        "place": place,
        "kept": kept,
        "form": form,
        "changeable": changeable,
        "shown": _shown(form),
        "versions": SlipRuleSet.objects.filter(place=place).select_related("made_by"),
        "trail": trail(),
    }
    return render(request, "progress/slip_rules.html", context, status=422 if form.is_bound else 200)


def _shown(form: RulesForm) -> list[tuple[object, object]]:
    """The rules to read: each label with its value in words."""
    rows = []
    for field in form.visible_fields():
        value = field.initial
        words = dict(getattr(field.field, "choices", ())).get(value, value)
        rows.append((field.label, "—" if words in ("", None) else words))
    return [row for row, field in zip(rows, form.visible_fields(), strict=True) if field.name != "reason"]


def calendar(request: HttpRequest, secret: str) -> HttpResponse:
    """The calendar of whoever has that secret: what is due to them, as far as they may see it now."""
    person = holder_of(secret)
    if person is None or not person.held:
        raise Http404
    address = settings.SITE_ADDRESS or f"{request.scheme}://{request.get_host()}"
    with override(settings.LANGUAGE_CODE):
        days = due_days(person, address)
        name = _("台账待办：%(name)s") % {"name": person.name}
    content = feed(name, days, made=clock.now(), host=request.get_host().partition(":")[0])
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    answer.headers["Content-Disposition"] = 'inline; filename="taizhang.ics"'
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
