"""Several people really at once on one document: no decision lost, no fault, nothing entered twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.db.models import Count
from django.test import Client
from django.urls import reverse

from taizhang.intake.actions.uploading import upload
from taizhang.intake.models import Candidate, Decision
from taizhang.journal.models import Entry
from taizhang.journal.queries import verify_chain
from taizhang.ledger.models import Commitment, Document, Source
from taizhang.policy.roles import Role
from tests.cast import Cast, person
from tests.intake.workspace import fields

State = Candidate.State
LINES = 8
TEXT = "东莞市2024年工作要点\n\n一、园林绿化\n\n" + "\n".join(
    f"第{each}片新增口袋公园{each + 20}个。" for each in range(1, LINES + 1)
)
#: The same promise in another paragraph: one commitment, two sources.
TWICE = TEXT + "\n\n二、小结\n\n" + "\n".join(f"第{each}片新增口袋公园{each + 20}个。" for each in range(1, LINES + 1))
Request = Callable[[Client], int]


@pytest.fixture
def two(transactional_cast: Cast) -> tuple[Client, Client]:
    """Two clerks of the office, each in a browser of their own."""
    colleague = person("colleague", Role.OFFICE, transactional_cast.organisations["office"])
    transactional_cast.people["colleague"] = colleague
    return transactional_cast.client("office"), transactional_cast.client("colleague")


@pytest.fixture
def office(transactional_cast: Cast) -> Any:
    """The first of them, as a person."""
    return transactional_cast.office


def _document(office: Any, text: str, name: str = "要点.txt") -> Document:
    place = office.memberships.get().organisation.place
    return upload(actor=office, content=ContentFile(text.encode()), name=name, place=place)


def _post(verb: str, candidate: Candidate, **data: Any) -> Request:
    sent = {"version": candidate.version, **data}
    address = reverse(f"intake:{verb}", args=[candidate.pk])
    return lambda client: client.post(address, sent, headers={"HX-Request": "true"}).status_code


def _race(clients: tuple[Client, ...], *requests: Request) -> list[int]:
    """Send each client's request at the same moment; what each was answered."""
    start = Barrier(len(requests))

    def run(client: Client, request: Request) -> int:
        try:
            start.wait(timeout=10)
            return request(client)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(requests)) as pool:
        return list(pool.map(run, clients, requests))


@pytest.fixture(autouse=True)
def _the_journal_holds(transactional_cast: Cast) -> Iterator[None]:
    yield
    assert list(verify_chain()) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [("accept", "accept"), ("accept", "reject"), ("accept", "edit"), ("edit", "edit"), ("reject", "edit")],
)
def test_of_two_decisions_about_the_same_one_stands(office: Any, two: Any, one: str, other: str) -> None:
    document = _document(office, TEXT)
    for candidate in document.candidates.all():
        sent = [
            _post(verb, candidate, **(fields(candidate, value=value) if verb == "edit" else {}))
            for verb, value in ((one, "101"), (other, "202"))
        ]
        assert sorted(_race(two, *sent)) == [200, 409]
    assert Decision.objects.count() == LINES
    accepted = document.candidates.filter(state=State.ACCEPTED)
    assert Commitment.objects.count() == Source.objects.count() == accepted.count()


def test_neighbours_are_decided_without_hindrance(office: Any, two: Any) -> None:
    document = _document(office, TEXT)
    rows = list(document.candidates.all())
    for mine, theirs in zip(rows[::2], rows[1::2], strict=True):
        assert _race(two, _post("accept", mine), _post("accept", theirs)) == [200, 200]
    assert Commitment.objects.count() == LINES
    assert {each.decided_by_id for each in document.candidates.all()} == {office.pk, two_of(two).pk}


def two_of(two: Any) -> Any:
    """The second person."""
    from taizhang.accounts.models import User

    return User.objects.get(username="colleague")


def test_the_same_promise_accepted_twice_is_one_commitment(office: Any, two: Any) -> None:
    document = _document(office, TWICE)
    rows = list(document.candidates.all())
    for mine, theirs in zip(rows[:LINES], rows[LINES:], strict=True):
        assert _race(two, _post("accept", mine), _post("accept", theirs)) == [200, 200]
    assert Commitment.objects.count() == LINES
    assert Source.objects.count() == 2 * LINES


def test_the_same_promise_of_two_documents_is_one_commitment(office: Any, two: Any) -> None:
    mine, theirs = _document(office, TEXT), _document(office, TEXT + "\n", "另一份.txt")
    for one, other in zip(mine.candidates.all(), theirs.candidates.all(), strict=True):
        assert _race(two, _post("accept", one), _post("accept", other)) == [200, 200]
    assert Commitment.objects.count() == LINES
    assert Source.objects.count() == 2 * LINES


def test_merging_into_each_other_lets_one_through(office: Any, two: Any) -> None:
    document = _document(office, TEXT)
    rows = list(document.candidates.all())
    for one, other in zip(rows[::2], rows[1::2], strict=True):
        answers = _race(two, _post("merge", one, into=other.pk), _post("merge", other, into=one.pk))
        assert sorted(answers)[0] == 200
        assert sorted(answers)[1] in {409, 422}
    assert document.candidates.filter(state=State.MERGED).count() == LINES // 2
    assert not document.candidates.filter(state=State.MERGED, into__state=State.MERGED).exists()


def test_merging_into_what_is_being_accepted_adds_its_source(office: Any, two: Any) -> None:
    document = _document(office, TEXT)
    rows = list(document.candidates.all())
    for one, other in zip(rows[::2], rows[1::2], strict=True):
        answers = _race(two, _post("accept", one), _post("merge", other, into=one.pk))
        assert answers == [200, 200]
    assert Commitment.objects.count() == LINES // 2
    assert set(Commitment.objects.annotate(n=Count("sources")).values_list("n", flat=True)) == {2}


def test_a_section_is_accepted_while_a_colleague_decides_in_it(office: Any, two: Any) -> None:
    document = _document(office, TEXT)
    rows = list(document.candidates.all())
    section = {"section": rows[0].section}
    address = reverse("intake:accept-section", args=[document.pk])

    def whole(client: Client) -> int:
        return client.post(address, section, headers={"HX-Request": "true"}).status_code

    answers = _race(two, whole, _post("reject", rows[-1]))
    assert answers[0] == 200
    assert answers[1] in {200, 409}
    states = list(document.candidates.values_list("state", flat=True))
    assert states.count(State.ACCEPTED) == (LINES if answers[1] == 409 else LINES - 1)
    assert Commitment.objects.count() == states.count(State.ACCEPTED)


def test_undoing_and_deciding_at_once_leaves_what_the_journal_says(office: Any, two: Any) -> None:
    document = _document(office, TEXT)
    rows = list(document.candidates.all())
    undo = reverse("intake:undo", args=[document.pk])
    for mine, theirs in zip(rows[::2], rows[1::2], strict=True):
        assert _post("accept", mine)(two[0]) == 200
        answers = _race(
            two,
            lambda client: client.post(undo, headers={"HX-Request": "true"}).status_code,
            _post("merge", theirs, into=mine.pk),
        )
        assert answers[1] == 200
        assert answers[0] in {200, 422}
    for each in document.candidates.filter(state=State.WAITING):
        assert each.commitment_id is None
    for each in document.candidates.filter(state=State.MERGED).select_related("into"):
        assert each.commitment_id == each.into.commitment_id
    assert Entry.objects.filter(kind="ledger.document", object_id=str(document.pk)).exists()
