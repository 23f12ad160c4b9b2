"""The day's work: escalation over Spring Festival, slips by rule, reminders, and that a day is done once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.db import connection

from taizhang import clock
from taizhang.accounts.models import Mail, Notice, User
from taizhang.config.rounds import Rounds
from taizhang.journal.models import Entry
from taizhang.journal.queries import verify_chain
from taizhang.policy.errors import ActionError, Refused
from taizhang.policy.roles import Role
from taizhang.progress.actions.daily import is_done, run_day
from taizhang.progress.actions.escalating import escalate_all
from taizhang.progress.actions.replying import ask_delay
from taizhang.progress.actions.slips import drop, issue_proposed
from taizhang.progress.actions.supervising import change_rules, raise_slips
from taizhang.progress.models import DailyRun, LightRecord, Slip, SlipItem, Talk
from taizhang.progress.slip_rules import presets
from tests.cast import Cast, organisation, person
from tests.ledger.makers import commitment
from tests.progress.makers import locked, opened, report_of, split_target
from tests.progress.pages import rows
from tests.progress.slips import BACK, EVE, NEXT, at, issued, led, lit, replied, ruled

AUTUMN = date(2024, 10, 15)


def _told(part: str) -> list[str]:
    return list(Notice.objects.filter(user__username=part).order_by("-pk").values_list("words", flat=True))


# Escalation ----------------------------------------------------------------------------------------------------------


def test_a_limit_that_passes_over_the_festival_escalates_on_the_first_working_day_after_it(cast: Cast) -> None:
    with at(date(2024, 2, 6)):
        slip = issued(cast, level="blue")
        assert slip.due == EVE
    for day in range(9, 18):
        assert escalate_all(date(2024, 2, day)) == 0, day
    with at(BACK):
        assert escalate_all(BACK) == 1
        assert escalate_all(BACK) == 0
    slip.refresh_from_db()
    assert (slip.level, slip.first_level, slip.missed, slip.limit) == ("yellow", "blue", 1, 5)
    assert (slip.state, slip.due) == ("issued", date(2024, 2, 23))


def test_levels_rise_with_every_limit_missed_and_those_above_are_told(cast: Cast) -> None:
    with at(EVE):
        slip = issued(cast, level="blue")
    levels = []
    for _time in range(3):
        slip.refresh_from_db()
        day = slip.due + timedelta(days=1) if slip.due else EVE
        while not escalate_all(day):
            day += timedelta(days=1)
        slip.refresh_from_db()
        levels.append((slip.level, slip.missed))
    assert levels == [("yellow", 1), ("red", 2), ("red", 3)]
    assert len([words for words in _told("leader") if "未按期回复" in words]) == 3
    assert not _told("department")


def test_escalation_is_as_the_page_says(cast: Cast) -> None:
    told = rows("supervision.md", "day", "level", "reply due", "limits missed")
    first, *_later = told
    with at(date.fromisoformat(first[0])):
        slip = issued(cast, level="blue")
    seen = [(first[0], slip.level, str(slip.due), str(slip.missed))]
    for number in range(1, 25):
        day = date.fromisoformat(first[0]) + timedelta(days=number)
        with at(day):
            if escalate_all(day):
                slip.refresh_from_db()
                seen.append((day.isoformat(), slip.level, str(slip.due), str(slip.missed)))
    assert seen == told


def test_the_organisation_above_the_addressee_is_told(cast: Cast) -> None:
    below = organisation("长安镇城建办", cast.organisation("town").kind, cast.home("town"), cast.organisation("town"))
    person("clerk", Role.TOWN, below)
    with at(EVE):
        issued(cast, addressee=below)
    with at(date(2024, 3, 1)):
        escalate_all(date(2024, 3, 1))
    assert "未按期回复" in _told("town")[0]
    assert "逾期未回复" in _told("clerk")[0]


def test_what_was_answered_does_not_escalate(cast: Cast) -> None:
    with at(EVE):
        replied(issued(cast), cast.town)
    assert escalate_all(date(2024, 3, 1)) == 0


def test_a_request_made_in_time_that_nobody_answered_is_not_the_addressees_fault(cast: Cast) -> None:
    with at(EVE):
        slip = issued(cast)
        ask_delay(
            actor=cast.town,
            slip=slip,
            version=slip.version,
            until=date(2024, 3, 15),
            reason="停工",
            papers=[ContentFile(b"x", "通知.pdf")],
        )
    assert escalate_all(date(2024, 3, 1)) == 0


def test_a_request_made_too_late_does_not_help(cast: Cast) -> None:
    with at(EVE):
        slip = issued(cast)
    with at(date(2024, 2, 25)):
        ask_delay(
            actor=cast.town,
            slip=slip,
            version=slip.version,
            until=date(2024, 3, 15),
            reason="停工",
            papers=[ContentFile(b"x", "通知.pdf")],
        )
    assert escalate_all(date(2024, 3, 1)) == 1


def test_a_slip_that_becomes_red_counts_for_the_talk(cast: Cast) -> None:
    with at(date(2024, 3, 1)):
        for _number in range(2):
            issued(cast, level="red")
        Slip.objects.update(state="closed")
        issued(cast, level="yellow")
    with at(date(2024, 4, 1)):
        escalate_all(date(2024, 4, 1))
    assert Talk.objects.get().slips.count() == 3


# Slips by rule -------------------------------------------------------------------------------------------------------


def _slips() -> list[tuple[str, str, str, int]]:
    rows = Slip.objects.order_by("addressee__name", "level")
    return [(each.addressee.name, each.level, each.state, each.items.count()) for each in rows]


def test_each_fault_gives_a_slip_of_its_level_by_organisation(cast: Cast) -> None:
    led(cast, deadline=AUTUMN - timedelta(days=1))
    led(cast, deadline=AUTUMN - timedelta(days=9))
    lit(led(cast), "yellow", AUTUMN - timedelta(days=3))
    led(cast, "other_town", deadline=AUTUMN + timedelta(days=3))
    led(cast, "department", deadline=date(2024, 12, 31))
    with at(AUTUMN):
        assert raise_slips(AUTUMN) == (1, 2)
        assert raise_slips(AUTUMN) == (0, 0)
    assert _slips() == [
        ("虎门镇人民政府", "blue", "issued", 1),
        ("长安镇人民政府", "red", "proposed", 2),
        ("长安镇人民政府", "yellow", "proposed", 1),
    ]
    assert "2 件督办单，请决定" in _told("supervision")[0]
    assert not [words for words in _told("town") if "督办" in words]
    blue = Slip.objects.get(level="blue")
    assert (blue.number, blue.issuer, blue.by_rule) == (1, cast.organisation("office"), True)


def test_a_proposal_is_issued_by_a_person_or_dropped_and_not_made_again(cast: Cast) -> None:
    led(cast, deadline=AUTUMN - timedelta(days=1))
    led(cast, "other_town", deadline=AUTUMN - timedelta(days=1))
    with at(AUTUMN):
        raise_slips(AUTUMN)
        first, second = Slip.objects.order_by("pk")
        office = cast.organisation("office")
        issue_proposed(actor=cast.office, slip=first, version=first.version, text="请即办", limit=1, issuer=office)
        drop(actor=cast.supervision, slip=second, version=second.version, reason="已另行督办")
        assert raise_slips(AUTUMN) == (0, 0)
    assert (first.code, first.text, first.due) == ("督办〔2024〕1号", "请即办", date(2024, 10, 16))
    assert (second.state, second.number) == ("dropped", None)
    with at(AUTUMN), pytest.raises(ActionError, match="不能发出督办单"):
        issue_proposed(actor=cast.office, slip=second, version=second.version, text="x", limit=1, issuer=office)


def test_nothing_milder_is_added_to_an_open_slip_but_something_graver_is(cast: Cast) -> None:
    made = led(cast, deadline=AUTUMN + timedelta(days=3))
    with at(AUTUMN):
        issued(cast, level="yellow", commitments=[made])
        assert raise_slips(AUTUMN) == (0, 0)
    late = AUTUMN + timedelta(days=6)
    with at(late):
        assert raise_slips(late) == (0, 1)


def test_a_fault_that_lasts_is_raised_again_once_the_first_slip_is_over(cast: Cast) -> None:
    lit(led(cast), "red", date(2024, 9, 2))
    with at(date(2024, 9, 3)):
        assert raise_slips(date(2024, 9, 3)) == (0, 1)
    Slip.objects.update(state="dropped", ended_for="x")
    assert raise_slips(date(2024, 9, 29)) == (0, 0)
    with at(date(2024, 9, 30)):
        assert raise_slips(date(2024, 9, 30)) == (0, 1)


@pytest.mark.parametrize("state", ["confirmed", "returned", "closing", "verified", "closed", "ended"])
def test_what_nobody_has_to_work_on_gives_none(cast: Cast, state: str) -> None:
    led(cast, state=state, deadline=AUTUMN - timedelta(days=1))
    assert raise_slips(AUTUMN) == (0, 0)


def test_on_free_days_nothing_is_issued(cast: Cast) -> None:
    led(cast, deadline=date(2024, 9, 30))
    assert raise_slips(date(2024, 10, 3)) == (0, 0)
    with at(date(2024, 10, 8)):
        assert raise_slips(date(2024, 10, 8)) == (0, 1)


def test_the_end_of_the_period_stands_for_a_deadline_that_is_not_said(cast: Cast) -> None:
    led(cast, period="2024-09", deadline=None)
    with at(AUTUMN):
        assert raise_slips(AUTUMN) == (0, 1)
    assert Slip.objects.get().level == "red"


def test_a_target_that_is_met_gives_none_however_late(cast: Cast) -> None:
    whole = split_target(cast, deadline=date(2024, 1, 31), period="2024-01")
    with at(date(2024, 1, 31)):
        period = opened(cast)
        locked(report_of(cast, "town", period), 40_000)
        locked(report_of(cast, "other_town", period), 100)
    with at(date(2024, 2, 5)):
        raise_slips(date(2024, 2, 5))
    assert sorted(SlipItem.objects.values_list("commitment__place__name", flat=True)) == ["东莞市", "虎门镇"]
    item = SlipItem.objects.get(commitment=whole)
    assert item.colour == LightRecord.objects.filter(commitment=whole).latest("pk").colour
    assert item.why_words


def test_an_offices_own_rules_hold_at_its_place_and_below(cast: Cast) -> None:
    ruled(cast, red="raise", red_limit=1, yellow="off")
    led(cast, deadline=AUTUMN - timedelta(days=1))
    lit(led(cast, "other_town"), "yellow", AUTUMN - timedelta(days=3))
    with at(AUTUMN):
        assert raise_slips(AUTUMN) == (1, 0)
    slip = Slip.objects.get()
    assert (slip.due, slip.rules.number if slip.rules else 0) == (date(2024, 10, 16), 1)


def test_the_nearest_office_supervises(cast: Cast) -> None:
    organisation("长安镇指挥部办公室", cast.organisation("office").kind, cast.home("town"))
    led(cast, deadline=AUTUMN - timedelta(days=1))
    with at(AUTUMN):
        raise_slips(AUTUMN)
    assert Slip.objects.get().place == cast.home("town")


def test_where_there_is_no_office_nothing_is_raised(cast: Cast) -> None:
    led(cast, "elsewhere", deadline=AUTUMN - timedelta(days=1))
    assert raise_slips(AUTUMN) == (0, 0)


def test_changed_rules_are_a_new_version_and_wrong_ones_are_refused(cast: Cast) -> None:
    table = presets()["standard"].table()
    place = cast.places["4419"]
    first = change_rules(actor=cast.supervision, place=place, content=table | {"red_limit": 2}, reason="年底冲刺")
    second = change_rules(actor=cast.office, place=place, content=table | {"red_limit": 1}, reason="年底冲刺")
    assert (first.number, second.number, second.rules.red_limit) == (1, 2, 1)
    with pytest.raises(ActionError, match="red_limit"):
        change_rules(actor=cast.office, place=place, content=table | {"red_limit": 0}, reason="x")
    with pytest.raises(Refused):
        change_rules(actor=cast.town, place=place, content=table, reason="x")
    assert Entry.objects.filter(action="progress.change_slip_rules").count() == 2


# Reminders -----------------------------------------------------------------------------------------------------------


def _reminded(part: str) -> list[str]:
    return [words for words in _told(part) if "工作日）" in words or "今天截止" in words]


def _address(who: User) -> None:
    who.email = f"{who.username}@example.gov"
    who.save()


def test_owners_are_reminded_before_and_after_a_report_is_due_in_one_mail_a_day(cast: Cast) -> None:
    _address(cast.town)
    with at(date(2024, 1, 31)):
        split_target(cast)
        opened(cast)  # due on 5 February
        Notice.objects.all().delete()
    said = {}
    for number in range(31):
        day = date(2024, 1, 30) + timedelta(days=number)
        with at(day):
            before = len(_reminded("town"))
            run_day(day)
            said[day.isoformat()] = _reminded("town")[: len(_reminded("town")) - before]
    days = {day: words for day, words in said.items() if words}
    assert list(days) == [
        "2024-01-30",
        "2024-02-02",
        "2024-02-05",
        "2024-02-06",
        "2024-02-08",
        "2024-02-18",
        "2024-02-23",
    ]
    assert days["2024-02-05"] == ["有 1 项填报请于 2024-02-05 前完成（今天截止）"]
    assert days["2024-02-08"] == ["有 1 项填报应于 2024-02-05 前完成，尚未上报（已逾期 3 个工作日）"]
    mails = Mail.objects.filter(user=cast.town)
    assert {mail.key.partition(":")[0] for mail in mails} <= {"digest", "notice"}
    assert len({mail.key for mail in mails}) == mails.count()
    assert "今天截止" in mails.get(key="digest:2024-02-05").body


def test_what_was_reported_is_reminded_of_no_more(cast: Cast) -> None:
    with at(date(2024, 1, 31)):
        split_target(cast)
        period = opened(cast)
        locked(report_of(cast, "town", period), 10)
        Notice.objects.all().delete()
    with at(date(2024, 2, 5)):
        run_day(date(2024, 2, 5))
    assert not _reminded("town")
    assert _reminded("other_town")


def test_the_addressee_is_reminded_of_a_slip(cast: Cast) -> None:
    with at(EVE):
        slip = issued(cast, limit=2)
        run_day(EVE)
    with at(BACK):
        run_day(BACK)
    assert not [words for words in _reminded("town") if "还有 2" in words and "前回复（" not in words]
    with at(NEXT):
        run_day(NEXT)
    assert f"{slip.code}请于 2024-02-19 前回复（今天截止）" in _reminded("town")


# The day -------------------------------------------------------------------------------------------------------------


def test_a_day_is_done_once(cast: Cast) -> None:
    led(cast, deadline=AUTUMN - timedelta(days=1))
    with at(AUTUMN):
        run = run_day(AUTUMN)
        assert run is not None
        assert run.counts["proposed"] == 1
        notices = Notice.objects.count()
        assert run_day(AUTUMN) is None
    assert (Notice.objects.count(), Slip.objects.count(), DailyRun.objects.count()) == (notices, 1, 1)


def test_a_day_that_was_cut_off_is_finished(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    led(cast, deadline=AUTUMN - timedelta(days=1))

    def broken(*_arguments: object) -> int:
        raise OSError("gone")

    with at(AUTUMN):
        with monkeypatch.context() as patch:
            patch.setattr("taizhang.progress.actions.daily.remind", broken)
            with pytest.raises(OSError, match="gone"):
                run_day(AUTUMN)
        assert not is_done(AUTUMN)
        run = run_day(AUTUMN)
    assert run is not None
    assert (Slip.objects.count(), run.counts["proposed"]) == (1, 0)


@pytest.mark.django_db(transaction=True)
def test_two_machines_on_one_morning_do_it_once(transactional_cast: Cast) -> None:
    for part in ("town", "other_town", "department"):
        led(transactional_cast, part, deadline=AUTUMN - timedelta(days=1))
        led(transactional_cast, part, deadline=AUTUMN + timedelta(days=1))
    with at(AUTUMN):
        issued(transactional_cast, limit=1)
    start = Barrier(3)
    day = AUTUMN + timedelta(days=1)

    def run(_number: int) -> Any:
        try:
            start.wait(timeout=10)
            return run_day(day)
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as pool:
        runs = [run for run in pool.map(run, range(3)) if run is not None]
    assert len(runs) == 1
    assert DailyRun.objects.count() == 1
    assert SlipItem.objects.exclude(occasion="").count() == 6
    assert sorted(Slip.objects.exclude(number=None).values_list("number", flat=True)) == [1, 2, 3, 4]
    reminders = Notice.objects.filter(user__username="town", words__contains="今天截止")
    assert reminders.count() == 1
    assert list(verify_chain()) == []


def test_the_command_does_today_and_only_today(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    led(cast, deadline=AUTUMN - timedelta(days=1))
    with at(AUTUMN):
        call_command("supervise")
        assert "拟出 1" in capsys.readouterr().out
        call_command("supervise", day=AUTUMN.isoformat())
        assert "已经办过" in capsys.readouterr().out
        for wrong in ("2024-10-14", "2024-10-16", "明天"):
            with pytest.raises(CommandError):
                call_command("supervise", day=wrong)


def test_the_worker_does_it_by_itself_in_the_morning(cast: Cast) -> None:
    commitment(cast)
    rounds = Rounds()
    with at(AUTUMN, 6):
        assert rounds.look() == []
    with at(AUTUMN, 7):
        assert rounds.look() == ["day"]
        assert rounds.look() == []
        assert is_done(clock.today())
    with at(AUTUMN + timedelta(days=1), 7):
        assert rounds.look() == ["day"]


def test_a_days_work_that_did_not_get_done_is_queued_again_after_a_while(cast: Cast) -> None:
    rounds = Rounds()
    with at(AUTUMN, 7):
        rounds.look()
    DailyRun.objects.all().delete()
    with at(AUTUMN, 7):
        assert rounds.look() == []
    with at(AUTUMN, 8):
        assert rounds.look() == ["day"]


def test_mail_that_waits_is_queued(cast: Cast) -> None:
    rounds = Rounds()
    with at(AUTUMN, 6):
        Mail.objects.create(user=cast.town, key="x", subject="x", body="x")
        assert rounds.look() == ["mail"]
