"""Changes of divisions, each as one decree: created, renamed, recoded, moved, merged, split, abolished."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Value
from django.db.models.functions import Concat, Substr
from django.utils.translation import gettext as _

from taizhang import clock
from taizhang.journal.actions import Actor, action
from taizhang.places import codes
from taizhang.places.models import Change, Kind, Level, Place, Standing
from taizhang.places.paths import child
from taizhang.policy.errors import ActionError

CHANGE = "places.change"


@dataclass(frozen=True, slots=True)
class New:
    """A place to be set up: its code and name."""

    code: str
    name: str


def create(*, actor: Actor, parent: Place, new: New, on: date, document: str = "") -> Place:
    """Set up a place under ``parent``. Raises ActionError if the code is taken or of no lower level."""
    with action(actor, CHANGE, parent, note=document) as act:
        _check_date(on)
        made = _make(parent, new, on)
        act.created(made)
        _decree(Change.Kind.CREATED, on, document, [], [made], f"设立{made.name}")
        return made


def rename(*, actor: Actor, place: Place, name: str, on: date, document: str = "") -> Place:
    """Give a place another name from a day on."""
    with action(actor, CHANGE, place, note=document) as act:
        act.watch(place)
        old = place.name
        _restand(place, on, name=name)
        words = f"{old}更名为{name}"
        _decree(Change.Kind.RENAMED, on, document, [place], [place], words)
        return place


def recode(*, actor: Actor, place: Place, code: str, on: date, document: str = "") -> Place:
    """Give a place another code of its level; what lies below keeps its own codes."""
    with action(actor, CHANGE, place, note=document) as act:
        act.watch(place)
        _check_code(code, place.level)
        old = place.code
        _restand(place, on, code=code)
        words = f"{place.name}代码由{old}变更为{code}"
        _decree(Change.Kind.RECODED, on, document, [place], [place], words)
        return place


def move(*, actor: Actor, place: Place, parent: Place, on: date, document: str = "") -> Place:
    """Put a place, with all below it, under another one."""
    with action(actor, CHANGE, place, note=document) as act:
        act.watch(place)
        _check_parent(place, parent)
        _restand(place, on, parent=parent)
        words = f"{place.name}划归{parent.name}"
        _decree(Change.Kind.MOVED, on, document, [place], [place], words)
        return place


def merge(*, actor: Actor, places: Sequence[Place], into: Place | New, on: date, document: str = "") -> Place:
    """Merge places into one: one of them or another that exists (并入), or a new one. What lay below goes along."""
    first, *_others = places
    with action(actor, CHANGE, first, note=document) as act:
        _check_mergeable(places, into)
        result = into if isinstance(into, Place) else _make(_parent(first), into, on)
        if isinstance(into, New):
            act.created(result)
        ending = [each for each in places if each != result]
        act.watch(*ending)
        for each in ending:
            _hand_over(each, result, on)
            _end(each, on)
        words = f"{'、'.join(each.name for each in places)}合并为{result.name}"
        _decree(Change.Kind.MERGED, on, document, places, [result], words)
        return result


def split(
    *, actor: Actor, place: Place, into: Sequence[New], on: date, document: str = "", keep: bool = True
) -> list[Place]:
    """Set up new places out of one, which goes on (``keep``) or ends. What lies below it is moved one by one after."""
    with action(actor, CHANGE, place, note=document) as act:
        _check_date(on)
        made = [_make(_parent(place), new, on) for new in into]
        act.created(*made)
        if not keep:
            act.watch(place)
            _check_childless(place)
            _end(place, on)
        words = f"由{place.name}析置{'、'.join(each.name for each in made)}"
        _decree(Change.Kind.SPLIT, on, document, [place], [*([place] if keep else []), *made], words)
        return made


def abolish(*, actor: Actor, place: Place, on: date, document: str = "") -> None:
    """End a place that has nothing below it any more."""
    with action(actor, CHANGE, place, note=document) as act:
        act.watch(place)
        _check_childless(place)
        _end(place, on)
        _decree(Change.Kind.ABOLISHED, on, document, [place], [], f"撤销{place.name}")


def _make(parent: Place, new: New, on: date) -> Place:
    level = _check_code(new.code)
    if codes.LENGTHS[level] <= codes.LENGTHS[parent.level]:
        raise ActionError(_("代码 %(code)s 的层级不在%(parent)s之下。") % {"code": new.code, "parent": parent.name})
    kind = Kind.PSEUDO if codes.is_pseudo(new.code) else Kind.ORDINARY
    made = Place.objects.create(
        code=new.code,
        name=new.name,
        level=level,
        kind=kind,
        parent=parent,
        path=child(parent.path, new.code),
        valid_from=on,
    )
    Standing.objects.create(place=made, code=made.code, name=made.name, parent=parent, valid_from=on)
    return made


def _restand(place: Place, on: date, **changes: object) -> None:
    """Close the standing in force and open one with something changed; the place follows, and what lies below it."""
    standing = _open_standing(place, on)
    if standing.valid_from != on:
        Standing.objects.filter(pk=standing.pk).update(valid_to=on)
        standing.pk, standing.valid_from = None, on
        standing._state.adding = True
    before = place.path
    for name, value in changes.items():
        setattr(standing, name, value)
        setattr(place, name, value)
    standing.save()
    place.path = child(place.parent.path if place.parent else "", place.code)
    place.save()
    _move_below(before, place.path)


def _move_below(before: str, after: str) -> None:
    if before != after:
        below = Place.objects.filter(path__within=before)
        below.update(path=Concat(Value(after), Substr(F("path"), len(before) + 1)))


def _hand_over(place: Place, result: Place, on: date) -> None:
    for below in Place.objects.filter(parent=place, valid_to=None):
        _restand(below, on, parent=result)


def _end(place: Place, on: date) -> None:
    standing = _open_standing(place, on)
    if standing.valid_from == on:
        raise ActionError(_("%(name)s当日刚有变更，不能同日撤销。") % {"name": place.name})
    standing.valid_to = place.valid_to = on
    standing.save(update_fields=["valid_to"])
    place.save(update_fields=["valid_to"])


def _open_standing(place: Place, on: date) -> Standing:
    _check_date(on)
    standing = place.standings.filter(valid_to=None).first()
    if standing is None:
        raise ActionError(_("%(name)s已于 %(day)s 撤销。") % {"name": place.name, "day": place.valid_to})
    if standing.valid_from and on < standing.valid_from:
        raise ActionError(_("生效日期早于上一次变更（%(day)s），请核对。") % {"day": standing.valid_from.isoformat()})
    return standing


def _decree(
    kind: Change.Kind, on: date, document: str, sources: Sequence[Place], results: Sequence[Place], words: str
) -> None:
    change = Change.objects.create(kind=kind, on=on, document=document, words=words)
    change.sources.set(sources)
    change.results.set(results)


def _parent(place: Place) -> Place:
    if place.parent is None:
        raise ActionError(_("%(name)s没有上级，不能这样变更。") % {"name": place.name})
    return place.parent


def _check_date(on: date) -> None:
    if on > clock.today():
        raise ActionError(_("生效日期还没有到。请在生效当日或之后登记。"))


def _check_code(code: str, level: str | None = None) -> Level:
    try:
        found = Level(codes.level_of(code))
    except ValueError as error:
        raise ActionError(str(error)) from None
    if level and found != level:
        raise ActionError(_("代码 %(code)s 不是%(level)s代码。") % {"code": code, "level": Level(level).label})
    if Place.objects.filter(code=code, valid_to=None).exists():
        raise ActionError(_("代码 %(code)s 已被使用。") % {"code": code})
    return found


def _check_parent(place: Place, parent: Place) -> None:
    if codes.LENGTHS[place.level] <= codes.LENGTHS[parent.level] or parent.path.startswith(place.path):
        raise ActionError(_("%(name)s不能划归%(parent)s。") % {"name": place.name, "parent": parent.name})
    if parent.valid_to or parent.kind == Kind.PLACEHOLDER:
        raise ActionError(_("%(parent)s已撤销或只是统计占位。") % {"parent": parent.name})


def _check_mergeable(places: Sequence[Place], into: Place | New) -> None:
    if len({each.level for each in places}) != 1 or (isinstance(into, Place) and into.level != places[0].level):
        raise ActionError(_("只能合并同一层级的区划。"))
    if len(set(places) | ({into} if isinstance(into, Place) else set())) < 2:
        raise ActionError(_("合并至少要有两个区划。"))


def _check_childless(place: Place) -> None:
    if place.children.filter(valid_to=None).exists():
        raise ActionError(_("%(name)s之下还有区划，请先划归别处。") % {"name": place.name})
