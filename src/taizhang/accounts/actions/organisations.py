"""Setting up organisations, correcting them, and closing them."""

from __future__ import annotations

from django.utils.translation import gettext as _

from taizhang.accounts.models import Organisation
from taizhang.journal.actions import Actor, action
from taizhang.journal.marks import lock
from taizhang.places.models import Place
from taizhang.places.paths import child
from taizhang.policy.errors import ActionError

MANAGE = "accounts.manage_organisations"


def create(
    *,
    actor: Actor,
    name: str,
    kind: Organisation.Kind,
    place: Place,
    parent: Organisation | None = None,
    short_name: str = "",
) -> Organisation:
    """Set up an organisation at a place, below another or on its own."""
    with action(actor, MANAGE, parent, note="新增") as act:
        _check_free(name, place)
        made = Organisation.objects.create(name=name, short_name=short_name, kind=kind, place=place, parent=parent)
        made.path = _path(made)
        made.save(update_fields=["path"])
        act.created(made)
        return made


def edit(*, actor: Actor, organisation: Organisation, seen: str, **values: object) -> Organisation:
    """Correct an organisation's own fields; ``seen`` is the mark it bore when it was shown."""
    with action(actor, MANAGE, organisation, note="修改信息") as act:
        current = lock(organisation, seen)
        act.watch(current)
        for name, value in values.items():
            setattr(current, name, value)
        _check_free(current.name, current.place, current)
        _check_parent(current)
        before, current.path = current.path, _path(current)
        current.save()
        _move_below(before, current.path)
        return current


def close(*, actor: Actor, organisation: Organisation, active: bool = False) -> None:
    """Take an organisation out of use (or back into it): its people keep their accounts, its roles no longer count."""
    with action(actor, MANAGE, organisation, note="恢复使用" if active else "停用") as act:
        act.watch(organisation)
        organisation.active = active
        organisation.save(update_fields=["active"])


def _path(organisation: Organisation) -> str:
    return child(organisation.parent.path if organisation.parent else "", str(organisation.pk))


def _move_below(before: str, after: str) -> None:
    if before == after:
        return
    for below in Organisation.objects.filter(path__within=before):
        below.path = after + below.path.removeprefix(before)
        below.save(update_fields=["path"])


def _check_free(name: str, place: Place, apart_from: Organisation | None = None) -> None:
    others = Organisation.objects.filter(name=name, place=place)
    if apart_from is not None:
        others = others.exclude(pk=apart_from.pk)
    if others.exists():
        raise ActionError(_("%(place)s已有名为“%(name)s”的机构。") % {"place": place, "name": name})


def _check_parent(organisation: Organisation) -> None:
    parent = organisation.parent
    if parent and parent.path.startswith(organisation.path):
        raise ActionError(_("上级单位不能是本单位或其下级。"))
