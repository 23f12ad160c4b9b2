"""Pages of the rules of checks: read by all who report, changed by the office from a day on, followed by the next report."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from taizhang import clock
from taizhang.journal.models import Entry as JournalEntry
from taizhang.ledger.models import Commitment
from taizhang.policy.errors import ActionError
from taizhang.progress.actions.checking import change_checks
from taizhang.progress.actions.reporting import Entry, enter, submit
from taizhang.progress.models import CheckRuleSet, Report
from taizhang.progress.queries.checks import rules_on
from taizhang.progress.queries.doubts import doubts_of
from tests.cast import Cast
from tests.ledger.makers import commitment
from tests.progress.makers import SYSTEM, locked, opened, report_of, split_target

RULES, CHANGE = reverse("progress:checks"), reverse("progress:change-checks")


def _form(cast: Cast, **changes: Any) -> dict[str, Any]:
    form = cast.client("office").get(CHANGE).context["form"]
    asked = {name: form[name].value() for name in form.fields} | {"reason": "年中从严"}
    return {name: "" if value is None else value for name, value in asked.items()} | changes


def _codes(report: Report) -> set[str]:
    now = Report.objects.get(pk=report.pk)
    return {each.check for each in doubts_of([now]).get(now.pk, ())}


def _entered(report: Report, **said: Any) -> Report:
    said.setdefault("explanation", "测试说明")
    return enter(actor=SYSTEM, report=report, version=report.version, entry=Entry(**said))


def test_everybody_who_reports_reads_the_checks_in_words(cast: Cast) -> None:
    page = cast.client("town").get(RULES).content.decode()
    for words in ("内置的通行标准", "超过前几期平均的 5 倍", "缺佐证材料", "“确保”完成的目标", "还没有改过"):
        assert words in page
    assert CHANGE not in page
    assert cast.client("town").get(CHANGE).status_code == 403


def test_the_office_changes_a_limit_from_a_day_on(cast: Cast) -> None:
    tomorrow = clock.today() + timedelta(days=1)
    client = cast.client("office")
    sent = _form(cast, jump_times="3", fraction_mode="off", valid_from=tomorrow.isoformat())
    assert client.post(CHANGE, sent).status_code == 302
    made = CheckRuleSet.objects.get()
    assert (made.number, made.made_by, made.reason, made.valid_from) == (1, cast.office, "年中从严", tomorrow)
    assert rules_on(clock.today())[0] is None
    coming = client.get(RULES).content.decode()
    assert "超过前几期平均的 5 倍" in coming
    assert f"从 {tomorrow} 起施行" in coming
    assert "超过前几期平均的 3 倍" in client.get(RULES, {"version": "1"}).content.decode()
    with clock.at(tomorrow):
        assert rules_on(tomorrow)[0] == made
    assert JournalEntry.objects.filter(action="progress.change_checks", note="年中从严").exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"valid_from": "2020-01-01"},
        {"jump_times": "0"},
        {"jump_times": "-1"},
        {"jump_times": "many"},
        {"fell_mode": "never"},
        {"wanted": ["everything"]},
        {"areas": "没有这个领域"},
        {"reason": " "},
    ],
)
def test_what_makes_no_rules_is_refused_in_the_form(cast: Cast, wrong: dict[str, Any]) -> None:
    assert cast.client("office").post(CHANGE, _form(cast, **wrong)).status_code == 422
    assert not CheckRuleSet.objects.exists()


def test_an_area_cannot_stand_on_both_lists(cast: Cast) -> None:
    commitment(cast, area="农业农村")
    answer = cast.client("office").post(CHANGE, _form(cast, areas="农业农村", spared="农业农村"))
    assert answer.status_code == 422
    assert "既列为须附又列为免附" in answer.content.decode()


def test_two_who_change_at_once_do_not_overwrite_each_other(cast: Cast) -> None:
    first, second = _form(cast, jump_times="3"), _form(cast, jump_times="4")
    client = cast.client("office")
    assert client.post(CHANGE, first).status_code == 302
    answer = client.post(CHANGE, second)
    assert answer.status_code == 422
    assert "刚被他人修改" in answer.content.decode()
    assert CheckRuleSet.objects.count() == 1


def test_rules_are_never_back_dated(cast: Cast) -> None:
    with clock.at(date(2024, 7, 3)), pytest.raises(ActionError, match="早于今天"):
        change_checks(actor=cast.office, content={}, valid_from=date(2024, 7, 2), reason="补")


def test_a_changed_limit_doubts_the_next_report_and_not_what_was_handed_in(cast: Cast) -> None:
    split_target(cast, measure="delta")
    with clock.at(date(2024, 3, 20)):
        locked(report_of(cast, "town", opened(cast, 1)), 1000)
        march = report_of(cast, "town", opened(cast, 2))
        _entered(march, value=Decimal(5000))
        submit(actor=SYSTEM, report=march, version=march.version)
        assert march.doubts == []
        change_checks(actor=cast.office, content={"jump": {"times": 2}}, valid_from=clock.today(), reason="从严")
        march.refresh_from_db()
        page = cast.client("office").get(reverse("progress:report", args=[march.pk])).content.decode()
        assert 'class="doubt"' not in page
        assert "jump" in _codes(march)


@pytest.mark.parametrize(
    ("wanted", "fields", "doubted"),
    [
        (["ensure"], {"strength": "ensure"}, True),
        (["ensure"], {"key": True}, False),
        (["key"], {"key": True}, True),
        (["all"], {}, True),
        ([], {"strength": "ensure", "key": True}, False),
    ],
)
def test_what_evidence_is_wanted_of_follows_the_rules(
    cast: Cast, wanted: list[str], fields: dict[str, Any], doubted: bool
) -> None:
    split_target(cast, measure="delta", **fields)
    with clock.at(date(2024, 3, 20)):
        change_checks(
            actor=cast.office, content={"no_evidence": {"wanted": wanted}}, valid_from=clock.today(), reason="定规则"
        )
        report = _entered(report_of(cast, "town", opened(cast, 1)), value=Decimal(1000))
        assert ("no_evidence" in _codes(report)) is doubted


def test_a_whole_area_is_asked_for_evidence_by_the_form(cast: Cast) -> None:
    split_target(cast, measure="delta", area="城市建设")
    client = cast.client("office")
    assert client.post(CHANGE, _form(cast, wanted=[], areas="城市建设")).status_code == 302
    assert "城市建设" in client.get(RULES).content.decode()
    report = _entered(report_of(cast, "town", opened(cast, 1)), value=Decimal(1000))
    assert "no_evidence" in _codes(report)


def test_a_key_task_without_evidence_asks_for_a_word(cast: Cast) -> None:
    commitment(
        cast, kind="task", value=None, unit="", comparator="", measure="", key=True, lead="department", state="accepted"
    )
    with clock.at(date(2024, 3, 20)):
        change_checks(
            actor=cast.office, content={"no_evidence": {"wanted": ["key"]}}, valid_from=clock.today(), reason="定规则"
        )
        report = report_of(cast, "department", opened(cast, 1))
        assert report.commitment.kind == Commitment.Kind.TASK
        _entered(report, note="已印发方案", explanation="")
        with pytest.raises(ActionError, match="请写一句说明"):
            submit(actor=SYSTEM, report=report, version=report.version)
        _entered(report, note="已印发方案", explanation="文件另送")
        submit(actor=SYSTEM, report=report, version=report.version)
        assert [each.code for each in report.doubted] == ["doubt_no_evidence"]


def _require(cast: Cast, made: Commitment, part: str = "office", **sent: Any) -> Any:
    made.refresh_from_db()
    sent = {"version": made.version, "evidence": "required", "reason": "上级要求留痕"} | sent
    return cast.client(part).post(reverse("progress:require-evidence", args=[made.pk]), sent)


def test_the_office_says_for_one_commitment_that_evidence_is_needed(cast: Cast) -> None:
    whole = split_target(cast, measure="delta")
    page = reverse("ledger:commitment", args=[whole.pk])
    assert "达到目标值时须附佐证材料" in cast.client("office").get(page).content.decode()
    assert _require(cast, whole).status_code == 302
    assert "须附佐证材料：由市级专班指定" in cast.client("department").get(page).content.decode()
    entry = JournalEntry.objects.get(action="progress.require_evidence")
    assert (entry.before["evidence"], entry.after["evidence"], entry.note) == ("", "required", "上级要求留痕")
    with clock.at(date(2024, 3, 20)):
        report = report_of(cast, "town", opened(cast, 1))
        sheet = cast.client("town").get(reverse("progress:owed")).content.decode()
        assert "须附佐证材料：由市级专班指定" in sheet
        assert "须附佐证材料" in cast.client("town").get(reverse("progress:entry", args=[report.pk])).content.decode()
        _entered(report, value=Decimal(1000))
        assert "no_evidence" in _codes(report)


def test_what_is_set_for_a_share_goes_before_what_is_set_above(cast: Cast) -> None:
    whole = split_target(cast, measure="delta", strength="ensure")
    share = whole.shares.get(lead=cast.organisation("town"))
    _require(cast, whole, evidence="required")
    _require(cast, share, evidence="spared")
    january = opened(cast, 1)
    town, other = report_of(cast, "town", january), report_of(cast, "other_town", january)
    assert "no_evidence" not in _codes(_entered(town, value=Decimal(1000)))
    assert "no_evidence" in _codes(_entered(other, value=Decimal(1000)))
    _require(cast, share, evidence="")
    assert "no_evidence" in _codes(town)


@pytest.mark.parametrize("wrong", [{"evidence": "sometimes"}, {"reason": " "}, {"version": 0}])
def test_what_cannot_be_set_is_refused(cast: Cast, wrong: dict[str, Any]) -> None:
    whole = split_target(cast)
    assert _require(cast, whole, **wrong).status_code in {409, 422}
    whole.refresh_from_db()
    assert whole.evidence == ""


@pytest.mark.parametrize("part", ["department", "town", "leader", "supervision"])
def test_only_the_office_sets_it(cast: Cast, part: str) -> None:
    whole = split_target(cast)
    assert _require(cast, whole, part).status_code in {403, 404}
