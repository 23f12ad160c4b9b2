"""Giving roles and taking them back, with the three administrators kept apart."""

from __future__ import annotations

from django.utils.translation import gettext as _

from taizhang import clock
from taizhang.accounts.models import Membership, Organisation, User
from taizhang.journal.actions import Actor, action
from taizhang.policy.errors import ActionError
from taizhang.policy.roles import ADMINISTRATORS, Role

ASSIGN = "accounts.assign_roles"
_Kind = Organisation.Kind
#: The sorts of organisation a role is held at; a role that is not here may be held at any.
FITTING: dict[Role, frozenset[_Kind]] = {
    Role.OFFICE: frozenset({_Kind.OFFICE}),
    Role.DEPARTMENT: frozenset({_Kind.DEPARTMENT, _Kind.OTHER}),
    Role.TOWN: frozenset({_Kind.TOWN}),
    Role.VILLAGE: frozenset({_Kind.VILLAGE}),
    Role.SUPERVISION: frozenset({_Kind.SUPERVISION}),
    Role.HOTLINE: frozenset({_Kind.HOTLINE, _Kind.TOWN, _Kind.VILLAGE}),
}


def give(*, actor: Actor, user: User, organisation: Organisation, role: Role) -> Membership:
    """Give somebody a role at an organisation."""
    with action(actor, ASSIGN, user) as act:
        if user.pk == actor.pk:
            raise ActionError(_("不能给自己分配角色，请由另一位安全保密管理员办理。"))
        _check_fitting(organisation, role)
        _check_apart(user, role)
        held, new = Membership.objects.get_or_create(user=user, organisation=organisation, role=role, until=None)
        if not new:
            raise ActionError(_("%(user)s已有这个角色。") % {"user": user})
        act.record(user, note=_said(held))
        _forget(user)
        return held


def end(*, actor: Actor, membership: Membership) -> None:
    """Take a role back; it stays on record with its dates."""
    with action(actor, ASSIGN, membership.user) as act:
        if membership.user_id == actor.pk:
            raise ActionError(_("不能收回自己的角色，请由另一位安全保密管理员办理。"))
        membership.until = clock.now()
        membership.save(update_fields=["until"])
        act.record(membership.user, note=f"收回 {_said(membership)}")
        _forget(membership.user)


def _said(held: Membership) -> str:
    return f"{held.organisation} · {held.get_role_display()}"


def _check_fitting(organisation: Organisation, role: Role) -> None:
    if organisation.kind not in FITTING.get(role, frozenset(_Kind)):
        raise ActionError(
            _("“%(role)s”角色不能设在%(kind)s。") % {"role": role.label, "kind": organisation.get_kind_display()}
        )


def _check_apart(user: User, role: Role) -> None:
    held = {Role(value) for value in user.memberships.filter(until=None).values_list("role", flat=True)}
    if role in ADMINISTRATORS and held - {role}:
        raise ActionError(_("三员分立：管理员不能兼任其他角色，请先收回已有角色。"))
    if role not in ADMINISTRATORS and held & ADMINISTRATORS:
        raise ActionError(_("三员分立：%(user)s是管理员，不能兼任业务角色。") % {"user": user})


def _forget(user: User) -> None:
    user.__dict__.pop("held", None)
