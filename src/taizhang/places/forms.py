"""Forms for changes of divisions, one for each kind of decree."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang import clock
from taizhang.journal.actions import Actor
from taizhang.places import actions
from taizhang.places.codes import LENGTHS
from taizhang.places.models import Kind, Place


class PlaceByCodeField(forms.CharField):
    """An existing place, named by its code."""

    def clean(self, value: Any) -> Any:
        """The place that bears the code now."""
        code = super().clean(value)
        place = Place.objects.filter(code=code, valid_to=None).first()
        if place is None:
            raise forms.ValidationError(_("没有代码为 %(code)s 的现行区划。"), params={"code": code})
        return place


class DecreeForm(forms.Form):
    """What every change needs: from which day, by which document."""

    # Templates list these classes by title; they must not make one of each.
    do_not_call_in_templates = True
    title: ClassVar[Any]
    perform: ClassVar[Callable[..., Any]]
    on = forms.DateField(label=_("生效日期"), widget=forms.DateInput(attrs={"type": "date"}))
    document = forms.CharField(
        label=_("依据文件"), max_length=200, required=False, help_text=_("批复或公告的名称和文号")
    )
    field_order = ("name", "code", "parent", "others", "into_code", "into_name")

    def __init__(self, *args: Any, place: Place, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.place = place

    def clean_on(self) -> date:
        """The day, which must have come."""
        day: date = self.cleaned_data["on"]
        if day > clock.today():
            raise forms.ValidationError(_("生效日期还没有到。请在生效当日或之后登记。"))
        return day

    def carry_out(self, actor: Actor) -> Any:
        """Do what the form says; raises ActionError."""
        data = {name: value for name, value in self.cleaned_data.items() if name not in {"on", "document"}}
        common = {"actor": actor, "on": self.cleaned_data["on"], "document": self.cleaned_data["document"]}
        return type(self).perform(**self.arguments(data), **common)

    def arguments(self, data: dict[str, Any]) -> dict[str, Any]:
        """The action's own arguments from the form's own fields."""
        return {"place": self.place, **data}


class RenameForm(DecreeForm):
    """Another name."""

    title = _("更名")
    perform = actions.rename
    name = forms.CharField(label=_("新名称"), max_length=80)


class RecodeForm(DecreeForm):
    """Another code."""

    title = _("变更代码")
    perform = actions.recode
    code = forms.CharField(label=_("新代码"), max_length=12)


class MoveForm(DecreeForm):
    """Another place above."""

    title = _("划归")
    perform = actions.move
    parent = PlaceByCodeField(label=_("划归哪个区划（代码）"), max_length=12)


class MergeForm(DecreeForm):
    """Into another place of the same level."""

    title = pgettext_lazy("division", "并入")
    perform = actions.merge
    into = PlaceByCodeField(label=_("并入哪个区划（代码）"), max_length=12)

    def arguments(self, data: dict[str, Any]) -> dict[str, Any]:
        """This place and the one it goes into."""
        return {"places": [self.place, data["into"]], "into": data["into"]}


class CreateForm(DecreeForm):
    """A new place below this one."""

    title = _("在其下设立")
    perform = actions.create
    code = forms.CharField(label=_("代码"), max_length=12)
    name = forms.CharField(label=_("名称"), max_length=80)

    def arguments(self, data: dict[str, Any]) -> dict[str, Any]:
        """The place above and the new one."""
        return {"parent": self.place, "new": actions.New(data["code"], data["name"])}


class SplitForm(DecreeForm):
    """A new place out of this one."""

    title = _("析置")
    perform = actions.split
    code = forms.CharField(label=_("新区划的代码"), max_length=12)
    name = forms.CharField(label=_("新区划的名称"), max_length=80)

    def arguments(self, data: dict[str, Any]) -> dict[str, Any]:
        """This place and the one that leaves it."""
        return {"place": self.place, "into": [actions.New(data["code"], data["name"])]}


class AbolishForm(DecreeForm):
    """No more."""

    title = pgettext_lazy("division", "撤销")
    perform = actions.abolish


FORMS: dict[str, type[DecreeForm]] = {
    "rename": RenameForm,
    "recode": RecodeForm,
    "move": MoveForm,
    "merge": MergeForm,
    "split": SplitForm,
    "create": CreateForm,
    "abolish": AbolishForm,
}


def offered(place: Place) -> dict[str, type[DecreeForm]]:
    """The changes that a place can undergo: none once it has ended; a placeholder and the province only a few."""
    if place.valid_to or place.kind == Kind.PLACEHOLDER:
        return {}
    top, bottom = place.parent_id is None, place.level == max(LENGTHS, key=lambda level: LENGTHS[level])
    unfit = ({"move", "merge", "split", "abolish"} if top else set()) | ({"create"} if bottom else set())
    return {name: form for name, form in FORMS.items() if name not in unfit}
