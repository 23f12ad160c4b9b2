"""Planned against actual: of the targets of an area together, and of each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from taizhang.portal.completion import actual, planned
from taizhang.portal.queries.courses import Course
from taizhang.progress.curves import month_ends
from taizhang.ui.charts import Figure, Point, curve


def together(title: str, courses: Sequence[Course], until: date, url: str = "") -> Figure | None:
    """How many targets' worth were planned and done at the end of each month; ``None`` where nothing grows from nothing."""
    if not courses:
        return None
    followed = [each.followed for each in courses]
    days, last = _days(courses, until), _last(courses, until)
    return curve(
        title=title,
        unit=_("项"),
        source=_("已锁定的填报，截至 %(day)s") % {"day": (last or until).isoformat()},
        planned=[Point(day, planned(followed, day)) for day in days],
        actual=[Point(day, actual(followed, day), url) for day in days if last and day <= last],
        target=None,
        today=until,
        note=_("共 %(n)s 项目标，每项算一：完成一半算半项，超额仍算一项。") % {"n": len(courses)},
    )


def alone(course: Course, until: date) -> Figure:
    """One target in its own unit."""
    followed, commitment = course.followed, course.commitment
    number = reverse("progress:number", args=[commitment.pk])
    return curve(
        title=commitment.title,
        unit=commitment.unit,
        source=_("已锁定的填报，截至 %(day)s")
        % {"day": (followed.reached[-1][0] if followed.reached else until).isoformat()},
        planned=[Point(day, followed.planned(day)) for day in _days([course], until)],
        actual=[Point(on, value, f"{number}?on={on.isoformat()}") for on, value in followed.reached],
        target=followed.target,
        today=until,
    )


def _days(courses: Sequence[Course], until: date) -> list[date]:
    """The ends of months from the first beginning of a plan to the last end, at most two years from ``until``."""
    points = [day for each in courses for day, _value in each.followed.plan.points]
    first, last = max(min(points), until - timedelta(days=731)), min(max(points), until + timedelta(days=731))
    return [first, *month_ends(first, last)] if first < last else [last]


def _last(courses: Sequence[Course], until: date) -> date | None:
    """The last day about which anything is locked."""
    return max((each.followed.reached[-1][0] for each in courses if each.followed.reached), default=None)
