"""Places, what they were called and where they belonged at each time, and the changes that made it so."""

from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.places.paths import PathField, steps


class Level(models.TextChoices):
    """The five levels of the tree; a place may lack the ones between (Dongguan has towns directly under the city)."""

    PROVINCE = "province", _("省级")
    CITY = "city", _("地级")
    COUNTY = "county", _("县级")
    TOWN = "town", _("乡级")
    VILLAGE = "village", _("村级")


class Kind(models.TextChoices):
    """What stands behind a code."""

    ORDINARY = "ordinary", _("建制单位")
    PLACEHOLDER = "placeholder", _("统计占位")
    PSEUDO = "pseudo", _("类似乡级单位")


#: Levels at which names repeat.
_LIKE_NAMED = frozenset({Level.TOWN, Level.VILLAGE})


class Place(models.Model):
    """A province, city, county, town or village: one enduring unit, as it stands now.

    ``code`` is the statistical code of the level (2, 4, 6, 9 or 12 digits) and ``path`` the codes from the root. What
    it was called and where it belonged before is in :class:`Standing`. A placeholder (a county code that only repeats
    its city, as 441900 for Dongguan) is in the tree but nothing hangs on it. A pseudo-unit is a park, port or state
    farm that statistics count like a town.
    """

    Level = Level
    Kind = Kind

    code = models.CharField(
        _("代码"), max_length=12, validators=[RegexValidator(r"^\d{2}(\d\d(\d\d(\d{3}(\d{3})?)?)?)?$")]
    )
    name = models.CharField(_("名称"), max_length=80)
    level = models.CharField(_("层级"), max_length=8, choices=Level)
    kind = models.CharField(pgettext_lazy("division", "性质"), max_length=11, choices=Kind, default=Kind.ORDINARY)
    parent = models.ForeignKey(
        "self", models.PROTECT, verbose_name=_("上级"), null=True, blank=True, related_name="children"
    )
    path = PathField(_("路径"), editable=False)
    valid_from = models.DateField(_("设立日期"), null=True, blank=True)
    valid_to = models.DateField(_("撤销日期"), null=True, blank=True)

    journal_hidden = frozenset({"path"})
    scope_places = ("self",)

    class Meta:
        verbose_name = _("区划")
        verbose_name_plural = _("区划")
        ordering = ("code",)
        constraints = [
            models.UniqueConstraint(fields=["code"], condition=Q(valid_to=None), name="place_code_once"),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_from__lt=F("valid_to")),
                name="place_begins_before_it_ends",
            ),
        ]
        indexes = [
            models.Index(fields=["level", "code"], name="place_by_level"),
            models.Index(fields=["name"], name="place_by_name"),
            models.Index(Length("code"), "code", name="place_from_the_top"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def located(self) -> str:
        """The name with that of the place above, for many villages bear the same."""
        return f"{self.name}（{self.parent.name}）" if self.parent and self.level in _LIKE_NAMED else self.name

    @property
    def ancestor_codes(self) -> list[str]:
        """The codes above this place, root first."""
        return steps(self.path)[:-1]


class Standing(models.Model):
    """What a place was called, coded and part of from one day (inclusive) to another (exclusive)."""

    place = models.ForeignKey(Place, models.CASCADE, verbose_name=_("区划"), related_name="standings")
    code = models.CharField(_("代码"), max_length=12, db_index=True)
    name = models.CharField(_("名称"), max_length=80)
    parent = models.ForeignKey(
        Place, models.PROTECT, verbose_name=_("上级"), null=True, blank=True, related_name="child_standings"
    )
    valid_from = models.DateField(_("起"), null=True, blank=True)
    valid_to = models.DateField(_("止"), null=True, blank=True)

    class Meta:
        verbose_name = _("沿革")
        verbose_name_plural = _("沿革")
        ordering = ("place", F("valid_from").asc(nulls_first=True))
        constraints = [
            models.UniqueConstraint(fields=["place"], condition=Q(valid_to=None), name="standing_one_open"),
            models.UniqueConstraint(fields=["place", "valid_from"], name="standing_begins_once"),
            models.UniqueConstraint(fields=["place"], condition=Q(valid_from=None), name="standing_one_from_the_first"),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_from__lt=F("valid_to")),
                name="standing_begins_before_it_ends",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"


class Change(models.Model):
    """One change of divisions as it was decreed: which places went in, which came out, from when, by which document."""

    class Kind(models.TextChoices):
        """The kinds of change, in the words of the decrees."""

        CREATED = "created", _("设立")
        RENAMED = "renamed", _("更名")
        RECODED = "recoded", _("代码变更")
        MOVED = "moved", _("划归")
        MERGED = "merged", pgettext_lazy("division", "合并")
        SPLIT = "split", _("析置")
        ABOLISHED = "abolished", pgettext_lazy("division", "撤销")

    kind = models.CharField(_("变更"), max_length=9, choices=Kind)
    on = models.DateField(_("生效日期"), db_index=True)
    document = models.CharField(_("依据文件"), max_length=200, blank=True)
    sources = models.ManyToManyField(Place, verbose_name=_("原区划"), related_name="changes_from", blank=True)
    results = models.ManyToManyField(Place, verbose_name=_("现区划"), related_name="changes_into", blank=True)
    words = models.CharField(_("说明"), max_length=300)

    class Meta:
        verbose_name = _("区划变更")
        verbose_name_plural = _("区划变更")
        ordering = ("-on", "-pk")

    def __str__(self) -> str:
        return f"{self.on} {self.words}"
