"""Forms of the accounts."""

from __future__ import annotations

from operator import attrgetter
from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.db.models.functions import Length
from django.utils.translation import gettext_lazy as _

from taizhang.accounts.models import Membership, Organisation, User
from taizhang.journal.marks import mark
from taizhang.places.forms import PlaceByCodeField
from taizhang.policy.roles import Role
from taizhang.ui.choosing import SearchedChoiceField, SearchedChoicesField


class SignInForm(AuthenticationForm):
    """User name and password."""

    error_messages = {
        "invalid_login": _("用户名或密码不对。请核对后再试；忘记密码请联系本单位的系统管理员。"),
        "inactive": _("这个账号已停用。"),
    }


class PasswordForm(PasswordChangeForm):
    """The old password and, twice, the new one."""


class MailForm(forms.Form):
    """Which notices should come by e-mail."""

    mail = forms.ChoiceField(label=_("邮件提醒"), choices=User.MailWanted.choices)


class DigitsForm(forms.Form):
    """Six digits from the phone, or a code from paper."""

    digits = forms.CharField(
        label=_("验证码"),
        max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "autofocus": True}),
    )


class SeenForm(forms.ModelForm):  # type: ignore[type-arg]
    """A form that knows how the object stood when it was shown, so that nobody overwrites another's work."""

    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            del self.fields["seen"]
        else:
            self.fields["seen"].initial = mark(self.instance)

    @property
    def values(self) -> dict[str, Any]:
        """What was filled in, ready for an action."""
        return {name: self.cleaned_data[name] for name in self._meta.fields or () if name in self.cleaned_data}


class PersonForm(SeenForm):
    """Somebody's details."""

    class Meta:
        model = User
        fields = ["username", "name", "phone", "email"]
        help_texts = {"username": _("登录时用，建议用工号或姓名拼音。")}


class OrganisationField(SearchedChoiceField):
    """An organisation in use, found by its name or that of its place; the higher ones are offered first."""

    def __init__(self, **kwargs: Any) -> None:
        rows = Organisation.objects.filter(active=True).select_related("place")
        super().__init__(
            rows.order_by(Length("place__code"), "place__code", "kind", "name", "pk"),
            search=("name__icontains", "short_name__icontains", "place__name__icontains"),
            words=attrgetter("located"),
            **kwargs,
        )


class OrganisationsField(OrganisationField, SearchedChoicesField):
    """Any number of them."""


class OrganisationForm(SeenForm):
    """An organisation's details; its place is given by code."""

    place = PlaceByCodeField(label=_("所在区划（代码）"), max_length=12)
    parent = OrganisationField(label=_("上级单位"), required=False, empty_label=_("（无）"))

    class Meta:
        model = Organisation
        fields = ["name", "short_name", "kind", "place", "parent"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is not None:
            self.initial["place"] = self.instance.place.code


class MembershipForm(forms.Form):
    """A role at an organisation."""

    organisation = OrganisationField(
        label=Membership._meta.get_field("organisation").verbose_name, empty_label=_("请选择")
    )
    role = forms.ChoiceField(label=Membership._meta.get_field("role").verbose_name, choices=Role.choices)
