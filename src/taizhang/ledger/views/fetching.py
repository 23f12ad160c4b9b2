"""How views come by objects: through the person's scope, then asked whether the person may do the thing."""

from __future__ import annotations

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from taizhang.accounts.models import User
from taizhang.accounts.requests import signed_in
from taizhang.ledger.models import Commitment, Document
from taizhang.ledger.queries import commitments, documents
from taizhang.policy.errors import Refused


def commitment_for(request: HttpRequest, pk: int, action: str = "ledger.view") -> tuple[User, Commitment]:
    """The person and a commitment within the person's scope; refused with words if the action is not theirs."""
    user = signed_in(request)
    found = get_object_or_404(commitments.visible(user), pk=pk)
    if not user.has_perm(action, found):
        raise Refused(action, found)
    return user, found


def document_for(request: HttpRequest, pk: int, action: str = "ledger.view_documents") -> tuple[User, Document]:
    """The person and a document within the person's scope; refused with words if the action is not theirs."""
    user = signed_in(request)
    found = get_object_or_404(documents.visible(user), pk=pk)
    if not user.has_perm(action, found):
        raise Refused(action, found)
    return user, found


def trail(*further: tuple[str, str]) -> list[tuple[str, str]]:
    """The way here from the ledger."""
    return [(_("台账"), reverse("ledger:list")), *further]


def reconciling_trail(*further: tuple[str, str]) -> list[tuple[str, str]]:
    """The way here from the comparisons."""
    return trail((_("对账"), reverse("ledger:reconciling")), *further)
