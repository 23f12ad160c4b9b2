"""Where more bear the words than are counted, the foremost are found all the same, on the database at hand."""

from __future__ import annotations

import pytest

from tests.cast import Cast
from tests.ledger.makers import commitment
from tests.progress.makers import split_target
from tests.search.finding import found, indexed, titles

#: Among how few lines each is looked at, and through how many the order is followed.
WAYS = [(0, 3), (3000, 12_000)]


@pytest.fixture(params=WAYS, autouse=True)
def three(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three of a kind are counted and put in order."""
    monkeypatch.setattr("taizhang.search.foremost.FEW", request.param[0])
    monkeypatch.setattr("taizhang.search.foremost.WINDOW", request.param[1])
    monkeypatch.setattr("taizhang.search.foremost.MOST", 3)
    monkeypatch.setattr("taizhang.search.queries.MOST", 3)


def _many(cast: Cast) -> list[str]:
    """Seven about 停车位: two years, three by title, then whole targets before their shares. As they should be found."""
    beside = [commitment(cast, title=f"道路改造{year}", note="含停车位", year=year) for year in (2024, 2022)]
    whole = split_target(cast, title="停车位")
    older = commitment(cast, title="新增停车位", year=2022)
    shares = whole.shares.order_by("-pk")
    indexed()
    return [f"commitment: {each}" for each in (whole, older, *shares, *beside)]


def test_the_foremost_of_many_are_found_and_no_more_are_counted(cast: Cast) -> None:
    expected = _many(cast)
    seen = found(cast, "office", "停车位")
    assert (seen.counts, seen.more, seen.total, seen.at_least) == ({"commitment": 3}, {"commitment"}, 3, True)
    assert [f"commitment: {hit.said.title}" for hit in seen.hits] == expected[:3] == titles(cast, "office", "停")[:3]
    page = cast.client("office").get("/search/?q=停车位").content.decode()
    assert "找到 3 条以上" in page
    assert "3 以上</span>" in page


def test_those_that_have_all_words_in_their_title_come_before_the_rest(cast: Cast) -> None:
    expected = _many(cast)
    assert titles(cast, "office", "新增 停车位") == [expected[1]]
    last = commitment(cast, title="停车位改造", year=2021)
    indexed()
    assert titles(cast, "office", "改造 停车位")[0] == f"commitment: {last}"
    assert titles(cast, "office", "停车位 个")[:2] == expected[:2]


def test_as_many_as_are_counted_are_told_exactly(cast: Cast) -> None:
    for number in range(3):
        commitment(cast, title=f"停车位{number}号")
    indexed()
    seen = found(cast, "office", "停车位")
    assert (seen.counts, seen.total, seen.at_least, seen.beyond) == ({"commitment": 3}, 3, False, False)


def test_what_others_have_makes_no_more_of_ones_own(cast: Cast) -> None:
    _many(cast)
    for number in range(5):
        commitment(cast, code="4401", lead="elsewhere", title=f"别处停车位{number}号")
    indexed()
    town = found(cast, "town", "停车位")
    assert (town.counts, town.at_least, len(town.hits)) == ({"commitment": 1}, False, 1)
    assert found(cast, "auditor", "停车位").counts == {}
    elsewhere = found(cast, "elsewhere", "停车位")
    assert elsewhere.at_least
    assert all("别处" in hit.said.title for hit in elsewhere.hits)
    office = found(cast, "office", "停车位")
    assert not any("别处" in hit.said.title for hit in office.hits)


def test_of_many_only_those_narrowed_to_are_counted(cast: Cast) -> None:
    expected = _many(cast)
    older = found(cast, "office", "停车位", year="2022")
    assert (older.counts, older.at_least) == ({"commitment": 2}, False)
    assert [f"commitment: {hit.said.title}" for hit in older.hits] == [expected[1], expected[-1]]
    town = found(cast, "office", "停车位", place=cast.places["441900119"])  # type: ignore[arg-type]
    assert town.counts == {"commitment": 1}
    other = found(cast, "office", "停车位", kind="indicator")
    assert (other.counts, other.total, other.at_least) == ({"commitment": 3}, 0, False)


def test_the_foremost_of_many_are_suggested(cast: Cast) -> None:
    expected = _many(cast)
    page = cast.client("office").get("/search/suggestions/?q=停车").content.decode()
    shown = [expected[place].removeprefix("commitment: ").replace("停车", "<mark>停车</mark>") for place in (0, 1)]
    assert -1 < page.find(shown[0]) < page.find(shown[1])
    assert "道路" not in page
