"""Peer groups: places compared with each other because they start alike, and who belonged to which when."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from taizhang.places.models import Level, Place


class Group(models.Model):
    """A peer group of an office. The groups of one ``division`` share nobody: a place stands in one of them at a time.

    ``place`` is where the office that compares is at work; the members lie below it and are all of one level.
    """

    class Kind(models.TextChoices):
        """What is asked of a group: to lead, to rise, to end the weakness of its villages' collective economy; or an office's own."""

        LEADING = "leading", _("创先")
        RISING = "rising", _("进位")
        LIFTING = "lifting", _("消薄")
        OWN = "own", _("自定分组")

    place = models.ForeignKey(Place, models.PROTECT, verbose_name=_("地区"), related_name="peer_groups")
    division = models.CharField(_("分组办法"), max_length=40)
    name = models.CharField(_("组名"), max_length=40)
    kind = models.CharField(_("组别"), max_length=7, choices=Kind, default=Kind.OWN)
    level = models.CharField(_("层级"), max_length=8, choices=Level, default=Level.TOWN)
    basis = models.CharField(_("分组依据"), max_length=300, blank=True)
    version = models.PositiveIntegerField(_("版本"), default=1, editable=False)

    journal_hidden = frozenset({"version"})
    scope_places = ("place", "members__place")

    class Meta:
        verbose_name = _("比拼分组")
        verbose_name_plural = _("比拼分组")
        ordering = ("place", "division", "pk")
        constraints = [
            models.UniqueConstraint(fields=["place", "division", "name"], name="group_once_in_a_division"),
            models.CheckConstraint(condition=~Q(name="") & ~Q(division=""), name="group_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Member(models.Model):
    """A place in a group from one day (inclusive) to another (exclusive)."""

    group = models.ForeignKey(Group, models.CASCADE, verbose_name=_("分组"), related_name="members")
    place = models.ForeignKey(Place, models.PROTECT, verbose_name=_("地区"), related_name="peer_memberships")
    since = models.DateField(_("起"), null=True, blank=True)
    until = models.DateField(_("止"), null=True, blank=True)

    scope_places = ("place",)

    class Meta:
        verbose_name = _("分组成员")
        verbose_name_plural = _("分组成员")
        ordering = ("group", "place__code")
        constraints = [
            models.UniqueConstraint(fields=["group", "place"], condition=Q(until=None), name="member_once_at_a_time"),
            models.CheckConstraint(
                condition=Q(since=None) | Q(until=None) | Q(since__lt=F("until")), name="member_begins_before_it_ends"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place}（{self.group}）"
