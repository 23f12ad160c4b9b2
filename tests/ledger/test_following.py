"""What became of last year's promises."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from taizhang.ledger.actions.reconciling import reconcile
from taizhang.ledger.actions.ruling import Verdict, rule
from taizhang.ledger.models import Document, Reconciliation
from taizhang.policy.errors import ActionError
from tests.cast import Cast
from tests.ledger.makers import commitment, confirmed, document

PLAN = """东莞市2024年城镇建设工作要点
一、改善出行
2024年计划新增停车位8万个以上，新建公共充电桩5000个，新增公办学位1000个左右。
二、美化乡村
2024年计划建成美丽庭院3000户，植树20万株，新建公园12个，改造城中村110个。
6月底前完成古树名木调查。
"""
REPORT = """东莞市2025年政府工作报告
一、2024年工作回顾
2024年，新增停车位8.2万个，建成美丽庭院2800户，新增公办学位960个，新建公共充电桩5000个。
二、2025年工作安排
2025年计划建成美丽庭院4000户，植树25万株。
"""


@pytest.fixture
def made(cast: Cast) -> Reconciliation:
    """Last year's plan against this year's report."""
    plan = document(cast, text=PLAN, name="要点.txt", year=2024)
    report = document(cast, text=REPORT, name="报告.txt", year=2025)
    return reconcile(actor=cast.office, old=plan, new=report, against="actual")


def test_every_promise_is_there_with_what_became_of_it(made: Reconciliation) -> None:
    found = {each.indicator: each.outcome for each in made.discrepancies.all()}
    assert {name: found[name] for name in ("停车位", "公共充电桩", "公办学位", "美丽庭院", "植树", "公园")} == {
        "停车位": "met",
        "公共充电桩": "met",
        "公办学位": "met",
        "美丽庭院": "missed",
        "植树": "renewed",
        "公园": "silent",
    }
    promised = {(source, end) for each in made.discrepancies.all() for source, end in _spans(each.old_claims)}
    plan = made.old
    assert isinstance(plan, Document)
    assert len(promised) == len(found) >= 8
    assert any("古树" in name for name in found), "a task without a figure is a promise too"


def _spans(claims: list[dict[str, Any]]) -> list[tuple[int, int]]:
    return [(each["start"], each["end"]) for each in claims]


def test_what_is_promised_next_stands_beside(made: Reconciliation) -> None:
    homesteads = made.discrepancies.get(indicator="美丽庭院")
    assert [claim["figure"] for claim in homesteads.new_claims] == ["2800户"]
    assert [claim["figure"] for claim in homesteads.further_claims] == ["4000户"]


def test_the_ledgers_promises_of_the_year_looked_back_on(cast: Cast) -> None:
    confirmed(document(cast, text=PLAN, name="要点.txt", year=2024))
    commitment(cast, title="别年的承诺", year=2022, period="2022")
    report = document(cast, text=REPORT, name="报告.txt", year=2025)
    confirmed(report)
    made = reconcile(actor=cast.office, old=None, new=report, against="actual")
    found = {each.indicator: each.outcome for each in made.discrepancies.all()}
    assert (found["停车位"], found["美丽庭院"], found["公园"]) == ("met", "missed", "silent")
    assert "别年的承诺" not in found


def test_the_page_counts_narrows_and_exports(
    cast: Cast, made: Reconciliation, django_assert_max_num_queries: Any
) -> None:
    client = cast.client("supervision")
    address = reverse("ledger:reconciliation", args=[made.pk])
    with django_assert_max_num_queries(18):
        page = client.get(address).content.decode()
    assert "承诺的下落" in page
    assert "未再提及" in page
    assert "4000户" in page
    narrowed = client.get(f"{address}?outcome=missed").content.decode()
    assert "2800户" in narrowed
    assert "新建公园12个" not in narrowed
    file = b"".join(client.get(f"{address}?export=csv")).decode("utf-8-sig")  # type: ignore[arg-type]
    assert "未再提及" in file


def test_nothing_is_ruled_on_here(cast: Cast, made: Reconciliation) -> None:
    found = made.discrepancies.get(indicator="美丽庭院")
    with pytest.raises(ActionError, match="不作裁定"):
        rule(actor=cast.office, discrepancy=found, version=1, verdict=Verdict("new", "以报告为准"))
    page = cast.client("office").get(reverse("ledger:difference", args=[found.pk])).content.decode()
    assert reverse("ledger:ruling", args=[found.pk]) not in page
    assert "未完成" in page
