"""Letting people in, correcting their details, and letting them go."""

from __future__ import annotations

from django.utils.translation import gettext as _

from taizhang.accounts.models import User, UserSession
from taizhang.accounts.passwords import generated
from taizhang.journal.actions import Actor, action
from taizhang.journal.marks import lock
from taizhang.policy.errors import ActionError

MANAGE = "accounts.manage_people"


def create(*, actor: Actor, username: str, name: str, phone: str = "", email: str = "") -> tuple[User, str]:
    """Let somebody in; returns the person and a first password, which must be changed at the first sign-in.

    The account can do nothing until the security administrator gives it a role.
    """
    with action(actor, MANAGE, note="新增") as act:
        if User.objects.filter(username__iexact=username).exists():
            raise ActionError(_("用户名“%(username)s”已被使用。") % {"username": username})
        password = generated()
        person = User(username=username, name=name, phone=phone, email=email)
        person.set_password(password)
        person.save()
        act.created(person)
        return person, password


def edit(*, actor: Actor, person: User, seen: str, **values: str) -> User:
    """Correct somebody's details; ``seen`` is the mark they bore when they were shown."""
    with action(actor, MANAGE, person, note="修改信息") as act:
        current = lock(person, seen)
        act.watch(current)
        for name, value in values.items():
            setattr(current, name, value)
        current.save()
        return current


def admit(*, actor: Actor, person: User, active: bool) -> None:
    """Let an account sign in, or no longer; open sessions end with it."""
    with action(actor, MANAGE, person, note="恢复账号" if active else "停用账号") as act:
        if person.pk == actor.pk:
            raise ActionError(_("不能停用自己的账号。"))
        act.watch(person)
        person.is_active = active
        person.save(update_fields=["is_active"])
        if not active:
            UserSession.objects.filter(user=person).delete()


def reset_password(*, actor: Actor, person: User) -> str:
    """Give somebody a new first password, which is returned; open sessions end."""
    with action(actor, MANAGE, person, note="重设密码") as act:
        password = generated()
        person.set_password(password)
        person.must_change_password = True
        person.save(update_fields=["password", "must_change_password"])
        UserSession.objects.filter(user=person).delete()
        act.record(person)
        return password
