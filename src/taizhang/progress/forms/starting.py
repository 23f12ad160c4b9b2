"""The form by which a start is reported."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from taizhang import clock
from taizhang.ledger.forms.commitments import VersionedForm
from taizhang.ledger.models import Commitment


class StartForm(VersionedForm):
    """The day on which work began."""

    on = forms.DateField(
        label=_("实际开工"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("填错了可以改；清空即为尚未开工"),
    )

    @classmethod
    def of(cls, commitment: Commitment, data: Any = None) -> StartForm:
        """The form as the commitment stands; today where nothing was said."""
        return cls(data, initial={"version": commitment.version, "on": commitment.started_on or clock.today()})
