"""Keys of the open API: made, shown once, revoked; and that they are used."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from taizhang import clock
from taizhang.accounts.models import Organisation
from taizhang.accounts.queries import digest_of
from taizhang.exchange.keys import PREFIX
from taizhang.exchange.models import ApiKey
from taizhang.exchange.resources import RESOURCES
from taizhang.journal.actions import Actor, System, action
from taizhang.ledger.actions.changing import person
from taizhang.policy.errors import ActionError
from taizhang.policy.roles import OFFICIALS, Role
from taizhang.policy.table import Reach
from taizhang.policy.table import action as row

MANAGE = "exchange.manage_keys"
#: A key is renewed at least every so many days.
LONGEST = 731


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a key is to be: for what, whose eyes in which role, for which resources, until when, how often."""

    name: str
    organisation: Organisation
    role: str
    resources: Collection[str]
    expires_on: date
    per_minute: int = 300


def make_key(*, actor: Actor, wanted: Wanted) -> tuple[ApiKey, str]:
    """Make a key; returns it with its secret, which is nowhere to be had again.

    Raises Refused for an organisation out of reach, ActionError for a role that no official has, a resource that the role cannot
    read, and a day that is past or too far off.
    """
    with action(actor, MANAGE, wanted.organisation) as act:
        _check(wanted)
        secret = PREFIX + secrets.token_urlsafe(32)
        key = ApiKey.objects.create(
            name=wanted.name,
            organisation=wanted.organisation,
            role=wanted.role,
            resources=[name for name in RESOURCES if name in wanted.resources],
            expires_on=wanted.expires_on,
            per_minute=wanted.per_minute,
            digest=digest_of(secret),
            beginning=secret[:8],
            made_by=person(actor),
        )
        act.created(key)
    return key, secret


def revoke_key(*, actor: Actor, key: ApiKey) -> None:
    """Take a key out of use at once; one that is out of use already stays so."""
    with action(actor, MANAGE, key.organisation) as act:
        now = ApiKey.objects.select_for_update().get(pk=key.pk)
        act.watch(now)
        now.revoked_at = now.revoked_at or clock.now()
        now.save(update_fields=["revoked_at"])


def note_use(*, key: ApiKey) -> None:
    """Write into the journal that a key is in use: once a day, whatever the number of requests."""
    with action(System(_("接口密钥 %(name)s") % {"name": key.name}), "exchange.use_key") as act:
        act.record(key, note=_("当日首次使用"))


def readable(role: str) -> list[str]:
    """The resources that a role can read anything of."""
    return [each.name for each in RESOURCES.values() if row(each.action).reach[role] is not Reach.NONE]


def _check(wanted: Wanted) -> None:
    if wanted.role not in OFFICIALS:
        raise ActionError(_("管理员角色不看业务数据，不能用于接口密钥。"))
    unreadable = set(wanted.resources) - set(readable(wanted.role))
    if unreadable or not wanted.resources:
        role = Role(wanted.role).label
        raise ActionError(
            _("“%(role)s”读不了所选的某些数据，或者一样也没有选。请按该角色能读的数据选择。") % {"role": role}
        )
    today = ApiKey.today()
    if not 0 <= (wanted.expires_on - today).days <= LONGEST:
        raise ActionError(_("有效期须在今天之后、%(days)s 天之内。") % {"days": LONGEST})
