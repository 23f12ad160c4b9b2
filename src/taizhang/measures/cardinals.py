"""How many: the written forms of a single count, in digits, in characters and in both, and their values.

Patterns are sources of regular expressions without capturing groups; they may only be used where nothing shorter would
do (inside an atomic group), as ``numerals`` does.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal, localcontext

from taizhang.measures.comparators import Comparator

_D = "[0-9０-９]"
_C = "[一二两兩三四五六七八九壹贰貳叁]"
_WAN, _YI, _ZERO = "[万萬]", "[亿億]", "[零〇]"
# 千瓦, 千米, 百分点, 百姓 … begin with a multiplier and are no numbers; 百分之 is one.
_QIAN = "千(?![克瓦米卡帕伏赫焦乏]|分点|方百计|篇一律)"
_BAI = "百(?!姓|货|帕|强|分[点比制]|花齐|战百|尺竿|折不|计)"
_SHI = "十(?!足|字|分(?![钟之贝]))"
_MORE_GUARD = "(?!多?元化|样|媒体|功能|渠道|式联|边|热|额|缺|粮|姚|杭)"
_MORE = f"(?:[多余餘]{_MORE_GUARD})"

PLAIN = f"(?:{_D}{{1,3}}(?:[,，]{_D}{{3}})+(?!{_D})|{_D}+)(?:[.．]{_D}+)?"
"""Digits of either width, with separators that group by three, with decimals."""

_SCALED = f"(?:[ 　]?[十百千]?(?:{_WAN}[万萬亿億]?|{_YI}{{1,2}})|{_QIAN}|百(?![姓货帕强千]|分[点比制]))"
DIGITAL = (
    f"{PLAIN}(?:{_MORE}(?=[十百千]?[万萬亿億]){_SCALED}"
    f"|{_SCALED}(?:{_ZERO}?{PLAIN}{_SCALED})*(?:{_ZERO}{_D}{{1,4}}|{_D}{{3,8}}(?![0-9０-９年]))?{_MORE}?"
    f"|(?<={_D}{{2}}){_MORE})?"
)
"""1,100.9亿, 3万4000, 5亿1万4千6百, 60余万, 400多."""


def _section(lead: str) -> str:
    """One to four places, descending; ``lead`` says whether 千, 百 may stand without a digit."""
    ones = f"(?:{_ZERO}?{_C}(?![十百千]))?"
    tens = f"(?:{_ZERO}?{_C}?{_SHI})?"
    hundreds = f"(?:{_ZERO}?{_C}{_BAI})?"
    return (
        f"(?:{_C}{lead}{_QIAN}{hundreds}{tens}{ones}|{_C}{lead}{_BAI}{tens}{ones}"
        f"|{_C}?{_SHI}{ones}|{_C}(?![十百]|{_QIAN}))"
    )


_AFTER_TEN = (
    f"(?:(?<=[十百千])[多余餘]{_MORE_GUARD}|(?<=十)[几幾]|(?<=[百千])零[几幾]"
    "|(?<=[十百千])[来來](?=[万亿个名家户人年岁亩条件次米里天项]))"
)
_LOWER = f"(?:{_ZERO}?{_section('')})"
_VAGUE = "(?:[几幾](?=[十百千万萬亿億])|(?<![户人次总件个例指参位率函系])[数數](?=[十百千万萬亿億]))"
_DECIMALS = "点[零〇一二三四五六七八九]++(?![十百千分])"
SPOKEN = (
    f"(?:(?:{_VAGUE}?{_section('?')}|零(?=点)){_AFTER_TEN}?(?:{_DECIMALS})?|{_VAGUE}?(?={_WAN}|{_YI}))"
    f"(?:{_WAN}{{1,2}}(?:{_LOWER})?(?:{_DECIMALS})?{_MORE}?)?"
    f"(?:{_YI}(?:{_LOWER}(?:{_WAN}{_LOWER}?)?)?(?:{_DECIMALS})?{_MORE}?)?"
    "(?![一二两兩三四五六七八九〇○十万萬亿億]|零[一二三四五六七八九]|百(?!分)|千(?![克瓦米卡帕伏赫焦乏]))"
)
"""一万五千亿, 五百六十亿零三千万, 两千余, 十几万, 数百, 千 (of 千名), 三点五."""

POSITIONAL = "[一二三四五六七八九]+[〇○零][一二三四五六七八九〇○零]+(?![十百千万亿])"
"""Digit by digit around a zero: 二〇二四."""

FORMAL = (
    "(?=[壹贰貳叁參肆伍陆陸柒捌玖][拾佰仟])[壹贰貳叁參肆伍陆陸柒捌玖拾佰仟][壹贰貳叁參肆伍陆陸柒捌玖拾佰仟零万萬亿億]*+"
)
"""The characters of cheques: 壹佰伍拾万."""

APPROXIMATE = (
    "(?:一[两兩]|[两兩二]三|三四|三五|四五|五六|六七|七八|八九)(?:[十百千](?!分|克|瓦|米|伏))?[万萬]?[亿億]?"
    "(?![一二两兩三四五六七八九十百千])"
)
"""Two neighbouring digits, for a count that lies between them: 两三百, 七八, 五六万."""

_LONGEST = 64  # characters; no count of a plan is longer, and hostile text must not be
_BARE = re.compile("[百千万亿]+")
_PLAIN = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
_DIGITS = dict(zip("零一二三四五六七八九", range(10), strict=True))
_MARKS = (("亿", 10**8), ("万", 10**4), ("千", 1000), ("百", 100), ("十", 10))
_HINTS = str.maketrans("", "", "多余几数来")
_SPELLING = str.maketrans(
    "萬億兩餘幾數來〇○壹贰貳叁參肆伍陆陸柒捌玖拾佰仟", "万亿二余几数来零零一二二三三四五六六七八九十百千"
)


@dataclass(frozen=True, slots=True)
class Cardinal:
    """A count: ``comparator`` is ``>`` where 多, 余, 几 or 数 stands in it, ``~`` for 来.

    ``bare`` marks a multiplier without a digit (千, 亿).
    """

    value: Decimal
    comparator: Comparator | None
    bare: bool


def narrow(words: str) -> str:
    """The words with widths and traditional or formal characters made one, and 两 read as 二."""
    return unicodedata.normalize("NFKC", words).translate(_SPELLING).replace("两", "二").replace(" ", "")


def cardinal(words: str) -> Cardinal | None:
    """What one count means, or ``None`` where the words are none; ``words`` come from ``narrow``.

    >>> cardinal("一万五千亿").value, cardinal("3万4000").value, cardinal("7亿多")
    (Decimal('1500000000000'), Decimal('34000'), Cardinal(value=Decimal('700000000'), comparator='>', bare=False))
    """
    digits = words.translate(_HINTS)
    if len(digits) > _LONGEST:
        return None
    with localcontext(prec=4 * _LONGEST):
        value = _value(digits)
        if value is None:
            return None
        comparator: Comparator | None = "~" if "来" in words else ">" if digits != words else None
        return Cardinal(plain(value), comparator, bare=_BARE.fullmatch(words) is not None)


def plain(value: Decimal) -> Decimal:
    """The very same value, of any length, with neither trailing zeros nor an exponent."""
    return Decimal(int(value)) if value == value.to_integral_value() else Decimal(format(value, "f").rstrip("0"))


def _value(words: str) -> Decimal | None:
    """The value by the highest multiplier: what stands before it times it, and what follows it."""
    whole, point, decimals = words.rpartition("点")
    if point and decimals and all(char in _DIGITS for char in decimals):
        integer = _value(whole)
        return None if integer is None else integer + Decimal(f"0.{_spell(decimals)}")
    for mark, factor in _MARKS:
        head, found, tail = words.rpartition(mark)
        if found:
            left, right = (_value(head) if head.strip("零") else Decimal(1)), _remainder(tail, factor)
            return None if left is None or right is None or right >= factor else left * factor + right
    return _places(words)


def _remainder(words: str, factor: int) -> Decimal | None:
    """What follows a multiplier; one digit without 零 counts the next lower place (一万三 is 13000)."""
    if not words.strip("零"):
        return Decimal(0)
    value = _value(words.lstrip("零"))
    if value is not None and words in _DIGITS and factor > 10:
        return value * factor / 10
    return value


def _places(words: str) -> Decimal | None:
    """A number without multipliers: digits, or characters digit by digit."""
    if _PLAIN.fullmatch(words):
        return Decimal(words.replace(",", ""))
    if not words or any(char not in _DIGITS for char in words):
        return None
    return Decimal(_spell(words))


def _spell(characters: str) -> str:
    return "".join(str(_DIGITS[char]) for char in characters)
