"""Finding, as each part of the cast, on the database at hand."""

from __future__ import annotations

import pytest

from taizhang.ledger.models import Commitment, Indicator
from taizhang.progress.models import Report
from tests.cast import Cast
from tests.ledger.makers import TEXT, commitment, confirmed, document
from tests.progress.makers import opened, report_of, split_target
from tests.search.finding import found, indexed, titles


@pytest.mark.parametrize(
    "words", ["停车位", "停車位", "停", "位", "停车", "车位", "80000", "８０,０００", "8万", "改善 停车"]
)
def test_a_commitment_is_found_by_any_of_its_words(cast: Cast, words: str) -> None:
    made = commitment(cast)
    indexed()
    assert titles(cast, "office", words)[0] == f"commitment: {made}"


@pytest.mark.parametrize("words", ["车停", "停车场", "8000", "位停", "停车位 公园", "800000"])
def test_other_words_do_not_find_it(cast: Cast, words: str) -> None:
    commitment(cast)
    indexed()
    assert titles(cast, "office", words) == []


def test_every_kind_is_found(cast: Cast) -> None:
    made = document(cast)
    confirmed(made)
    Indicator.objects.create(name="停车位", definition="路内和路外的停车位")
    split_target(cast, title="停车位")
    report = report_of(cast, "town", opened(cast))
    Report.objects.filter(pk=report.pk).update(problem="停车位用地未落实", locked_versions=1)
    indexed()
    assert set(found(cast, "office", "停车位").counts) == {"commitment", "indicator", "quote", "document", "report"}
    assert titles(cast, "office", "长安镇")[0] == "place: 长安镇"
    assert "organisation: 长安镇人民政府" in titles(cast, "office", "长安镇人民政府")


def test_what_an_owner_is_still_writing_is_not_found(cast: Cast) -> None:
    split_target(cast)
    report = report_of(cast, "town", opened(cast))
    Report.objects.filter(pk=report.pk).update(note="正在写的草稿")
    indexed()
    assert titles(cast, "office", "草稿") == []


def test_words_of_the_title_come_first_then_whole_targets_then_the_newest(cast: Cast) -> None:
    whole = split_target(cast, title="停车位")
    commitment(cast, title="道路改造", note="含停车位")
    older = commitment(cast, title="新增停车位", year=2022)
    indexed()
    assert titles(cast, "office", "停车位") == [
        f"commitment: {whole}",
        f"commitment: {older}",
        *[f"commitment: {each}" for each in whole.shares.order_by("-pk")],
        "commitment: 道路改造 8万个以上",
    ]


def test_narrowed_to_kind_year_and_place(cast: Cast) -> None:
    commitment(cast, title="停车位甲", year=2023)
    commitment(cast, title="停车位乙", code="441900119")
    indexed()
    assert titles(cast, "office", "停车位", year="2023") == ["commitment: 停车位甲 8万个以上"]
    assert titles(cast, "office", "停车位", kind="indicator") == []
    town = found(cast, "office", "停车位", place=cast.places["441900119"])  # type: ignore[arg-type]
    assert [hit.said.title for hit in town.hits] == ["停车位乙 8万个以上"]
    assert town.counts == {"commitment": 1}


def test_nothing_out_of_scope_is_found_counted_or_hinted_at(cast: Cast) -> None:
    commitment(cast, code="4401", lead="elsewhere", title="绝密工程")
    document(cast, text=TEXT.replace("停车位", "绝密车位"), code="4401")
    indexed()
    for part in cast.people:
        seen = found(cast, part, "绝密")
        mine = part == "elsewhere"
        assert (seen.total > 0) is mine, part
        assert bool(seen.counts) is mine, part
        assert bool(seen.hits) is mine, part
        page = cast.client(part).get("/search/?q=绝密").content.decode()
        assert ("绝密</mark>工程" in page) is mine, part
        suggested = cast.client(part).get("/search/suggestions/?q=绝密").content.decode()
        assert ("绝密</mark>工程" in suggested) is mine, part


def test_a_town_finds_its_own_part_of_what_all_have(cast: Cast) -> None:
    split_target(cast)
    indexed()
    assert found(cast, "office", "停车位").counts == {"commitment": 3}
    assert found(cast, "town", "停车位").counts == {"commitment": 1}
    assert found(cast, "auditor", "停车位").counts == {}


def test_pages_follow_one_another(cast: Cast) -> None:
    for number in range(45):
        commitment(cast, title=f"停车位{number}号")
    indexed()
    pages = [titles(cast, "office", "停车位", page=str(page)) for page in (1, 2, 3)]
    assert [len(page) for page in pages] == [20, 20, 5]
    assert len({title for page in pages for title in page}) == 45
    assert titles(cast, "office", "停车位", page="99") == pages[2]


HOSTILE = [
    "\0",
    "\0停\0",
    "*",
    '"',
    '""',
    "停*",
    "NEAR(停 车)",
    "title:停车",
    "停' OR 1=1 --",
    "{title}:停",
    "^停",
    "-停",
    "停 & | ! <-> :*",
    "'a':A",
    "\\",
    "%",
    "_",
    "停" * 10_000,
    " ".join("停" * 500),
    "🅿️",
    "\ud800".encode("utf-8", "surrogatepass").decode("utf-8", "replace"),
    "\u202e停车\u200b",
    "İ",
    "𠮷野",
]


@pytest.mark.parametrize("words", HOSTILE, ids=lambda words: ascii(words)[:20])
def test_hostile_words_do_no_harm(cast: Cast, words: str) -> None:
    commitment(cast)
    indexed()
    client = cast.client("office")
    for address in ("/search/", "/search/suggestions/"):
        assert (
            client.get(address, {"q": words, "page": words, "year": words, "kind": words, "place": words}).status_code
            == 200
        )


def test_wildcards_are_no_wildcards(cast: Cast) -> None:
    commitment(cast)
    indexed()
    for words in ("%", "_", "*", "停%位", "title"):
        assert titles(cast, "office", words) == []


def test_a_document_is_found_by_its_passage_and_opened_there(cast: Cast) -> None:
    made = document(cast)
    indexed()
    (hit,) = [each for each in found(cast, "office", "植树").hits if each.kind.name == "document"]
    address = hit.said.url.partition("#")[0]
    page = cast.client("office").get(address).content.decode()
    start, stop = map(int, address.rpartition("=")[2].split("-"))
    assert "植树20万株" in made.text[start:stop]
    assert 'id="found"' in page


def test_a_search_takes_few_queries(cast: Cast, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    for number in range(30):
        commitment(cast, title=f"停车位{number}号")
    indexed()
    with django_assert_max_num_queries(26):
        found(cast, "office", "停车位")
    assert Commitment.objects.count() == 30
