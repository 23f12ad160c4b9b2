"""Pages of closing: what waits, one application with everything done about it, the draw."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from taizhang.accounts.models import User
from taizhang.accounts.requests import signed_in
from taizhang.accounts.scope import within
from taizhang.files.answers import file_answer
from taizhang.journal.queries import history
from taizhang.ledger.forms.commitments import ReasonForm, VersionedForm
from taizhang.ledger.views.changing import change_page
from taizhang.ledger.views.fetching import commitment_for
from taizhang.places.models import Place
from taizhang.policy.errors import Refused
from taizhang.progress.actions import closing as actions
from taizhang.progress.forms.closing import ApplyForm, DrawForm, RecheckForm, VerifyForm
from taizhang.progress.lists import CLOSINGS, DRAWS
from taizhang.progress.models import Closing, Proof
from taizhang.progress.queries import closings as queries
from taizhang.progress.states import CLOSING
from taizhang.ui.asking import done

HISTORY_SHOWN = 100


def index(request: HttpRequest) -> HttpResponseBase:
    """Every application within the person's scope."""
    user = signed_in(request)
    place = _office(user)
    waiting = queries.to_draw(place).count() if place and user.has_perm("progress.draw") else 0
    return CLOSINGS.respond(request, queries.listed(user), "progress/closings.html", {"to_draw": waiting})


def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One application: what was said and shown, who decided what, and what may be done next."""
    user, closing = _fetch(request, pk)
    context = {
        "closing": closing,
        "proofs": closing.proofs.select_related("file", "added_by", "recheck"),
        "rechecks": closing.rechecks.select_related("made_by"),
        "steps": _steps(user, closing),
        "history": history(closing)[:HISTORY_SHOWN],
        "trail": _trail(),
    }
    return render(request, "progress/closing.html", context)


def apply_closing(request: HttpRequest, pk: int) -> HttpResponse:
    """The owner applies to close a commitment."""
    user, commitment = commitment_for(request, pk)
    if commitment.lead is None or not user.has_perm("progress.apply_closing", commitment.lead):
        raise Refused("progress.apply_closing", commitment)
    form = ApplyForm(request.POST or None, request.FILES or None, initial={"version": commitment.version})
    if form.is_bound and form.is_valid():
        asked = form.cleaned_data
        made: list[Closing] = []

        def do() -> None:
            made.append(
                actions.apply_closing(
                    actor=user,
                    commitment=commitment,
                    version=asked["version"],
                    words=asked["words"],
                    files=form.attached(),
                )
            )

        if done(request, form, do, _("已申请销号，等待审核。")):
            return redirect("progress:closing", pk=made[0].pk)
    back = reverse("ledger:commitment", args=[pk])
    trail = [*_trail(), (commitment.title, back)]
    words = _("申请销号")
    return change_page(request, form, title=words, heading=str(commitment), submit=words, back=back, trail=trail)


def review(request: HttpRequest, pk: int) -> HttpResponse:
    """Find an application right."""
    user, closing = _fetch(request, pk)
    form = VersionedForm(request.POST or None, initial={"version": closing.version})
    return _decide(
        request,
        closing,
        form,
        (_("审核销号申请"), _("审核通过"), _("审核通过。")),
        lambda: actions.review(actor=user, closing=closing, version=form.cleaned_data["version"]),
    )


def refuse(request: HttpRequest, pk: int) -> HttpResponse:
    """Send an application back with a reason."""
    user, closing = _fetch(request, pk)
    form = ReasonForm(request.POST or None, initial={"version": closing.version})
    return _decide(
        request,
        closing,
        form,
        (_("退回销号申请"), _("退回"), _("已退回，责任单位已收到通知。")),
        lambda: actions.refuse(actor=user, closing=closing, **form.cleaned_data),
    )


def verify(request: HttpRequest, pk: int) -> HttpResponse:
    """Supervision says what it saw."""
    user, closing = _fetch(request, pk)
    form = VerifyForm(request.POST or None, request.FILES or None, initial={"version": closing.version})
    return _decide(
        request,
        closing,
        form,
        (_("核验销号"), _("核验属实"), _("已核验，可以销号。")),
        lambda: actions.verify(
            actor=user,
            closing=closing,
            version=form.cleaned_data["version"],
            findings=form.cleaned_data["words"],
            files=form.attached(),
        ),
    )


def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Strike it off."""
    user, closing = _fetch(request, pk)
    form = VersionedForm(request.POST or None, initial={"version": closing.version})
    return _decide(
        request,
        closing,
        form,
        (_("销号"), _("销号"), _("已销号。")),
        lambda: actions.close(actor=user, closing=closing, version=form.cleaned_data["version"]),
    )


def recheck(request: HttpRequest, pk: int) -> HttpResponse:
    """Look again at something closed."""
    user, closing = _fetch(request, pk)
    form = RecheckForm(request.POST or None, request.FILES or None, initial={"version": closing.version})
    return _decide(
        request,
        closing,
        form,
        (_("回头看"), _("记录"), _("已记录回头看结果。")),
        lambda: actions.look_again(
            actor=user,
            closing=closing,
            version=form.cleaned_data["version"],
            holds=form.cleaned_data["holds"] == "yes",
            findings=form.cleaned_data["words"],
            files=form.attached(),
        ),
    )


def draw(request: HttpRequest) -> HttpResponseBase:
    """Draw the sample to verify, and the samples drawn before with their seeds."""
    user = signed_in(request)
    place = _office(user)
    form = DrawForm(request.POST or None)
    if form.is_bound and form.is_valid() and place is not None:
        share = form.cleaned_data["share"]
        if done(
            request, form, lambda: actions.draw(actor=user, place=place, share=share), _("已抽样，抽中的条目等待核验。")
        ):
            return redirect("progress:draw")
    waiting = queries.to_draw(place).count() if place else 0
    context = {"form": form, "waiting": waiting, "place": place, "trail": _trail()}
    return DRAWS.respond(request, queries.draws(user), "progress/draw.html", context)


def proof(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A file of evidence, byte for byte; never shown inside the site."""
    rows = within(signed_in(request), "progress.view", Proof.objects.select_related("file"))
    found = get_object_or_404(rows, pk=pk)
    return file_answer(found.file, found.name)


def _fetch(request: HttpRequest, pk: int) -> tuple[User, Closing]:
    user = signed_in(request)
    return user, get_object_or_404(queries.visible(user), pk=pk)


def _office(user: User) -> Place | None:
    """The place of the person's first organisation: where one draws."""
    return user.held[0].organisation.place if user.held else None


def _steps(user: User, closing: Closing) -> list[tuple[str, str, bool]]:
    """What this person may do to it now: address, words, and whether it is the main thing to do."""
    asked = actions.reviewed_by(closing)
    offered = (
        ("review-closing", "progress.review_closing", asked, _("审核通过"), True),
        ("verify-closing", "progress.verify_closing", closing, _("核验"), True),
        ("close", "progress.close", closing, _("销号"), True),
        ("recheck", "progress.recheck", closing, _("回头看"), False),
        (
            "refuse-closing",
            "progress.refuse_closing",
            asked if closing.state == "applied" else closing,
            _("退回"),
            False,
        ),
    )
    starting = {"progress.recheck": ["closed"]}
    return [
        (reverse(f"progress:{name}", args=[closing.pk]), words, main)
        for name, action, on, words, main in offered
        if closing.state in starting.get(action, CLOSING.starting(action)) and user.has_perm(action, on)
    ]


def _decide(
    request: HttpRequest, closing: Closing, form: VersionedForm, words: tuple[str, str, str], do: Callable[[], object]
) -> HttpResponse:
    title, submit, success = words
    back = reverse("progress:closing", args=[closing.pk])
    if form.is_bound and form.is_valid() and done(request, form, do, success):
        return redirect(back)
    trail = [*_trail(), (str(closing), back)]
    return change_page(request, form, title=title, heading=str(closing), submit=submit, back=back, trail=trail)


def _trail() -> list[tuple[str, str]]:
    return [(_("销号"), reverse("progress:closings"))]
