"""A place with something to brief on, and briefings of it, for the tests of briefings."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from taizhang.briefings.actions.deciding import approve, issue
from taizhang.briefings.actions.drafting import make
from taizhang.briefings.models import Briefing
from taizhang.briefings.word.template import default_template
from taizhang.journal.actions import System
from taizhang.ledger.models import Commitment, Source
from taizhang.progress.models import Period, Report
from tests.cast import Cast
from tests.ledger.makers import commitment, document
from tests.progress.makers import locked, opened, split_target

SYSTEM = System("tests")
LAST = date(2024, 1, 31)


def played(cast: Cast) -> Period:
    """January: parking places reported by both towns (30,000 and 20,000), a slow target, a task; all locked."""
    whole = split_target(cast)
    slow = commitment(cast, lead="stranger", state="accepted", title="碧道", value=100, unit="公里", area="绿美建设")
    commitment(
        cast,
        lead="department",
        state="accepted",
        kind="task",
        title="规划编制",
        measure="",
        comparator="",
        value=None,
        unit="",
    )
    quoted(cast, whole)
    period = opened(cast)
    values = {cast.home("town").pk: 30_000, cast.home("other_town").pk: 20_000}
    for report in Report.objects.filter(period=period).select_related("commitment"):
        if report.commitment.kind == "task":
            continue
        locked(report, 1 if report.commitment_id == slow.pk else values[report.commitment.place_id])
    return period


def quoted(cast: Cast, target: Commitment) -> Source:
    """The words of a plan that a target came from."""
    plan = document(cast)
    quote = "新增停车位8万个以上"
    start = plan.text.index(quote)
    at = plan.text.index("8万个")
    return Source.objects.create(
        commitment=target,
        document=plan,
        start=at,
        end=at + 3,
        figure="8万个",
        quote_start=start,
        quote_end=start + len(quote),
        quote=quote,
        section=["一、改善出行"],
    )


def drafted(cast: Cast, period: Period | None = None) -> Briefing:
    """A draft of the office."""
    return make(actor=cast.office, period=period or played(cast))


def issued(cast: Cast, briefing: Briefing | None = None) -> Briefing:
    """A briefing approved by the leader and issued by the office."""
    made = briefing or drafted(cast)
    approve(actor=cast.leader, briefing=made, version=made.version)
    return issue(actor=cast.office, briefing=made, version=made.version)


def later(cast: Cast, number: int = 2) -> Period:
    """The next month, locked a little further."""
    period = opened(cast, number)
    for report in Report.objects.filter(period=period).exclude(commitment__kind="task"):
        before = Report.objects.filter(commitment=report.commitment_id, locked_versions__gt=0).latest("on")
        locked(report, (before.locked_value or Decimal(0)) + 1)
    return period


def changed(replace: Callable[[str, str], str] = lambda _name, xml: xml, **parts: bytes) -> bytes:
    """The shipped template with its XML changed part by part, and further parts put in (``word__x`` is word/x)."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(default_template())) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name.endswith((".xml", ".rels")):
                content = replace(name, content.decode()).encode()
            new.writestr(name, content)
        for name, content in parts.items():
            new.writestr(name.replace("__", "/").replace("_DOT_", "."), content)
    return file.getvalue()


def body(old: str, new: str) -> Callable[[str, str], str]:
    """Words of the document itself changed."""
    return lambda name, xml: xml.replace(old, new) if name == "word/document.xml" else xml
