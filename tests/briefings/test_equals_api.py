"""Every number in the files of an issued briefing is what the open API answers for what the number leads to."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pypdfium2
import pytest
from django.test import Client, override_settings
from docx import Document
from docx.oxml.ns import qn
from openpyxl import load_workbook

from taizhang import clock
from taizhang.briefings.actions.drafting import make
from taizhang.briefings.content import Composition
from taizhang.briefings.models import Briefing
from taizhang.progress.models import Report
from tests.briefings.makers import issued, played
from tests.cast import Cast
from tests.exchange.makers import corrected
from tests.ledger.makers import commitment
from tests.progress.makers import locked, opened, split_target
from tests.rankings import makers as rankings

pytestmark = [pytest.mark.database, pytest.mark.slow]
SITE = "https://ledger.example"
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_SCALES = {"万亿": 10**12, "亿": 10**8, "万": 10**4}
_SAID = re.compile(r"([0-9]+(?:\.[0-9]+)?)(万亿|亿|万)?")


@dataclass(frozen=True)
class Link:
    """Words of a file that lead to a page of the site."""

    words: str
    path: str
    asked: dict[str, list[str]]


class Api:
    """The open API as a program asks it."""

    def __init__(self, client: Client) -> None:
        self.client = client

    def rows(self, name: str, **asked: object) -> list[dict[str, Any]]:
        """Every row of a resource, narrowed."""
        found: list[dict[str, Any]] = []
        answer = self.client.get(f"/api/v1/{name}", {key: str(value) for key, value in asked.items()})
        while True:
            assert answer.status_code == 200, answer.content.decode()
            found += answer.json()["data"]
            if not answer.json()["next"]:
                return found
            answer = self.client.get(answer.json()["next"])

    def one(self, name: str, key: int) -> dict[str, Any]:
        """One row."""
        row: dict[str, Any] = self.client.get(f"/api/v1/{name}/{key}").json()
        return row

    def known(self, key: int, on: str, as_of: date) -> Decimal | None:
        """Where a commitment stood on a day, as known on another: a ratio in per cent."""
        row = self.client.get(f"/api/v1/commitments/{key}/known", {"on": on, "as_of": as_of.isoformat()}).json()
        if row["value"] is None:
            return None
        value = Decimal(row["value"])
        return value * 100 / Decimal(row["denominator"]) if row["denominator"] else value


@pytest.fixture
def year(cast: Cast) -> Briefing:
    """Two months of towns, a ratio, a task and a ranking; January issued, a town of it corrected, February issued."""
    parking = rankings.indicator()
    period = played(cast)
    rankings.scheme(cast)
    ratio = commitment(
        cast, lead="department", state="accepted", title="达标率", unit="%", value=80, measure="level", comparator=">="
    )
    money = commitment(cast, lead="department", state="accepted", title="投资", unit="元", value=2_000_000_000)
    split_target(cast, indicator=parking, title="公共停车位")
    issued(cast, make(actor=cast.office, period=period))
    wrong = Report.objects.filter(period=period, owner=cast.organisation("town")).first()
    assert wrong is not None
    corrected(wrong, Decimal(29_000), "剔除重复统计")
    february = opened(cast, 2)
    for report in Report.objects.filter(period=february).select_related("commitment"):
        value = {ratio.pk: "71.25", money.pk: "1933200000"}.get(report.commitment_id, "31500")
        if report.commitment.kind != "task" and report.owner != cast.organisation("stranger"):
            locked(report, value)
    with override_settings(SITE_ADDRESS=SITE):
        return issued(cast, make(actor=cast.office, period=february))


def test_every_number_of_every_file_is_what_the_api_answers(cast: Cast, year: Briefing) -> None:
    """Word's links are followed one by one; PDF leads to the same pages and says the same words; Excel holds the values."""
    api = Api(cast.client("office"))
    made = year.composition
    word = list(_word(year))
    checked = Counter(_follow(api, made, link) for link in word)
    assert set(checked) == {"target", "reached", "light", "counted", "reports", "ranking", "correction"}
    assert checked["reached"] >= len([each for each in made.lines if each.actual is not None])
    _pdf_says(year, word)
    _excel_holds(api, year)


def test_what_is_counted_is_what_the_api_counts(cast: Cast, year: Briefing) -> None:
    api, made = Api(cast.client("office")), year.composition
    shown = {each["commitment_id"]: each["light"] for each in api.rows("positions", place="4419")}
    for told, lines in ((made.tally, made.lines), *((each.tally, _of(made, each.name)) for each in made.areas)):
        counted = Counter(shown.get(each.commitment, "waiting") for each in lines)
        assert counted == Counter({name: getattr(told, name) for name in counted})
        assert told.total == len(lines)
    whole = [each for each in api.rows("commitments", place="4419") if each["parent_id"] is None]
    assert {each.commitment for each in made.lines} == {
        each["id"] for each in whole if each["place_code"] == "4419" and each["state"] != "draft"
    }


def test_a_number_leads_to_its_commitment_and_the_quote(cast: Cast, year: Briefing) -> None:
    """From the link in the issued Word file to the page, and from its note to the words in the document."""
    client = cast.client("office")
    api = Api(client)
    with year.word.open() as file:  # type: ignore[union-attr]
        body = "".join(each.text or "" for each in Document(io.BytesIO(file.read())).element.body.iter(qn("w:t")))
    followed = 0
    for link in _word(year):
        page = client.get(link.path, {name: values[0] for name, values in link.asked.items()})
        assert page.status_code == 200, link
        if link.path.startswith("/ledger/") and link.path != "/ledger/":
            row = api.one("commitments", _key(link.path))
            assert row["title"] in page.content.decode()
            for source in row["sources"]:
                assert f"“{source['quote']}”" in body
                assert source["quote"] in _without_tags(page.content.decode())
                followed += 1
    assert followed
    for note in year.composition.notes:
        for quote in note.quotes:
            shown = client.get(quote.url.partition("#")[0]).content.decode()
            assert f'id="{quote.url.partition("#")[2]}"' in shown
            assert quote.words in _without_tags(shown)


def _of(made: Composition, area: str) -> list[Any]:
    return [each for each in made.lines if each.area == area]


def _without_tags(page: str) -> str:
    return re.sub(r"<[^>]+>", "", page)


def _key(path: str) -> int:
    found = re.search(r"/([0-9]+)/", path)
    assert found, path
    return int(found.group(1))


def _word(briefing: Briefing) -> Iterator[Link]:
    with briefing.word.open() as file:  # type: ignore[union-attr]
        document = Document(io.BytesIO(file.read()))
    targets = {each.rId: each.target_ref for each in document.part.rels.values() if each.is_external}
    for each in document.element.body.iter(qn("w:hyperlink")):
        if target := targets.get(each.get(qn("r:id"))):
            assert target.startswith(SITE)
            address = urlsplit(target)
            words = "".join(text.text or "" for text in each.iter(qn("w:t")))
            if words and not words.startswith("/"):
                yield Link(words, address.path, parse_qs(address.query))


def _follow(api: Api, made: Composition, link: Link) -> str:
    """Ask the API for what the link leads to, and hold the words against the answer; which kind of number it was."""
    match link.path.strip("/").split("/"):
        case ["ledger", key]:
            row = api.one("commitments", int(key))
            if row["target"] is not None:
                assert _said(link.words) == Decimal(row["target"]), link
                assert row["unit"] in link.words
            return "target"
        case ["progress", "numbers", key]:
            return _reached(api, made, link, int(key))
        case ["progress", "lights", key]:
            told = [_numbers(each["why"]) for each in api.rows("lights", commitment=key)]
            days = {(made.made_on - date.fromisoformat(each["on"])).days for each in api.rows("lights", commitment=key)}
            assert any(_numbers(_plain(link.words)) <= each | {Decimal(day) for day in days} for each in told), link
            return "light"
        case ["progress", "periods", key]:
            locked_now = len(api.rows("observations", period=key))
            asked = Report.objects.filter(period=int(key)).count()
            assert _said(link.words) in {locked_now, asked}, link
            return "reports"
        case ["rankings", "archive"]:
            return _correction(api, link)
        case ["rankings", _scheme]:
            scores = {Decimal(each["score"]) for each in api.rows("rankings") if each["score"] is not None}
            if "权重" not in link.words:
                assert _said(link.words) in {each.quantize(Decimal("0.01"), ROUND_HALF_UP) for each in scores}, link
            return "ranking"
        case ["progress", "reports", _]:
            return _correction(api, link)
        case ["ledger"]:
            # Held against the API where they are counted, one by one.
            assert _said(link.words) is not None
            return "counted"
    raise AssertionError(f"nothing is known of {link}")


def _reached(api: Api, made: Composition, link: Link, key: int) -> str:
    (on,) = link.asked["on"]
    known = api.known(key, on, made.made_on)
    assert known is not None, link
    row = api.one("commitments", key)
    if link.words.endswith("%") and row["unit"] != "%":
        assert Decimal(link.words[:-1]) == (known * 100 / Decimal(row["target"])).quantize(
            Decimal("0.1"), ROUND_HALF_UP
        )
    elif row["unit"] == "%":
        share = (known * 100 / Decimal(row["target"])).quantize(Decimal("0.1"), ROUND_HALF_UP)
        assert _said(link.words) in {known, share}, link
    else:
        assert _said(link.words) == known, (link, known)
    return "reached"


def _correction(api: Api, link: Link) -> str:
    every = {Decimal(each["value"]) for each in api.rows("observations", versions="all")}
    every |= {Decimal(each["value"]) for each in api.rows("totals") if each["value"] is not None}
    assert _said(link.words) in every, link
    return "correction"


def _said(words: str) -> Decimal | None:
    found = _SAID.search(words)
    return Decimal(found.group(1)) * _SCALES.get(found.group(2) or "", 1) if found else None


def _plain(words: str) -> str:
    """A sentence with its days as the API writes them."""
    return re.sub(
        r"([0-9]{4})年([0-9]+)月([0-9]+)日", lambda day: "{}-{:02}-{:02}".format(*map(int, day.groups())), words
    ).partition("；已发督办单")[0]


def _numbers(words: str) -> set[Decimal]:
    return {Decimal(each) for each in _NUMBER.findall(words)}


def _pdf_says(briefing: Briefing, word: list[Link]) -> None:
    with briefing.pdf.open() as file:  # type: ignore[union-attr]
        content = file.read()
    pages = "".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(content))
    text = "".join(pages.split())
    for link in word:
        for number in _NUMBER.findall(link.words):
            assert number in text, link
        assert f"{SITE}{link.path}".encode() in content or link.path in text, link


def _excel_holds(api: Api, briefing: Briefing) -> None:
    with briefing.sheet.open() as file:  # type: ignore[union-attr]
        book = load_workbook(io.BytesIO(file.read()))
    heads, *rows = book["量化目标"].iter_rows(values_only=True)
    assert rows
    for values in rows:
        row = dict(zip(heads, values, strict=True))
        ledger = api.one("commitments", row["条目编号"])
        assert _exact(row["目标值"]) == Decimal(ledger["target"])
        on = row["数据截至"]
        known = api.known(row["条目编号"], str(on)[:10], briefing.composition.made_on) if on else None
        assert (None if row["完成值"] is None else _exact(row["完成值"])) == known
        assert row["目标事项"] == ledger["title"]
        assert row["单位"] == ledger["unit"]
    lights = {each["commitment_id"]: each for each in api.rows("positions", place="4419")}
    for line in briefing.composition.lines:
        if at := lights.get(line.commitment):
            assert (line.light, line.since) == (at["light"], date.fromisoformat(at["light_since"]))
            assert clock.today() == briefing.composition.made_on


def _exact(value: Any) -> Decimal:
    """A cell's number; Excel keeps fifteen digits."""
    return Decimal(str(value))
