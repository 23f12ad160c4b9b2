"""Numbers and dates as a spreadsheet shows them: 0.05 in the format ``0%`` is 5%."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

from taizhang.reading.sources.date_formats import is_date_format, show_date
from taizhang.reading.sources.numbering import write_number

GENERAL = "General"
_LUNAR = 'yyyy"年"m"月"'
_DAY = 'm"月"d"日"'
_CLOCK = '上午/下午h"时"mm"分"'
BUILT_IN = {
    0: GENERAL,
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "yyyy/m/d",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "yyyy/m/d h:mm",
    27: _LUNAR,
    28: _DAY,
    29: _DAY,
    30: "m/d/yy",
    31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"',
    34: _CLOCK,
    35: _CLOCK + 'ss"秒"',
    36: _LUNAR,
    37: "#,##0;(#,##0)",
    38: "#,##0;(#,##0)",
    39: "#,##0.00;(#,##0.00)",
    40: "#,##0.00;(#,##0.00)",
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    48: "##0.0E+0",
    49: "@",
    50: _LUNAR,
    51: _DAY,
    52: _LUNAR,
    53: _DAY,
    54: _DAY,
    55: _CLOCK,
    56: _CLOCK + 'ss"秒"',
    57: _LUNAR,
    58: _DAY,
}
"""Formats a workbook refers to by number alone, as programs set to Chinese show them (ECMA-376, part 1, 18.8.30)."""

# Spreadsheets keep 15 digits and show 10 of them in the general format.
_KEPT = Context(prec=15, rounding=ROUND_HALF_UP)
_SHOWN = Context(prec=10, rounding=ROUND_HALF_UP)
_LARGEST_EXPONENT = 308
_ROUNDING = Context(prec=2 * _LARGEST_EXPONENT, rounding=ROUND_HALF_UP)
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|[\\!](?P<escaped>.)|_(?P<space>.)|\*(?P<fill>.)|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<digit>[0#?])|(?P<point>\.)|(?P<comma>,)|(?P<percent>%)|(?P<text>@)|(?P<general>General)|(?P<plain>.)",
    re.DOTALL | re.IGNORECASE,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)")
_CURRENCY = re.compile(r"\$([^-]*)")
# Exponents and fractions are shown in full instead: what is read must stay a number for its readers.
_UNUSUAL = re.compile(r"[0#?]E[+-]|[0#?]\s*/\s*[0#?\d]", re.IGNORECASE)
_LONGEST = 512


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class _Section:
    """One of the up to four parts of a format; ``condition`` says which numbers it is for."""

    code: str
    tokens: tuple[_Token, ...]
    condition: tuple[str, Decimal] | None = None
    figures: str = ""

    def has(self, kind: str) -> bool:
        return any(token.kind == kind for token in self.tokens)


def show_number(value: str, code: str, *, since_1904: bool = False) -> str:
    """A number, written as files write it, in the format ``code``; what is no number comes back as it is.

    >>> [show_number(*given) for given in (("0.05", "0%"), ("45292", "yyyy年m月d日"), ("41.139999999999999", "General"))]
    ['5%', '2024年1月1日', '41.14']
    """
    number = _decimal(value)
    if number is None:
        return value
    section, unsigned = _choose(_sections(code[:_LONGEST] or GENERAL), number)
    if is_date_format(section.code):
        date = show_date(unsigned, section.code, since_1904=since_1904)
        return show_general(number) if date is None else date
    try:
        return _shown(unsigned, section)
    except ArithmeticError:
        # Only a format of dozens of percent signs takes a number out of bounds.
        return show_general(number)


def show_text(value: str, code: str) -> str:
    """A text in the format ``code``, which may add words to it.

    >>> show_text("长安", '@"镇"')
    '长安镇'
    """
    if "@" not in code or code == "@":
        return value
    section = next((section for section in reversed(_sections(code[:_LONGEST])) if section.has("text")), None)
    return "".join(value if token.kind == "text" else _literal(token) for token in section.tokens) if section else value


def show_general(number: Decimal) -> str:
    """A number without a format: plain digits, ten of them where it has decimals."""
    if number == number.to_integral_value():
        return f"{number.to_integral_value():f}" if number else "0"
    text = f"{_SHOWN.plus(number):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _decimal(value: str) -> Decimal | None:
    if not re.fullmatch(r"\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,3})?\s*", value) or len(value) > _LONGEST:
        return None
    number = _KEPT.create_decimal(value.strip())
    return number if abs(number.adjusted()) <= _LARGEST_EXPONENT else None


@lru_cache(maxsize=512)
def _sections(code: str) -> tuple[_Section, ...]:
    found: list[_Section] = []
    start = 0
    for match in (*_TOKEN.finditer(code), None):
        if match is None or match["plain"] == ";":
            end = match.start() if match else len(code)
            found.append(_section(code[start:end]))
            start = end + 1
    return tuple(found)


def _section(code: str) -> _Section:
    tokens: list[_Token] = []
    condition: tuple[str, Decimal] | None = None
    figures = ""
    for match in _TOKEN.finditer(code):
        kind = match.lastgroup or "plain"
        text = match[kind]
        if kind != "bracket":
            tokens.append(_Token(kind, text))
        elif currency := _CURRENCY.match(text):
            tokens.append(_Token("quoted", currency[1]))
        elif found := _CONDITION.fullmatch(text.strip()):
            condition = (found[1], Decimal(found[2]))
        elif text.upper() in {"DBNUM1", "DBNUM2"}:
            figures = text.upper()
    return _Section(code, tuple(tokens), condition, figures)


def _choose(sections: tuple[_Section, ...], number: Decimal) -> tuple[_Section, Decimal]:
    """The section for ``number``, and the number less the sign where the section itself stands for it."""
    for section in sections:
        if section.condition is not None and _holds(number, *section.condition):
            return section, number
    if any(section.condition is not None for section in sections):
        return next((section for section in reversed(sections) if section.condition is None), sections[-1]), number
    numeric = [section for section in sections if not section.has("text")] or list(sections)
    if number < 0 and len(numeric) > 1:
        return numeric[1], number.copy_abs()
    if number == 0 and len(numeric) > 2:
        return numeric[2], number
    return numeric[0], number


def _holds(number: Decimal, comparison: str, bound: Decimal) -> bool:
    return {
        "<": number < bound,
        "<=": number <= bound,
        ">": number > bound,
        ">=": number >= bound,
        "=": number == bound,
        "<>": number != bound,
    }[comparison]


def _literal(token: _Token) -> str:
    return token.text if token.kind in {"quoted", "escaped", "plain", "percent"} else ""


def _shown(number: Decimal, section: _Section) -> str:
    if _UNUSUAL.search(section.code) or not (section.has("digit") or section.has("general") or section.has("text")):
        literal = "".join(_literal(token) for token in section.tokens)
        # A section of words alone shows them; one of nothing hides the number.
        return show_general(number) if _UNUSUAL.search(section.code) else literal
    if not section.has("digit"):
        shown = {"general": show_general(number), "text": show_general(number)}
        text = "".join(shown.get(token.kind, _literal(token)) for token in section.tokens)
        return _in_figures(text, section.figures)
    return _placed(number, section)


def _placed(number: Decimal, section: _Section) -> str:
    """The digits of ``number`` laid over the placeholders of the section."""
    tokens = section.tokens
    scaled = _ROUNDING.multiply(number, Decimal(100 ** sum(token.kind == "percent" for token in tokens)))
    digits = [index for index, token in enumerate(tokens) if token.kind == "digit"]
    point = next((index for index, token in enumerate(tokens) if token.kind == "point"), len(tokens))
    whole = [index for index in digits if index < point]
    decimals = [index for index in digits if index > point]
    last = whole[-1] if whole else -1
    commas = [index for index, token in enumerate(tokens) if token.kind == "comma"]
    end = (decimals or whole)[-1]
    scaled = _ROUNDING.divide(scaled, Decimal(1000 ** sum(index > end or last < index < point for index in commas)))
    grouped = any(whole and whole[0] < index < last for index in commas)
    rounded = _ROUNDING.quantize(scaled, Decimal(1).scaleb(-len(decimals)))
    integer, _, fraction = f"{rounded.copy_abs():f}".partition(".")
    placed = _whole(integer, [tokens[index].text for index in whole], grouped)
    shown = dict(zip(whole, placed, strict=True)) | dict(
        zip(decimals, _fraction(fraction, tokens, decimals), strict=True)
    )
    shown[point] = "." if any(shown[index] for index in decimals) or (point < len(tokens) and not decimals) else ""
    text = "".join(shown.get(index, _literal(token)) for index, token in enumerate(tokens))
    return _in_figures(("-" if rounded < 0 else "") + text.strip(), section.figures)


def _whole(integer: str, places: list[str], grouped: bool) -> list[str]:
    """What stands at each placeholder before the point; the first takes all digits that are left over."""
    if not places:
        return []
    integer = "" if integer == "0" else integer
    least = len(places) - next((index for index, place in enumerate(places) if place == "0"), len(places))
    integer = integer.rjust(least, "0")
    cut = max(0, len(integer) - len(places) + 1)
    if grouped:
        # Groups and words between digits do not occur together; the first place takes the whole number.
        grouped_text = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", ",", integer)
        return [grouped_text, *("" for _ in places[1:])]
    padded = [""] * max(0, len(places) - len(integer)) + ([integer[:cut]] if cut else []) + list(integer[cut:])
    return padded[-len(places) :]


def _fraction(fraction: str, tokens: tuple[_Token, ...], decimals: list[int]) -> list[str]:
    shown = list(fraction)
    for position in range(len(decimals) - 1, -1, -1):
        if tokens[decimals[position]].text == "0" or shown[position] != "0":
            break
        shown[position] = ""
    return shown


def _in_figures(text: str, figures: str) -> str:
    """Whole numbers in Chinese figures where the format asks for them."""
    style = {"DBNUM1": "chineseCounting", "DBNUM2": "chineseLegalSimplified"}.get(figures)
    return re.sub(r"\d{1,4}", lambda match: write_number(int(match[0]), style), text) if style else text
