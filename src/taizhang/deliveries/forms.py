"""Forms of deliveries."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from taizhang.deliveries.actions import Picture, Thing
from taizhang.ledger.forms.commitments import PlaceField, VersionedForm
from taizhang.ui.uploads import ManyFilesField, ManyFilesInput

_CAMERA = {"accept": "image/*,application/pdf", "capture": "environment"}


class PicturesForm(forms.Form):
    """Photographs of something delivered."""

    pictures = ManyFilesField(label=_("照片"), required=False, max_length=200, widget=ManyFilesInput(attrs=_CAMERA))

    def shown(self) -> list[Picture]:
        """The files as the actions take them."""
        return [Picture(each, each.name or "") for each in self.cleaned_data["pictures"]]


class ThingForm(PicturesForm):
    """Something delivered."""

    name = forms.CharField(label=_("名称"), max_length=120, help_text=_("如“霄边社区立体停车场”"))
    place = PlaceField(label=_("地区"), help_text=_("名称或代码"))
    on = forms.DateField(label=_("交付日期"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    quantity = forms.DecimalField(label=_("数量"), initial=1, max_digits=18, decimal_places=6)
    longitude = forms.DecimalField(
        label=_("经度"), required=False, max_digits=9, decimal_places=6, min_value=-180, max_value=180
    )
    latitude = forms.DecimalField(
        label=_("纬度"), required=False, max_digits=8, decimal_places=6, min_value=-90, max_value=90
    )
    note = forms.CharField(label=_("说明"), max_length=300, required=False)
    field_order = ("name", "place", "on", "quantity", "pictures", "longitude", "latitude", "note")

    def thing(self) -> Thing:
        """What was delivered."""
        return Thing(**{name: self.cleaned_data[name] for name in Thing.__slots__})


class SetUpForm(VersionedForm):
    """Whether a photograph is needed to count."""

    needs_photo = forms.BooleanField(label=_("有照片才计数"), required=False, initial=True)
