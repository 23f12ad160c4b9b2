"""What a division code says by itself: its level, its parent's code, and whether it stands for a pseudo-unit. Pure."""

from __future__ import annotations

#: How many digits the code of each level has, from the province down (GB/T 2260, GB/T 10114 and the statistical codes).
LENGTHS = {"province": 2, "city": 4, "county": 6, "town": 9, "village": 12}
_LEVELS = {length: level for level, length in LENGTHS.items()}


def level_of(code: str) -> str:
    """The level a code belongs to; raises ValueError if no level has such codes.

    >>> level_of("441900119")
    'town'
    """
    if not (code.isascii() and code.isdigit() and len(code) in _LEVELS):
        raise ValueError(f"区划代码应为 2、4、6、9 或 12 位数字：{code!r}")
    return _LEVELS[len(code)]


def parent_code(code: str) -> str:
    """The code one level up, empty for a province.

    >>> parent_code("441900119001"), parent_code("4419"), parent_code("44")
    ('441900119', '44', '')
    """
    lengths = [0, *_LEVELS]
    return code[: lengths[lengths.index(len(code)) - 1]]


def is_pseudo(code: str) -> bool:
    """Whether the code is of a park, port or state farm counted like a town (GB/T 10114: 400 to 599).

    >>> is_pseudo("441900401"), is_pseudo("441900119")
    (True, False)
    """
    return len(code) == LENGTHS["town"] and code[6] in "45"
