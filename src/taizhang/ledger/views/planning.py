"""The planned curve of a commitment: even by month or quarter, or one's own numbers."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taizhang import clock
from taizhang.ledger.actions.planning import ends, even, plan
from taizhang.ledger.cells import amount
from taizhang.ledger.forms.commitments import VersionedForm
from taizhang.ledger.models import Commitment
from taizhang.ledger.views.fetching import commitment_for, trail
from taizhang.ui.asking import done


class PlanForm(VersionedForm):
    """The points, one a line: day, then the cumulative figure."""

    points = forms.CharField(
        label=gettext_lazy("计划节点"),
        widget=forms.Textarea(attrs={"rows": 13}),
        max_length=4000,
        help_text=gettext_lazy("一行一个：日期、应累计完成的数，如 2024-06-30 40000"),
    )

    def __init__(self, data: object, unit: str, initial: dict[str, object]) -> None:
        super().__init__(data, initial=initial)  # type: ignore[arg-type]
        self.unit = unit

    def clean_points(self) -> dict[date, Decimal]:
        """Days with values; says which line it does not understand."""
        found: dict[date, Decimal] = {}
        for number, line in enumerate(self.cleaned_data["points"].splitlines(), 1):
            if line.strip():
                day, value = _point(line, self.unit)
                if day is None or value is None or day in found:
                    raise forms.ValidationError(
                        _("第 %(n)s 行看不懂或重复：%(line)s"), params={"n": number, "line": line[:40]}
                    )
                found[day] = value
        return found


def index(request: HttpRequest, pk: int) -> HttpResponse:
    """The curve as it is; ``?fill=month`` or ``quarter`` offers an even one."""
    user, commitment = commitment_for(request, pk, "ledger.plan")
    lines = "\n".join(f"{day} {value.normalize():f}" for day, value in _offered(request, commitment).items())
    form = PlanForm(request.POST or None, commitment.unit, {"version": commitment.version, "points": lines})
    if form.is_bound and form.is_valid():
        asked = form.cleaned_data
        if done(request, form, lambda: plan(actor=user, commitment=commitment, **asked), _("计划曲线已保存。")):
            return redirect("ledger:commitment", pk=pk)
    context = {
        "commitment": commitment,
        "form": form,
        "back": reverse("ledger:commitment", args=[pk]),
        "trail": trail((commitment.title, reverse("ledger:commitment", args=[pk]))),
    }
    return render(request, "ledger/plan.html", context, status=422 if form.is_bound else 200)


def _offered(request: HttpRequest, commitment: Commitment) -> dict[date, Decimal]:
    every = {"month": 1, "quarter": 3}.get(request.GET.get("fill", ""))
    if every is None or commitment.value is None:
        return {point.due: point.value for point in commitment.plan.all()}
    last = commitment.deadline or date(commitment.year or clock.today().year, 12, 31)
    days = [day for day in ends(last.year, every) if day < last]
    return even(commitment.value, [*days, last])


def _point(line: str, unit: str) -> tuple[date | None, Decimal | None]:
    day, _space, value = line.strip().replace("\t", " ").replace("：", " ").partition(" ")
    try:
        return date.fromisoformat(day), amount(value, unit)
    except ValueError:
        return None, None
