"""Ruling on differences: what the ledger does of it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from taizhang.journal.queries import history
from taizhang.ledger.actions.reconciling import reconcile
from taizhang.ledger.actions.ruling import Verdict, rule
from taizhang.ledger.models import Amendment, Commitment, Discrepancy, Document, Source
from taizhang.policy.errors import ActionError
from tests.cast import Cast
from tests.ledger.makers import TEXT, commitment, confirmed, document, reconciliation

LATER = TEXT.replace("3000户", "6000户").replace("，植树20万株", "")


@pytest.fixture
def both(cast: Cast) -> tuple[Document, Document]:
    """The plan and a later one, every target of either in the ledger."""
    old, new = document(cast), document(cast, text=LATER, name="新.txt")
    confirmed(old)
    confirmed(new)
    return old, new


def _line(of: Document, title: str) -> Commitment:
    return Commitment.objects.get(title=title, sources__document=of)


def _differing(cast: Cast, both: tuple[Document, Document], status: str = "raised") -> Discrepancy:
    return reconcile(actor=cast.office, old=both[0], new=both[1]).discrepancies.get(status=status)


def _sign(cast: Cast, found: Discrepancy, stands: str, **more: Any) -> None:
    rule(actor=cast.office, discrepancy=found, version=found.version, verdict=Verdict(stands, "常务会议定", **more))


@pytest.mark.parametrize(
    ("stands", "more", "value"),
    [
        ("new", {}, 6000),
        ("old", {}, 3000),
        ("other", {"value": Decimal(5000), "unit": "户", "comparator": ">="}, 5000),
    ],
)
def test_two_lines_become_one_with_both_quotes(
    cast: Cast, both: tuple[Document, Document], stands: str, more: dict[str, Any], value: int
) -> None:
    old, new = (_line(each, "美丽庭院") for each in both)
    _sign(cast, _differing(cast, both), stands, **more)
    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.value, old.state) == (value, "confirmed")
    assert (new.state, new.merged_into) == ("merged", old)
    assert {each.document for each in old.sources.all()} == set(both)
    assert {"ledger.rule", "ledger.confirm"} <= {entry.action for entry in history(old)}
    assert history(new)[0].after["merged_into"]["id"] == old.pk


def test_both_may_stand_side_by_side(cast: Cast, both: tuple[Document, Document]) -> None:
    before = set(Commitment.objects.values_list("pk", "state", "value"))
    _sign(cast, _differing(cast, both), "both")
    assert set(Commitment.objects.values_list("pk", "state", "value")) == before


def test_the_line_further_on_its_way_takes_the_other(cast: Cast, both: tuple[Document, Document]) -> None:
    new = _line(both[1], "美丽庭院")
    Commitment.objects.filter(pk=new.pk).update(state="under_way", lead=cast.organisations["department"])
    _sign(cast, _differing(cast, both), "old")
    new.refresh_from_db()
    assert (new.state, new.value) == ("revised", 3000)
    kept = Amendment.objects.get()
    assert (kept.commitment, kept.figure_before, kept.figure_after) == (new, "6000户", "3000户")
    assert kept.ruling is not None
    assert _line(both[0], "美丽庭院") == new
    assert "3000户" in cast.department.notices.latest("pk").words


def test_two_lines_under_way_are_not_made_one(cast: Cast, both: tuple[Document, Document]) -> None:
    Commitment.objects.filter(title="美丽庭院").update(state="under_way")
    with pytest.raises(ActionError, match="不能并为一条"):
        _sign(cast, _differing(cast, both), "new")
    assert not Commitment.objects.filter(state="merged").exists()


def test_a_line_split_into_shares_keeps_them(cast: Cast, both: tuple[Document, Document]) -> None:
    new = _line(both[1], "美丽庭院")
    share = commitment(cast, code="441900119", title="美丽庭院", value=100, unit="户", parent=new)
    _sign(cast, _differing(cast, both), "new")
    share.refresh_from_db()
    assert share.parent == new
    assert _line(both[0], "美丽庭院") == new


@pytest.mark.parametrize(("stands", "state"), [("new", "ended"), ("old", "confirmed")])
def test_a_promise_no_longer_made(cast: Cast, both: tuple[Document, Document], stands: str, state: str) -> None:
    _sign(cast, _differing(cast, both, "dropped"), stands)
    trees = _line(both[0], "植树")
    assert trees.state == state
    assert Amendment.objects.filter(commitment=trees, kind="ended").exists() == (state == "ended")


def test_whose_is_whose_is_kept_when_lines_join(cast: Cast, both: tuple[Document, Document]) -> None:
    old, new = (_line(each, "美丽庭院") for each in both)
    for line, lead in ((old, "department"), (new, "stranger")):
        Commitment.objects.filter(pk=line.pk).update(lead=cast.organisations[lead])
    _sign(cast, _differing(cast, both), "new")
    old.refresh_from_db()
    assert old.lead == cast.organisations["department"]
    assert list(old.co_owners.all()) == [cast.organisations["stranger"]]


def test_a_later_deadline_stands_with_the_new_side(cast: Cast) -> None:
    sooner = TEXT.replace("2024年计划建成美丽庭院3000户", "2024年6月底前建成美丽庭院3000户")
    old, new = document(cast, text=sooner, name="旧.txt"), document(cast)
    line = next(each for each in confirmed(old) if each.value == 3000)
    assert line.deadline == date(2024, 6, 30)
    found = reconcile(actor=cast.office, old=old, new=new).discrepancies.get(indicator="美丽庭院")
    assert [each["field"] for each in found.changes] == ["deadline"]
    _sign(cast, found, "new")
    line.refresh_from_db()
    assert (line.deadline, line.period, line.value) == (date(2024, 12, 31), "2024", 3000)


def test_the_ledger_is_compared_as_it_stands(cast: Cast, both: tuple[Document, Document]) -> None:
    _sign(cast, _differing(cast, both), "new")
    third = document(cast, text=LATER.replace("8万个", "7万个"), name="三.txt")
    found = reconcile(actor=cast.office, old=None, new=third).discrepancies.filter(status__in=["raised", "lowered"])
    assert [(each.indicator, each.status) for each in found] == [("停车位", "lowered")]
    homesteads = Discrepancy.objects.get(reconciliation__new=third, indicator="美丽庭院")
    assert (homesteads.status, homesteads.commitment) == ("unchanged", _line(both[0], "美丽庭院"))


def test_plans_of_different_years_need_no_ruling_on_what_was_for_its_own_year(cast: Cast) -> None:
    old = document(cast)
    text = LATER.replace("2024", "2025")
    new = document(cast, text=text, name="次年.txt", year=2025)
    old.year = 2024
    old.save()
    made = reconcile(actor=cast.office, old=old, new=new)
    assert made.discrepancies.filter(status="raised").exists()
    assert not made.discrepancies.filter(needs_ruling=True).exists()


def test_one_more_ruling_after_lines_were_joined_finds_the_one_line(
    cast: Cast, both: tuple[Document, Document]
) -> None:
    found = _differing(cast, both)
    _sign(cast, found, "new")
    found.refresh_from_db()
    _sign(cast, found, "old")
    line = _line(both[0], "美丽庭院")
    assert (line.value, line.sources.count()) == (3000, 2)
    assert Source.objects.filter(commitment__state="merged").count() == 0


def test_the_page_says_what_will_be_joined_and_where_it_went(cast: Cast, both: tuple[Document, Document]) -> None:
    found = _differing(cast, both)
    address = reverse("ledger:ruling", args=[found.pk])
    client = cast.client("office")
    assert "会把它们并为一条" in client.get(address).content.decode()
    assert client.post(address, {"version": 1, "stands": "new", "reason": "以四月为准"}).status_code == 302
    shown = client.get(reverse("ledger:difference", args=[found.pk])).content.decode()
    assert "重新裁定" in shown
    assert "以四月为准" in shown
    gone = Commitment.objects.get(state="merged")
    assert "已并入" in client.get(reverse("ledger:commitment", args=[gone.pk])).content.decode()


def test_a_dropped_promise_offers_to_keep_or_to_end(cast: Cast, both: tuple[Document, Document]) -> None:
    found = _differing(cast, both, "dropped")
    page = cast.client("office").get(reverse("ledger:ruling", args=[found.pk])).content.decode()
    assert "不再执行，条目终止" in page
    assert "两者并行" not in page


def test_rulings_are_listed_searched_and_exported(cast: Cast, django_assert_max_num_queries: Any) -> None:
    for found in reconciliation(cast).discrepancies.filter(needs_ruling=True):
        _sign(cast, found, "new")
    client = cast.client("supervision")
    with django_assert_max_num_queries(14):
        page = client.get(reverse("ledger:rulings")).content.decode()
    assert "常务会议定" in page
    assert "美丽庭院" in page
    narrowed = client.get(reverse("ledger:rulings") + "?q=植树").content.decode()
    assert "美丽庭院" not in narrowed
    file = b"".join(client.get(reverse("ledger:rulings") + "?export=csv"))  # type: ignore[arg-type]
    assert "以新文为准" in file.decode("utf-8-sig")
    assert cast.client("elsewhere").get(reverse("ledger:rulings")).status_code == 403
