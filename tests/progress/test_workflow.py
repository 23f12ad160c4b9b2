"""Whatever people do in whatever order: the reports stand where a second telling of the workflow says, and so does every total."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from taizhang import clock
from taizhang.journal.models import Entry as JournalEntry
from taizhang.journal.queries import verify_chain
from taizhang.ledger.models import Commitment, Indicator
from taizhang.policy.errors import ActionError, Refused, StaleError
from taizhang.progress.actions.periods import close_period, open_period
from taizhang.progress.actions.reporting import Entry, enter, submit, withdraw
from taizhang.progress.actions.reviewing import correct, lock, pass_on, send_back
from taizhang.progress.models import LightRecord, Period, Position, Report, Total, Version
from taizhang.progress.queries.verifying import verify_progress
from tests.cast import Cast
from tests.ledger.makers import commitment
from tests.progress.makers import month
from tests.progress.workflow_model import DONE, IMPOSSIBLE, OFFICE, REFUSED, STALE, STEPS, Book, Sheet, Target

TARGETS = (
    Target("village", owner="village", reviewer="town", above=("whole", "town")),
    Target("other", owner="other_town", reviewer="department", above=("whole",)),
    Target("alone", owner="department"),
    Target("rate", owner="town", reviewer="department", ratio=True, above=("rates",)),
    Target("rate too", owner="other_town", reviewer="department", ratio=True, above=("rates",)),
)
PARTS = ("office", "department", "stranger", "town", "other_town", "village", "supervision", "leader")
MONTHS = 3

months = st.integers(1, MONTHS)
values = st.decimals("0", "50000", places=2)
#: Mostly somebody who may, else anybody.
people = st.one_of(st.just(""), st.just(""), st.sampled_from(PARTS))
picks = st.integers(0, 99)
seeing = st.integers(0, 5).map(lambda number: number != 3)
ways = st.sampled_from(["value", "value", "this", "both", "contradict"])


@pytest.fixture
def nodes(cast: Cast) -> dict[str, Commitment]:
    """A target split twice, a ratio split once, and one that its department reports itself."""
    indicator = Indicator.objects.create(
        name="测试用比率", unit="%", polarity="up", adds_up="ratio", numerator="达标数", denominator="总数"
    )
    ratio: dict[str, Any] = {"title": "达标率", "indicator": indicator, "measure": "level", "unit": "%", "value": 90}
    led: dict[str, Any] = {"state": "accepted"}
    town, other, village = "441900119", "441900121", "441900119004"
    whole = commitment(cast, lead="department", **led)
    middle = commitment(cast, code=town, lead="town", parent=whole, value=40_000, **led)
    rates = commitment(cast, lead="department", **led, **ratio)
    return {
        "whole": whole,
        "town": middle,
        "village": commitment(cast, code=village, lead="village", parent=middle, value=40_000, **led),
        "other": commitment(cast, code=other, lead="other_town", parent=whole, value=40_000, **led),
        "alone": commitment(cast, lead="department", title="口袋公园", value=160, **led),
        "rates": rates,
        "rate": commitment(cast, code=town, lead="town", parent=rates, **led, **ratio),
        "rate too": commitment(cast, code=other, lead="other_town", parent=rates, **led, **ratio),
    }


class Workflow(RuleBasedStateMachine):
    """Steps of people on three months of reports, each foretold by the book."""

    def __init__(self, cast: Cast, nodes: dict[str, Commitment]) -> None:
        super().__init__()
        self.cast, self.nodes = cast, nodes
        self.book, self.day = Book(TARGETS), date(2024, 2, 1)
        self.undone = transaction.atomic()
        self.undone.__enter__()

    def teardown(self) -> None:
        """Everything kept must follow from what was done; then it is undone."""
        try:
            assert list(verify_chain()) == []
            assert list(verify_progress()) == []
            lit = list(LightRecord.objects.order_by("pk").values_list("on", flat=True))
            assert lit == sorted(lit), "a light was lit for a day that was past"
        finally:
            transaction.set_rollback(True)
            self.undone.__exit__(None, None, None)

    @initialize(number=months)
    def begin(self, number: int) -> None:
        self.open(number, "")

    @rule(days=st.integers(1, 40))
    def days_pass(self, days: int) -> None:
        self.day += timedelta(days)

    @precondition(lambda self: len(self.book.days) < MONTHS)
    @rule(number=months, actor=people)
    def open(self, number: int, actor: str) -> None:
        span, actor = month(number), actor or OFFICE
        expected = REFUSED if actor != OFFICE else IMPOSSIBLE if span.last in self.book.days else DONE
        self.attempt(
            expected, lambda: open_period(actor=self.cast.people[actor], place=self.cast.places["4419"], span=span)
        )
        if expected == DONE:
            self.book.ask(span.last)

    @precondition(lambda self: len([each for each in self.book.sheets.values() if each.versions]) > 1)
    @rule(pick=picks, actor=people, seen=seeing)
    def close(self, pick: int, actor: str, seen: bool) -> None:
        on, actor = self.book.days[pick % len(self.book.days)], actor or OFFICE
        period = Period.objects.get(last=on)
        expected = REFUSED if actor != OFFICE else DONE if seen else STALE
        version = period.version - (not seen)
        traced = expected == DONE and on not in self.book.closed
        self.attempt(
            expected,
            lambda: close_period(actor=self.cast.people[actor], period=period, version=version),
            traced=traced,
        )
        if expected == DONE:
            self.book.closed.add(on)

    @precondition(lambda self: self.ready("enter"))
    @rule(pick=picks, actor=people, seen=seeing, value=values, below=values, way=ways)
    def enter(self, pick: int, actor: str, seen: bool, value: Decimal, below: Decimal, way: str) -> None:
        sheet = self.pick("enter", pick)
        entry = Entry(value=value, denominator=below, explanation="核对") if sheet.target.ratio else None
        figure: tuple[Decimal | None, Decimal | None] | None = (value, below)
        if entry is None:
            entry, figure = self.entered(sheet, value, way)
        expected = self.try_one("enter", sheet, actor, seen, fits=figure is not None, entry=entry)
        if expected == DONE and figure is not None:
            sheet.figure = figure

    @precondition(lambda self: self.ready("submit"))
    @rule(pick=picks, actor=people, seen=seeing)
    def submit(self, pick: int, actor: str, seen: bool) -> None:
        sheet = self.pick("submit", pick)
        complete = not sheet.target.ratio or bool(sheet.figure[1])
        if self.try_one("submit", sheet, actor, seen, fits=complete) == DONE:
            self.book.submitted(sheet)

    @precondition(lambda self: self.ready("withdraw"))
    @rule(pick=picks, actor=people, seen=seeing)
    def withdraw(self, pick: int, actor: str, seen: bool) -> None:
        self.try_one("withdraw", self.pick("withdraw", pick), actor, seen)

    @precondition(lambda self: self.ready("send_back"))
    @rule(pick=picks, actor=people, seen=seeing, reason=st.sampled_from(["口径不符", "口径不符", "  "]))
    def send_back(self, pick: int, actor: str, seen: bool, reason: str) -> None:
        self.try_reasoned("send_back", pick, actor, seen, reason)

    @precondition(lambda self: self.ready("correct"))
    @rule(pick=picks, actor=people, seen=seeing, reason=st.sampled_from(["剔除重复", "剔除重复", ""]))
    def correct(self, pick: int, actor: str, seen: bool, reason: str) -> None:
        self.try_reasoned("correct", pick, actor, seen, reason)

    @precondition(lambda self: self.ready("pass_on"))
    @rule(picked=st.lists(picks, min_size=1, max_size=3), actor=people, seen=seeing)
    def pass_on(self, picked: list[int], actor: str, seen: bool) -> None:
        self.try_many("pass_on", picked, actor, seen)

    @precondition(lambda self: self.ready("lock"))
    @rule(picked=st.lists(picks, min_size=1, max_size=3), actor=people, seen=seeing)
    def lock(self, picked: list[int], actor: str, seen: bool) -> None:
        self.try_many("lock", picked, actor, seen)

    @rule(pick=picks, value=values, corrected=st.booleans(), steps=st.integers(1, 4))
    def report_through(self, pick: int, value: Decimal, corrected: bool, steps: int) -> None:
        """Step after step by those whose turn it is, not always to the end; of what is locked already, a correction."""
        sheet = self.pick("correct" if corrected else "enter", pick)
        if sheet.state == "locked":
            self.try_one("correct", sheet, "", True, reason="剔除重复")
        if sheet.state not in STEPS["enter"][0] or not self.book.is_open(sheet):
            return
        below = value + 1 if sheet.target.ratio else None
        self.try_one("enter", sheet, "", True, entry=Entry(value=value, denominator=below, explanation="核对"))
        sheet.figure = (value, below)
        if steps > 1:
            self.try_one("submit", sheet, "", True)
            self.book.submitted(sheet)
        if steps > 2 and sheet.target.reviewer:
            self.move_all("pass_on", [sheet], sheet.target.reviewer, True)
        if steps > 3:
            self.move_all("lock", [sheet], OFFICE, True)

    @rule(step=st.sampled_from(sorted(STEPS)), pick=picks, actor=people, seen=seeing)
    def out_of_turn(self, step: str, pick: int, actor: str, seen: bool) -> None:
        """Any step on anything by anybody."""
        every = [each for _key, each in sorted(self.book.sheets.items())]
        sheet = every[pick % len(every)]
        if step in {"pass_on", "lock"}:
            self.move_all(step, [sheet], actor or self.rightful(step, sheet), seen)
        elif step not in {"enter", "submit"} or sheet.state not in STEPS[step][0]:
            more: dict[str, Any] = {"entry": Entry(value=Decimal(7))} if step == "enter" else {}
            more |= {"reason": "口径不符"} if step in {"send_back", "correct"} else {}
            self.try_one(step, sheet, actor, seen, **more)

    @invariant()
    def reports_stand_as_foretold(self) -> None:
        kept = {
            (each.commitment_id, each.on): (each.state, each.version, each.locked_versions, each.locked_value)
            for each in Report.objects.all()
        }
        foretold = {
            (self.nodes[name].pk, on): (each.state, each.changes, each.versions, (each.locked or (None,))[0])
            for (name, on), each in self.book.sheets.items()
        }
        assert kept == foretold
        assert Version.objects.count() == sum(each.versions for each in self.book.sheets.values())

    @invariant()
    def totals_stand_as_foretold(self) -> None:
        kept = {
            (each.commitment_id, each.on): ((each.value, each.denominator), each.expected, each.reported)
            for each in Total.objects.all()
        }
        assert kept == {
            (self.nodes[node].pk, on): self.book.total(node, on)
            for node in ("whole", "town", "rates")
            for on in self.book.days
        }
        last = max(self.book.days, default=None)
        for each in Position.objects.filter(commitment__in=[self.nodes[name].pk for name in ("whole", "rates")]):
            assert last is not None
            assert (each.value, each.denominator) == kept[each.commitment_id, last][0]

    @invariant()
    def what_was_reported_on_is_under_way(self) -> None:
        begun = Commitment.objects.filter(state="under_way").values_list("pk", flat=True)
        assert set(begun) == {self.nodes[name].pk for name in self.book.begun}

    def ready(self, step: str) -> list[Sheet]:
        """The sheets on which the step is next."""
        return [each for _key, each in sorted(self.book.sheets.items()) if each.state in STEPS[step][0]]

    def pick(self, step: str, pick: int) -> Sheet:
        """A sheet that is ready for the step, while there is one."""
        among = self.ready(step) or list(self.book.sheets.values())
        return among[pick % len(among)]

    def entered(self, sheet: Sheet, value: Decimal, way: str) -> tuple[Entry, tuple[Decimal, None] | None]:
        """An entry of what accumulates, in one of the ways people do it; and what it comes to, nothing if it cannot be taken."""
        base = self.book.base(sheet)
        together = (base or Decimal(0)) + value
        match way:
            case "value":
                return Entry(value=value, explanation="核对"), (value, None)
            case "this":
                return Entry(this=value, explanation="核对"), None if base is None else (together, None)
            case "both":
                return Entry(this=value, value=together, explanation="核对"), (together, None)
        wrong = Entry(this=value, value=together + 1, explanation="核对")
        return wrong, (together + 1, None) if base is None else None

    def try_reasoned(self, step: str, pick: int, actor: str, seen: bool, reason: str) -> None:
        sheet = self.pick(step, pick)
        if reason.strip():
            self.try_one(step, sheet, actor, seen, reason=reason)
            return
        doer = self.cast.people[actor or OFFICE]
        doing = {"send_back": send_back, "correct": correct}[step]
        report = self.report(sheet)
        self.attempt(IMPOSSIBLE, lambda: doing(actor=doer, report=report, version=report.version, reason=reason))

    def try_one(self, step: str, sheet: Sheet, actor: str, seen: bool, *, fits: bool = True, **more: Any) -> str:
        """One step on one sheet; ``fits`` says whether what is given with it is such that it can be done."""
        actor = actor or self.rightful(step, sheet)
        expected = self.book.verdict(step, sheet, actor, seen=seen)
        if expected == DONE and not fits:
            expected = IMPOSSIBLE
        doing: Callable[..., Any] = {
            "enter": enter,
            "submit": submit,
            "withdraw": withdraw,
            "send_back": send_back,
            "correct": correct,
        }[step]
        report, doer = self.report(sheet), self.cast.people[actor]
        version = report.version - (not seen)
        self.attempt(expected, lambda: doing(actor=doer, report=report, version=version, **more))
        if expected == DONE:
            sheet.done(step)
        return expected

    def try_many(self, step: str, picked: Sequence[int], actor: str, seen: bool) -> None:
        sheets = list({id(each): each for each in (self.pick(step, pick) for pick in picked)}.values())
        self.move_all(step, sheets, actor or self.rightful(step, sheets[0]), seen)

    def move_all(self, step: str, sheets: list[Sheet], actor: str, seen: bool) -> None:
        """One step on several sheets, all or none; only the last of them may have been seen as it was."""
        verdicts = [self.book.verdict(step, each, actor, seen=seen or each is not sheets[-1]) for each in sheets]
        expected = next((each for each in (REFUSED, STALE, IMPOSSIBLE) if each in verdicts), DONE)
        reports = [self.report(each) for each in sheets]
        shown = [(each, each.version - (not seen and each is reports[-1])) for each in reports]
        doing = {"pass_on": pass_on, "lock": lock}[step]
        self.attempt(expected, lambda: doing(actor=self.cast.people[actor], seen=shown))
        if expected == DONE:
            for each in sheets:
                each.done(step)

    def rightful(self, step: str, sheet: Sheet) -> str:
        return next(part for part in (*PARTS, OFFICE) if sheet.may(step, part) or part == PARTS[-1])

    def report(self, sheet: Sheet) -> Report:
        return Report.objects.select_related("owner", "commitment").get(
            commitment=self.nodes[sheet.target.name], on=sheet.on
        )

    def attempt(self, expected: str, doing: Callable[[], object], *, traced: bool | None = None) -> None:
        """Do it on the day that it is; what comes of it must be what was expected, and a refusal must leave no trace."""
        before = JournalEntry.objects.count()
        with clock.at(self.day):
            try:
                with transaction.atomic():
                    doing()
                came = DONE
            except Refused:
                came = REFUSED
            except StaleError:
                came = STALE
            except ActionError:
                came = IMPOSSIBLE
        assert came == expected
        assert (JournalEntry.objects.count() > before) == (expected == DONE if traced is None else traced)


@pytest.mark.parametrize(
    ("examples", "steps"), [pytest.param(8, 25, id="few"), pytest.param(20, 40, id="many", marks=pytest.mark.slow)]
)
def test_reports_follow_the_workflow(cast: Cast, nodes: dict[str, Commitment], examples: int, steps: int) -> None:
    many = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(lambda: Workflow(cast, nodes), settings=many)  # type: ignore[no-untyped-call]
