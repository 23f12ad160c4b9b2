"""Lists of delivered things, the things, and their photographs."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from taizhang import clock
from taizhang.accounts.models import User
from taizhang.files.models import StoredFile
from taizhang.ledger.models import Commitment
from taizhang.places.models import Place


class DeliveryList(models.Model):
    """What was delivered towards one target of the ledger: it counts the target and every share of it.

    With ``needs_photo`` only things that are shown by a photograph count.
    """

    commitment = models.OneToOneField(Commitment, models.PROTECT, verbose_name=_("目标"), related_name="delivery_list")
    needs_photo = models.BooleanField(_("有照片才计数"), default=True)
    made_by = models.ForeignKey(User, models.PROTECT, verbose_name=_("建立人"), null=True, related_name="+")
    made_at = models.DateTimeField(_("建立时间"), default=clock.now)

    scope_places = ("commitment__place", "commitment__shares__place")
    scope_organisations = ("commitment__lead",)

    class Meta:
        verbose_name = _("交付清单")
        verbose_name_plural = _("交付清单")
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.commitment.title


class Delivery(models.Model):
    """One thing delivered: what, where, when, how much of the target's unit. Withdrawn things no longer count."""

    list = models.ForeignKey(DeliveryList, models.PROTECT, verbose_name=_("清单"), related_name="items")
    name = models.CharField(_("名称"), max_length=120)
    place = models.ForeignKey(Place, models.PROTECT, verbose_name=_("地区"), related_name="deliveries")
    on = models.DateField(_("交付日期"))
    quantity = models.DecimalField(_("数量"), max_digits=18, decimal_places=6, default=1)
    longitude = models.DecimalField(_("经度"), max_digits=9, decimal_places=6, null=True, blank=True)
    latitude = models.DecimalField(_("纬度"), max_digits=8, decimal_places=6, null=True, blank=True)
    note = models.CharField(_("说明"), max_length=300, blank=True)
    added_by = models.ForeignKey(User, models.PROTECT, verbose_name=_("登记人"), null=True, related_name="+")
    added_at = models.DateTimeField(_("登记时间"), default=clock.now)
    withdrawn_for = models.CharField(_("撤销理由"), max_length=300, blank=True)
    version = models.PositiveIntegerField(_("版本"), default=1, editable=False)

    journal_hidden = frozenset({"version"})
    scope_places = ("place",)
    scope_organisations = ("list__commitment__lead",)

    class Meta:
        verbose_name = _("交付物")
        verbose_name_plural = _("交付物")
        ordering = ("-on", "-pk")
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gt=0), name="delivery_is_something"),
            models.CheckConstraint(condition=~Q(name=""), name="delivery_has_a_name"),
            models.CheckConstraint(
                condition=Q(longitude=None, latitude=None) | Q(longitude__range=(-180, 180), latitude__range=(-90, 90)),
                name="delivery_point_is_on_earth",
            ),
            models.UniqueConstraint(
                fields=["list", "place", "name"], condition=Q(withdrawn_for=""), name="delivery_once_in_a_place"
            ),
        ]
        indexes = [models.Index(fields=["list", "on"], name="delivery_by_day")]

    def __str__(self) -> str:
        return f"{self.name}（{self.place.name}）"


class Photo(models.Model):
    """A photograph or paper of something delivered, by its hash."""

    delivery = models.ForeignKey(Delivery, models.PROTECT, verbose_name=_("交付物"), related_name="photos")
    file = models.ForeignKey(StoredFile, models.PROTECT, verbose_name=_("原件"), related_name="+")
    name = models.CharField(_("文件名"), max_length=200)
    added_by = models.ForeignKey(User, models.PROTECT, verbose_name=_("上传人"), null=True, related_name="+")
    added_at = models.DateTimeField(_("上传时间"), default=clock.now, editable=False)

    scope_places = ("delivery__place",)
    scope_organisations = ("delivery__list__commitment__lead",)

    class Meta:
        verbose_name = _("照片")
        verbose_name_plural = _("照片")
        ordering = ("delivery", "pk")
        constraints = [models.UniqueConstraint(fields=["delivery", "file"], name="photo_once")]

    def __str__(self) -> str:
        return self.name
