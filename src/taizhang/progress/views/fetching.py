"""How views come by slips and talks: through the person's scope, then asked whether the person may do the thing."""

from __future__ import annotations

from django.http import FileResponse, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from taizhang.accounts.models import User
from taizhang.accounts.requests import signed_in
from taizhang.files.answers import file_answer
from taizhang.policy.errors import Refused
from taizhang.progress.models import Slip, SlipPaper
from taizhang.progress.queries import slips

#: What the addressee does; everything else is for those at the place it was issued from.
ADDRESSEES = frozenset({"progress.accept_slip", "progress.reply_slip", "progress.ask_delay"})


def slip_for(request: HttpRequest, pk: int, action: str = "progress.view_slips") -> tuple[User, Slip]:
    """The person and a slip within the person's scope; refused with words if the action is not theirs."""
    user = signed_in(request)
    slip = get_object_or_404(slips.visible(user), pk=pk)
    if not may(user, action, slip):
        raise Refused(action, slip)
    return user, slip


def may(user: User, action: str, slip: Slip) -> bool:
    """Whether the person may do that to the slip: as addressee, or from the place that issued it."""
    if action == "progress.view_slips":
        return True
    return user.has_perm(action, slip.addressee if action in ADDRESSEES else slip.place)


def trail(*further: tuple[str, str]) -> list[tuple[str, str]]:
    """The way here from the list of slips."""
    return [(_("督办"), reverse("supervision:list")), *further]


def download(paper: SlipPaper) -> FileResponse:
    """A file as it was handed in, byte for byte; never shown inside the site."""
    return file_answer(paper.file, paper.name)
