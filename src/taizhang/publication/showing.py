"""What the public pages show: items made of editions that are public now, and nothing read from anywhere else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from taizhang.ledger.models.commitments import amount
from taizhang.progress.reasons import Reason
from taizhang.publication.content import Content, Mark
from taizhang.publication.models import Publication
from taizhang.reading.cleaning.script import simplify
from taizhang.reading.cleaning.widths import fold_widths
from taizhang.ui.charts import Figure, Point, curve

#: The two languages of the public pages, by the namespace of their addresses.
LANGUAGES = {"public": "zh-hans", "public-en": "en"}
COLOURS = ("red", "yellow", "green", "waiting", "closed")
#: What is typed is cut off behind so many characters and words.
LONGEST, MOST = 50, 6


@dataclass(frozen=True, slots=True)
class Item:
    """One public commitment in one language."""

    number: int
    content: Content
    since: date | None
    made_at: datetime
    edition: int
    space: str = "public"

    @property
    def title(self) -> str:
        """In the language of the page, where there is a title in it."""
        return (self.space == "public-en" and self.content.title_en) or self.content.title

    @property
    def explanation(self) -> str:
        """In the language of the page, where there is one in it."""
        return (self.space == "public-en" and self.content.explanation_en) or self.content.explanation

    @property
    def light(self) -> str:
        """The word of the light."""
        return light(self.content.colour, self.space)

    @property
    def url(self) -> str:
        """Its page."""
        return reverse(f"{self.space}:item", args=[self.number])

    @property
    def reached(self) -> str:
        """What was reached as people write it, empty where nothing was reported."""
        return amount(self.content.value, self.content.unit)

    @property
    def curve(self) -> Figure | None:
        """Planned against reached."""
        content = self.content
        if not (content.planned or content.actual):
            return None
        return curve(
            title=_("计划与完成"),
            unit=content.unit,
            source=_("本页公开的数据，截至 %(day)s") % {"day": (content.on or self.made_at.date()).isoformat()},
            planned=_points(content.planned),
            actual=_points(content.actual),
            target=content.target,
            from_nought=content.gathers,
        )

    def data(self, base: str) -> dict[str, Any]:
        """As data: what the page says, and where it stands."""
        return {
            "number": self.number,
            "url": f"{base}{self.url}",
            "edition": self.edition,
            "published_on": self.since and self.since.isoformat(),
            "updated": self.made_at.isoformat(),
            "light": self.light,
            "share": None if self.content.share is None else f"{self.content.share:f}",
            **self.content.data(),
            **({"simulated": True} if settings.DEMONSTRATION else {}),
        }


def light(colour: str, space: str) -> str:
    """The word that stands beside a light's shape."""
    return Reason(f"light_{colour}").words(LANGUAGES[space]) if colour else ""


def public() -> QuerySet[Publication]:
    """What is public now, with its edition; the commitment is never joined."""
    return Publication.objects.filter(state="published").select_related("current").order_by("number")


def narrowed(
    rows: QuerySet[Publication], *, words: str = "", area: str = "", code: str = "", colour: str = ""
) -> QuerySet[Publication]:
    """Those that bear every word, of an area, of a place and all below it, of a light."""
    for word in simplify(fold_widths(words[:LONGEST])).lower().split()[:MOST]:
        rows = rows.filter(current__words__contains=word)
    if area:
        rows = rows.filter(current__area=area)
    if code:
        rows = rows.filter(current__code__startswith=code)
    return rows.filter(current__colour=colour) if colour else rows


def items(rows: Iterable[Publication], space: str = "public") -> list[Item]:
    """The rows as pages show them."""
    return [found for each in rows if (found := item(each, space)) is not None]


def item(publication: Publication, space: str = "public") -> Item | None:
    """One as pages show it; ``None`` where it is not public."""
    shown = publication.current
    if shown is None or publication.number is None:
        return None
    return Item(publication.number, shown.read, publication.published_on, shown.made_at, shown.number, space)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many items an area or place has, by light."""

    key: str
    name: str
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.counts)


def by_area() -> list[Tally]:
    """Every area with its lights."""
    return _tallies((area, area, colour, n) for area, colour, n in _counted("current__area", "current__colour") if area)


def by_place() -> list[Tally]:
    """Every place with its lights, in the order of the codes; each counts what bears its own name alone."""
    names = {each.current.code: each.current.read.place for each in public() if each.current}
    return _tallies(
        (code, names.get(code, code), colour, n) for code, colour, n in _counted("current__code", "current__colour")
    )


def _counted(*columns: str) -> Iterable[tuple[Any, ...]]:
    return public().order_by(*columns).values_list(*columns).annotate(n=Count("pk"))


def _tallies(counted: Iterable[tuple[str, str, str, int]]) -> list[Tally]:
    found: dict[tuple[str, str], dict[str, int]] = {}
    for key, name, colour, n in counted:
        found.setdefault((key, name), {})[colour or "waiting"] = n + found.get((key, name), {}).get(
            colour or "waiting", 0
        )
    return [Tally(key, name, tuple(counts.get(each, 0) for each in COLOURS)) for (key, name), counts in found.items()]


def _points(marks: Iterable[Mark]) -> list[Point]:
    return [Point(each.on, each.value) for each in marks]
