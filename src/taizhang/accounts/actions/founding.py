"""The first three people of an empty installation: the administrators, who then let everybody else in."""

from __future__ import annotations

from taizhang.accounts.actions import memberships, organisations, people
from taizhang.accounts.models import Organisation, User
from taizhang.journal.actions import Actor, action
from taizhang.places.models import Place
from taizhang.policy.roles import Role

FOUNDERS = (
    ("sysadmin", "系统管理员", Role.SYSTEM),
    ("secadmin", "安全保密管理员", Role.SECURITY),
    ("auditor", "安全审计员", Role.AUDITOR),
)


def found(*, actor: Actor, place: Place, name: str) -> list[tuple[User, str]]:
    """Make the administrators with their first passwords; nobody if there are people already."""
    if User.objects.exists():
        return []
    with action(actor, "accounts.manage_people"):
        where = organisations.create(actor=actor, name=name, kind=Organisation.Kind.OTHER, place=place)
        return [_founder(actor, where, *founder) for founder in FOUNDERS]


def _founder(actor: Actor, where: Organisation, username: str, name: str, role: Role) -> tuple[User, str]:
    person, password = people.create(actor=actor, username=username, name=name)
    memberships.give(actor=actor, user=person, organisation=where, role=role)
    return person, password
