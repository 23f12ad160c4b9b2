"""Comparing documents, and ruling on what differs."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from taizhang.ledger.actions.reconciling import reconcile
from taizhang.ledger.actions.ruling import Verdict, rule, rule_together
from taizhang.ledger.models import Discrepancy, Document, Reconciliation, Ruling
from taizhang.ledger.queries.reconciling import differences
from taizhang.policy.errors import ActionError, Refused, StaleError
from tests.cast import Cast
from tests.ledger.makers import TEXT, confirmed, document, reconciliation

LATER = TEXT.replace("3000户", "6000户").replace("，植树20万株", "")


def _found(cast: Cast) -> Discrepancy:
    return _found_in(reconciliation(cast))


def _found_in(made: Reconciliation) -> Discrepancy:
    return made.discrepancies.get(status="raised")


def _compared(cast: Cast, old: Document, new: Document) -> list[Discrepancy]:
    return list(reconcile(actor=cast.office, old=old, new=new).discrepancies.all())


def test_what_was_raised_and_dropped_waits(cast: Cast) -> None:
    made = reconciliation(cast)
    waiting = {(each.indicator, each.status) for each in made.discrepancies.filter(needs_ruling=True)}
    assert waiting == {("美丽庭院", "raised"), ("植树", "dropped")}
    assert made.discrepancies.get(status="raised").changes[0] == {"field": "value", "old": "3000", "new": "6000"}


def test_a_ruling_is_signed_and_the_ledger_follows_with_both_quotes(cast: Cast) -> None:
    old, new = document(cast), document(cast, text=LATER, name="新.txt")
    line = next(each for each in confirmed(old) if each.title == "美丽庭院")
    found = reconcile(actor=cast.office, old=old, new=new).discrepancies.get(status="raised")
    ruling = rule(actor=cast.office, discrepancy=found, version=found.version, verdict=Verdict("new", "以四月要点为准"))
    assert (ruling.value, ruling.ruled_by) == (6000, cast.office)
    line.refresh_from_db()
    assert line.value == 6000
    assert {each.document for each in line.sources.all()} == {old, new}
    assert reconcile(actor=cast.office, old=old, new=new).discrepancies.get(status="raised").needs_ruling is False


def test_a_later_ruling_leaves_the_earlier_to_be_read(cast: Cast) -> None:
    found = _found(cast)
    rule(actor=cast.office, discrepancy=found, version=1, verdict=Verdict("old", "会议纪要"))
    with pytest.raises(StaleError):
        rule(actor=cast.office, discrepancy=found, version=1, verdict=Verdict("new", "改"))
    other = Verdict("other", "常务会议定", Decimal(5000), "户", ">=")
    rule(actor=cast.office, discrepancy=found, version=2, verdict=other)
    assert [each.stands for each in found.rulings.all()] == ["other", "old"]


@pytest.mark.parametrize(
    ("verdict", "words"), [(Verdict("new", " "), "理由"), (Verdict("other", "另定"), "数值和单位")]
)
def test_a_ruling_says_what_and_why(cast: Cast, verdict: Verdict, words: str) -> None:
    with pytest.raises(ActionError, match=words):
        rule(actor=cast.office, discrepancy=_found(cast), version=1, verdict=verdict)
    assert not Ruling.objects.exists()


def test_several_differences_are_ruled_on_together(cast: Cast) -> None:
    made = reconciliation(cast)
    client = cast.client("office")
    page = client.get(f"{reverse('ledger:reconciliation', args=[made.pk])}?status=waiting").content.decode()
    waiting = list(made.discrepancies.filter(needs_ruling=True))
    assert all(f'value="{each.pick}"' in page for each in waiting)
    address = f"{reverse('ledger:rule-together', args=[made.pk])}?status=waiting"
    picks = [each.pick for each in waiting]
    bad = client.post(address, {"pick": picks, "stands": "old", "reason": ""})
    assert bad.status_code == 422
    assert f'value="{picks[0]}" aria-label' in bad.content.decode()
    assert bad.content.decode().count(" checked") == len(picks)
    assert "请先勾选" in client.post(address, {"stands": "old", "reason": "x"}).content.decode()
    assert not Ruling.objects.exists()
    good = client.post(address, {"pick": [*picks, "x:y", "999999:1"], "stands": "old", "reason": "年初报告仍有效"})
    assert good.headers["Location"].endswith("?status=waiting")
    assert {each.reason for each in Ruling.objects.all()} == {"年初报告仍有效"}
    assert Ruling.objects.count() == len(picks) == 2
    assert not made.discrepancies.filter(needs_ruling=True).exists()


def test_what_somebody_ruled_on_meanwhile_keeps_all_from_being_signed(cast: Cast) -> None:
    made = reconciliation(cast)
    seen = {each.pk: each.version for each in made.discrepancies.filter(needs_ruling=True)}
    rule(actor=cast.office, discrepancy=_found_in(made), version=1, verdict=Verdict("old", "会议纪要"))
    with pytest.raises(StaleError):
        rule_together(actor=cast.office, reconciliation=made, picked=seen, verdict=Verdict("new", "改"))
    assert Ruling.objects.count() == 1


def test_other_figures_come_before_what_one_side_alone_says(cast: Cast) -> None:
    order = [each.status for each in differences(reconciliation(cast))]
    assert order == ["raised", "dropped"]


def test_supervision_compares_but_does_not_rule(cast: Cast) -> None:
    found = _found(cast)
    with pytest.raises(Refused):
        rule(actor=cast.supervision, discrepancy=found, version=1, verdict=Verdict("new", "x"))


def test_a_document_against_the_ledger(cast: Cast) -> None:
    confirmed(document(cast))
    new = document(cast, text=LATER, name="新.txt")
    made = reconcile(actor=cast.office, old=None, new=new)
    assert made.discrepancies.get(status="raised").commitment is not None
    assert set(made.discrepancies.values_list("status", flat=True)) == {"unchanged", "raised", "dropped"}


def test_what_became_of_last_years_promises(cast: Cast) -> None:
    report = "东莞市2025年政府工作报告\n一、2024年工作回顾\n过去一年，建成美丽庭院2800户。\n"
    new = document(cast, text=report, name="报告.txt")
    made = reconcile(actor=cast.office, old=document(cast), new=new, against="actual")
    found = {each.indicator: each.status for each in made.discrepancies.all()}
    assert found["美丽庭院"] == "lowered"
    assert not made.discrepancies.filter(needs_ruling=True).exists()


def test_one_figure_said_of_two_places_is_two_differences(cast: Cast) -> None:
    text = "东莞市2024年工作要点\n一、做强产业\n2024年，长安、松山湖地区生产总值突破1000亿元。\n"
    old, new = document(cast), document(cast, text=text, name="新.txt")
    first, again = ({each.key: each for each in _compared(cast, old, new)} for _time in range(2))
    assert first == again
    said = [each.new_claims[0]["place"] for each in again.values() if each.indicator == "地区生产总值"]
    assert sorted(said) == ["松山湖", "长安镇"]


def test_a_document_is_not_compared_with_itself(cast: Cast) -> None:
    made = document(cast)
    with pytest.raises(ActionError, match="两份不同"):
        reconcile(actor=cast.office, old=made, new=made)


def test_compared_and_ruled_on_by_page(cast: Cast, django_assert_max_num_queries: Any) -> None:
    old, new = document(cast), document(cast, text=LATER, name="新.txt")
    client = cast.client("office")
    answer = client.post(reverse("ledger:reconciling"), {"old": old.pk, "new": new.pk, "against": "target"})
    with django_assert_max_num_queries(20):
        page = client.get(answer.headers["Location"]).content.decode()
    assert "3,000" in page
    assert "6,000" in page
    found = Discrepancy.objects.get(status="raised")
    address = reverse("ledger:ruling", args=[found.pk])
    bad = client.post(address, {"version": 1, "stands": "other", "reason": "x"})
    assert "请写数字加单位" in bad.content.decode()
    good = client.post(address, {"version": 1, "stands": "other", "figure": "5000户以上", "reason": "会议定"})
    assert good.status_code == 302
    shown = client.get(reverse("ledger:ruling", args=[found.pk])).content.decode()
    assert "5000户以上" in shown
    assert str(cast.office) in shown
