"""A demonstration set up from nothing: Dongguan's divisions and offices, a person for each role, sample documents.

Figures of the documents are public; organisations stand for real sorts of office, the people for nobody.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files as resources
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction

from taizhang.accounts.actions import founding, memberships, organisations, people
from taizhang.accounts.models import Organisation, User
from taizhang.config.environment import DEMONSTRATION
from taizhang.config.simulation import Cast, Say, play
from taizhang.intake.actions.reading import read_received
from taizhang.intake.actions.uploading import upload
from taizhang.journal.actions import System, action
from taizhang.ledger.actions.indicators import load_indicators
from taizhang.ledger.models import Document
from taizhang.places.loading import load, published
from taizhang.places.models import Kind, Level, Place
from taizhang.policy.roles import Role

ACTOR = System("taizhang demo")
#: Known to everybody: the demonstration listens on this machine only and holds nothing but samples.
PASSWORD = "Yanshi-2024"  # noqa: S105
CITY = "4419"
TOWN, VILLAGE = "441900119", "441900119004"
SAMPLES = ("dongguan-2024-plan.txt", "dongguan-2024-report.txt")
DEPARTMENTS = (
    *("市投资促进局", "市自然资源局", "市发展和改革局", "市工业和信息化局", "市城市管理和综合执法局", "市交通运输局"),
    *(
        "市农业农村局",
        "市妇联",
        "市住房和城乡建设局",
        "市生态环境局",
        "市林业局",
        "市水务局",
        "市教育局",
        "市卫生健康局",
    ),
    *("市文化广电旅游体育局", "市乡村振兴局"),
)
_Kind = Organisation.Kind


@dataclass(frozen=True, slots=True)
class Login:
    """A sample person: name to sign in with, what they are, where."""

    username: str
    role: Role
    where: str


LOGINS = (
    Login("office", Role.OFFICE, "市“百千万工程”指挥部办公室"),
    Login("department", Role.DEPARTMENT, "市城市管理和综合执法局"),
    Login("town", Role.TOWN, "长安镇人民政府"),
    Login("village", Role.VILLAGE, "霄边社区"),
    Login("supervision", Role.SUPERVISION, "市督查室"),
    Login("leader", Role.LEADER, "市政府"),
    Login("hotline", Role.HOTLINE, "市12345热线中心"),
)


class NotDemonstrationError(Exception):
    """The data folder holds an installation that is no demonstration."""


def prepare(data: Path, months: int = 0, say: Say = lambda _month: None) -> list[User]:
    """Make what is missing in a migrated database; returns everybody who can sign in, in the order to be shown.

    ``months`` of the plan's year are played, each told to ``say`` as it begins.
    """
    marker = data / DEMONSTRATION
    if User.objects.exists() and not marker.exists():
        raise NotDemonstrationError(str(data))
    marker.write_text(str(settings.CLOCK_DAY or ""), encoding="ascii")
    load(actor=ACTOR, rows=published(CITY))
    city = Place.objects.get(code=CITY, valid_to=None)
    with transaction.atomic():
        _offices(city)
        _people(city)
        load_indicators(actor=ACTOR)
    _documents(city)
    _play(city, months, say)
    return list(User.objects.filter(memberships__until=None).order_by("pk"))


def _offices(city: Place) -> None:
    wanted = dict.fromkeys(DEPARTMENTS, (_Kind.DEPARTMENT, city))
    wanted |= {LOGINS[0].where: (_Kind.OFFICE, city), "市督查室": (_Kind.SUPERVISION, city)}
    wanted |= {"市政府": (_Kind.OTHER, city), "市12345热线中心": (_Kind.HOTLINE, city)}
    towns = Place.objects.filter(parent__path__within=city.path, level=Level.TOWN, valid_to=None)
    for town in towns.exclude(kind=Kind.PLACEHOLDER):
        wanted[_government(town)] = (_Kind.TOWN, town)
    wanted[LOGINS[3].where] = (_Kind.VILLAGE, Place.objects.get(code=VILLAGE, valid_to=None))
    there = set(Organisation.objects.values_list("name", flat=True))
    for name, (kind, place) in wanted.items():
        if name not in there:
            organisations.create(actor=ACTOR, name=name, kind=kind, place=place)


def _government(town: Place) -> str:
    if town.name.endswith("街道"):
        return f"{town.name}办事处"
    return f"{town.name}人民政府" if town.name.endswith(("镇", "乡")) else f"{town.name}管理委员会"


def _people(city: Place) -> None:
    for person, _password in founding.found(actor=ACTOR, place=city, name="市政务服务和数据管理局"):
        _known(person)
    for login in LOGINS:
        if User.objects.filter(username=login.username).exists():
            continue
        where = Organisation.objects.get(name=login.where)
        person, _first = people.create(actor=ACTOR, username=login.username, name=f"演示·{login.role.label}")
        memberships.give(actor=ACTOR, user=person, organisation=where, role=login.role)
        _known(person)


def _known(person: User) -> None:
    with action(ACTOR, "accounts.manage_people", person, note="演示密码"):
        person.set_password(PASSWORD)
        person.must_change_password = False
        person.save()


def _play(city: Place, months: int, say: Say) -> None:
    plan = Document.objects.get(name=SAMPLES[0])
    people = {each.username: each for each in User.objects.filter(username__in=["office", "supervision"])}
    play(Cast(people["office"], people["supervision"], city, plan), months, say)


def _documents(city: Place) -> None:
    if Document.objects.exists():
        return
    office = User.objects.get(username=LOGINS[0].username)
    for name in SAMPLES:
        content = resources("taizhang.samples").joinpath(name).read_bytes()
        document = upload(actor=office, content=ContentFile(content), name=name, place=city)
        # Read here and now: nothing need wait for the worker, which then finds it done.
        read_received(document.pk)
