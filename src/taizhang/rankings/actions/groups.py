"""Setting up peer groups and saying who belongs to them from when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from taizhang.journal.actions import Actor, action
from taizhang.journal.versions import latest, refresh, saved
from taizhang.places.models import Place
from taizhang.policy.errors import ActionError
from taizhang.rankings.models import Group, Member


@dataclass(frozen=True, slots=True)
class Grouping:
    """What a group is: the division it belongs to, its name, what is asked of it, the level of its members, why these."""

    division: str
    name: str
    kind: str = "own"
    level: str = "town"
    basis: str = ""


def write_group(
    *, actor: Actor, place: Place, grouping: Grouping, group: Group | None = None, version: int = 0
) -> Group:
    """Make a group of an office's place, or write it anew. Raises ActionError for a name taken in the division."""
    with action(actor, "rankings.edit_groups", place) as act:
        same = Group.objects.filter(place=place, division=grouping.division, name=grouping.name)
        if (same if group is None else same.exclude(pk=group.pk)).exists():
            raise ActionError(
                _("“%(division)s”里已有“%(name)s”组。") % {"division": grouping.division, "name": grouping.name}
            )
        if group is None:
            made = Group.objects.create(place=place, **asdict(grouping))
            act.created(made)
            return made
        now = latest(group, version)
        if now.level != grouping.level and now.members.exists():
            raise ActionError(_("组内已有成员，不能改层级。"))
        if now.division != grouping.division:
            _alone_in(grouping.division, now, [each.place for each in now.members.select_related("place")])
        act.watch(now)
        for name, value in asdict(grouping).items():
            setattr(now, name, value)
        refresh(group, saved(now))
    return group


def set_members(*, actor: Actor, group: Group, version: int, places: Sequence[Place], on: date) -> Group:
    """Have a group consist of exactly these places from a day on; what was before stays as it was.

    The members a group begins with have always belonged to it. Raises ActionError for a place outside the office's, of
    another level, or in another group of the division.
    """
    with action(actor, "rankings.edit_groups", group.place) as act:
        now = latest(group, version)
        _fits(now, places)
        _alone_in(now.division, now, places)
        held = {each.place_id: each for each in now.members.filter(until=None)}
        first = not now.members.exists()
        wanted = {each.pk for each in places}
        gone = [each for pk, each in held.items() if pk not in wanted]
        for member in gone:
            _leave(member, on)
        fresh = [each for each in places if each.pk not in held]
        Member.objects.bulk_create(Member(group=now, place=each, since=None if first else on) for each in fresh)
        names = {"in": [str(each) for each in fresh], "out": [each.place.name for each in gone]}
        act.record(now, after=names | {"on": on.isoformat()})
        refresh(group, saved(now))
    return group


def _leave(member: Member, on: date) -> None:
    """Somebody who came that very day, or is said to come later, never belonged."""
    if member.since is not None and member.since >= on:
        member.delete()
    else:
        member.until = on
        member.save(update_fields=["until"])


def _fits(group: Group, places: Sequence[Place]) -> None:
    if outside := next((each for each in places if not each.path.startswith(group.place.path)), None):
        raise ActionError(_("%(place)s不在%(whole)s之内。") % {"place": outside, "whole": group.place})
    if other := next((each for each in places if each.level != group.level), None):
        raise ActionError(
            _("%(place)s是%(level)s，这一组比的是%(wanted)s。")
            % {"place": other, "level": other.get_level_display(), "wanted": group.get_level_display()}
        )


def _alone_in(division: str, group: Group, places: Sequence[Place]) -> None:
    """A place stands in one group of a division at a time."""
    rows = Member.objects.filter(
        Q(until=None), group__place=group.place, group__division=division, place__in=[each.pk for each in places]
    )
    if other := rows.exclude(group=group.pk).select_related("place", "group").first():
        raise ActionError(
            _("%(place)s已在“%(division)s”的“%(group)s”组。一个地区同时只在一组，请先从那一组移出。")
            % {"place": other.place, "division": division, "group": other.group}
        )
