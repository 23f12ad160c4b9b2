"""Signing in and out, and what a person does with the own account."""

from __future__ import annotations

import time
from datetime import timedelta

from django.conf import settings
from django.contrib.auth import login, logout, update_session_auth_hash
from django.http import HttpRequest
from django.utils import timezone
from django_otp import user_has_device

from taizhang.accounts.gate import SECOND_FACTOR_MISSING, SECOND_FACTOR_PENDING, SEEN
from taizhang.accounts.models import User, UserSession
from taizhang.accounts.sessions import ADDRESS, AGENT
from taizhang.journal.actions import System, action
from taizhang.journal.models import Entry


def sign_in(*, request: HttpRequest, user: User) -> None:
    """Open a session for a person whose password was right; a second factor may still be asked for."""
    with action(user, "accounts.sign_in", user) as act:
        login(request, user)
        request.session[ADDRESS] = request.META.get("REMOTE_ADDR", "")
        request.session[SEEN] = int(time.time())
        request.session[AGENT] = request.headers.get("User-Agent", "")
        request.session[SECOND_FACTOR_PENDING] = has_device = user_has_device(user)
        demanded = any(held.role in settings.SECOND_FACTOR_ROLES for held in user.held)
        request.session[SECOND_FACTOR_MISSING] = demanded and not has_device
        act.record(user)


def note_lock_out(*, username: str, address: str) -> None:
    """Record once, for as long as it lasts, that a name is locked at an address after too many wrong passwords."""
    note = f"用户名 {username[:60]} 在 {address} 连续输错密码"
    since = timezone.now() - timedelta(minutes=settings.LOCKOUT_MINUTES)
    if not Entry.objects.filter(action="accounts.lock_out", note=note, at__gte=since).exists():
        with action(System("taizhang"), "accounts.lock_out", note=note) as act:
            act.record(User.objects.filter(username__iexact=username).first())


def sign_out(*, request: HttpRequest, actor: User) -> None:
    """End the session at hand."""
    with action(actor, "accounts.sign_out", actor) as act:
        act.record(actor)
        logout(request)


def change_password(*, request: HttpRequest, actor: User, password: str) -> None:
    """Give oneself a new password: other sessions end, the one at hand goes on."""
    with action(actor, "accounts.edit_self", actor, note="修改密码") as act:
        actor.set_password(password)
        actor.must_change_password = False
        actor.save(update_fields=["password", "must_change_password"])
        update_session_auth_hash(request, actor)
        UserSession.objects.filter(user=actor).exclude(session_key=request.session.session_key).delete()
        act.record(actor)


def end_session(*, actor: User, session: UserSession) -> None:
    """Sign another of one's own browsers out."""
    with action(actor, "accounts.edit_self", session.user) as act:
        act.record(session.user, note=f"结束会话 {session.address} {session.agent[:80]}")
        session.delete()
