"""Objects for the permission matrix, by the name URLs give in ``Access(of=…)``: one within a person's scope, one not.

An example is a function of the cast and the part that looks (``"town"``), giving the arguments of the URL. ``own``
must lie within what the part's place, organisation and person reach; ``other`` outside all three.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from taizhang.accounts.actions.notices import tell
from taizhang.accounts.actions.own import open_calendar
from taizhang.briefings.canonical import to_data
from taizhang.briefings.content import Texts
from taizhang.briefings.models import Briefing, Template
from taizhang.briefings.sample import sample_composition
from taizhang.deliveries.models import Delivery, DeliveryList, Photo
from taizhang.exchange.models import Incoming
from taizhang.files.actions import keep
from taizhang.files.models import StoredFile
from taizhang.intake.models import Candidate
from taizhang.journal.actions import System, action
from taizhang.journal.models import Entry
from taizhang.ledger.actions import Basis, Later, extend
from taizhang.ledger.models import Document, Floor, Indicator, SavedView, Source
from taizhang.progress.actions.lighting import rules_on
from taizhang.progress.actions.periods import Span, ask_more, open_period
from taizhang.progress.actions.replying import reply
from taizhang.progress.actions.reporting import add_evidence
from taizhang.progress.actions.slips import Content, issue
from taizhang.progress.models import (
    Closing,
    LightRecord,
    Period,
    Position,
    Proof,
    Report,
    Slip,
    Talk,
    Total,
    Upload,
)
from taizhang.publication.actions import Explanation, choose, explain, publish
from taizhang.publication.models import Publication
from taizhang.rankings.actions.freezing import content_of
from taizhang.rankings.models import Frozen, FrozenRow, Group, Member, Scheme, SchemeVersion
from taizhang.rankings.queries.rankings import compute
from tests.cast import Cast
from tests.exchange.makers import key_for
from tests.ledger.makers import commitment, document, reconciliation
from tests.progress.makers import locked
from tests.rankings.makers import content, indicator

Make = Callable[[Cast, str], Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Example:
    """How to make the arguments of a URL about one kind of object."""

    own: Make
    other: Make


def of_part(make: Make) -> Example:
    """An example whose other object is simply that of the person in another city."""
    return Example(own=make, other=lambda cast, part: make(cast, "stranger" if part == "elsewhere" else "elsewhere"))


def _session(cast: Cast, part: str) -> Mapping[str, Any]:
    cast.client(part)
    return {"handle": cast.people[part].sessions.latest("since").handle}


def _notice(cast: Cast, part: str) -> Mapping[str, Any]:
    tell([cast.people[part]], "新增一项交办", "/")
    return {"pk": cast.people[part].notices.latest("pk").pk}


def _person(cast: Cast, part: str) -> Mapping[str, Any]:
    return {"pk": cast.people[part].pk}


def _membership(cast: Cast, part: str) -> Mapping[str, Any]:
    return {"pk": cast.people[part].memberships.get().pk}


def _organisation(cast: Cast, part: str) -> Mapping[str, Any]:
    return {"pk": cast.organisation(part).pk}


def _entry(cast: Cast, _part: str) -> Mapping[str, Any]:
    with action(System("matrix"), "places.change") as act:
        act.record(cast.places["4419"])
    return {"sequence": Entry.objects.latest("sequence").pk}


def _place(cast: Cast, part: str) -> Mapping[str, Any]:
    return {"pk": cast.home(part).pk}


def _change(cast: Cast, part: str) -> Mapping[str, Any]:
    return {**_place(cast, part), "kind": "rename"}


def _commitment(cast: Cast, part: str) -> Mapping[str, Any]:
    made = commitment(cast, place=cast.home(part), lead=part, state="assigned")
    made.plan.create(due=date(2024, 12, 31), value=80_000)
    return {"pk": made.pk}


def _amendment(cast: Cast, part: str) -> Mapping[str, Any]:
    made = commitment(cast, place=cast.home(part), lead=part, state="accepted", deadline=date(2024, 12, 31))
    basis = Basis("工期顺延", paper=ContentFile(b"x", "批复.pdf"))
    day = date(2025, 6, 30)
    return {"pk": extend(actor=System("matrix"), commitment=made, version=1, to=Later(day), basis=basis).pk}


def _document(cast: Cast, part: str) -> Mapping[str, Any]:
    return {"pk": document(cast, code=cast.home(part).code).pk}


def _handed_in(cast: Cast, part: str) -> Mapping[str, Any]:
    name = f"{part}.txt"
    stored = StoredFile.objects.create(sha256=hashlib.sha256(name.encode()).hexdigest(), size=0)
    made = Document.objects.create(
        title=name,
        name=name,
        place=cast.home(part),
        original=stored,
        sha256=stored.sha256,
        text="新增公园3个",
        status="read",
    )
    default_storage.save(stored.path, ContentFile(b""))
    return {"pk": made.pk}


def _count(cast: Cast, part: str) -> Mapping[str, Any]:
    pk = _handed_in(cast, part)["pk"]
    count = {"start": 4, "end": 6, "figure": "3个", "subject": "公园", "declared": 3, "found": None}
    Document.objects.filter(pk=pk).update(reading={"declared": [count]})
    return {"pk": pk, "number": 0}


def _candidate(cast: Cast, part: str) -> Mapping[str, Any]:
    candidate = Candidate.objects.create(
        document_id=_handed_in(cast, part)["pk"],
        start=4,
        end=6,
        figure="3个",
        quote_start=0,
        quote_end=6,
        quote="新增公园3个",
    )
    return {"pk": candidate.pk}


def _position(cast: Cast, part: str) -> Mapping[str, Any]:
    made = commitment(cast, place=cast.home(part), lead=part, state="under_way")
    return {"pk": Position.objects.create(commitment=made, value=1, on="2024-05-31", colour="green").pk}


def _delivery_list(cast: Cast, part: str) -> Mapping[str, Any]:
    made = commitment(cast, place=cast.home(part), lead=part, state="accepted")
    return {"pk": DeliveryList.objects.create(commitment=made).pk}


def _delivery(cast: Cast, part: str) -> Mapping[str, Any]:
    of = _delivery_list(cast, part)["pk"]
    made = Delivery.objects.create(list_id=of, name=f"停车场{of}", place=cast.home(part), on="2024-05-01")
    return {"pk": made.pk}


def _photo(cast: Cast, part: str) -> Mapping[str, Any]:
    return {
        "pk": Photo.objects.create(delivery_id=_delivery(cast, part)["pk"], file=_stored(f"{part}.png"), name=part).pk
    }


def _stored(name: str) -> StoredFile:
    stored, _first = StoredFile.objects.get_or_create(sha256=hashlib.sha256(name.encode()).hexdigest(), size=0)
    if not default_storage.exists(stored.path):
        default_storage.save(stored.path, ContentFile(b""))
    return stored


def _closing(cast: Cast, part: str) -> Mapping[str, Any]:
    made = commitment(cast, place=cast.home(part), lead=part, state="closing")
    closing = Closing.objects.create(
        commitment=made, owner=cast.organisation(part), reviewer=cast.organisation(part), words="已建成"
    )
    return {"pk": closing.pk}


def _proof(cast: Cast, part: str) -> Mapping[str, Any]:
    name = f"{part}.jpg"
    stored, _first = StoredFile.objects.get_or_create(sha256=hashlib.sha256(name.encode()).hexdigest(), size=0)
    if not default_storage.exists(stored.path):
        default_storage.save(stored.path, ContentFile(b""))
    return {"pk": Proof.objects.create(closing_id=_closing(cast, part)["pk"], file=stored, name=name).pk}


def _reconciliation(cast: Cast, part: str) -> Mapping[str, Any]:
    return {"pk": reconciliation(cast, code=cast.home(part).code).pk}


def _discrepancy(cast: Cast, part: str) -> Mapping[str, Any]:
    made = reconciliation(cast, code=cast.home(part).code)
    return {"pk": made.discrepancies.latest("pk").pk}


def _floor(cast: Cast, part: str) -> Mapping[str, Any]:
    made = commitment(cast, place=cast.home(part), lead=part)
    return {"pk": Floor.objects.create(commitment=made, level="village", value=100).pk}


def _indicator(_cast: Cast, _part: str) -> Mapping[str, Any]:
    return {"pk": Indicator.objects.create(name="公园").pk}


def _saved_view(cast: Cast, part: str) -> Mapping[str, Any]:
    return {"pk": SavedView.objects.create(owner=cast.people[part], name="我的").pk}


def _report(cast: Cast, part: str) -> Report:
    """What the part's organisation owes of a month, made without asking who may open one."""
    made = commitment(cast, place=cast.home(part), lead=part, state="accepted")
    first, last = date(2024, 1, 1), date(2024, 1, 31)
    span = Span("month", f"2024年1月 {part}", first, last, date(2024, 2, 5))
    period = Period.objects.filter(place=made.place, last=last).first()
    if period is None:
        period = open_period(actor=System("matrix"), place=made.place, span=span, commitments=[made])
    else:
        ask_more(actor=System("matrix"), period=period, commitments=[made])
    return Report.objects.get(commitment=made)


def _reported(cast: Cast, part: str) -> Mapping[str, Any]:
    return {"pk": _report(cast, part).pk}


def _period(cast: Cast, part: str) -> Mapping[str, Any]:
    return {"pk": _report(cast, part).period_id}


def _upload(cast: Cast, part: str) -> Mapping[str, Any]:
    report = _report(cast, part)
    sheet = ContentFile(
        f"编号,内容,累计,进展说明\n{report.pk},{report.commitment.title},1.5万,已动工\n".encode(), "填报.csv"
    )
    stored = keep(sheet)
    made = Upload.objects.create(period=report.period, owner=report.owner, file=stored, name="填报.csv")
    return {"pk": made.pk}


def _evidence(cast: Cast, part: str) -> Mapping[str, Any]:
    file = ContentFile(b"x", "图.png")
    return {"pk": add_evidence(actor=System("matrix"), report=_report(cast, part), file=file, name="图.png").pk}


def _slip(cast: Cast, part: str) -> Mapping[str, Any]:
    return {"pk": _issued(cast, part).pk}


def _slip_paper(cast: Cast, part: str) -> Mapping[str, Any]:
    slip = _issued(cast, part)
    paper = ContentFile(b"x", "现场.jpg")
    made = reply(actor=System("matrix"), slip=slip, version=slip.version, words="已办", papers=[paper])
    return {"pk": made.papers.get().pk}


def _issued(cast: Cast, part: str) -> Slip:
    own = cast.organisation(part)
    about = commitment(cast, code=own.place.code, lead=part, state="under_way")
    content = Content("yellow", "behind", own, [about], "请说明原因", 3)
    return issue(actor=System("matrix"), place=own.place, issuer=own, content=content)


def _talk(cast: Cast, part: str) -> Mapping[str, Any]:
    own = cast.organisation(part)
    return {"pk": Talk.objects.create(place=own.place, organisation=own, called_on=date(2024, 2, 9)).pk}


def _calendar(cast: Cast, part: str) -> Mapping[str, Any]:
    return {"secret": open_calendar(actor=cast.people[part])}


def _share(cast: Cast, part: str) -> Mapping[str, Any]:
    whole = commitment(cast, place=cast.home(part), lead=part, state="accepted")
    return {"pk": commitment(cast, place=cast.home(part), lead=part, state="accepted", parent=whole).pk}


def _source(cast: Cast, part: str) -> Mapping[str, Any]:
    made = commitment(cast, place=cast.home(part), lead=part)
    of = document(cast, code=cast.home(part).code)
    span = {"start": 0, "end": 3, "quote_start": 0, "quote_end": 3, "figure": "东莞市", "quote": "东莞市"}
    return {"pk": Source.objects.create(commitment=made, document=of, **span).pk}


def _observation(cast: Cast, part: str) -> Mapping[str, Any]:
    return {"pk": locked(_report(cast, part), 100).versions.get().pk}


def _total(cast: Cast, part: str) -> Mapping[str, Any]:
    made = commitment(cast, place=cast.home(part), lead=part, state="under_way")
    return {"pk": Total.objects.create(commitment=made, on="2024-05-31", value=1).pk}


def _light(cast: Cast, part: str) -> Mapping[str, Any]:
    made = commitment(cast, place=cast.home(part), lead=part, state="under_way")
    rules, _first = rules_on(date(2024, 5, 31))
    return {"pk": LightRecord.objects.create(commitment=made, on="2024-05-31", colour="green", rules=rules).pk}


def _publication(cast: Cast, part: str) -> Mapping[str, Any]:
    return {"pk": _public_of(cast, part).pk}


def _public(cast: Cast, part: str) -> Mapping[str, Any]:
    made = _public_of(cast, part)
    publish(actor=System("matrix"), publication=made, version=made.version)
    return {"number": made.number}


def _public_of(cast: Cast, part: str) -> Publication:
    made = commitment(cast, place=cast.home(part), lead=part, state="accepted")
    made.plan.create(due=date(2024, 12, 31), value=80_000)
    (chosen,) = choose(actor=System("matrix"), commitments=[made])
    explain(actor=System("matrix"), publication=chosen, version=1, to=Explanation("多划一些停车的地方。"))
    return chosen


def _incoming(cast: Cast, part: str) -> Mapping[str, Any]:
    stored = keep(ContentFile("指标,地区,时期,数值\n停车位,4419,202401,5\n".encode(), "数.csv"))
    made = Incoming.objects.create(owner=cast.organisation(part), file=stored, name="数.csv")
    return {"pk": made.pk}


def _api_key(cast: Cast, part: str) -> Mapping[str, Any]:
    return {"pk": key_for(cast, part, role="leader")[0].pk}


def _group(cast: Cast, part: str) -> Mapping[str, Any]:
    home = cast.home(part)
    made = Group.objects.create(place=home, division="矩阵", name=f"组{part}", level=home.level)
    Member.objects.create(group=made, place=home)
    return {"pk": made.pk}


def _scheme(cast: Cast, part: str) -> Mapping[str, Any]:
    """A scheme with a ranking frozen, so that those who see nothing before may see something."""
    made = Scheme.objects.create(group_id=_group(cast, part)["pk"], name="月度比拼")
    version = SchemeVersion.objects.create(scheme=made, number=1, content=content(indicator()), reason="首次")
    day = date(2024, 1, 31)
    table = compute(version, day)
    frozen = Frozen.objects.create(
        scheme=made, rules=version, day=day, number=1, content=content_of(table, []), digest="0" * 64
    )
    for at, row in enumerate(table.rows):
        frozen.rows.create(place_id=row.place, position=at, content=row.data())
    return {"pk": made.pk}


def _ranked(cast: Cast, part: str) -> Mapping[str, Any]:
    return {"pk": FrozenRow.objects.get(frozen__scheme=_scheme(cast, part)["pk"]).pk}


def _row(cast: Cast, part: str) -> Mapping[str, Any]:
    return {**_scheme(cast, part), "place": cast.home(part).pk}


def _briefing(cast: Cast, part: str) -> Mapping[str, Any]:
    where = cast.home(part)
    period, _ = Period.objects.get_or_create(
        place=where,
        first=date(2024, 1, 1),
        last=date(2024, 1, 31),
        defaults={"kind": "month", "name": "2024年1月", "due": date(2024, 2, 5)},
    )
    composition = replace(sample_composition(), leagues=())
    defaults = {"title": "通报", "year": 2024, "content": to_data(composition), "texts": to_data(Texts("通报", "通报"))}
    made, _ = Briefing.objects.get_or_create(place=where, period=period, defaults=defaults)
    made.recipients.add(cast.organisation(part))
    return {"pk": made.pk}


def _briefing_file(cast: Cast, part: str) -> Mapping[str, Any]:
    return {**_briefing(cast, part), "kind": "xlsx"}


def _briefing_template(cast: Cast, part: str) -> Mapping[str, Any]:
    return {"pk": Template.objects.get_or_create(place=cast.home(part), number=1)[0].pk}


EXAMPLES: dict[str, Example] = {
    "accounts.membership": of_part(_membership),
    "accounts.notice": of_part(_notice),
    "accounts.organisation": of_part(_organisation),
    "accounts.person": of_part(_person),
    "accounts.session": of_part(_session),
    "briefings.briefing": of_part(_briefing),
    "briefings.file": of_part(_briefing_file),
    "briefings.template": of_part(_briefing_template),
    "deliveries.item": of_part(_delivery),
    "deliveries.list": of_part(_delivery_list),
    "deliveries.photo": of_part(_photo),
    "exchange.incoming": of_part(_incoming),
    "exchange.key": of_part(_api_key),
    "exchange.light": of_part(_light),
    "exchange.observation": of_part(_observation),
    "exchange.ranking": of_part(_ranked),
    "exchange.share": of_part(_share),
    "exchange.source": of_part(_source),
    "exchange.total": of_part(_total),
    "intake.candidate": of_part(_candidate),
    "intake.count": of_part(_count),
    "intake.document": of_part(_handed_in),
    "journal.entry": of_part(_entry),
    "ledger.amendment": of_part(_amendment),
    "ledger.commitment": of_part(_commitment),
    "ledger.discrepancy": of_part(_discrepancy),
    "ledger.document": of_part(_document),
    "ledger.floor": of_part(_floor),
    "ledger.indicator": of_part(_indicator),
    "ledger.reconciliation": of_part(_reconciliation),
    "ledger.saved-view": of_part(_saved_view),
    "publication.public": of_part(_public),
    "publication.publication": of_part(_publication),
    "progress.closing": of_part(_closing),
    "progress.position": of_part(_position),
    "progress.proof": of_part(_proof),
    "progress.calendar": of_part(_calendar),
    "progress.slip": of_part(_slip),
    "progress.slip-paper": of_part(_slip_paper),
    "progress.talk": of_part(_talk),
    "places.change": of_part(_change),
    "places.place": of_part(_place),
    "rankings.group": of_part(_group),
    "rankings.row": of_part(_row),
    "rankings.scheme": of_part(_scheme),
    "progress.evidence": of_part(_evidence),
    "progress.period": of_part(_period),
    "progress.upload": of_part(_upload),
    "progress.report": of_part(_reported),
}
