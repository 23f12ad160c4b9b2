"""A comparison with a large ledger says what it leaves out, and never leaves out unsaid."""

from __future__ import annotations

import pytest

from taizhang.ledger.actions.reconciling import reconcile
from taizhang.ledger.models import Document
from taizhang.policy.errors import ActionError
from tests.cast import Cast
from tests.ledger.makers import TEXT, confirmed, document

NOTICE = "只对了东莞市本级的条目"


@pytest.fixture
def later(cast: Cast) -> Document:
    """A new plan of the city; the ledger holds four passages of the city and two of a town."""
    confirmed(document(cast))
    confirmed(document(cast, text="2024年计划新建农贸市场3个，新建文体广场2个。", name="镇.txt", code="441900119"))
    return document(cast, text=TEXT.replace("3000户", "6000户"), name="新计划.txt")


def _page(cast: Cast, later: Document) -> str:
    made = reconcile(actor=cast.office, old=None, new=later)
    return cast.client("office").get(f"/ledger/reconciling/{made.pk}/?status=").content.decode()


def test_everything_below_is_compared_while_it_is_not_too_much(cast: Cast, later: Document) -> None:
    made = reconcile(actor=cast.office, old=None, new=later)
    assert made.left_out == 0
    assert made.discrepancies.filter(indicator="农贸市场", status="dropped").exists()
    assert NOTICE not in _page(cast, later)


def test_too_much_is_compared_for_the_place_itself_and_said(
    cast: Cast, later: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("taizhang.ledger.queries.reconciling.LARGEST", 5)
    page = _page(cast, later)
    assert NOTICE in page
    assert "还有 2 处目标" in page
    made = reconcile(actor=cast.office, old=None, new=later)
    assert not made.discrepancies.filter(indicator="农贸市场").exists()
    assert made.discrepancies.filter(indicator="美丽庭院", status="raised").exists()


def test_more_than_that_is_refused_in_words(cast: Cast, later: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("taizhang.ledger.queries.reconciling.LARGEST", 3)
    with pytest.raises(ActionError, match="一次最多对 3 处"):
        reconcile(actor=cast.office, old=None, new=later)
    answer = cast.client("office").post("/ledger/reconciling/", {"new": later.pk, "against": "target"})
    assert answer.status_code == 422
    assert "请选一份原文件来对" in answer.content.decode()
    assert not later.reconciled_to.exists()
