"""The form that makes a key."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from taizhang.accounts.forms import OrganisationField
from taizhang.accounts.models import Organisation, User
from taizhang.accounts.scope import within
from taizhang.exchange.actions.keys import MANAGE, Wanted
from taizhang.exchange.models import ApiKey
from taizhang.exchange.resources import RESOURCES
from taizhang.exchange.words import words
from taizhang.policy.roles import OFFICIALS, Role

#: Days a key lasts where nothing else is said.
_A_YEAR = 365


class KeyForm(forms.Form):
    """For what, whose eyes in which role, for which data, until when, how often."""

    name = forms.CharField(
        label=_("用途"), max_length=80, help_text=_("哪个系统、做什么用、谁负责，例如：统计平台每日取数。")
    )
    organisation = OrganisationField(
        label=_("所属机构"), empty_label=_("请选择"), help_text=_("密钥能看到的，不超过这个机构里这个角色能看到的。")
    )
    role = forms.ChoiceField(label=_("角色"), choices=[(role.value, role.label) for role in Role if role in OFFICIALS])
    resources = forms.MultipleChoiceField(
        label=_("可读数据"),
        choices=lambda: [(name, f"{name}　{words(name, '')}") for name in RESOURCES],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("只选用得着的。"),
    )
    expires_on = forms.DateField(label=_("有效期至"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    per_minute = forms.IntegerField(label=_("每分钟次数上限"), min_value=1, max_value=6000, initial=300)

    def __init__(self, data: Any, *, user: User) -> None:
        super().__init__(data)
        chosen: Any = self.fields["organisation"]
        chosen.queryset = within(user, MANAGE, Organisation.objects.filter(active=True).select_related("place"))
        self.initial["expires_on"] = ApiKey.today() + timedelta(days=_A_YEAR)

    @property
    def wanted(self) -> Wanted:
        """What was filled in."""
        return Wanted(**self.cleaned_data)
