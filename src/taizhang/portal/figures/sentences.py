"""Three sentences in words: how many stand how, what became of it since the last month, which red light is the oldest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from taizhang.portal.figures.words import Lights, lights_of, own_name
from taizhang.portal.queries.extents import Extent
from taizhang.portal.queries.headlines import Headline, headline
from taizhang.progress.marks import light_label

#: The lights whose number is compared with the last month's.
_COMPARED = ("red", "yellow")


@dataclass(frozen=True, slots=True)
class Said:
    """The parts of the sentences: the words before the lights, the lights, the difference; the page asks for the oldest."""

    of: str
    lights: list[Lights]
    difference: str
    difference_url: str
    headline: Headline


def said(about: str, found: Headline) -> Said | None:
    """The sentences about what ``about`` names; ``None`` where there is nothing to speak of."""
    if not found.total:
        return None
    overview = f"{reverse('portal:overview')}?known={found.month_end.isoformat()}"
    return Said(about, lights_of(found.extent, found.now), difference(found), overview, found)


def of_place(extent: Extent, today: date) -> Said | None:
    """About what lies at the place itself; where nothing does, about all below it."""
    own = said(own_name(extent), headline(extent.own(), extent, today))
    return own or said(extent.place.name, headline(extent, extent, today))


def difference(found: Headline) -> str:
    """严重滞后多 1 项，滞后少 2 项; in words too where nothing changed or nothing was lit yet."""
    if not any(count for colour, count in found.then.items() if colour):
        return _("上月末还没有亮灯")
    parts = [_changed(colour, found.more(colour)) for colour in _COMPARED if found.more(colour)]
    return _("，").join(parts) or _("严重滞后和滞后的项数没有变化")


def _changed(colour: str, more: int) -> str:
    words = {"light": light_label(colour), "n": abs(more)}
    return _("%(light)s多 %(n)s 项") % words if more > 0 else _("%(light)s少 %(n)s 项") % words
