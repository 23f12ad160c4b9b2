"""What waits for a person, each counted as the list counts it that it leads to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from taizhang.accounts.models import Organisation, User
from taizhang.accounts.scope import roles, within
from taizhang.ledger import states
from taizhang.ledger.models import Document
from taizhang.ledger.queries import commitments
from taizhang.policy.roles import Role
from taizhang.portal.queries.extents import reaches_many, scope_key
from taizhang.progress.models import Period, Report
from taizhang.progress.queries import closings, reports, slips
from taizhang.ui.keeping import Kept, kept

#: More owners that never reported are not named.
_NAMED = 200


@dataclass(frozen=True, slots=True)
class Task:
    """So many of something wait; the page where they are; ``late`` where a limit has passed or nobody answers for it."""

    words: str
    count: int
    url: str
    late: bool = False


def tasks(user: User, today: date) -> list[Task]:
    """Everything that waits for this person, what is late first."""
    found = [task for task in _all(user, today) if task.count]
    return sorted(found, key=lambda task: not task.late)


def _all(user: User, today: date) -> Iterator[Task]:
    held = roles(user)
    if held & {Role.DEPARTMENT, Role.TOWN, Role.VILLAGE}:
        yield Task(_("交办等本单位签收"), commitments.mine(user).count(), reverse("ledger:assigned"))
        yield from _owed(user, today)
    if user.has_perm("progress.pass") or user.has_perm("progress.lock"):
        yield Task(_("填报等您审核"), reports.to_review(user).count(), reverse("progress:review"))
    yield from _slips(user, today)
    yield from _closings(user)
    if Role.OFFICE in held:
        yield from _office(user)


def _owed(user: User, today: date) -> Iterator[Task]:
    counts = reports.owed(user).aggregate(
        owed=Count("pk"), late=Count("pk", filter=Q(due__lt=today)), returned=Count("pk", filter=Q(state="returned"))
    )
    late, returned = counts["late"], counts["returned"]
    beside = [_("%(n)s 项逾期") % {"n": late}] * bool(late) + [_("%(n)s 项被退回") % {"n": returned}] * bool(returned)
    words = _("目标和事项要填报")
    words = _("%(words)s（%(beside)s）") % {"words": words, "beside": _("，").join(beside)} if beside else words
    yield Task(words, counts["owed"], reverse("progress:owed"), late=bool(beside))


def _slips(user: User, today: date) -> Iterator[Task]:
    if not user.has_perm("progress.view_slips"):
        return
    todo = slips.todo(user, today)
    if user.has_perm("progress.reply_slip"):
        yield Task(_("督办单等签收"), todo.to_accept, _slip_list(state="issued"))
        yield Task(_("督办单等回复"), todo.to_answer, _slip_list(time="unanswered"))
    if user.has_perm("progress.issue_slip"):
        yield Task(_("督办单拟发，等您决定"), todo.proposed, _slip_list(state="proposed"))
        yield Task(_("督办回复等您审核"), todo.to_review, _slip_list(state="replied"))
        yield Task(_("督办延期等您批复"), todo.delays, _slip_list(time="delay"))
    yield Task(_("督办单逾期未回复"), todo.overdue, _slip_list(time="late"), late=True)


def _slip_list(**asked: str) -> str:
    return f"{reverse('supervision:list')}?{urlencode(asked)}"


def _closings(user: User) -> Iterator[Task]:
    held = roles(user)
    if not held & {Role.OFFICE, Role.SUPERVISION, Role.DEPARTMENT}:
        return
    counted = closings.visible(user).order_by().values_list("state", "reviewer").annotate(n=Count("pk"))
    by_state: dict[str, int] = {}
    applied: dict[int | None, int] = {}
    for state, reviewer, n in counted:
        by_state[state] = by_state.get(state, 0) + n
        if state == "applied":
            applied[reviewer] = n
    if Role.OFFICE in held:
        yield Task(_("销号申请等您审核"), applied.get(None, 0), _closing_list("applied", reviewer="-"))
        for state in ("verified", "spared"):
            yield Task(_("可以销号，等您销号"), by_state.get(state, 0), _closing_list(state))
    if Role.DEPARTMENT in held:
        for organisation in {each.organisation_id for each in user.held}:
            url = _closing_list("applied", reviewer=str(organisation))
            yield Task(_("销号申请等您审核"), applied.get(organisation, 0), url)
    if Role.SUPERVISION in held:
        yield Task(_("销号等您抽样"), by_state.get("reviewed", 0), _closing_list("reviewed"))
        yield Task(_("销号等您核验"), by_state.get("drawn", 0), _closing_list("drawn"))


def _closing_list(state: str, **asked: str) -> str:
    return f"{reverse('progress:closings')}?{urlencode({'state': state, **asked})}"


def _office(user: User) -> Iterator[Task]:
    rows = commitments.reached(user).exclude(state__in=states.GONE)
    # Of very many only these few are looked at, by index.
    counts = rows.filter(Q(lead=None) | Q(state__in=("confirmed", "returned"))).aggregate(
        unassigned=Count("pk", filter=Q(lead=None)),
        confirmed=Count("pk", filter=Q(state="confirmed")),
        returned=Count("pk", filter=Q(state="returned")),
    )
    ledger = reverse("ledger:list")
    yield Task(_("条目没有牵头单位"), counts["unassigned"], f"{ledger}?lead=-", late=True)
    yield Task(_("条目被牵头单位退回"), counts["returned"], f"{ledger}?state=returned", late=True)
    yield Task(_("条目等您交办"), counts["confirmed"], f"{ledger}?state=confirmed")
    read = within(user, "ledger.view_documents", Document.objects.filter(status=Document.Status.READ))
    yield Task(_("文件等您核对"), read.count(), f"{reverse('ledger:documents')}?status=read")
    period = open_period(user)
    if period is not None:
        never = len(silent(user, period).value)
        yield Task(_("单位从未填报过"), never, reverse("progress:period", args=[period.pk]), late=True)


def open_period(user: User) -> Period | None:
    """The latest reporting period that is open to the person's places."""
    rows = within(user, "progress.view", Period.objects.filter(state=Period.State.OPEN))
    return rows.order_by("-last", "-pk").first()


def silent(user: User, period: Period) -> Kept[list[Organisation]]:
    """Who is asked in a period and never handed anything in, in this or any other."""
    key = ("silent", scope_key(user), period.pk)
    return kept(key, lambda: _silent(user, period), lambda _found: reaches_many(user))


def _silent(user: User, period: Period) -> list[Organisation]:
    asked = within(user, "progress.view", Report.objects.filter(period=period))
    ever = Report.objects.filter(submitted_at__isnull=False, owner=OuterRef("pk"))
    rows = Organisation.objects.filter(Exists(asked.filter(owner=OuterRef("pk"))), ~Exists(ever))
    return list(rows.select_related("place").order_by("place__code", "name")[:_NAMED])
