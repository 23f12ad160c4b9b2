"""What a decision holds until it is taken, so that others about the same wait their turn."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from taizhang.ledger.models import Document
from taizhang.places.models import Place
from taizhang.policy.errors import ActionError

_WHY_NOT = {
    Document.Status.CONFIRMED: _("《%(title)s》已核对完成；要再改，请先点“重新核对”。"),
    Document.Status.FAILED: _("《%(title)s》没有读成，还不能核对。"),
}


def hold(document: Document) -> Document:
    """The document as it stands now; decisions about one document are taken one after the other.

    Without this, two people who merge two candidates into each other would wait for each other for ever. Objects that
    refer to the document may be added meanwhile (``no_key``).
    """
    return Document.objects.select_for_update(no_key=True).defer("text", "reading").get(pk=document.pk)


def hold_open(document: Document) -> None:
    """Hold a document in which may be decided; raises ActionError where it was completed or is not read yet."""
    now = hold(document)
    if now.status != Document.Status.READ:
        words = _WHY_NOT.get(Document.Status(now.status), _("《%(title)s》正在读取，请稍候再核对。"))
        raise ActionError(str(words) % {"title": now.title})


def hold_places(places: Iterable[Place]) -> None:
    """Hold places while commitments are sought or made in them, always in the same order.

    Without this, the same promise accepted at one moment from two documents would find no equal and be entered twice.
    """
    wanted = {place.pk for place in places}
    list(Place.objects.select_for_update(no_key=True).filter(pk__in=wanted).order_by("pk").values_list("pk"))
