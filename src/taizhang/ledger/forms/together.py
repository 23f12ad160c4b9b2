"""The form that gives the same orders on several commitments."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _

from taizhang.accounts.forms import OrganisationField, OrganisationsField
from taizhang.ledger.actions import Orders
from taizhang.ledger.models import Commitment
from taizhang.ledger.queries.commitments import offered_owners


class OrdersForm(forms.Form):
    """Who answers, who helps, until when; what is left empty stays as each has it."""

    lead = OrganisationField(label=_("牵头单位"), required=False, empty_label=_("（各条现有的）"))
    co_owners = OrganisationsField(label=_("配合单位"), required=False, help_text=_("勾选的加到每一条"))
    replacing = forms.BooleanField(label=_("去掉各条原有的配合单位"), required=False)
    deadline = forms.DateField(
        label=_("期限"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("不填就保持各条现有的"),
    )

    def __init__(self, data: Any, *, commitments: Sequence[Commitment]) -> None:
        super().__init__(data)
        offered = offered_owners(*commitments)
        for name in ("lead", "co_owners"):
            field = self.fields[name]
            if isinstance(field, OrganisationField):
                field.queryset = offered
                field.widget.address = f"?{urlencode([('row', each.pk) for each in commitments])}&"

    def orders(self, *, assigning: bool) -> Orders:
        """What is asked for."""
        data = self.cleaned_data
        return Orders(data["lead"], tuple(data["co_owners"]), data["replacing"], data["deadline"], assigning)
