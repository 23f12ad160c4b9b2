"""Slips from issue to close: numbered without gaps, answered, sent back, put off with a document, closed or withdrawn."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from django.core.files.base import ContentFile
from django.db import connection

from taizhang.accounts.models import Notice
from taizhang.journal.models import Entry
from taizhang.journal.queries import verify_chain
from taizhang.policy.errors import ActionError, Refused, StaleError
from taizhang.policy.table import actions as policy
from taizhang.progress.actions import slips
from taizhang.progress.actions.replying import accept, answer_delay, approve, ask_delay, reply, send_back
from taizhang.progress.models import Delay, Reply, Slip, SlipPaper, Talk
from taizhang.progress.states import SLIP
from tests.cast import Cast
from tests.progress.slips import BACK, EVE, NEXT, SYSTEM, at, content, issued, led, lit, replied, ruled


def _told(part: str) -> list[str]:
    return list(Notice.objects.filter(user__username=part).order_by("-pk").values_list("words", flat=True))


def test_every_move_is_an_action_of_the_policy_and_of_known_states() -> None:
    for (action, before), after in SLIP.moves().items():
        assert action in policy()
        assert {before, after} <= set(SLIP.states())


def test_a_slip_has_its_number_its_limit_and_its_light(cast: Cast) -> None:
    with at(EVE):
        made = lit(led(cast), "red", date(2024, 1, 31))
        slip = issued(cast, commitments=[made], actor=cast.supervision)
    assert (slip.code, slip.state, slip.due) == ("督办〔2024〕1号", "issued", date(2024, 2, 20))
    assert slip.issued_by == cast.supervision
    assert slip.items.get().deadline == made.deadline
    assert "请于 2024-02-20 前回复" in _told("town")[0]


def test_numbers_run_by_place_and_year(cast: Cast) -> None:
    with at(EVE):
        codes = [issued(cast).code for _n in range(2)]
        elsewhere = cast.organisation("elsewhere")
        other = slips.issue(actor=SYSTEM, place=elsewhere.place, issuer=elsewhere, content=content(cast, "elsewhere"))
    with at(date(2025, 1, 2)):
        codes.append(issued(cast).code)
    assert codes == ["督办〔2024〕1号", "督办〔2024〕2号", "督办〔2025〕1号"]
    assert other.code == "督办〔2024〕1号"


def test_an_issue_that_fails_leaves_no_gap(cast: Cast) -> None:
    with pytest.raises(ActionError, match="督办要求"):
        issued(cast, text="  ")
    with pytest.raises(ActionError, match="督办事项"):
        issued(cast, commitments=[])
    with pytest.raises(ActionError, match="不用督办"):
        issued(cast, commitments=[led(cast, state="closed")])
    assert issued(cast).number == 1


def test_a_number_that_was_rolled_back_is_given_again(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_arguments: object, **_more: object) -> None:
        raise OSError("no more room")

    with monkeypatch.context() as patch:
        patch.setattr(slips, "tell", broken)
        with pytest.raises(OSError, match="room"):
            issued(cast)
    assert (issued(cast).number, Slip.objects.count()) == (1, 1)


def test_a_stopped_organisation_is_sent_none(cast: Cast) -> None:
    who = cast.organisation("town")
    who.active = False
    who.save()
    with pytest.raises(ActionError, match="已停用"):
        issued(cast, addressee=who)


@pytest.mark.django_db(transaction=True)
def test_numbers_have_no_gaps_and_no_twins_when_many_issue_at_once(transactional_cast: Cast) -> None:
    asked = [content(transactional_cast) for _n in range(12)]
    office = transactional_cast.organisation("office")
    start = Barrier(4)

    def run(worker: int) -> None:
        try:
            start.wait(timeout=10)
            for each in asked[worker::4]:
                slips.issue(actor=transactional_cast.office, place=office.place, issuer=office, content=each)
        finally:
            connection.close()

    with at(EVE), ThreadPoolExecutor(4) as pool:
        list(pool.map(run, range(4)))
    assert sorted(Slip.objects.values_list("number", flat=True)) == list(range(1, 13))
    assert list(verify_chain()) == []


@pytest.mark.parametrize("part", ["department", "town", "leader", "elsewhere", "hotline", "system"])
def test_only_office_and_supervision_issue(cast: Cast, part: str) -> None:
    with pytest.raises(Refused):
        issued(cast, actor=cast.people[part])


def test_a_slip_is_accepted_replied_to_approved_and_closed(cast: Cast) -> None:
    with at(EVE):
        slip = issued(cast)
        accept(actor=cast.town, slip=slip, version=slip.version)
        assert (slip.state, slip.accepted_by) == ("accepted", cast.town)
        replied(slip, cast.town)
        assert "已回复，请审核" in _told("supervision")[0]
        approve(actor=cast.supervision, slip=slip, version=slip.version, words="措施可行")
        slips.close(actor=cast.supervision, slip=slip, version=slip.version, words="现场核查已补足")
    made = slip.replies.get()
    assert (slip.state, slip.ended_on, made.verdict, made.verdict_words) == ("closed", EVE, "approved", "措施可行")
    assert made.papers.get().name == "现场.jpg"
    assert [each.action for each in Entry.objects.filter(kind="progress.slip").order_by("sequence")] == [
        "progress.issue_slip",
        "progress.accept_slip",
        "progress.reply_slip",
        "progress.approve_reply",
        "progress.close_slip",
    ]


def test_a_reply_that_is_sent_back_starts_the_limit_anew(cast: Cast) -> None:
    with at(EVE):
        slip = replied(issued(cast), cast.town)
    with at(BACK):
        send_back(actor=cast.office, slip=slip, version=slip.version, reason="没有写明责任人")
        assert (slip.state, slip.due) == ("sent_back", date(2024, 2, 23))
        assert "没有写明责任人" in _told("town")[0]
        replied(slip, cast.town, "责任人为分管副镇长。")
    assert [each.verdict for each in slip.replies.order_by("number")] == ["returned", "waiting"]


def test_closing_over_a_reply_approves_it(cast: Cast) -> None:
    slip = replied(issued(cast), cast.town)
    slips.close(actor=cast.office, slip=slip, version=slip.version, words="已落实")
    assert slip.replies.get().verdict == Reply.Verdict.APPROVED


def test_a_reply_after_the_limit_is_late_and_one_in_time_is_not(cast: Cast) -> None:
    with at(EVE):
        first, second = issued(cast), issued(cast)
    with at(date(2024, 2, 20)):
        replied(first, cast.town)
    with at(date(2024, 2, 21)):
        replied(second, cast.town)
    assert [first.replies.get().late, second.replies.get().late] == [False, True]


def test_a_withdrawn_slip_keeps_its_number(cast: Cast) -> None:
    slip = issued(cast)
    with pytest.raises(ActionError, match="理由"):
        slips.withdraw(actor=cast.office, slip=slip, version=slip.version, reason=" ")
    slips.withdraw(actor=cast.office, slip=slip, version=slip.version, reason="发错单位")
    assert (slip.state, slip.code) == ("withdrawn", slip.code)
    assert issued(cast).number == 2
    assert "发错单位" in _told("town")[1]


@pytest.mark.parametrize("state", ["closed", "withdrawn"])
def test_nothing_is_done_to_a_slip_that_is_over(cast: Cast, state: str) -> None:
    slip = issued(cast)
    Slip.objects.update(state=state, ended_for="x")
    slip.refresh_from_db()
    with pytest.raises(ActionError, match="不能回复督办单"):
        replied(slip, cast.town)
    with pytest.raises(ActionError, match="不能撤销督办单"):
        slips.withdraw(actor=cast.office, slip=slip, version=slip.version, reason="x")


def test_a_reply_to_what_was_changed_meanwhile_is_refused(cast: Cast) -> None:
    slip = issued(cast)
    seen = slip.version
    slips.withdraw(actor=cast.office, slip=slip, version=slip.version, reason="发错单位")
    with pytest.raises(StaleError):
        reply(actor=cast.town, slip=slip, version=seen, words="已办")


@pytest.mark.parametrize("part", ["other_town", "office", "supervision", "department", "leader"])
def test_only_the_addressee_answers(cast: Cast, part: str) -> None:
    slip = issued(cast)
    with pytest.raises(Refused):
        accept(actor=cast.people[part], slip=slip, version=slip.version)
    with pytest.raises(Refused):
        replied(slip, cast.people[part])


@pytest.mark.parametrize("part", ["town", "department", "leader", "elsewhere"])
def test_only_office_and_supervision_judge(cast: Cast, part: str) -> None:
    slip = replied(issued(cast), cast.town)
    for judge in (
        lambda: approve(actor=cast.people[part], slip=slip, version=slip.version),
        lambda: send_back(actor=cast.people[part], slip=slip, version=slip.version, reason="x"),
        lambda: slips.close(actor=cast.people[part], slip=slip, version=slip.version, words="x"),
    ):
        with pytest.raises(Refused):
            judge()


def _asked(cast: Cast, slip: Slip, days: int = 10) -> Delay:
    until = slip.due + timedelta(days=days) if slip.due else EVE
    paper = ContentFile(b"notice", "停工通知.pdf")
    return ask_delay(actor=cast.town, slip=slip, version=slip.version, until=until, reason="台风停工", papers=[paper])


def test_an_excused_delay_needs_a_document(cast: Cast) -> None:
    slip = issued(cast)
    with pytest.raises(ActionError, match="证明材料"):
        ask_delay(actor=cast.town, slip=slip, version=slip.version, until=date(2099, 1, 1), reason="忙", papers=[])
    with pytest.raises(ActionError, match="空文件"):
        ask_delay(
            actor=cast.town,
            slip=slip,
            version=slip.version,
            until=date(2099, 1, 1),
            reason="忙",
            papers=[ContentFile(b"", "空.pdf")],
        )
    with pytest.raises(ActionError, match="要晚于"):
        _asked(cast, slip, 0)
    assert not Delay.objects.exists()
    assert not SlipPaper.objects.exists()


@pytest.mark.parametrize("granted", [True, False])
def test_a_delay_is_granted_or_refused(cast: Cast, granted: bool) -> None:
    with at(EVE):
        slip = issued(cast)
        due = slip.due
        delay = _asked(cast, slip)
        with pytest.raises(ActionError, match="还没有批复"):
            _asked(cast, slip)
        answer_delay(actor=cast.supervision, slip=slip, version=slip.version, granted=granted, words="情况属实")
    delay.refresh_from_db()
    assert (delay.answer, delay.answered_by) == ("granted" if granted else "refused", cast.supervision)
    assert slip.due == (delay.until if granted else due)
    assert delay.papers.get().name == "停工通知.pdf"


def test_a_delay_whose_day_is_past_cannot_be_granted(cast: Cast) -> None:
    with at(EVE):
        slip = issued(cast)
        _asked(cast, slip, 1)
    with at(date(2024, 3, 1)):
        with pytest.raises(ActionError, match="已过"):
            answer_delay(actor=cast.office, slip=slip, version=slip.version, granted=True, words="同意")
        answer_delay(actor=cast.office, slip=slip, version=slip.version, granted=False, words="过晚")


def test_the_third_red_slip_calls_a_talk_and_those_that_led_to_it_do_not_count_again(cast: Cast) -> None:
    with at(NEXT):
        for _number in range(2):
            issued(cast, level="red")
        issued(cast, level="red", part="other_town")
        slips.withdraw(actor=cast.office, slip=(wrong := issued(cast, level="yellow")), version=1 + 1, reason="错")
        assert not Talk.objects.exists()
        issued(cast, level="red")
        talk = Talk.objects.get()
        assert (talk.organisation, talk.slips.count()) == (cast.organisation("town"), 3)
        for part in ("town", "office", "supervision", "leader"):
            assert any("应予约谈" in words for words in _told(part)), part
        for _number in range(2):
            issued(cast, level="red")
        assert Talk.objects.count() == 1
        issued(cast, level="red")
    assert Talk.objects.count() == 2
    assert wrong.state == "withdrawn"


def test_a_red_slip_is_told_to_those_above(cast: Cast) -> None:
    issued(cast, level="red")
    assert "（红色）已发" in _told("leader")[0]
    assert not _told("department")


def test_an_office_writes_its_own_numbers_and_limits(cast: Cast) -> None:
    ruled(cast, mark="东督", talk_after=0)
    codes = [issued(cast, level="red").code for _n in range(4)]
    assert codes[3].startswith("东督〔")
    assert not Talk.objects.exists()
