"""The second factor: an authenticator app's six digits, and ten codes on paper for when the phone is lost."""

from __future__ import annotations

import secrets

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django_otp import devices_for_user, match_token
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from taizhang.accounts.gate import SECOND_FACTOR_MISSING, SECOND_FACTOR_PENDING
from taizhang.accounts.models import User
from taizhang.journal.actions import Actor, action
from taizhang.policy.errors import ActionError

PAPER_CODES = 10


def begin(*, actor: User) -> TOTPDevice:
    """The device being set up: shown as a code to scan until its first digits prove that it works."""
    device, _new = TOTPDevice.objects.get_or_create(user=actor, confirmed=False, defaults={"name": "app"})
    return device


def confirm(*, request: HttpRequest, actor: User, digits: str) -> list[str]:
    """Take the device into use and return the codes for paper; ActionError if the digits are wrong."""
    with action(actor, "accounts.edit_self", actor, note="启用第二重验证") as act:
        device = begin(actor=actor)
        if not device.verify_token(digits):
            raise ActionError(_("验证码不对。请核对手机时间，输入最新的 6 位数字。"))
        remove_devices(actor)
        device.confirmed = True
        device.save()
        codes = _paper_codes(actor)
        request.session[SECOND_FACTOR_PENDING] = request.session[SECOND_FACTOR_MISSING] = False
        act.record(actor)
        return codes


def give(*, request: HttpRequest, actor: User, digits: str) -> None:
    """Finish signing in; ActionError if the digits are wrong or too many were wrong just now."""
    if match_token(actor, digits.strip()) is None:
        raise ActionError(_("验证码不对。请输入最新的 6 位数字，或一个未用过的备用码；连续输错后须稍等再试。"))
    request.session[SECOND_FACTOR_PENDING] = False
    request.session.cycle_key()


def drop(*, request: HttpRequest, actor: User, digits: str) -> None:
    """Give one's own second factor up; needs its digits once more."""
    give(request=request, actor=actor, digits=digits)
    with action(actor, "accounts.edit_self", actor, note="停用第二重验证") as act:
        remove_devices(actor)
        act.record(actor)


def reset(*, actor: Actor, person: User) -> None:
    """Take somebody's second factor away, whose phone and paper are both lost."""
    with action(actor, "accounts.assign_roles", person, note="重置第二重验证") as act:
        remove_devices(person)
        act.record(person)


def remove_devices(person: User) -> None:
    """Remove every confirmed device of a person."""
    for device in devices_for_user(person):
        device.delete()


def _paper_codes(person: User) -> list[str]:
    device = StaticDevice.objects.create(user=person, name="paper")
    codes = [f"{secrets.randbelow(10**8):08d}" for _number in range(PAPER_CODES)]
    for code in codes:
        device.token_set.create(token=code)
    return codes
