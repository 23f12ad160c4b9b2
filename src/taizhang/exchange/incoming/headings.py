"""Which column of a file is which: by the names DHIS2, SDMX, our own files and people give them, or as a person says."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence

#: What a row may say, and what columns for it are called; the first named counts first.
ROLES: Mapping[str, tuple[str, ...]] = {
    "element": (
        "dataelement",
        "dataelementname",
        "indicatorname",
        "指标",
        "指标名称",
        "indicator",
        "title",
        "内容",
        "名称",
    ),
    "place": (
        "orgunit",
        "organisationunit",
        "organizationunit",
        "placecode",
        "区划代码",
        "refarea",
        "place",
        "地区",
        "镇街",
        "placename",
    ),
    "period": ("period", "timeperiod", "on", "截至", "时期", "填报期", "periodlast"),
    "value": ("value", "obsvalue", "numerator", "累计", "累计值", "数值", "值"),
    "denominator": ("denominator", "分母"),
    "unit": ("unit", "unitmeasure", "单位"),
    "note": ("comment", "note", "说明", "备注", "进展说明"),
}
#: What no row can do without.
NEEDED = ("element", "place", "period", "value")


def folded(words: str) -> str:
    """Words without what does not tell them apart: width, case, spaces and joints.

    >>> folded("Data Element"), folded("indicator_name"), folded("ＰＥＲＩＯＤ")
    ('dataelement', 'indicatorname', 'period')
    """
    narrow = unicodedata.normalize("NFKC", words).casefold()
    return "".join(char for char in narrow if not char.isspace() and char not in "_-　")


def columns_of(headings: Mapping[int, str], chosen: Mapping[str, int]) -> dict[str, Sequence[int]]:
    """The columns of each role, the one that counts first at the front; what a person chose goes before every name."""
    named = {folded(words): column for column, words in sorted(headings.items(), reverse=True)}
    found: dict[str, Sequence[int]] = {}
    for role, names in ROLES.items():
        columns = [named[name] for name in names if name in named]
        first = chosen.get(role)
        if first is not None and first in headings:
            columns = [first]
        if columns:
            found[role] = columns if role == "element" else columns[:1]
    return found
