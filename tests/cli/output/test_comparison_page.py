"""The page of a comparison."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from taizhang.cli.output import View
from taizhang.cli.output.comparison_page import ComparisonPage
from taizhang.comparison import Change, Difference
from tests.cli.documents import document, with_claim
from tests.cli.output.test_html import HOSTILE, Page, assert_inert_elements

OLD = document(title="一月报告", name="old.txt")
NEW = document(title="四月要点", name="new.txt")
RAISED = Difference(
    "raised", (OLD.claims[0],), (NEW.claims[0],), "停车位", (Change("value", Decimal(80000), Decimal("90000.5")),)
)
DROPPED = Difference("dropped", (OLD.claims[1],), (), "立体停车场")
KEPT = Difference("unchanged", (OLD.claims[2],), (NEW.claims[2],), "完成规划编制")


def page(*differences: Difference, view: View | None = None) -> str:
    return ComparisonPage(OLD, NEW, differences).written(view or View()).decode("utf-8")


def rows(html: str) -> list[str]:
    return [re.sub(r"<[^>]+>", " ", row) for row in re.findall(r"<tr class=.*?</tr>", html)]


def test_both_sides_stand_beside_each_other_with_their_words() -> None:
    (row,) = rows(page(RAISED))
    assert "▲ 提高" in row
    assert row.count("全市新增停车位 8万个 ，") == 2
    assert "数值 80,000 → 90,000.5" in row


def test_what_needs_a_look_comes_first() -> None:
    assert [row.split()[1] for row in rows(page(KEPT, DROPPED, RAISED))] == ["提高", "取消", "不变"]


def test_each_kind_can_be_seen_alone_without_a_script() -> None:
    html = page(KEPT, DROPPED, RAISED)
    parsed = Page(html)
    choices = [one["id"] for one in parsed.all("input")]
    assert choices == ["only-all", "only-unchanged", "only-raised", "only-dropped"]
    assert not parsed.all("script")
    assert "script-src" not in html
    assert "default-src 'none'; style-src 'sha256-" in html
    assert all(f"#{choice}:checked" in html for choice in choices[1:])


def test_the_same_words_are_quoted_once() -> None:
    twice = Difference("unchanged", (OLD.claims[0], OLD.claims[0]), (), "停车位")
    assert page(twice).count("<q>") == 1


def test_it_speaks_english() -> None:
    html = page(RAISED, view=View(language="en"))
    assert '<html lang="en">' in html
    assert "▲ raised" in html


def test_markup_in_a_document_is_text() -> None:
    claim = with_claim(f"{HOSTILE}8万个", "8万个").claims[0]
    hostile = Difference("changed", (claim,), (), HOSTILE, (Change("scope", HOSTILE, None),))
    made = ComparisonPage(replace(OLD, title=HOSTILE), replace(NEW, name=HOSTILE), [hostile])
    html = made.written(View()).decode("utf-8")
    assert_inert_elements(html, scripts=0)
    assert HOSTILE in Page(html).text["indicator"]
