"""The forms of a group: what it is, and who belongs to it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from taizhang.places.models import Level, Place
from taizhang.rankings.actions import Grouping
from taizhang.rankings.models import Group
from taizhang.ui.choosing import SearchedChoicesField


class GroupForm(forms.Form):
    """What a group is."""

    version = forms.IntegerField(widget=forms.HiddenInput, initial=0)
    division = forms.CharField(
        label=_("分组办法"),
        max_length=40,
        initial="创先·进位·消薄",
        help_text=_("同一办法里一个地区同时只在一组；另用一种分法就另取名称"),
    )
    kind = forms.ChoiceField(label=_("组别"), choices=Group.Kind.choices)
    name = forms.CharField(label=_("组名"), max_length=40, help_text=_("如“创先组”“水乡片区”"))
    level = forms.ChoiceField(label=_("比的是哪一级"), choices=Level.choices, initial=Level.TOWN)
    basis = forms.CharField(
        label=_("分组依据"), max_length=300, required=False, help_text=_("为什么这些地区可比，依据哪份文件")
    )

    def grouping(self) -> Grouping:
        """As the actions take it."""
        return Grouping(**{name: self.cleaned_data[name] for name in Grouping.__slots__})


class MembersForm(forms.Form):
    """Who belongs to a group, from which day on."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    on = forms.DateField(
        label=_("从哪天起"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("以前各期仍按当时的成员"),
    )
    places = SearchedChoicesField(
        Place.objects.none(), label=_("成员"), search=("name__icontains",), words=lambda place: place.name
    )

    @classmethod
    def of(cls, group: Group, data: Any = None, **initial: Any) -> MembersForm:
        """The form with everybody who could belong to the group."""
        form = cls(data, initial={"version": group.version} | initial)
        rows = Place.objects.filter(valid_to=None, level=group.level, path__within=group.place.path)
        field: Any = form.fields["places"]
        field.queryset = rows.exclude(kind=Place.Kind.PLACEHOLDER).order_by("code")
        return form
