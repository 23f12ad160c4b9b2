"""The number of a commitment: on its page in the ledger, and what it is made of."""

from __future__ import annotations

from typing import Any

from taizhang.ledger.models import Indicator
from tests.cast import Cast
from tests.ledger.makers import commitment
from tests.progress.makers import locked, opened, report_of, split_target


def test_the_ledger_page_shows_the_number_and_how_complete_it_is(cast: Cast) -> None:
    whole = split_target(cast)
    locked(report_of(cast, "town", opened(cast)), 1200)
    page = cast.client("department").get(f"/ledger/{whole.pk}/").content.decode()
    assert "1200个" in page
    assert "1/2 已锁定" in page
    assert f"/progress/numbers/{whole.pk}/" in page


def test_an_owner_is_led_from_the_ledger_to_the_entry(cast: Cast) -> None:
    split_target(cast)
    report = report_of(cast, "town", opened(cast))
    page = cast.client("town").get(f"/ledger/{report.commitment_id}/").content.decode()
    assert f"/progress/reports/{report.pk}/entry/" in page
    assert "填报2024年1月" in page


def test_nothing_is_shown_before_anything_was_asked(cast: Cast) -> None:
    made = commitment(cast, lead="department", state="accepted")
    assert "完成数" not in cast.client("office").get(f"/ledger/{made.pk}/").content.decode()


def test_the_number_opens_into_shares_and_those_into_reports(cast: Cast) -> None:
    whole = split_target(cast)
    january, february = opened(cast, 1), opened(cast, 2)
    locked(report_of(cast, "town", january), 1200)
    locked(report_of(cast, "town", february), 2000)
    late = locked(report_of(cast, "other_town", january), 300)
    client = cast.client("office")
    page = client.get(f"/progress/numbers/{whole.pk}/").content.decode()
    assert "2300个" in page
    assert "1/2 已锁定" in page
    assert "沿用上期" in page
    then = client.get(f"/progress/numbers/{whole.pk}/?on=2024-01-31").content.decode()
    assert "1500个" in then
    assert f"/progress/reports/{late.pk}/" in then
    share = client.get(f"/progress/numbers/{late.commitment_id}/").content.decode()
    assert f"/progress/reports/{late.pk}/" in share


def test_what_is_out_of_scope_is_no_door(cast: Cast) -> None:
    whole = split_target(cast)
    locked(report_of(cast, "town", opened(cast)), 1200)
    assert cast.client("town").get(f"/progress/numbers/{whole.pk}/").status_code == 404
    assert cast.client("stranger").get(f"/progress/numbers/{whole.pk}/").status_code == 404


def test_a_ratio_shows_its_percentage_and_both_sums(cast: Cast) -> None:
    rate = Indicator.objects.create(
        name="满意率", unit="%", adds_up="ratio", numerator="满意件数", denominator="办结件数"
    )
    whole = split_target(cast, indicator=rate, unit="%", measure="level", value=95)
    locked(report_of(cast, "town", opened(cast)), 90, 100)
    page = cast.client("office").get(f"/progress/numbers/{whole.pk}/").content.decode()
    assert "90%" in page
    assert "90 / 100" in page


def test_the_page_takes_a_bounded_number_of_queries(cast: Cast, django_assert_max_num_queries: Any) -> None:
    whole = split_target(cast)
    locked(report_of(cast, "town", opened(cast)), 1200)
    client = cast.client("office")
    with django_assert_max_num_queries(20):
        client.get(f"/progress/numbers/{whole.pk}/")
