"""The standing cast of the web tests: a piece of Dongguan, its offices, and one person for each role.

``cast.office`` is a clerk of the programme office, ``cast.department`` of the department at hand, ``cast.stranger`` of
another department, ``cast.town`` of 长安镇, ``cast.other_town`` of 虎门镇, ``cast.village`` of a village in 长安镇;
``cast.elsewhere`` of a department in another city;
then ``supervision``, ``leader``, ``hotline`` and the three administrators ``system``, ``security`` and ``auditor``.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.test import Client

from taizhang.accounts.gate import SEEN
from taizhang.accounts.models import Membership, Organisation, User
from taizhang.places.models import Level, Place, Standing
from taizhang.places.paths import child
from taizhang.policy.roles import Role

PASSWORD = "Ceshi-2024-mima"

PLACES = {
    "44": ("广东省", Level.PROVINCE, None),
    "4419": ("东莞市", Level.CITY, "44"),
    "4401": ("广州市", Level.CITY, "44"),
    "441900119": ("长安镇", Level.TOWN, "4419"),
    "441900121": ("虎门镇", Level.TOWN, "4419"),
    "441900119004": ("霄边社区居民委员会", Level.VILLAGE, "441900119"),
}
ORGANISATIONS = {
    "office": ("市指挥部办公室", Organisation.Kind.OFFICE, "4419"),
    "department": ("市城市管理局", Organisation.Kind.DEPARTMENT, "4419"),
    "stranger": ("市水务局", Organisation.Kind.DEPARTMENT, "4419"),
    "town": ("长安镇人民政府", Organisation.Kind.TOWN, "441900119"),
    "other_town": ("虎门镇人民政府", Organisation.Kind.TOWN, "441900121"),
    "village": ("霄边社区", Organisation.Kind.VILLAGE, "441900119004"),
    "supervision": ("市督查室", Organisation.Kind.SUPERVISION, "4419"),
    "leader": ("市政府", Organisation.Kind.OTHER, "4419"),
    "hotline": ("市12345热线中心", Organisation.Kind.HOTLINE, "4419"),
    "elsewhere": ("广州市水务局", Organisation.Kind.DEPARTMENT, "4401"),
    "administration": ("市政务服务和数据管理局", Organisation.Kind.DEPARTMENT, "4419"),
}
PEOPLE = {
    "office": (Role.OFFICE, "office"),
    "department": (Role.DEPARTMENT, "department"),
    "stranger": (Role.DEPARTMENT, "stranger"),
    "town": (Role.TOWN, "town"),
    "other_town": (Role.TOWN, "other_town"),
    "village": (Role.VILLAGE, "village"),
    "supervision": (Role.SUPERVISION, "supervision"),
    "leader": (Role.LEADER, "leader"),
    "hotline": (Role.HOTLINE, "hotline"),
    "elsewhere": (Role.DEPARTMENT, "elsewhere"),
    "system": (Role.SYSTEM, "administration"),
    "security": (Role.SECURITY, "administration"),
    "auditor": (Role.AUDITOR, "administration"),
}


@dataclass
class Cast:
    """People by part, with their places (by code) and organisations (by part)."""

    places: dict[str, Place] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    people: dict[str, User] = field(default_factory=dict)

    def __getattr__(self, part: str) -> User:
        try:
            return self.people[part]
        except KeyError:
            raise AttributeError(part) from None

    def home(self, part: str) -> Place:
        """The place of that person's organisation."""
        return self.organisation(part).place

    def organisation(self, part: str) -> Organisation:
        """That person's organisation."""
        return self.organisations[PEOPLE[part][1]]

    def client(self, part: str) -> Client:
        """A browser signed in as that person."""
        client = Client()
        client.force_login(self.people[part], backend="taizhang.accounts.backends.PolicyBackend")
        session = client.session
        session[SEEN] = int(time.time())
        session.save()
        return client


@pytest.fixture
def cast(db: Any) -> Cast:
    """The whole cast, freshly made."""
    return assemble()


def assemble() -> Cast:
    """Make places, organisations and people."""
    made = Cast()
    for code, (name, level, parent) in PLACES.items():
        made.places[code] = place(code, name, level, made.places[parent] if parent else None)
    for part, (name, kind, code) in ORGANISATIONS.items():
        made.organisations[part] = organisation(name, kind, made.places[code])
    for part, (role, where) in PEOPLE.items():
        made.people[part] = person(part, role, made.organisations[where])
    return made


def place(code: str, name: str, level: Level, parent: Place | None) -> Place:
    """A place with its one standing."""
    path = child(parent.path if parent else "", code)
    made = Place.objects.create(code=code, name=name, level=level, parent=parent, path=path)
    Standing.objects.create(place=made, code=code, name=name, parent=parent)
    return made


def organisation(name: str, kind: Organisation.Kind, where: Place, parent: Organisation | None = None) -> Organisation:
    """An organisation with its path."""
    made = Organisation.objects.create(name=name, kind=kind, place=where, parent=parent)
    made.path = child(parent.path if parent else "", str(made.pk))
    made.save(update_fields=["path"])
    return made


def person(username: str, role: Role, where: Organisation) -> User:
    """A person with one role, whose password is :data:`PASSWORD`."""
    made = User(username=username, name=f"{where}·{role.label}", must_change_password=False)
    made.set_password(PASSWORD)
    made.save()
    Membership.objects.create(user=made, organisation=where, role=role)
    return made
