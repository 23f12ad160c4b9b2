"""Mail against a real server on loopback: written with what it tells, sent after commit, tried again, never sent twice."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import override_settings
from django.urls import reverse
from django.utils import timezone

from taizhang.accounts.actions.mailing import PAUSES, is_waiting, send, write_digests
from taizhang.accounts.actions.notices import tell
from taizhang.accounts.models import Mail, Notice, User
from tests.accounts.mailbox import Mailbox, free_port, mail_server, sending_to
from tests.cast import Cast

DAY = date(2024, 2, 8)
State = Mail.State


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    with mail_server() as served:
        yield served


@pytest.fixture
def town(cast: Cast) -> User:
    """Somebody with an address."""
    return _with_address(cast.town)


def _with_address(person: User, address: str = "") -> User:
    person.email = address or f"{person.username}@example.gov"
    person.save()
    return person


def _soon(minutes: float = 0) -> datetime:
    return timezone.now() + timedelta(minutes=minutes, seconds=1)


def test_what_is_urgent_goes_out_with_its_address(town: User, mailbox: Mailbox) -> None:
    with override_settings(SITE_ADDRESS="https://ledger.example.gov"):
        tell([town], "督办〔2024〕1号：请于 2024-02-20 前回复", "/progress/slips/1/", at_once=True)
    assert send(_soon()) == 1
    assert mailbox.recipients == ["town@example.gov"]
    assert str(mailbox.messages[0]["Subject"]).strip() == "督办〔2024〕1号：请于 2024-02-20 前回复"
    assert "https://ledger.example.gov/progress/slips/1/" in mailbox.text()
    assert mailbox.messages[0]["Auto-Submitted"] == "auto-generated"


def test_a_mail_is_sent_once(town: User, mailbox: Mailbox) -> None:
    tell([town], "一", "/", at_once=True)
    assert [send(_soon()), send(_soon()), send(_soon(600))] == [1, 0, 0]
    assert len(mailbox.messages) == 1
    mail = Mail.objects.get()
    assert (mail.state, mail.tries) == (State.SENT, 1)


@pytest.mark.django_db(transaction=True)
def test_it_goes_out_by_itself_after_commit_and_not_before(transactional_cast: Cast, mailbox: Mailbox) -> None:
    town = _with_address(transactional_cast.town)
    with transaction.atomic():
        tell([town], "一", "/", at_once=True)
        assert mailbox.messages == []
    assert len(mailbox.messages) == 1


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_is_never_told(transactional_cast: Cast, mailbox: Mailbox) -> None:
    town = _with_address(transactional_cast.town)
    with transaction.atomic():
        tell([town], "一", "/", at_once=True)
        transaction.set_rollback(True)
    send(_soon())
    assert mailbox.messages == []
    assert not Mail.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_several_senders_at_once_send_each_mail_once(transactional_cast: Cast, mailbox: Mailbox) -> None:
    people = [_with_address(each) for each in transactional_cast.people.values()]
    tell(people, "一", "/")
    assert write_digests(DAY) == len(people)
    Mail.objects.update(state=State.WAITING, next_try=timezone.now())
    mailbox.messages.clear()
    mailbox.recipients.clear()
    start = Barrier(4)

    def run(_number: int) -> int:
        try:
            start.wait(timeout=10)
            return send(_soon())
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        sent = list(pool.map(run, range(4)))
    assert sum(sent) == len(people)
    assert sorted(mailbox.recipients) == sorted(person.email for person in people)


def test_a_server_that_is_down_is_tried_again_later(town: User) -> None:
    port = free_port()
    tell([town], "一", "/", at_once=True)
    with sending_to(port):
        assert send(now := _soon()) == 0
    mail = Mail.objects.get()
    assert (mail.state, mail.tries) == (State.WAITING, 1)
    assert mail.next_try == now + timedelta(minutes=PAUSES[0])
    assert not is_waiting(now)
    with mail_server(port) as mailbox:
        assert send(now + timedelta(minutes=PAUSES[0])) == 1
        assert len(mailbox.messages) == 1


def test_after_three_days_it_is_given_up(town: User) -> None:
    tell([town], "一", "/", at_once=True)
    with sending_to(free_port()):
        send(_soon() + timedelta(days=4))
    assert Mail.objects.get().state == State.FAILED


@pytest.mark.parametrize(("answer", "state"), [("550 no such user", State.FAILED), ("450 later", State.WAITING)])
def test_a_refused_recipient_does_not_hold_up_the_others(
    cast: Cast, town: User, mailbox: Mailbox, answer: str, state: str
) -> None:
    mailbox.refused[town.email] = answer
    tell([town, _with_address(cast.office)], "一", "/", at_once=True)
    assert send(_soon()) == 1
    assert mailbox.recipients == ["office@example.gov"]
    mail = Mail.objects.get(user=town)
    assert mail.state == state
    assert answer[4:] in mail.problem


@pytest.mark.parametrize(("answer", "state"), [("554 spam", State.FAILED), ("452 full", State.WAITING)])
def test_a_refused_message(town: User, mailbox: Mailbox, answer: str, state: str) -> None:
    mailbox.answer = answer
    tell([town], "一", "/", at_once=True)
    assert send(_soon()) == 0
    assert Mail.objects.get().state == state


def test_a_mail_that_may_have_gone_out_is_not_sent_again(town: User, mailbox: Mailbox) -> None:
    mailbox.answer = "250 and gone"
    tell([town], "一", "/", at_once=True)
    send(_soon())
    assert Mail.objects.get().state == State.UNCLEAR
    mailbox.answer = "250 taken"
    send(_soon(600))
    assert len(mailbox.messages) == 1


def test_a_mail_cut_off_while_being_sent_is_not_sent_again(town: User, mailbox: Mailbox) -> None:
    tell([town], "一", "/", at_once=True)
    Mail.objects.update(state=State.SENDING, claimed=timezone.now())
    send(_soon(5))
    assert Mail.objects.get().state == State.SENDING
    send(_soon(16))
    assert Mail.objects.get().state == State.UNCLEAR
    assert mailbox.messages == []


@pytest.mark.parametrize(("wanted", "mails"), [("all", 1), ("digest", 0), ("off", 0)])
def test_each_chooses_what_comes_at_once(town: User, wanted: str, mails: int) -> None:
    town.mail = wanted
    town.save()
    tell([town], "一", "/", at_once=True)
    assert (Mail.objects.count(), Notice.objects.count()) == (mails, 1)


def test_without_an_address_there_is_the_notice_alone(cast: Cast) -> None:
    tell([cast.town], "一", "/", at_once=True)
    assert write_digests(DAY) == 0
    assert (Mail.objects.count(), Notice.objects.count()) == (0, 1)


def test_mail_switched_off_meanwhile_is_not_sent(town: User, mailbox: Mailbox) -> None:
    tell([town], "一", "/", at_once=True)
    User.objects.filter(pk=town.pk).update(mail="off")
    assert send(_soon()) == 0
    assert Mail.objects.get().state == State.FAILED


def test_a_digest_says_all_at_once_and_once_a_day(town: User, mailbox: Mailbox) -> None:
    tell([town], "已分解的目标请签收", "/ledger/1/")
    tell([town], "急件", "/", at_once=True)
    tell([town], "5 项填报明天到期", "/progress/owed/")
    assert [write_digests(DAY), write_digests(DAY), write_digests(DAY + timedelta(days=1))] == [1, 0, 0]
    tell([town], "当日又来一条", "/")
    assert [write_digests(DAY), write_digests(DAY + timedelta(days=1))] == [0, 1]
    send(_soon())
    assert mailbox.recipients == ["town@example.gov"] * 3
    text = mailbox.text(1)
    assert str(mailbox.messages[1]["Subject"]).strip() == "2024-02-08 待办提醒"
    assert text.index("5 项填报明天到期") < text.index("已分解的目标请签收")
    assert "急件" not in text


@pytest.mark.parametrize(("wanted", "mails"), [("all", 1), ("digest", 1), ("off", 0)])
def test_the_digest_goes_to_whoever_wants_it(town: User, wanted: str, mails: int) -> None:
    town.mail = wanted
    town.save()
    tell([town], "一", "/")
    assert write_digests(DAY) == mails


def test_a_digest_leaves_out_what_was_read_and_counts_what_is_too_much(town: User) -> None:
    tell([town], "读过的", "/")
    Notice.objects.update(read=timezone.now())
    for number in range(23):
        tell([town], f"未读第{number}条", "/")
    write_digests(DAY)
    body = Mail.objects.get().body
    assert "读过的" not in body
    assert (body.count("未读第"), "另有 3 条" in body) == (20, True)


def test_words_of_people_stay_words(town: User, mailbox: Mailbox) -> None:
    town.name = "张<b>三</b>\r\nBcc: all@example.gov"
    town.save()
    tell([town], "第一行\r\nBcc: all@example.gov & <script>", "/", at_once=True)
    send(_soon())
    assert mailbox.recipients == ["town@example.gov"]
    assert mailbox.messages[0]["Bcc"] is None
    assert "& <script>" in mailbox.text()


def test_the_account_page_offers_the_choice(town: User, cast: Cast) -> None:
    client = cast.client("town")
    assert "town@example.gov" in client.get(reverse("accounts:self")).content.decode()
    client.post(reverse("accounts:mail"), {"mail": "off"})
    town.refresh_from_db()
    assert town.mail == "off"
    client.post(reverse("accounts:mail"), {"mail": "never"})
    town.refresh_from_db()
    assert town.mail == "off"


def test_a_page_without_an_address_says_why(cast: Cast) -> None:
    page: Any = cast.client("town").get(reverse("accounts:self"))
    assert "没有电子邮箱" in page.content.decode()
