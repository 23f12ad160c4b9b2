"""Number cells: the tables of docs/reference/entries.md, odd cells, and that what is printed reads back."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.measures.quantities import Quantity
from taizhang.progress.entries import LARGEST, Asked, Entry, Refusal, read_entry
from tests.progress.pages import rows


def told(cell: object, asked: Asked, number_format: str = "") -> tuple[str, str]:
    """Value and codes, as the page writes them."""
    read = read_entry(cell, asked, number_format)
    if isinstance(read, Refusal):
        return "refused", read.reason.code
    value = "blank" if read.value is None else format(read.value, "f")
    return value, ", ".join(note.code for note in read.notes)


@pytest.mark.parametrize(("typed", "asked", "value", "says"), rows("entries.md", "typed", "asked", "value", "says"))
def test_what_is_typed(typed: str, asked: str, value: str, says: str) -> None:
    assert told(typed, Asked.parse(asked)) == (value, says)


@pytest.mark.parametrize("row", rows("entries.md", "kept", "shown as", "asked", "known", "value", "says"))
def test_what_a_sheet_keeps(row: tuple[str, ...]) -> None:
    kept, shown, asked, near, value, says = row
    assert told(float(kept), Asked.parse(asked, Decimal(near) if near else None), shown) == (value, says)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (None, None),
        ("", None),
        ("  \u3000 ", None),
        ("\ufeff12\u200b", 12),
        ("12\n个", 12),
        (" 12 个 ", 12),
        ("'0012", 12),
        ("+5", 5),
        ("- 5", -5),
        ("负五", -5),
        (".5", Decimal("0.5")),
        ("5.", 5),
        ("-0", 0),
        ("1 000 000", 1000000),
        ("１，２００．５０", Decimal("1200.5")),
        ("约-5", -5),
        ("12个左右", 12),
        (7, 7),
        (Decimal("7.50"), Decimal("7.5")),
        (-0.0, 0),
        (1e-9, 0),
    ],
)
def test_understood(cell: object, value: object) -> None:
    read = read_entry(cell, Asked("个"))
    assert isinstance(read, Entry)
    assert read.value == value
    assert str(read.value) != "-0"


@pytest.mark.parametrize(
    "cell",
    [
        "--5", "-约5", "5²", "①", "½", "0x10", "1.2.3", "12%%", "12a", "约", "亿元", "千", "近千", "5,", ",5", "TRUE", "nan",
        "inf", "-", "300（约）", "9" * 50, "1" * 10_000, "12345678901234567890", "=cmd|' /C calc'!A0", "@SUM(1)", "5個人",
        True, False, date(2024, 5, 31), datetime.fromisoformat("2024-05-31T00:00"), time(5), timedelta(1), float("nan"), float("inf"), 1e300,
        10**400, Decimal("NaN"), Decimal("sNaN"), Decimal("1E+30"), b"12", [12], object(),
    ],
)  # fmt: skip
def test_never_taken_for_a_number(cell: object) -> None:
    read = read_entry(cell, Asked("个"))
    assert isinstance(read, Refusal) or read.value is None
    if isinstance(read, Refusal):
        assert read.reason.words() != read.reason.words("en")


def test_a_refusal_says_what_to_do_at_the_cell() -> None:
    read = read_entry("120亩", Asked.parse("个"))
    assert isinstance(read, Refusal)
    assert read.reason.words() == "“120亩”的单位与本格的“个”不能换算：请按“个”填写。"
    assert "enter it in 个" in read.reason.words("en")


def test_a_conversion_is_said() -> None:
    read = read_entry("-120亩", Asked.parse("公顷"))
    assert isinstance(read, Entry)
    assert [note.words() for note in read.notes] == ["“-120亩”折算为 -8公顷。"]


def test_about_is_kept() -> None:
    read = read_entry("约300", Asked("个"))
    assert isinstance(read, Entry)
    assert read.approximate
    assert not read.notes[0].words().startswith("-")


def test_a_unit_of_the_office_s_own_may_be_repeated() -> None:
    assert told("1.5万桩", Asked.parse("桩")) == ("15000", "")
    assert told("5个", Asked.parse("桩")) == ("refused", "other_unit")
    assert told("5亩", Asked()) == ("refused", "other_unit")
    assert told("15日", Asked.parse("日")) == ("15", "")


AMOUNTS = st.decimals(0, LARGEST, places=6).filter(lambda value: value < LARGEST)
SHORT = st.decimals(-(10**9), 10**9, places=2)


@given(AMOUNTS, st.sampled_from(["元", "个", "亩", "%", "人次", "微克/立方米", "公里"]))
def test_what_people_write_reads_back(value: Decimal, unit: str) -> None:
    read = read_entry(str(Quantity(value, unit)), Asked(unit))
    assert isinstance(read, Entry)
    assert read.value == value
    assert not read.notes


@given(SHORT, st.sampled_from(["{:f}", "{:,f}", "{:,.2f} 元", "{:f}元"]), st.booleans())
def test_ways_to_print_a_number(value: Decimal, form: str, wide: bool) -> None:
    text = form.format(value)
    if wide:
        text = "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in text)
    read = read_entry(text, Asked("元"))
    assert isinstance(read, Entry)
    assert read.value == value


@given(st.decimals(-(10**8), 10**8, places=4))
def test_a_sheet_s_float_is_the_number_shown(value: Decimal) -> None:
    read = read_entry(float(value), Asked("元"))
    assert isinstance(read, Entry)
    assert read.value == value


@given(SHORT.filter(lambda value: abs(value) > 1), st.sampled_from([2, 4, 8]))
def test_a_scaled_heading_multiplies(value: Decimal, power: int) -> None:
    heading = {2: "百元", 4: "万元", 8: "亿元"}[power]
    read = read_entry(format(value, "f"), Asked.parse(heading))
    assert isinstance(read, Entry)
    assert read.value == value.scaleb(power)


@given(
    st.text(max_size=30)
    | st.text("0123456789.,，-－+约万亿千%元个亩以上左右超过 年月日/=()", max_size=14)
    | st.floats()
    | st.integers(),
    st.sampled_from(["", "元", "亿元", "%", "个", "公顷", "桩"]),
    st.sampled_from(["", "0%", "General"]),
)
def test_any_cell_is_read_or_refused(cell: object, heading: str, number_format: str) -> None:
    read = read_entry(cell, Asked.parse(heading), number_format)
    if isinstance(read, Refusal):
        assert "—：" not in read.reason.words()
        assert read.reason.words("en")
    elif read.value is not None:
        assert read.value.is_finite()
        assert abs(read.value) < LARGEST
        assert read.value == round(read.value, 6)
