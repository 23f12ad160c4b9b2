"""A province at work, made with a fixed seed: every place of Guangdong, its offices, and 200,000 commitments."""

from __future__ import annotations

import hashlib
import json
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import count, islice
from random import Random
from typing import Any, TypeVar

from django.db import connection, models, transaction
from django.test import Client

from taizhang.accounts.gate import SEEN
from taizhang.accounts.models import Membership, Organisation, User
from taizhang.files.models import StoredFile
from taizhang.journal import chain
from taizhang.journal.actions import System, action
from taizhang.journal.models import Entry, Head
from taizhang.ledger.models import Commitment, CoOwner, Document, Source
from taizhang.places.loading import load as load_places
from taizhang.places.loading import published
from taizhang.places.models import Kind, Level, Place
from taizhang.places.paths import child
from taizhang.policy.roles import Role
from taizhang.progress.light_rules import presets
from taizhang.progress.models import LightRecord, Position, RuleSet

WANTED = 200_000
YEARS = (2022, 2023, 2024)
BATCH = 2000
ACTOR = System("benchmark")
#: Documents a year and commitments in each, by level.
DOCUMENTS = {Level.PROVINCE: (4, 100), Level.CITY: (4, 70), Level.COUNTY: (2, 35), Level.TOWN: (1, 6)}
#: Of the targets of a level, how many are split over the places below.
SPLIT = {Level.PROVINCE: 0.4, Level.CITY: 0.6, Level.COUNTY: 0.6}

_AREAS = (
    *("产业发展", "招商引资", "城镇建设", "交通出行", "停车治理", "公园绿化", "水环境治理", "污水处理", "垃圾分类"),
    *("教育事业", "医疗卫生", "养老托育", "文化体育", "乡村振兴", "农房风貌", "耕地保护", "绿美生态", "海洋经济"),
    *("科技创新", "数字政府", "营商环境", "安全生产", "防灾减灾", "社会治理", "就业创业", "住房保障", "能源保供"),
)
_DONE = ("新增", "新建", "改造", "建成", "完成", "整治", "培育", "创建", "提升", "修复")
_THINGS = (
    *("停车位", "公共充电桩", "口袋公园", "污水管网", "农村公路", "基础教育学位", "养老床位", "托育托位", "绿道"),
    *("标准厂房", "工业投资项目", "高标准农田", "美丽庭院", "和美乡村示范村", "老旧小区", "农贸市场", "公共厕所"),
    *("文体广场", "村级卫生站", "雨污分流管网", "碧道", "保障性住房", "5G基站", "规上工业企业", "高新技术企业"),
)
_UNITS = {"管网": "公里", "公路": "公里", "绿道": "公里", "碧道": "公里", "企业": "家", "农田": "亩", "庭院": "户"}
_BUREAUX = ("发展和改革局", "教育局", "工业和信息化局", "自然资源局", "生态环境局", "住房和城乡建设局", "交通运输局")
_MORE_BUREAUX = ("水务局", "农业农村局", "卫生健康局", "城市管理局", "林业局", "商务局", "文化广电旅游体育局")
_STATES = ("confirmed", "assigned", "accepted", "under_way", "returned", "closed", "verified", "ended")
_WEIGHTS = (10, 15, 20, 30, 3, 15, 5, 2)
_COLOURS, _LIT = ("green", "yellow", "red", "waiting"), (60, 20, 12, 8)
_LIGHT: dict[str, Any] = {
    "reason": {"code": "light_green", "values": {}},
    "as_of": "2024-10-31",
    "rule": "pace",
    "version": "1",
    "others": [],
    "planned": None,
    "behind": None,
}
M = TypeVar("M", bound=models.Model)


@dataclass
class Province:
    """What has been made so far."""

    random: Random
    places: dict[Level, list[Place]]
    below: dict[int, list[Place]] = field(default_factory=dict)
    bureaux: dict[int, list[Organisation]] = field(default_factory=dict)
    government: dict[int, Organisation] = field(default_factory=dict)
    commitments: list[Commitment] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)


def load() -> dict[str, Any]:
    """Fill the empty database; returns a session for each person and the pages to look at."""
    began = time.perf_counter()
    with transaction.atomic():
        made = organised()
        people = _people(made)
        _plans(made)
        _split(made)
        _store(made)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    counted = {model.__name__: model._default_manager.count() for model in (Place, Organisation, Document, Commitment)}
    return {"seconds": time.perf_counter() - began, "counted": counted, "people": people}


def organised() -> Province:
    """Every place, and the offices of provinces, cities, counties and towns."""
    load_places(actor=ACTOR, rows=published())
    made = _tree()
    _organisations(made)
    return made


def _tree() -> Province:
    places = Place.objects.exclude(kind=Kind.PLACEHOLDER).order_by("code")
    made = Province(Random(2024), {level: [] for level in Level})
    for place in places:
        made.places[Level(place.level)].append(place)
        if place.parent_id:
            made.below.setdefault(place.parent_id, []).append(place)
    return made


def _organisations(made: Province) -> None:
    wanted: list[Organisation] = []
    for place in (*made.places[Level.PROVINCE], *made.places[Level.CITY], *made.places[Level.COUNTY]):
        rank = "市县"[place.level == Level.COUNTY] if place.parent_id else "省"
        wanted += _offices(place, rank)
    for place in made.places[Level.TOWN]:
        wanted.append(Organisation(name=f"{place.name}人民政府", kind=Organisation.Kind.TOWN, place=place))
    _insert(wanted)
    for each in wanted:
        each.path = child("", str(each.pk))
        if each.kind == Organisation.Kind.DEPARTMENT:
            made.bureaux.setdefault(each.place_id, []).append(each)
        elif each.kind in {Organisation.Kind.TOWN, Organisation.Kind.OTHER}:
            made.government[each.place_id] = each
    Organisation.objects.bulk_update(wanted, ["path"], batch_size=BATCH)


def _offices(place: Place, rank: str) -> Iterator[Organisation]:
    yield Organisation(name=f"{place.name}人民政府", kind=Organisation.Kind.OTHER, place=place)
    yield Organisation(name=f"{rank}指挥部办公室", kind=Organisation.Kind.OFFICE, place=place)
    for bureau in (*_BUREAUX, *_MORE_BUREAUX):
        yield Organisation(name=f"{rank}{bureau}", kind=Organisation.Kind.DEPARTMENT, place=place)


def _people(made: Province) -> dict[str, dict[str, Any]]:
    province, city, town = made.places[Level.PROVINCE][0], _place("4401"), _place("441900119")
    where = {
        "province office": (Role.OFFICE, Organisation.objects.get(place=province, kind=Organisation.Kind.OFFICE)),
        "city office": (Role.OFFICE, Organisation.objects.get(place=city, kind=Organisation.Kind.OFFICE)),
        "department": (Role.DEPARTMENT, made.bureaux[city.pk][5]),
        "town": (Role.TOWN, made.government[town.pk]),
    }
    people = {}
    for number, (part, (role, organisation)) in enumerate(where.items()):
        person = User.objects.create(username=f"person{number}", name=part, must_change_password=False)
        Membership.objects.create(user=person, organisation=organisation, role=role)
        people[part] = {"session": session(person), "pk": person.pk}
    return people


def _place(code: str) -> Place:
    return Place.objects.get(code=code, valid_to=None)


def session(person: User) -> str:
    """Signed in: the key of the session."""
    client = Client()
    client.force_login(person, backend="taizhang.accounts.backends.PolicyBackend")
    opened = client.session
    opened[SEEN] = int(time.time())
    opened.save()
    return str(opened.session_key)


def _plans(made: Province) -> None:
    """Documents with their text, and the targets each brings."""
    names = count(1)
    documents: list[Document] = []
    drafts: list[tuple[Document, list[Commitment]]] = []
    for level, (a_year, targets) in DOCUMENTS.items():
        for place in made.places[level]:
            for year in YEARS:
                for _ in range(a_year):
                    document = _document(place, year, next(names))
                    documents.append(document)
                    drafts.append((document, [_target(made, place, year) for _ in range(targets)]))
    _insert([each.original for each in documents])
    for document, targets_of in drafts:
        _write(made, document, targets_of)
    for document in documents:
        document.original_id = document.original.pk
    _insert(documents)


def _document(place: Place, year: int, number: int) -> Document:
    sha256 = hashlib.sha256(str(number).encode()).hexdigest()
    title = f"{place.name}{year}年工作要点（{number}）"
    return Document(
        title=title,
        kind="工作要点",
        issuer=f"{place.name}人民政府",
        place=place,
        year=year,
        original=StoredFile(sha256=sha256, size=1),
        sha256=sha256,
        name=f"{title}.txt",
        status=Document.Status.CONFIRMED,
    )


def _target(made: Province, place: Place, year: int) -> Commitment:
    random = made.random
    thing = random.choice(_THINGS)
    task = random.random() < 0.15
    bureaux = made.bureaux.get(place.pk, [])
    lead = random.choice(bureaux) if bureaux and random.random() < 0.85 else made.government.get(place.pk)
    return Commitment(
        kind="task" if task else "figure",
        title=f"{random.choice(_DONE)}{thing}",
        measure="" if task else "delta",
        comparator="" if task else random.choice(("=", ">=", ">")),
        value=None if task else Decimal(random.randrange(10, 90_000)),
        unit="" if task else next((unit for end, unit in _UNITS.items() if thing.endswith(end)), "个"),
        period=str(year),
        year=year,
        place=place,
        area=random.choice(_AREAS),
        strength=random.choice(("plain", "plain", "ensure", "strive")),
        lead=lead if random.random() > 0.05 else None,
        deadline=date(year, random.choice((6, 12, 12, 12)), 30),
        state=random.choices(_STATES, _WEIGHTS)[0],
    )


def _write(made: Province, document: Document, targets: list[Commitment]) -> None:
    text = [f"{document.title}\n"]
    at = len(text[0])
    for target in targets:
        figure = target.amount or target.title
        before = f"{target.year}年围绕{target.area}，由有关单位牵头推进，全年" + (
            "" if target.value is None else target.title
        )
        quote = f"{before}{figure}，年底前见到实效。"
        start = at + len(before)
        made.sources.append(
            Source(
                commitment=target,
                document=document,
                start=start,
                end=start + len(figure),
                figure=figure,
                quote_start=at,
                quote_end=at + len(quote),
                quote=quote,
                section=[target.area],
                record={"indicator": target.title, "figure": figure, "quote": quote},
            )
        )
        text.append(f"{quote}\n")
        at += len(quote) + 1
    document.text = "".join(text)
    made.commitments += targets


def _split(made: Province) -> None:
    """Shares of targets over the places below, and of some shares again, until there are as many as wanted."""
    waiting = [each for each in made.commitments if each.value is not None and each.state != "ended"]
    made.random.shuffle(waiting)
    for whole in waiting:
        level = Level(whole.place.level)
        if level not in SPLIT or made.random.random() > SPLIT[level]:
            continue
        shares = [_share(made, whole, place) for place in made.below.get(whole.place_id, [])]
        if len(made.commitments) + len(shares) > WANTED:
            shares = shares[: WANTED - len(made.commitments)]
        made.commitments += shares
        if level == Level.PROVINCE:
            waiting += shares


def _share(made: Province, whole: Commitment, place: Place) -> Commitment:
    common = ("kind", "title", "measure", "comparator", "unit", "period", "year", "area", "strength", "deadline")
    share = Commitment(**{name: getattr(whole, name) for name in common}, place=place)
    share.value = (whole.value or Decimal(0)) // max(len(made.below[whole.place_id]), 1)
    share.lead = made.government.get(place.pk)
    share.state = made.random.choices(_STATES[:-1], _WEIGHTS[:-1])[0]
    share.parent = whole
    return share


def _store(made: Province) -> None:
    owners = [
        CoOwner(commitment=each, organisation=organisation)
        for each in made.commitments
        for organisation in _helpers(made, each)
    ]
    shares = [each for each in made.commitments if each.parent is not None]
    _insert([each for each in made.commitments if each.parent is None])
    while shares:
        ready = [each for each in shares if each.parent and each.parent.pk]
        shares = [each for each in shares if each.parent and not each.parent.pk]
        for each in ready:
            each.parent_id = each.parent.pk if each.parent else None
        _insert(ready)
    for source in made.sources:
        source.commitment_id = source.commitment.pk if source.commitment else None
        source.document_id = source.document.pk
    for owner in owners:
        owner.commitment_id = owner.commitment.pk
    _insert(made.sources)
    _insert(owners)
    _lights(made)
    _history(made.commitments)


def _lights(made: Province) -> None:
    """A light for each commitment under way, lit on some day of its year, and where it stands."""
    table = presets()["standard"]
    rules = RuleSet.objects.create(number=1, name=table.name, content=table.table(), valid_from=date(YEARS[0], 1, 1))
    records, positions = [], []
    for each in made.commitments:
        if each.state in {"confirmed", "assigned", "ended"}:
            continue
        colour = "closed" if each.state == "closed" else made.random.choices(_COLOURS, _LIT)[0]
        on = date(each.year or YEARS[0], made.random.randrange(1, 13), 5)
        positions.append(Position(commitment_id=each.pk, on=on, value=each.value, colour=colour, since=on))
        records.append(
            LightRecord(commitment_id=each.pk, on=on, colour=colour, light=_LIGHT | {"colour": colour}, rules=rules)
        )
    _insert(positions)
    _insert(records)


def _helpers(made: Province, commitment: Commitment) -> Sequence[Organisation]:
    near = [
        *made.bureaux.get(commitment.place_id, []),
        *(made.government[each.pk] for each in made.below.get(commitment.place_id, []) if each.pk in made.government),
    ]
    chosen = made.random.sample(near, min(len(near), made.random.choice((0, 0, 0, 1, 2))))
    return [each for each in chosen if each != commitment.lead]


def _history(commitments: Iterable[Commitment]) -> None:
    """An entry of the journal for each commitment, chained."""
    with action(ACTOR, "ledger.confirm") as act:
        act.record(note="样本")
    head = Head.objects.get(pk=1)
    at = Entry.objects.get(pk=head.sequence).at
    entries = []
    for each in commitments:
        entry = Entry(
            sequence=head.sequence + 1,
            at=at,
            actor_name="样本",
            action="ledger.confirm",
            kind="ledger.commitment",
            object_id=str(each.pk),
            label=each.title,
            after={"title": each.title, "state": each.state},
            previous=head.digest,
        )
        entry.digest = chain.digest(entry.previous, entry.content())
        head.sequence, head.digest = entry.sequence, entry.digest
        entries.append(entry)
    _insert(entries)
    head.save()


def _insert(rows: list[M]) -> None:
    remaining = iter(rows)
    while batch := list(islice(remaining, BATCH)):
        type(batch[0])._default_manager.bulk_create(batch)


def main() -> None:
    """Load, and say what there is as JSON."""
    sys.stdout.write(json.dumps(load(), ensure_ascii=False))
