"""Work of people and of the worker, one thing after the other, each told before it begins and once it is confirmed."""

from __future__ import annotations

import hashlib
import json
import os
import random
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import Any

from django.core.files.base import ContentFile
from django_tasks_db.management.commands.db_worker import Worker

from taizhang.accounts.models import User
from taizhang.config.worker import NAME, take_up
from taizhang.intake.actions.deciding import accept_section
from taizhang.intake.actions.uploading import upload
from taizhang.ledger.models import Document
from taizhang.places.models import Place
from taizhang.progress.actions.entering import Filling, Judged, enter_all
from taizhang.progress.actions.reporting import Entry, submit, write
from taizhang.progress.actions.reviewing import correct, lock, pass_on
from taizhang.progress.actions.uploading import hand_over, origin, taken
from taizhang.progress.forms.lines import Line
from taizhang.progress.models import Period, Report
from taizhang.progress.queries.shared import Shared
from taizhang.progress.states import WITH_OWNER
from tests.killed.known import Pending, head, rows

#: Lines of a document handed in.
LINES = 30


@dataclass
class Stream:
    """Somebody of each office at work, one thing after the other, each told before it begins and after it is confirmed."""

    pipe: int
    lot: random.Random
    people: dict[str, User] = field(default_factory=dict)
    number: int = 0

    def say(self, **said: Any) -> None:
        os.write(self.pipe, (json.dumps(said, ensure_ascii=False) + "\n").encode())

    def run(self) -> None:
        """Work until killed."""
        self.people = {each.username: each for each in User.objects.all()}
        self.number = head()[0] * 100
        works = [self.sheet, self.sheet, self.hand_in, self.pass_on, self.lock, self.correct, self.document]
        while True:
            self.lot.choice(works)()

    def begin(self, name: str, reports: Sequence[Report], *states: str, text: str = "") -> None:
        self.say(begin=asdict(Pending(name, [each.pk for each in reports], list(states), text)))

    def done(self, name: str, reports: Sequence[Report] = (), **more: Any) -> None:
        self.say(done=name, rows=rows([each.pk for each in reports]), head=head(), **more)

    def some(self, most: int, **wanted: Any) -> list[Report]:
        found = list(Report.objects.filter(**wanted).select_related("owner", "commitment").order_by("pk"))
        return sorted(self.lot.sample(found, min(len(found), most)), key=lambda each: each.pk)

    def entry(self) -> Entry:
        self.number += 1
        return Entry(value=Decimal(self.number), explanation="已核对")

    def sheet(self) -> None:
        """A filled sheet of a town: kept, all its rows entered at once, each handed in."""
        part = self.lot.choice(["town", "other_town"])
        clerk = self.people[part]
        period = self.lot.choice(list(Period.objects.order_by("pk")))
        reports = self.some(8, owner=clerk.held[0].organisation, period=period, state__in=WITH_OWNER)
        if not reports:
            return
        self.begin("sheet", reports, "draft", "submitted")
        content = ContentFile(f"{part},{self.number},{self.lot.random()}".encode(), "sheet.csv")
        kept = hand_over(actor=clerk, period=period, owner=reports[0].owner, file=content, name="sheet.csv")
        shown = Shared(period).fetch(Report.objects.filter(pk__in=[each.pk for each in reports]))
        fillings = [_filled(each, self.entry()) for each in shown.values()]
        entered = enter_all(actor=clerk, fillings=fillings, note=origin(kept))
        for each in entered.saved:
            submit(actor=clerk, report=each, version=each.version)
        taken(actor=clerk, upload=kept, saved=len(entered.saved), submitted=len(entered.saved))
        self.done("sheet", reports, upload=kept.pk)

    def hand_in(self) -> None:
        """One draft that waits."""
        for each in self.some(1, state="draft"):
            self.begin("submit", [each], "submitted")
            clerk = next(person for person in self.people.values() if person.has_perm("progress.submit", each.owner))
            if each.value is None:
                continue
            submit(actor=clerk, report=each, version=each.version)
            self.done("submit", [each])

    def pass_on(self) -> None:
        if reports := self.some(6, state="submitted"):
            self.begin("pass", reports, "passed")
            pass_on(actor=self.people["department"], seen=[(each, each.version) for each in reports])
            self.done("pass", reports)

    def lock(self) -> None:
        if reports := self.some(6, state="passed"):
            self.begin("lock", reports, "locked")
            lock(actor=self.people["office"], seen=[(each, each.version) for each in reports])
            self.done("lock", reports)

    def correct(self) -> None:
        for each in self.some(1, state="locked"):
            self.begin("correct", [each], "draft")
            correct(actor=self.people["office"], report=each, version=each.version, reason="复核")
            self.done("correct", [each])

    def document(self) -> None:
        """A plan handed in, read and taken into the ledger; not too often."""
        if self.lot.random() < 0.8:
            return
        self.number += 1
        first = self.number
        text = "东莞市2024年工作要点\n\n一、园林绿化\n\n" + "\n".join(
            f"第{first + each}片新增口袋公园{each + 20}个。" for each in range(LINES)
        )
        self.begin("document", [], text=_hash(text))
        place = Place.objects.get(code="4419")
        upload(actor=self.people["office"], content=ContentFile(text.encode()), name=f"{first}.txt", place=place)
        self.done("document", document=_hash(text), accepted=0)
        self.read()

    def read(self) -> None:
        """What waits is read as in the background, and then taken into the ledger."""
        self.begin("read", [])
        work_off()
        self.done("read")
        for each in Document.objects.filter(status="read", candidates__state="waiting").distinct():
            section = each.candidates.values_list("section", flat=True)[0]
            self.begin("accept", [], text=each.original.sha256)
            count, _problems = accept_section(actor=self.people["office"], document=each, section=section)
            self.done("accept", document=each.original.sha256, accepted=count)


def _filled(report: Report, entry: Entry) -> Filling:
    """As reading a sheet leaves it: judged as it stood, and the entry written into it."""
    judged = Judged.of(report, Line.of(report).base)
    write(report, entry, judged.base)
    return Filling(report, entry, judged)


def work_off() -> None:
    """What the worker does from its start until nothing waits."""
    take_up()
    worker = Worker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=NAME,
        excluded_queue_names=[],
    )
    worker.run()


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
