"""The numbers that office programs and browsers write before automatically numbered paragraphs."""

from __future__ import annotations

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_LEGAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
# Beyond these the signs get long without end; office programs stop there too.
_MOST_ROMAN = 3_999
_MOST_CHINESE = 9_999
_MOST_LETTERS = 26 * 30


def _chinese(number: int, digits: str = "零" + _DIGITS[1:], units: str = "十百千") -> str:
    if number > _MOST_CHINESE:
        return str(number)
    if number == 0:
        return digits[0]
    words = ""
    pending_zero = False
    for power in (3, 2, 1, 0):
        digit = number // 10**power % 10
        if digit:
            words += (digits[0] if pending_zero else "") + digits[digit] + (units[power - 1] if power else "")
        pending_zero = bool(words) and digit == 0
    # 十二, not 一十二; the financial figures keep their 壹.
    return words[1:] if units == "十百千" and 10 <= number < 20 else words


def _digits(number: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(number))


def _legal(number: int) -> str:
    return _chinese(number, _LEGAL_DIGITS, "拾佰仟")


def _cyclic(signs: str) -> Callable[[int], str]:
    return lambda number: signs[(number - 1) % len(signs)] if number > 0 else str(number)


def _sixty(number: int) -> str:
    return _cyclic(_STEMS)(number) + _cyclic(_BRANCHES)(number) if number > 0 else str(number)


def _roman(number: int) -> str:
    if not 0 < number <= _MOST_ROMAN:
        return str(number)
    words = ""
    for value, sign in _ROMAN:
        words += sign * (number // value)
        number %= value
    return words


def _letters(number: int) -> str:
    # Word's fashion: after z comes aa, bb, cc.
    if not 0 < number <= _MOST_LETTERS:
        return str(number)
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _run(first: str, count: int, plain: Callable[[int], str] = str) -> Callable[[int], str]:
    """Signs that Unicode keeps in one unbroken run, and ``plain`` beyond its end."""
    return lambda number: chr(ord(first) + number - 1) if 0 < number <= count else plain(number)


def _circled(number: int) -> str:
    if 20 < number <= 35:
        return chr(ord("㉑") + number - 21)
    if 35 < number <= 50:
        return chr(ord("㊱") + number - 36)
    return "⓪" if number == 0 else _run("①", 20)(number)


def _full_width(number: int) -> str:
    return "".join(chr(ord("０") + int(digit)) for digit in str(number))


_STYLES: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02}",
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": _run("⑴", 20, "({})".format),
    "decimalEnclosedFullstop": _run("⒈", 20, "{}.".format),
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerRoman": _roman,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerLetter": _letters,
    "chineseCounting": _chinese,
    "chineseCountingThousand": _chinese,
    "taiwaneseCounting": _chinese,
    "taiwaneseCountingThousand": _chinese,
    "japaneseCounting": _chinese,
    "ideographDigital": _digits,
    "japaneseDigitalTenThousand": _digits,
    "taiwaneseDigital": _digits,
    "chineseLegalSimplified": _legal,
    "ideographLegalTraditional": _legal,
    "japaneseLegal": _legal,
    "ideographTraditional": _cyclic(_STEMS),
    "ideographZodiac": _cyclic(_BRANCHES),
    "ideographZodiacTraditional": _sixty,
    "ideographEnclosedCircle": _run("㊀", 10, _chinese),
    "ordinal": lambda number: f"{number}.",
    "none": lambda _: "",
    "bullet": lambda _: "",
}
"""Named as WordprocessingML names them (ECMA-376, part 1, 17.18.59)."""


def write_number(number: int, style: str) -> str:
    """``number`` as ``style`` writes it; a style not known writes Arabic figures, as Word does.

    >>> [write_number(12, style) for style in ("chineseCounting", "decimalEnclosedCircle", "lowerRoman", "decimal")]
    ['十二', '⑫', 'xii', '12']
    """
    return _STYLES.get(style, str)(number)
