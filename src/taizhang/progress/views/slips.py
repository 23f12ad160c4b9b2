"""The list of slips, a slip's page, by age, on paper, and its files."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taizhang import clock
from taizhang.accounts.models import User
from taizhang.accounts.requests import signed_in
from taizhang.journal.queries import history
from taizhang.progress.models import Delay, Reply, Slip
from taizhang.progress.queries import slips as queries
from taizhang.progress.queries.supervision import rules_for
from taizhang.progress.slip_lists import ENDS, SLIPS
from taizhang.progress.states import OPEN, SLIP
from taizhang.progress.views.fetching import download, may, slip_for, trail
from taizhang.progress.workdays import add_workdays
from taizhang.ui.charts import Span, ages

HISTORY_SHOWN = 100

#: What may be done from a slip's page: the action, where it leads, its words.
STEPS = (
    ("progress.issue_slip", "supervision:issue", gettext_lazy("发出")),
    ("progress.drop_slip", "supervision:drop", gettext_lazy("不发")),
    ("progress.reply_slip", "supervision:reply", gettext_lazy("回复")),
    ("progress.ask_delay", "supervision:delay", gettext_lazy("申请延期")),
    ("progress.approve_reply", "supervision:review", gettext_lazy("审核回复")),
    ("progress.close_slip", "supervision:close", gettext_lazy("办结")),
    ("progress.withdraw_slip", "supervision:withdraw", gettext_lazy("撤销")),
)


def index(request: HttpRequest) -> HttpResponseBase:
    """Every slip within the person's scope."""
    user = signed_in(request)
    context = {"todo": queries.todo(user, clock.today())}
    return SLIPS.respond(request, queries.listed(user), "progress/slips.html", context)


def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One slip: what is asked of whom by when, what was answered, and everything that happened to it."""
    user, slip = slip_for(request, pk)
    today = clock.today()
    replies = list(queries.replies(slip))
    delays = list(queries.delays(slip))
    steps = _steps(user, slip, delays)
    context = {
        "slip": slip,
        "trail": trail(),
        "items": queries.items(slip),
        "replies": replies,
        "delays": delays,
        "waiting": next((each for each in replies if each.verdict == Reply.Verdict.WAITING), None),
        "days_over": slip.days_over(today),
        "caveat": _caveat(slip),
        "acceptable": SLIP.allows("progress.accept_slip", slip.state) and may(user, "progress.accept_slip", slip),
        "steps": steps,
        "talks": slip.talks.all(),
        "history": history(slip)[:HISTORY_SHOWN],
    }
    return render(request, "progress/slip.html", context)


def printed(request: HttpRequest, pk: int) -> HttpResponse:
    """A slip on paper, as offices send it."""
    _user, slip = slip_for(request, pk)
    context = {"slip": slip, "items": queries.items(slip), "trail": trail((str(slip), _page(slip)))}
    return render(request, "progress/slip_print.html", context)


def by_age(request: HttpRequest) -> HttpResponse:
    """Open slips by how long they have been open, and by organisation."""
    user, today = signed_in(request), clock.today()
    opened = queries.reached(user).filter(state__in=OPEN).values_list("level", "issued_on")
    open_for = [(level, (today - issued).days) for level, issued in opened if issued]
    figure = ages(
        title=_("未办结的督办单"),
        unit=_("件"),
        source=_("本系统督办单，截至 %(day)s") % {"day": today.isoformat()},
        kinds=[(value, str(words)) for value, words in Slip.Level.choices],
        open_for=open_for,
        ends=ENDS,
        url=_of_age,
    )
    rows = [{**row, "days": (today - row["oldest"]).days} for row in queries.open_by_organisation(user, today)]
    context = {"figure": figure, "rows": rows, "trail": trail(), "total": len(open_for)}
    return render(request, "progress/slip_ages.html", context)


def paper(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A file that came with a reply, a request or a talk."""
    return download(get_object_or_404(queries.papers(signed_in(request)), pk=pk))


def _steps(user: User, slip: Slip, delays: list[Delay]) -> list[tuple[str, object]]:
    """What this person may do with the slip now, the first the most likely."""
    steps: list[tuple[str, object]] = [
        (reverse(to, args=[slip.pk]), words)
        for action, to, words in STEPS
        if SLIP.allows(action, slip.state) and may(user, action, slip)
    ]
    waiting = any(each.answer == Delay.Answer.WAITING for each in delays)
    if waiting and SLIP.allows("progress.answer_delay", slip.state) and may(user, "progress.answer_delay", slip):
        steps.insert(0, (reverse("supervision:answer", args=[slip.pk]), _("批复延期")))
    return steps


def _caveat(slip: Slip) -> str:
    """What to say beside a limit that may still move because no notice of that year's holidays is known."""
    if slip.due is None or slip.issued_on is None or not slip.awaits_reply:
        return ""
    _kept, rules = rules_for(slip.place)
    years = rules.calendar.provisional(slip.issued_on, slip.due)
    caveat = add_workdays(slip.issued_on, slip.limit, rules.calendar).caveat if years else None
    return caveat.words() if caveat else ""


def _of_age(span: Span, level: str) -> str:
    asked = {"age": f"{span.first}-{span.last or ''}", "level": level}
    return f"{reverse('supervision:list')}?{urlencode(asked)}"


def _page(slip: Slip) -> str:
    return reverse("supervision:slip", args=[slip.pk])
