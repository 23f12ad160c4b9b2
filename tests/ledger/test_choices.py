"""What the ledger's filters offer: what stands in the person's own ledger, nothing else, and never by cutting it off."""

from __future__ import annotations

import pytest

from taizhang.accounts.models import Organisation
from taizhang.ledger.models import Commitment
from taizhang.places.models import Level
from taizhang.policy.roles import Role
from taizhang.ui.lists.filters import OFFERED
from tests.cast import Cast, organisation, person, place
from tests.ledger.makers import commitment, document


def _offered(cast: Cast, part: str, name: str, query: str = "") -> list[str]:
    page = cast.client(part).get(f"/ledger/?{query}").context["list"]
    return [words for each in page.state.offered if each.filter.name == name for _value, words in each.choices]


@pytest.fixture
def everywhere(cast: Cast) -> Cast:
    """A commitment in every place, led by whoever is there, each in its own area and year."""
    for number, (part, code) in enumerate([("department", "4419"), ("town", "441900119"), ("elsewhere", "4401")]):
        commitment(cast, code=code, lead=part, area=f"领域{number}", year=2020 + number)
        document(cast, text=f"新增公园{number}3个", name=f"{code}.txt", code=code, title=f"{code}的计划")
    return cast


@pytest.mark.parametrize(
    ("part", "name", "offered"),
    [
        ("office", "area", ["领域0", "领域1"]),
        ("office", "place", ["东莞市", "长安镇（东莞市）"]),
        ("office", "lead", ["（无牵头单位）", "市城市管理局（东莞市）", "长安镇人民政府"]),
        ("office", "year", ["2021", "2020"]),
        ("office", "document", ["441900119的计划", "4419的计划"]),
        ("town", "area", ["领域1"]),
        ("town", "place", ["长安镇（东莞市）"]),
        ("town", "lead", ["（无牵头单位）", "长安镇人民政府"]),
        ("department", "area", ["领域0"]),
        ("stranger", "area", []),
        ("stranger", "place", []),
        ("elsewhere", "lead", ["（无牵头单位）", "广州市水务局"]),
    ],
)
def test_only_what_is_in_the_own_ledger(everywhere: Cast, part: str, name: str, offered: list[str]) -> None:
    assert _offered(everywhere, part, name) == offered


def test_the_last_of_many_is_found_by_words(cast: Cast) -> None:
    city = cast.places["4419"]
    for number in range(OFFERED + 5):
        town = place(f"44190{number:04}", f"第{number}镇", Level.TOWN, city)
        lead = organisation(f"第{number}镇人民政府", Organisation.Kind.TOWN, town)
        commitment(cast, place=town, lead="", area=f"领域{number:03}")
        Commitment.objects.filter(place=town).update(lead=lead)
    last = Organisation.objects.latest("pk")
    assert f"第{OFFERED + 4}镇（东莞市）" not in _offered(cast, "office", "place")
    assert f"第{OFFERED + 4}镇（东莞市）" in _offered(cast, "office", "place", f"find-place=第{OFFERED + 4}")
    assert _offered(cast, "office", "area", "find-area=104") == ["领域104"]
    assert str(last) in _offered(cast, "office", "lead", f"find-lead={last}")
    page = cast.client("office").get(f"/ledger/?lead={last.pk}&area=领域104").context["list"].page
    assert [each.lead for each in page] == [last]


def test_a_whole_province_offers_its_top_first(cast: Cast) -> None:
    office = organisation("省指挥部办公室", Organisation.Kind.OFFICE, cast.places["44"])
    cast.people["province"] = person("province", Role.OFFICE, office)
    for code in ("441900119", "4401", "44", "4419"):
        commitment(cast, code=code)
    assert _offered(cast, "province", "place") == ["广东省", "广州市", "东莞市", "长安镇（东莞市）"]
