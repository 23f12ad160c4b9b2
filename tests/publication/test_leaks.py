"""Nothing that is not public reaches any public address: sentinel words in everything else, looked for everywhere."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from taizhang.ledger.models import Commitment, Indicator, Source
from taizhang.policy.access import routes
from taizhang.progress.actions.reporting import Entry, add_evidence, enter, submit
from taizhang.progress.actions.reviewing import lock, pass_on
from taizhang.progress.models import Position
from taizhang.publication.actions import Explanation, explain, withdraw
from tests.cast import Cast
from tests.ledger.makers import SYSTEM, TEXT, commitment, confirmed, document
from tests.progress.makers import opened, report_of
from tests.publication.makers import chosen, published

SECRET = "机密暗语"


@pytest.fixture
def world(cast: Cast) -> Cast:
    """Something public, with secrets in all that hangs on it, and beside it things that are not public."""
    for part, person in cast.people.items():
        person.name = f"{SECRET}人名{part}"
        person.phone, person.email = "13800138000", f"{part}@secret.example"
        person.save()
    for organisation in cast.organisations.values():
        organisation.name = f"{SECRET}机构{organisation.pk}"
        organisation.save()
    _public(cast)
    _drafts(cast)
    _withdrawn(cast)
    return cast


def _public(cast: Cast) -> None:
    plan = document(cast, TEXT, issuer=f"{SECRET}发文", name=f"{SECRET}.txt")
    plan.title = "二〇二四年停车工作计划"
    plan.save()
    of = next(each for each in confirmed(plan) if "停车位" in each.title)
    of.note, of.state, of.lead = f"{SECRET}备注", "under_way", cast.organisation("town")
    of.indicator = Indicator.objects.create(name=f"{SECRET}指标", definition=f"{SECRET}口径")
    of.save()
    Source.objects.filter(commitment=of).update(record={"owner": f"{SECRET}记录"}, section=[f"{SECRET}章节"])
    report = report_of(cast, "town", opened(cast))
    add_evidence(actor=SYSTEM, report=report, file=ContentFile(SECRET.encode(), "x.txt"), name=f"{SECRET}佐证.txt")
    said = {"note": "说明", "problem": "问题", "help_wanted": "协调", "explanation": "提示"}
    entry = Entry(value=45_000, **{name: f"{SECRET}{words}" for name, words in said.items()})  # type: ignore[arg-type]
    report.refresh_from_db()
    enter(actor=SYSTEM, report=report, version=report.version, entry=entry)
    submit(actor=SYSTEM, report=report, version=report.version)
    if report.state == "submitted":
        (report,) = pass_on(actor=SYSTEM, seen=[(report, report.version)])
    lock(actor=SYSTEM, seen=[(report, report.version)])
    Position.objects.filter(pk=of.pk).update(confidence="low", confidence_words=f"{SECRET}信心")
    shown = published(cast, of, title_en="Parking places", explanation_en="More room to park.")
    explain(actor=SYSTEM, publication=shown, version=shown.version, to=Explanation(f"{SECRET}未公开的新说明"))
    # Everything changes after it was published: the public sees what it was.
    Commitment.objects.filter(pk=of.pk).update(title=f"{SECRET}新标题")
    cast.places["4419"].name = f"{SECRET}新市名"
    cast.places["4419"].save()


def _drafts(cast: Cast) -> None:
    commitment(cast, title=f"{SECRET}未选定", area=f"{SECRET}领域")
    chosen(cast, commitment(cast, title=f"{SECRET}草稿", area=f"{SECRET}领域"), words=f"{SECRET}草稿说明")


def _withdrawn(cast: Cast) -> None:
    gone = published(cast, commitment(cast, title=f"{SECRET}撤回", area=f"{SECRET}领域二"), words=f"{SECRET}撤回说明")
    withdraw(actor=SYSTEM, publication=gone, version=gone.version, reason="核对口径")


def _addresses() -> Iterator[str]:
    """Every public address of publication, of things that are, were and never were public, with every way to narrow."""
    for route in routes():
        space = route.name.partition(":")[0]
        if space not in {"public", "public-en", "crawlers"}:
            continue
        if "<" in route.pattern:
            yield from (reverse(route.name, kwargs={"number": number}) for number in range(5))
        else:
            address = reverse(route.name)
            yield address
            for query in (
                f"q={SECRET}",
                "q=停车",
                f"area={SECRET}领域",
                "place=4419",
                "light=red",
                "page=9",
                "q=%00",
                "x=1",
            ):
                yield f"{address}?{query}"


@pytest.mark.usefixtures("world")
def test_no_public_address_tells_a_secret() -> None:
    client, seen = Client(), 0
    for address in _addresses():
        answer = client.get(address)
        assert answer.status_code in {200, 404, 410}, address
        told = answer.content.decode() + str(answer.headers)
        if f"q={SECRET}" in address:
            told = told.replace(f'value="{SECRET}"', "").replace(address, "")
        assert SECRET not in told, address
        assert "secret.example" not in told
        assert "13800138000" not in told
        assert "taizhang_session" not in str(answer.cookies)
        assert answer.status_code == 404 or "Cookie" not in answer.headers.get("Vary", ""), address
        seen += "Parking places" in told or "停车位" in told
    assert seen > 10


@pytest.mark.usefixtures("world")
def test_what_is_public_is_told() -> None:
    page = Client().get("/public/items/1/").content.decode()
    for words in (
        "停车位",
        "8万个以上",
        "4.5万个",
        "2024-01-31",
        "多划一些停车",
        "新增停车位8万个以上",
        "二〇二四年停车工作计划",
    ):
        assert words in page
    english = Client().get("/public/en/items/1/").content.decode()
    for words in ("Parking places", "More room to park.", "4.5万个"):
        assert words in english


@pytest.mark.usefixtures("world")
def test_of_what_was_withdrawn_only_when_and_why() -> None:
    answer = Client().get("/public/items/2/")
    assert answer.status_code == 410
    assert "核对口径" in answer.content.decode()
    assert Client().get("/public/items/3/").status_code == 404


def test_what_the_public_searches_finds_nothing_else(world: Cast) -> None:
    assert "共 1 项" in Client().get("/public/?q=停车").content.decode()
    assert "共 0 项" in Client().get("/public/", {"q": SECRET}).content.decode()
    assert world
