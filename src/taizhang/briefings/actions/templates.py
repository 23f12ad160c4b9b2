"""An office's own Word template: checked, tried with sample data, kept as a version; or back to the shipped one."""

from __future__ import annotations

from django.core.files.base import ContentFile
from django.db.models import Max
from django.utils.translation import gettext as _

from taizhang.briefings.models import Template
from taizhang.briefings.word.checking import faults
from taizhang.files.actions import keep
from taizhang.journal.actions import Actor, action
from taizhang.ledger.actions.changing import person
from taizhang.places.models import Place
from taizhang.policy.errors import ActionError


class TemplateFaults(ActionError):
    """A template that cannot be used; ``faults`` are what is wrong with it, each in words."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__(_("模板没有采用，有 %(count)s 处要改。") % {"count": len(faults)})
        self.faults = faults


def hand_in(*, actor: Actor, place: Place, content: bytes, name: str) -> Template:
    """Put a template in force at a place. Raises TemplateFaults for one that cannot be used."""
    with action(actor, "briefings.change_template", place) as act:
        if found := faults(content):
            raise TemplateFaults(found)
        stored = keep(ContentFile(content))
        number, by = _next(place), person(actor)
        made = Template.objects.create(place=place, number=number, file=stored, name=name[-200:], made_by=by)
        act.created(made)
    return made


def restore(*, actor: Actor, place: Place) -> Template:
    """Use the shipped template again, as a version of its own."""
    with action(actor, "briefings.change_template", place) as act:
        made = Template.objects.create(place=place, number=_next(place), made_by=person(actor))
        act.created(made)
    return made


def _next(place: Place) -> int:
    last: int | None = Template.objects.filter(place=place).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1
