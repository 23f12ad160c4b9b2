"""The facts of a document, put together from its title, its head and its file's name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePath

from taizhang.reading.cleaning import Cleaned
from taizhang.reading.facts.kinds import Kind, Stance, kind_by_opening, kind_by_title
from taizhang.reading.facts.places import place_of
from taizhang.reading.facts.titles import title_of
from taizhang.reading.facts.years import years_of

_ISSUER = re.compile(
    r"^\s*(?P<issuer>[\u4e00-\u9fff\s]{2,40}?(?:政府|办公室|办公厅|[局厅委]|委员会|指挥部|领导小组|党委|管委会))关于",
    re.MULTILINE,
)
_STATISTICS = re.compile(r"^\s*(?P<issuer>[\u4e00-\u9fff]{2,12}统计局)", re.MULTILINE)
_HEAD = 1500


@dataclass(frozen=True, slots=True)
class Facts:
    """What a document is. Each field is ``None`` where neither it nor its file's name says.

    ``year`` is the year it plans for, ``review_year`` the one it looks back on; a plan over several years has its last
    as ``year`` and both ends in ``span``. ``stance`` says whether its figures are promises (``plan``), results
    (``results``) or first the one and then the other (``both``).
    """

    title: str | None = None
    doc_kind: str | None = None
    issuer: str | None = None
    place: str | None = None
    year: int | None = None
    review_year: int | None = None
    span: tuple[int, int] | None = None
    stance: Stance | None = None


def facts_of(view: Cleaned, *, name: str | None = None, title: str | None = None) -> Facts:
    """The facts of the document whose clean text is ``view``; ``title`` is one its format declares.

    >>> from taizhang.reading.cleaning import clean
    >>> facts = facts_of(clean("某某县2024年工作要点\\n一、总体要求"), name="松阳县2024年工作要点.txt")
    >>> facts.doc_kind, facts.stance, facts.place, facts.year
    ('工作要点', 'plan', '松阳县', 2024)
    """
    stem = PurePath(name).stem if name else None
    found = title_of(view)
    declared = title.strip() if title else None
    titles = [words for words in (found, declared, stem) if words]
    named = next(((words, known) for words in titles if (known := kind_by_title(words))), None)
    shown = named[0] if named and named[0] is not stem else found or declared
    kind = named[1] if named else kind_by_opening(view.text)
    place = place_of(view.text, shown, stem)
    years = years_of(view.text, shown, stem, kind)
    return Facts(
        title=shown,
        doc_kind=kind.name if kind else None,
        issuer=_issuer(view.text, kind, place),
        place=place,
        year=years.plan,
        review_year=years.review,
        span=years.span,
        stance=kind.stance if kind else None,
    )


def _issuer(text: str, kind: Kind | None, place: str | None) -> str | None:
    """The body that issued the document: named before 关于, a statistics office, or the government that reports."""
    named = _ISSUER.search(text, 0, _HEAD)
    if named:
        return "".join(named["issuer"].split())
    if kind and kind.name == "统计公报":
        office = _STATISTICS.search(text, 0, _HEAD)
        return office["issuer"] if office else None
    return f"{place}人民政府" if place and kind and kind.name == "政府工作报告" else None
