"""Ranks: places in an order (增速居全省第2位), which may be said of several indicators at once."""

from __future__ import annotations

import re

from taizhang.reading.claims.lexemes import MEASURE_NOUN
from taizhang.reading.claims.subjects import SPLIT, split_subjects

_RANK_VERB = re.compile(
    r"(?:总?均|分别|仍|继续|连续|稳|跃|并|首次|都|也|全部|双双|就)*(?:位列|位居|排名|名列|排在|排到|排|居于|分居|居|列|跃居|稳居|升至|跃升至|跃升到|上升到|上升至|提升至|前移至|攀升至|升到|晋升|成为|跻身|进入|获得|获|得|保持)[^，；]{0,16}$"
)
_FIELD = re.compile(r"在?(?:全国|全省|全市|全区|中部|我国).{0,12}$")
_FOR_YEARS = re.compile(r"(?:连续[\d一二三四五六七八九十多]+年|[三五]年)$")
_ATTRIBUTE = re.compile(r"(?:总量|增速|增幅|总数|人均数|规模|占比|增长速度|总额|指标|综合排名)?(?:均|分别)?")


def rank_noun(core: str, behind: str) -> str:
    """What is ranked: the words before the verb of ranking, or what something becomes (成为全省第3个千亿镇)."""
    found = _RANK_VERB.search(core)
    if found and behind and "成为" in found[0]:
        return found[0].split("成为")[-1] + behind
    named = core[: found.start()] if found else core
    if not found and not _FIELD.search(core):
        return ""
    return _FOR_YEARS.sub("", _FIELD.sub("", named)).strip("的、， ")


def ranked(core: str, noun: str, spoken: str, earlier: list[str]) -> list[str]:
    """The indicators a rank is said of.

    ``noun`` is what :func:`rank_noun` found, ``spoken`` the indicator the sentence last spoke of, ``earlier`` the
    indicators of the clause before.
    """
    everyone = "均" in core or "都" in core or "双双" in core
    apart = "分别" in core or "分居" in core
    if _ATTRIBUTE.fullmatch(noun):
        suffix = noun.rstrip("均分别")
        subjects = earlier if (everyone or apart) and len(earlier) > 1 else [spoken]
        return [one + suffix for one in subjects]
    several = everyone or apart or "指标" in noun or MEASURE_NOUN.search(noun) is not None
    if several and len(SPLIT.split(noun)) > 1:
        return split_subjects(noun)
    return [noun]
