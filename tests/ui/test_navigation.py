"""The navigation: what opens, in groups, with the page at hand marked."""

from __future__ import annotations

import re

import pytest

from taizhang.policy.access import answers
from taizhang.ui.navigation import Link, links
from tests.cast import Cast


def current(page: str, row: str) -> list[str]:
    inside = re.search(rf'<nav class="{row}".*?</nav>', page, re.DOTALL)
    return re.findall(r'aria-current="\w+">([^<]+)<', inside[0]) if inside else []


@pytest.mark.parametrize("link", links(), ids=lambda link: link.to)
def test_a_link_opens_with_the_action_its_page_asks_for(link: Link) -> None:
    assert answers()[link.to].action == link.action


@pytest.mark.parametrize(
    ("path", "group", "entry"),
    [
        ("/ledger/", ["台账"], ["条目"]),
        ("/ledger/indicators/", ["台账"], ["指标"]),
        ("/ledger/documents/", ["台账"], ["来源文件"]),
        ("/supervision/", ["督办"], ["督办单"]),
        ("/accounts/people/", ["管理"], ["人员"]),
        ("/accounts/notices/", [], []),
        ("/", [], []),
    ],
)
def test_the_page_at_hand_is_marked_in_both_rows(cast: Cast, path: str, group: list[str], entry: list[str]) -> None:
    page = cast.client("office").get(path).content.decode()
    assert (current(page, "masthead-links"), current(page, "submenu")) == (group, entry)


def test_a_group_shows_only_what_opens(cast: Cast) -> None:
    page = cast.client("town").get("/ledger/").content.decode()
    assert "/ledger/reconciling/" not in page.partition("<main")[0]
