"""Assigning several commitments at once."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from taizhang.ledger import actions
from taizhang.ledger.actions import Orders
from taizhang.ledger.models import Commitment
from taizhang.ledger.views import together
from taizhang.policy.errors import ActionError, Refused, StaleError
from tests.cast import Cast
from tests.ledger.makers import commitment

ADDRESS = "/ledger/together/"


def _some(cast: Cast, **changes: Any) -> list[Commitment]:
    return [commitment(cast, title=f"停车位{number}", **changes) for number in range(3)]


def _picked(rows: list[Commitment]) -> dict[int, int]:
    return {each.pk: each.version for each in rows}


def _give(cast: Cast, rows: list[Commitment], **orders: Any) -> None:
    actions.assign_together(actor=cast.office, picked=_picked(rows), orders=Orders(**orders))
    for each in rows:
        each.refresh_from_db()


def test_all_are_assigned_and_the_lead_is_told_once(cast: Cast) -> None:
    rows = _some(cast)
    lead, helper = cast.organisations["department"], cast.organisations["stranger"]
    _give(cast, rows, lead=lead, co_owners=[helper, lead], deadline=date(2024, 12, 31))
    for each in rows:
        assert (each.state, each.lead, each.deadline) == ("assigned", lead, date(2024, 12, 31))
        assert list(each.co_owners.all()) == [helper]
    assert cast.department.notices.get().words == "新交办 3 条，请签收"


def test_what_is_left_empty_stays_as_each_has_it(cast: Cast) -> None:
    town = commitment(cast, code="441900119", lead="town", deadline=date(2024, 6, 30))
    other = commitment(cast, code="441900121", lead="other_town", deadline=date(2024, 9, 30))
    _give(cast, [town, other])
    assert (town.lead, town.deadline) == (cast.organisations["town"], date(2024, 6, 30))
    assert (other.lead, other.deadline) == (cast.organisations["other_town"], date(2024, 9, 30))
    assert "停车位" in cast.town.notices.get().words


def test_co_owners_are_added_or_replaced(cast: Cast) -> None:
    rows = _some(cast, lead="department")
    for each in rows:
        each.co_owners.set([cast.organisations["stranger"]])
    _give(cast, rows, co_owners=[cast.organisations["town"]], assigning=False)
    assert {str(each) for each in rows[0].co_owners.all()} == {"市水务局", "长安镇人民政府"}
    _give(cast, rows, co_owners=[cast.organisations["town"]], replacing=True, assigning=False)
    assert {str(each) for each in rows[0].co_owners.all()} == {"长安镇人民政府"}
    assert {each.state for each in rows} == {"confirmed"}
    assert not cast.department.notices.exists()


def test_what_somebody_answers_for_takes_co_owners_but_no_other_lead_by_noting(cast: Cast) -> None:
    rows = _some(cast, lead="department", state="accepted")
    _give(cast, rows, co_owners=[cast.organisations["stranger"]], assigning=False)
    assert {each.state for each in rows} == {"accepted"}
    for orders in ({"lead": cast.organisations["stranger"]}, {"deadline": date(2030, 1, 1)}):
        with pytest.raises(ActionError, match="已交办"):
            _give(cast, rows, assigning=False, **orders)


def test_all_or_none(cast: Cast) -> None:
    rows = [*_some(cast), commitment(cast, title="已办结", state="closed")]
    with pytest.raises(ActionError, match="“已办结”现为“销号”"):
        _give(cast, rows, lead=cast.organisations["department"])
    assert not Commitment.objects.filter(state="assigned").exists()
    with pytest.raises(ActionError, match="没有牵头单位"):
        _give(cast, rows[:3])


def test_something_changed_meanwhile_keeps_all_from_being_assigned(cast: Cast) -> None:
    rows = _some(cast)
    seen = _picked(rows)
    actions.assign(actor=cast.office, commitment=rows[1], version=1, lead=cast.organisations["stranger"])
    with pytest.raises(StaleError):
        actions.assign_together(actor=cast.office, picked=seen, orders=Orders(lead=cast.organisations["department"]))
    assert Commitment.objects.filter(state="assigned").count() == 1


def test_only_the_office_and_only_its_own(cast: Cast) -> None:
    with pytest.raises(Refused):
        actions.assign_together(actor=cast.department, picked=_picked(_some(cast)), orders=Orders())
    elsewhere = commitment(cast, code="4401")
    with pytest.raises(ActionError, match="不在您的工作范围内"):
        _give(cast, [elsewhere], lead=cast.organisations["elsewhere"])


def test_ticked_in_the_list_then_assigned(cast: Cast) -> None:
    rows = _some(cast)
    client = cast.client("office")
    page = client.get("/ledger/").content.decode()
    assert f'name="row" value="{rows[0].pk}" form="chosen"' in page
    shown = client.get(ADDRESS, {"row": [rows[0].pk, rows[1].pk, "x", "9" * 30]}).content.decode()
    assert f'value="{rows[1].pk}:1"' in shown
    assert f'value="{rows[2].pk}:1"' not in shown
    asked = {"row": [f"{each.pk}:1" for each in rows[:2]], "lead": cast.organisations["department"].pk, "do": "assign"}
    answer = client.post(ADDRESS, asked, follow=True)
    assert "已交办 2 条" in answer.content.decode()
    assert Commitment.objects.filter(state="assigned").count() == 2
    stale = client.post(ADDRESS, asked)
    assert stale.status_code == 422
    assert "他人修改过" in stale.content.decode()


def test_a_whole_section_at_once(cast: Cast) -> None:
    rows = _some(cast, area="改善出行")
    commitment(cast, title="别的领域", area="美化乡村")
    client = cast.client("office")
    page = client.get("/ledger/?area=改善出行").content.decode()
    assert "交办符合条件的全部 3 条" in page
    shown = client.get(ADDRESS, {"area": "改善出行", "every": "1"}).content.decode()
    assert all(f'value="{each.pk}:1"' in shown for each in rows)
    assert "别的领域" not in shown


def test_too_many_at_once_are_refused_with_words(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(together, "MOST", 2)
    _some(cast)
    page = cast.client("office").get(ADDRESS, {"every": "1"}).content.decode()
    assert "一次最多交办 2 条" in page
    assert 'name="do"' not in page


def test_who_cannot_assign_sees_no_boxes(cast: Cast) -> None:
    _some(cast, lead="department")
    assert 'form="chosen"' not in cast.client("department").get("/ledger/").content.decode()
    assert cast.client("department").get(ADDRESS).status_code == 403


def test_boxes_come_with_the_rows_htmx_asks_for(cast: Cast) -> None:
    rows = _some(cast)
    fragment = cast.client("office").get("/ledger/?q=停车", headers={"HX-Request": "true"}).content.decode()
    assert f'value="{rows[0].pk}" form="chosen"' in fragment
    assert reverse("ledger:together") in fragment
