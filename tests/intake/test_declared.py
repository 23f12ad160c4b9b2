"""What a document says it holds, beside what was read and what people have confirmed of it."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from taizhang.intake.queries.declarations import declared
from taizhang.ledger.models import Document
from tests.cast import Cast
from tests.intake.workspace import fields, handed_in, of, post, post_to

PLAN = """东莞市2024年工作要点
本要点涉及2大领域、3项事项，提出4个量化目标。
✅ 新建公园3座，新增车位500个
✅ 启动老街改造工程。完善夜间巡查机制
✅ 植树20万株，新建驿站9座
"""


@pytest.fixture
def plan(cast: Cast) -> Document:
    """A plan that counts its own parts."""
    return handed_in(cast.office, cast.places["4419"], PLAN)


@pytest.fixture
def office(cast: Cast) -> Client:
    """The clerk."""
    return cast.client("office")


def _counts(document: Document) -> list[tuple[str, int | None, int | None]]:
    return [(each.words, each.found, each.confirmed) for each in declared(document)]


def test_the_declaration_itself_is_nothing_to_confirm(plan: Document) -> None:
    assert plan.text.index("3项") not in set(plan.candidates.values_list("start", flat=True))
    assert not plan.candidates.filter(indicator__in=["事项", "量化目标"]).exists()


def test_found_is_what_the_reader_counted_and_confirmed_what_people_did(office: Client, plan: Document) -> None:
    found = plan.reading["declared"]
    assert [row["found"] for row in found] == [None, 3, 4]
    assert _counts(plan) == [("2大领域", None, None), ("3项事项", 3, 0), ("4个量化目标", 4, 0)]
    for name in ("公园", "车位", "植树"):
        post(office, "accept", of(plan, name))
    assert _counts(plan)[1:] == [("3项事项", 3, 2), ("4个量化目标", 4, 3)]


def test_what_was_rejected_or_merged_does_not_count_and_what_was_split_counts_apart(
    office: Client, plan: Document
) -> None:
    post(office, "accept", of(plan, "车位"))
    post(office, "merge", of(plan, "公园"), into=of(plan, "车位").pk)
    post(office, "reject", of(plan, "植树"))
    assert _counts(plan)[2] == ("4个量化目标", 4, 1)
    post_to(office, "undo", plan)
    post(office, "split", of(plan, "植树"), parts="种乔木 15万株\n种灌木 5万株")
    for name in ("乔木", "灌木"):
        post(office, "accept", of(plan, name))
    assert _counts(plan)[2] == ("4个量化目标", 4, 3)


def test_an_edit_that_makes_a_target_a_task_is_counted_as_it_now_is(office: Client, plan: Document) -> None:
    park = of(plan, "公园")
    post(office, "edit", park, **fields(park, kind="task", value="", unit=""), accept="1")
    assert _counts(plan)[1:] == [("3项事项", 3, 1), ("4个量化目标", 4, 0)]


def test_the_page_shows_the_difference_and_leads_to_what_was_read(office: Client, plan: Document) -> None:
    plan.reading["declared"][2]["declared"] = 6
    plan.save()
    page = office.get(reverse("intake:document", args=[plan.pk])).content.decode()
    address = reverse("intake:count", args=[plan.pk, 2])
    assert f'<a href="{address}"' in page
    assert '>4</a> <b class="differs">▲ 少 2</b> · 已确认 0' in page
    behind = office.get(address).content.decode()
    for words in ("文件自称 4个量化目标", "车位", "待核", f'?at={of(plan, "车位").pk}"'):
        assert words in behind
    assert "巡查机制" not in behind


def test_the_difference_is_that_of_the_confirmed_once_nothing_waits(office: Client, plan: Document) -> None:
    rows = list(plan.candidates.all())
    for each in rows[:-1]:
        post(office, "accept", each)
    answer = post(office, "reject", rows[-1]).content.decode()
    assert '已确认 3 <b class="differs">▲ 少 1</b>' in answer


def test_a_count_that_is_not_there_is_not_found(office: Client, plan: Document) -> None:
    assert office.get(reverse("intake:count", args=[plan.pk, 9])).status_code == 404


def test_documents_read_before_lists_were_kept_still_open(office: Client, plan: Document) -> None:
    for row in plan.reading["declared"]:
        row.pop("entries")
    plan.save()
    assert office.get(reverse("intake:document", args=[plan.pk])).status_code == 200
