"""What stands in a number cell, typed or out of a sheet: an exact decimal in whole units, or a refusal in words.

What had to be understood (another width, 万, another unit, 约) is noted; what could mean two things is refused, never
guessed. ``Asked`` is what the cell asks for.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal, localcontext
from itertools import pairwise

from taizhang.measures.cardinals import plain
from taizhang.measures.numerals import NUMERAL, parse_numeral
from taizhang.measures.quantities import Quantity, parse_quantity
from taizhang.measures.units import convert, convertible
from taizhang.progress.asked import Asked, are_classifiers, known
from taizhang.progress.reasons import Reason

__all__ = ["LARGEST", "PLACES", "Asked", "Entry", "Refusal", "read_entry"]

PLACES = 6
"""Decimals a value is kept with."""

LARGEST = Decimal(10) ** 18
"""Values must stay below it: thousands of times the yearly yuan of the whole economy."""

_LONGEST = 40  # characters; longer is a sentence
_DIGITS_OF_A_SHEET = 15  # what Excel keeps of a number; the rest of a float is noise (0.1 + 0.2)
_STEP = Decimal(1).scaleb(-PLACES)

_BLANK = re.compile(r"[-–—―/\\.。…]{0,6}")
_NOTHING = re.compile(
    r"无|没有|暂无|暂缺|缺|待定|未定|不详|未知|未报|未统计|无数据|[×xX√?？]|N/?A|null|none|nil", re.IGNORECASE
)
_DATE = re.compile(
    r"\d{4}[-/年]\d{1,2}(?:[-/月](?:\d{1,2}日?)?)?(?: .*)?|\d{4}\.\d{1,2}\.\d{1,2}|(?:19|20)\d{2}年度?"
    r"|\d{1,2}月(?:\d{1,2}[日号]|份)?|\d{1,2}[日号]|\d{1,4}/\d{1,2}(?:/\d{1,4})?|\d{1,2}-\d{1,2}-\d{2,4}|\d{1,2}:\d{2}(?::\d{2})?"
)
_SCIENTIFIC = re.compile(r"[-+]?\d+(?:\.\d*)?[eE][-+]?\d+")
_GROUPED = re.compile(r"\d{1,3}(?:[ ']\d{3})+(?:\.\d+)?(?!\d)")
_MISGROUPED = re.compile(r"[\d,]*,[\d,]*(?:\.\d+)?")
_MINUS = re.compile(r"[-−–—﹣](?=[.\d])")
_DIGIT = re.compile("[0-9零〇一二两三四五六七八九十半首壹贰叁肆伍陆柒捌玖拾]")
_PARTED = re.compile(r"\d \d")
_POINT = re.compile(r"(?<!\d)\.(?=\d)|(?<=\d)\.(?!\d)")
_NUMBER = re.compile(NUMERAL)
_PLAIN = re.compile(r"-?(?:\d{1,15}|\d{1,3}(?:,\d{3}){1,5})(?:\.\d{1,6})?", re.ASCII)  # what needs no understanding
_QUOTED = re.compile(r'"[^"]*"|\\.|_.|\[[^\]]*\]')  # what a number format shows beside the number


@dataclass(frozen=True, slots=True)
class Entry:
    """What a cell holds: ``value`` in whole units, ``None`` for a blank; ``notes`` say what had to be understood.

    ``approximate`` marks a figure given as about so much (约, 左右).
    """

    value: Decimal | None
    notes: tuple[Reason, ...] = ()
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a cell is not taken, and what to do."""

    reason: Reason


class _RefusedError(Exception):
    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.reason = Reason.of(code, **values)


def read_entry(cell: object, asked: Asked | None = None, number_format: str = "") -> Entry | Refusal:
    """What the cell holds: text as typed, or a value as a sheet keeps it with its number format; never raises.

    >>> read_entry("１.５万", Asked("元")).value, read_entry("120亩", Asked("公顷")).value
    (Decimal('15000'), Decimal('8'))
    >>> read_entry("=A1+B1").reason.words("en")
    'A formula stands here: paste it as a value.'
    """
    asked = asked or Asked()
    if isinstance(cell, str) and asked.unit != "%" and _PLAIN.fullmatch(cell):
        # Most cells; no more digits than are reckoned with exactly anyway.
        value = Decimal(cell.replace(",", "")) * asked.scale
        if abs(value) < LARGEST:
            return Entry(plain(value) if value else Decimal(0))
    try:
        with localcontext(prec=80):
            entry = _text(cell, asked) if isinstance(cell, str) else _stored(cell, asked, number_format)
            return entry if entry.value is None else _fitted(entry)
    except _RefusedError as refused:
        return Refusal(refused.reason)


def _stored(cell: object, asked: Asked, number_format: str) -> Entry:
    """A value that a sheet keeps as such."""
    if cell is None:
        return Entry(None)
    if isinstance(cell, (date, datetime, time, timedelta)):
        raise _RefusedError("is_a_date", words=str(cell)[:_LONGEST])
    if isinstance(cell, bool) or not isinstance(cell, (int, float, Decimal)):
        raise _RefusedError("not_a_number", words=str(cell)[:_LONGEST])
    number = Decimal(format(cell, f".{_DIGITS_OF_A_SHEET}g")) if isinstance(cell, float) else Decimal(cell)
    if not number.is_finite():
        raise _RefusedError("not_a_number", words=str(cell))
    if abs(number) >= LARGEST:
        raise _RefusedError("too_large")
    if "%" not in _QUOTED.sub("", number_format):
        return _counted(number, asked, scaled=False)
    if asked.unit != "%":
        raise _RefusedError("percent_elsewhere", words=f"{plain(number * 100)}%", unit=asked.words)
    return Entry(number * 100)


def _text(cell: str, asked: Asked) -> Entry:
    """A text, as a person typed it or a sheet kept it."""
    if _PLAIN.fullmatch(cell):
        return _counted(Decimal(cell.replace(",", "")), asked, scaled=False)
    words = _narrow(cell)
    if _BLANK.fullmatch(words):
        return Entry(None, (Reason.of("dash_is_blank"),) if words else ())
    _refuse_what_is_no_number(words, asked)
    negative = words.startswith(("-", "负")) and _NUMBER.match(words, 1) is not None
    unsigned, sign = words[negative:], -1 if negative else 1
    scaled = "万" in unsigned or "亿" in unsigned
    bare = parse_numeral(unsigned)
    if bare is not None and bare.kind == "cardinal" and bare.upper is None and bare.comparator is None:
        return _counted(sign * bare.value, asked, scaled=scaled)
    counted, named = _quantity(unsigned, asked)
    counted = replace(counted, value=sign * counted.value)
    about = _exact(counted, words)
    entry = _converted(counted, words, asked) if named else _counted(counted.value, asked, scaled=scaled)
    return Entry(entry.value, (*about, *entry.notes), bool(about))


def _narrow(cell: str) -> str:
    """One width, no spaces that stand between nothing, one kind of minus and point."""
    if any(unicodedata.category(char) == "No" and not before.isalpha() for before, char in pairwise(f" {cell}")):
        raise _RefusedError("not_a_number", words=cell[:_LONGEST])  # 5² and ① would otherwise read as 52 and 1
    words = unicodedata.normalize("NFKC", cell.lstrip("'")).translate({0x200B: None, 0xFEFF: None})
    words = " ".join(words.split())
    if len(words) > _LONGEST:
        raise _RefusedError("not_a_number", words=words[:_LONGEST] + "…")
    words = _MINUS.sub("-", words, count=1).removeprefix("+")
    if words.startswith("¥"):
        words = words[1:].strip() + ("" if words.endswith("元") else "元")
    if _GROUPED.match(words):
        words = _GROUPED.sub(lambda found: re.sub("[ ']", "", found[0]), words, count=1)
    return _POINT.sub(lambda found: "0." if found.end() < len(words) and words[found.end()].isdigit() else "", words)


def _refuse_what_is_no_number(words: str, asked: Asked) -> None:
    own = parse_quantity(words)
    in_time = own is not None and own.unit == asked.unit  # 15日 where 日 are asked for is no date
    for code, found in (
        ("is_a_formula", words.startswith(("=", "@"))),
        ("is_an_error", words.startswith("#")),
        ("is_nothing", _NOTHING.fullmatch(words)),
        ("is_a_date", not in_time and _DATE.fullmatch(words)),
        ("is_scientific", _SCIENTIFIC.fullmatch(words)),
        ("is_misgrouped", _MISGROUPED.fullmatch(words) and parse_numeral(words) is None),
        ("not_a_number", _PARTED.search(words) or not _DIGIT.search(words)),
    ):
        if found:
            raise _RefusedError(code, words=words)


def _quantity(words: str, asked: Asked) -> tuple[Quantity, bool]:
    """A number with its unit, or with comparing words alone (300左右); the second says whether a unit was named."""
    own = parse_quantity(words)
    if own is not None:
        return own, True
    number = _NUMBER.search(words)
    if number is not None:
        alone = parse_quantity(f"{words[: number.end()]}个{words[number.end() :]}")
        if alone is not None:
            return alone, False
        tail = words[number.end() :].strip()
        if number.start() == 0 and tail and tail == asked.unit:
            return Quantity(_value(number[0], words), asked.unit), True
        if number.start() == 0 and tail and not any(map(str.isdigit, tail)):
            raise _RefusedError("words_beside", words=words, tail=tail, unit=asked.words or "—")
    raise _RefusedError("not_a_number", words=words)


def _value(number: str, words: str) -> Decimal:
    numeral = parse_numeral(number)
    if numeral is None or numeral.upper is not None or numeral.comparator is not None:
        raise _RefusedError("not_a_number", words=words)
    return numeral.value


def _exact(counted: Quantity, words: str) -> tuple[Reason, ...]:
    """A note for a figure that is only about right; a bound or a range is refused."""
    if counted.upper is not None:
        raise _RefusedError("is_a_range", words=words)
    if counted.comparator == "~":
        return (Reason.of("about", words=words, value=_written(counted.value)),)
    if counted.comparator != "=":
        raise _RefusedError("is_a_bound", words=words)
    return ()


def _converted(counted: Quantity, words: str, asked: Asked) -> Entry:
    """A figure with its own unit, in the unit that is asked for."""
    if counted.unit == asked.unit:
        return Entry(counted.value)
    own, wanted = known(counted.unit), known(asked.unit)
    if own is None or wanted is None:
        raise _RefusedError("other_unit", words=words, unit=asked.words or "—")
    if convertible(own, wanted):
        value = convert(counted.value, own, wanted)
        return Entry(value, (Reason.of("converted", words=words, value=_written(value), unit=wanted.name),))
    if are_classifiers(own, wanted):
        return Entry(counted.value, (Reason.of("other_classifier", words=words, unit=wanted.name),))
    raise _RefusedError("other_unit", words=words, unit=asked.words)


def _counted(number: Decimal, asked: Asked, *, scaled: bool) -> Entry:
    """A figure without a unit; ``scaled`` says that it brought its own 万 or 亿."""
    if scaled and asked.scale != 1:
        raise _RefusedError("scaled_twice", words=_written(number), unit=asked.words)
    if not scaled and asked.unit == "%":
        return _percent(number, asked.near)
    return Entry(number * asked.scale)


def _percent(number: Decimal, near: Decimal | None) -> Entry:
    """Percent points, or the share of one that a sheet keeps for them; what could be both is refused."""
    share = number * 100
    if not 0 < abs(number) <= 1 or (near is None and abs(number) == 1):
        return Entry(number)
    as_points, as_share = _is_close(number, near), _is_close(share, near)
    if as_points == as_share:
        raise _RefusedError("points_or_share", points=_written(number), share=_written(share))
    if as_points:
        return Entry(number)
    return Entry(share, (Reason.of("share_as_points", words=_written(number), value=_written(share)),))


def _is_close(value: Decimal, near: Decimal | None) -> bool:
    """Whether the one is between a third and three times the other."""
    return near is not None and near.is_finite() and near * value > 0 and abs(near) <= 3 * abs(value) <= 9 * abs(near)


def _fitted(entry: Entry) -> Entry:
    """Within what is kept: size refused, further decimals rounded and said."""
    value = entry.value or Decimal(0)
    if abs(value) >= LARGEST:
        raise _RefusedError("too_large")
    kept = value.quantize(_STEP, ROUND_HALF_UP)
    notes = entry.notes if kept == value else (*entry.notes, Reason.of("rounded", places=PLACES, value=_written(kept)))
    return Entry(plain(kept) if kept else Decimal(0), notes, entry.approximate)


def _written(value: Decimal) -> str:
    return format(plain(value.quantize(_STEP, ROUND_HALF_UP)), "f")
