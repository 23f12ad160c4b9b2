"""Checks of an entered figure: the tables of docs/reference/entries.md, and rules of an office's own."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.progress.check_rules import parse, preset
from taizhang.progress.checks import CHECKS, Entered, doubts
from taizhang.progress.pace import Aim
from tests.progress.pages import rows


def entered(value: str, words: str) -> Entered:
    said: dict[str, Any] = dict(word.split("=") for word in words.split())
    aim = Aim(
        Decimal(said.pop("target", 15000)),
        ">=",
        "up",
        unit=said.pop("unit", "个"),
        measure=said.pop("measure", "delta"),
    )
    for name, text in said.items():
        if name == "earlier":
            said[name] = tuple(map(Decimal, text.split(",")))
        elif text in ("yes", "no"):
            said[name] = text == "yes"
        else:
            said[name] = date.fromisoformat(text) if text.count("-") == 2 else Decimal(text)
    return Entered(Decimal(value), aim, **said)


@pytest.mark.parametrize(("value", "besides", "found"), rows("entries.md", "value", "besides", "doubts"))
def test_the_doubts_of_the_page(value: str, besides: str, found: str) -> None:
    assert ", ".join(doubt.check for doubt in doubts(entered(value, besides))) == found


def test_every_check_is_on_the_page_with_its_name() -> None:
    named = [row[0] for row in rows("entries.md", "check", "doubts", "threshold")]
    assert named == list(CHECKS) == [rule.name for rule in preset()]


def test_a_doubt_says_its_numbers_in_both_languages() -> None:
    (doubt,) = doubts(entered("13000", "last=5000 earlier=1200,1300"))
    assert doubt.reason.words() == "本期 8000个，超过以往各期平均 1250个 的 5 倍：请核对或说明原因。"
    assert "5 times the usual 1250个" in doubt.reason.words("en")
    assert doubt.asks


def test_a_slip_of_the_unit_is_said_with_what_was_meant() -> None:
    found = {doubt.check: doubt.reason for doubt in doubts(entered("1.5", "planned=14000"))}
    assert found["scale"].words() == "1.5个 比应有的 1.4万个 小得多，像是按“万”填的（合 1.5万个）：请核对单位。"


def test_falling_below_the_baseline_s_target_is_doubted_and_a_ceiling_is_not() -> None:
    dust = Aim(Decimal("24.6"), "<=", "down", Decimal("28.6"), "微克/立方米", "level")
    assert [doubt.check for doubt in doubts(Entered(Decimal(20), dust))] == ["beyond"]
    cap = Aim(Decimal(120), "<=", "down", unit="宗")
    assert doubts(Entered(Decimal(30), cap)) == ()


def test_a_blank_is_no_figure() -> None:
    assert doubts(Entered(None, Aim(Decimal(1)), evidence=0)) == ()


def test_an_office_has_its_own_thresholds() -> None:
    figure = entered("13000", "last=5000 earlier=1200,1300")
    assert doubts(figure, parse({"jump": {"times": "7"}})) == ()
    assert doubts(figure, parse({"jump": {"on": False}})) == ()
    (doubt,) = doubts(figure, parse({"jump": {"asks": False}}))
    assert not doubt.asks


ANY = st.decimals(allow_nan=True, allow_infinity=True)
MAYBE = st.none() | ANY


@given(
    st.builds(
        Entered,
        MAYBE,
        st.builds(
            Aim,
            ANY,
            st.sampled_from([">=", "<=", "=", "~"]),
            st.sampled_from(["up", "down", None]),
            MAYBE,
            st.sampled_from(["个", "%", "位", "元", "", "不识的单位"]),
            st.sampled_from(["level", "delta", "growth", "rank"]),
        ),
        this=MAYBE,
        last=MAYBE,
        earlier=st.lists(ANY, max_size=3).map(tuple),
        planned=MAYBE,
        accumulates=st.booleans(),
        approximate=st.booleans(),
        evidence=st.none() | st.integers(0, 3),
        data_date=st.none() | st.dates(),
        first=st.none() | st.dates(),
        until=st.none() | st.dates(),
    )
)
def test_any_figure_is_checked_with_words(figure: Entered) -> None:
    for doubt in doubts(figure):
        for language in ("zh", "en"):
            assert "—" not in doubt.reason.words(language)
            assert "None" not in doubt.reason.words(language)


FIGURES = st.integers(1, 10**6).map(Decimal)


@given(FIGURES, FIGURES, st.lists(FIGURES, max_size=4).map(tuple), st.integers(2, 1000))
def test_the_unit_does_not_matter(value: Decimal, last: Decimal, earlier: tuple[Decimal, ...], times: int) -> None:
    one = Entered(value, Aim(Decimal(5000), ">=", "up", unit="亩"), last=last, earlier=earlier)
    many = Entered(
        value * times,
        Aim(Decimal(5000) * times, ">=", "up", unit="亩"),
        last=last * times,
        earlier=tuple(each * times for each in earlier),
    )
    assert [doubt.check for doubt in doubts(one)] == [doubt.check for doubt in doubts(many)]
