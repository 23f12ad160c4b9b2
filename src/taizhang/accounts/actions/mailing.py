"""E-mail: written into the outbox with what it tells, sent by a background task after commit, never twice."""

from __future__ import annotations

import logging
import smtplib
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django_tasks import task

from taizhang import clock
from taizhang.accounts.models import Mail, Notice, User

logger = logging.getLogger(__name__)

#: Minutes until the next try after the first, second … failure; the last holds from then on.
PAUSES = (1, 5, 30, 120, 360)
#: A mail that could not be sent for so long is given up.
GIVEN_UP = timedelta(days=3)
#: Whatever is still being sent after so long was cut off.
CUT_OFF = timedelta(minutes=15)
#: Unread notices that a digest names one by one; of more it says the number.
NAMED = 20
#: An answer of the server from here on will be the same tomorrow (RFC 5321, 4.2.1).
_REFUSED = 500


def post(notices: Sequence[Notice]) -> None:
    """Within a transaction: write a mail for each notice whose person wants it at once."""
    wanted = [each for each in notices if each.user.mail == User.MailWanted.ALL and each.user.email]
    _write([_mail(each.user, f"notice:{each.pk}", each.words, [each]) for each in wanted])
    Notice.objects.filter(pk__in=[each.pk for each in wanted]).update(mailed=clock.now())


def write_digests(day: date) -> int:
    """Write each person who wants it one mail with the notices that are unread and were in no mail yet.

    Once a day for each, however often it is called. Returns how many were written.
    """
    waiting = User.objects.filter(is_active=True, notices__in=Notice.objects.filter(read=None, mailed=None))
    wanted = waiting.exclude(email="").exclude(mail=User.MailWanted.OFF).distinct().order_by("pk")
    return sum(_write_digest(person, day) for person in wanted)


def _write_digest(user: User, day: date) -> bool:
    key = f"digest:{day.isoformat()}"
    with transaction.atomic():
        unread = Notice.objects.select_for_update().filter(user=user, read=None, mailed=None)
        notices = list(unread.order_by("-created", "-pk"))
        if not notices or user.mails.filter(key=key).exists():
            return False
        with override(settings.LANGUAGE_CODE):
            subject = _("%(day)s 待办提醒") % {"day": day.isoformat()}
        _write([_mail(user, key, subject, notices[:NAMED], more=max(0, len(notices) - NAMED))])
        Notice.objects.filter(pk__in=[each.pk for each in notices]).update(mailed=clock.now())
    return True


@task()
def send_mails() -> None:
    """Send what waits. May be begun twice, at once or again: each mail is taken by one of them only."""
    send(timezone.now())


def is_waiting(now: datetime) -> bool:
    """Whether some mail should go out by now."""
    return Mail.objects.filter(state=Mail.State.WAITING, next_try__lte=now).exists()


def send(now: datetime) -> int:
    """Send every mail whose time has come, one connection for all; returns how many went out.

    A server that cannot be reached ends the round: nothing is lost, the mail is tried again later. Where the line breaks in the
    middle of a mail nobody can know whether it went out: it is not sent again.
    """
    Mail.objects.filter(state=Mail.State.SENDING, claimed__lt=now - CUT_OFF).update(
        state=Mail.State.UNCLEAR, problem="发送时中断，未重发"
    )
    connection, sent = get_connection(), 0
    try:
        while (mail := _claimed(now)) is not None:
            try:
                _send(mail, connection)
            except (_GoneError, OSError, smtplib.SMTPException) as error:
                if not _failed(mail, error, now):
                    break
            else:
                _settle(mail, state=Mail.State.SENT, sent=timezone.now(), problem="")
                sent += 1
    finally:
        connection.close()
    return sent


def _write(mails: Iterable[Mail]) -> None:
    written = Mail.objects.bulk_create(mails)
    if written:
        # Whatever keeps the task from being queued, the clock of the worker looks for waiting mail by itself.
        transaction.on_commit(send_mails.enqueue, robust=True)


def _mail(user: User, key: str, subject: str, notices: Sequence[Notice], more: int = 0) -> Mail:
    context = {"user": user, "notices": notices, "more": more, "site": settings.SITE_ADDRESS}
    with override(settings.LANGUAGE_CODE):
        body = render_to_string("accounts/mail.txt", context)
    return Mail(user=user, key=key, subject=" ".join(subject.split())[:120], body=body)


def _claimed(now: datetime) -> Mail | None:
    """The next mail, marked as being sent and committed: nobody else will take it."""
    with transaction.atomic():
        waiting = Mail.objects.select_for_update(skip_locked=True, of=("self",)).select_related("user")
        mail = waiting.filter(state=Mail.State.WAITING, next_try__lte=now).order_by("pk").first()
        if mail is not None:
            mail.state, mail.claimed, mail.tries = Mail.State.SENDING, now, mail.tries + 1
            mail.save(update_fields=["state", "claimed", "tries"])
        return mail


def _send(mail: Mail, connection: Any) -> None:
    person = mail.user
    if not (person.email and person.is_active) or person.mail == User.MailWanted.OFF:
        raise _GoneError
    message = EmailMessage(
        mail.subject,
        mail.body,
        to=[person.email],
        connection=connection,
        headers={"Message-ID": _message_id(mail), "Auto-Submitted": "auto-generated"},
    )
    _make_ready(connection)
    try:
        message.send()
    except (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused, smtplib.SMTPNotSupportedError):
        raise
    except (OSError, smtplib.SMTPException) as error:
        raise _UnclearError(f"{type(error).__name__} {error}") from error


def _make_ready(connection: Any) -> None:
    """Open the connection, or anew where the server has dropped it meanwhile."""
    server = getattr(connection, "connection", None)
    if server is not None:
        try:
            server.noop()
        except (OSError, smtplib.SMTPException):
            connection.close()
    connection.open()


class _GoneError(Exception):
    """Nobody to send it to any more."""


class _UnclearError(OSError):
    """The line broke while the mail was handed over: it may have gone out."""


def _message_id(mail: Mail) -> str:
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ") or "localhost"
    return f"<{mail.pk}.{int(mail.created.timestamp())}@{domain}>"


def _failed(mail: Mail, error: Exception, now: datetime) -> bool:
    """Note a failure; whether the server is there and the round may go on."""
    code = _code(error)
    problem = "收件人已无邮箱或不再接收" if isinstance(error, _GoneError) else f"{type(error).__name__} {error}"[:300]
    if isinstance(error, _UnclearError):
        state = Mail.State.UNCLEAR
    elif isinstance(error, _GoneError) or code >= _REFUSED or now - mail.created > GIVEN_UP:
        state = Mail.State.FAILED
    else:
        state = Mail.State.WAITING
    pause = PAUSES[min(mail.tries, len(PAUSES)) - 1]
    _settle(mail, state=state, next_try=now + timedelta(minutes=pause), problem=problem)
    logger.warning("mail %s was not sent (%s): %s", mail.pk, state, problem)
    return isinstance(error, _GoneError) or code > 0


def _code(error: Exception) -> int:
    """What the server answered about this mail, 0 where it gave no answer about it."""
    match error:
        case smtplib.SMTPRecipientsRefused(recipients=refused):
            return max(code for code, _words in refused.values())
        case smtplib.SMTPAuthenticationError() | smtplib.SMTPConnectError() | smtplib.SMTPHeloError():
            return 0
        case smtplib.SMTPResponseException(smtp_code=code):
            return int(code)
    return 0


def _settle(mail: Mail, **values: Any) -> None:
    Mail.objects.filter(pk=mail.pk, state=Mail.State.SENDING).update(**values)
