"""Open slips by how long they have been open."""

from __future__ import annotations

from django.utils.translation import gettext as _

from taizhang import clock
from taizhang.portal.queries.extents import Extent
from taizhang.portal.queries.slips import Opened, slips_url
from taizhang.progress.models import Slip
from taizhang.progress.slip_lists import ENDS
from taizhang.ui.charts import Figure, Span, ages


def ages_of(extent: Extent, opened: list[Opened]) -> Figure | None:
    """The bars; ``None`` where nothing is open."""
    today = clock.today()
    open_for = [(each.level, (today - each.on).days) for each in opened for _one in range(each.count)]
    if not open_for:
        return None

    def url(span: Span, level: str) -> str:
        return slips_url(extent, age=f"{span.first}-{span.last or ''}", level=level)

    return ages(
        title=_("未办结的督办单"),
        unit=_("件"),
        source=_("本系统督办单，截至 %(day)s") % {"day": today.isoformat()},
        kinds=[(value, str(words)) for value, words in Slip.Level.choices],
        open_for=open_for,
        ends=ENDS,
        url=url,
    )
