"""Figures from other systems: what is understood, what is refused and why, and that the same file twice changes nothing."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from taizhang import clock
from taizhang.exchange.files.formats import FORMATS
from taizhang.exchange.incoming.headings import columns_of
from taizhang.exchange.incoming.spans import last_of
from taizhang.exchange.models import Incoming
from taizhang.exchange.readers import Everything
from taizhang.exchange.resources import RESOURCES
from taizhang.journal.models import Entry
from taizhang.ledger.models import Alias, Commitment, Indicator
from taizhang.progress.actions.periods import ask_more
from taizhang.progress.actions.reporting import submit
from taizhang.progress.actions.reviewing import lock, pass_on
from taizhang.progress.models import LightRecord, Position, Report, Total, Version
from tests.cast import Cast
from tests.exchange.makers import corrected
from tests.ledger.makers import SYSTEM, commitment
from tests.progress.makers import locked, opened, report_of, split_target

DHIS2 = """dataelement,period,orgunit,categoryoptioncombo,attributeoptioncombo,value,storedby,lastupdated,comment,followup
PARK_NEW,202401,CA,default,default,1520,admin,2024-02-02,巡查核对,FALSE
PARK_NEW,202401,HM,default,default,12.5,admin,2024-02-02,,FALSE
TREES,202401,CA,default,default,9,admin,2024-02-02,,FALSE
"""


@pytest.fixture
def january(cast: Cast) -> Commitment:
    """A target in two shares, asked about in January."""
    with clock.at(date(2024, 1, 10)):
        parking = Indicator.objects.create(name="停车位", unit="个")
        Alias.objects.create(indicator=parking, name="公共泊位")
        whole = split_target(cast, indicator=parking)
        opened(cast, 1)
    return whole


def handed(client: Client, text: str, name: str = "数.csv", **data: str) -> Incoming:
    """A file handed over by somebody."""
    owner = client.get("/exchange/imports/").context["form"].initial["owner"]
    file = SimpleUploadedFile(name, text.encode())
    answer = client.post("/exchange/imports/", {"sheet": file, "owner": owner, **data})
    assert answer.status_code == 302, answer.context["form"].errors
    return Incoming.objects.latest("pk")


def problems(client: Client, made: Incoming) -> list[str]:
    """Why lines are refused."""
    return [row.problem for row in client.get(f"/exchange/imports/{made.pk}/").context["wrong_rows"]]


def test_dhis2_is_mapped_shown_and_saved_once(cast: Cast, january: Commitment) -> None:
    client = cast.client("office")
    made = handed(client, DHIS2)
    page = client.get(f"/exchange/imports/{made.pk}/")
    assert (page.context["read"], page.context["taken"], page.context["wrong"]) == (3, 0, 3)
    assert "不认识地区“CA”" in page.content.decode()
    mapping = {
        f"column-{role}": str(at)
        for role, at in (("element", 0), ("period", 1), ("place", 2), ("value", 5), ("note", 8))
    }
    client.post(f"/exchange/imports/{made.pk}/", mapping | {"place-0": "441900119", "place-1": "441900121"})
    client.post(f"/exchange/imports/{made.pk}/", mapping | {"element-0": "停车位"})
    page = client.get(f"/exchange/imports/{made.pk}/")
    assert (page.context["taken"], page.context["wrong"]) == (2, 1)
    assert Report.objects.filter(value__isnull=False).count() == 0
    client.post(f"/exchange/imports/{made.pk}/save/")
    town = Report.objects.get(owner=cast.organisation("town"))
    assert (town.state, town.value, town.this, town.note) == ("draft", Decimal(1520), Decimal(1520), "巡查核对")
    assert Report.objects.get(owner=cast.organisation("other_town")).value == Decimal("12.5")
    saying = Entry.objects.filter(kind="progress.report", object_id=str(town.pk)).latest("sequence")
    assert (saying.action, saying.actor_id) == ("progress.enter_for", cast.office.pk)
    assert "数.csv" in saying.note
    entries = Entry.objects.count()
    again = handed(client, DHIS2)
    assert again.pk == made.pk
    page = client.get(f"/exchange/imports/{made.pk}/")
    assert (page.context["taken"], page.context["same"]) == (0, 2)
    client.post(f"/exchange/imports/{made.pk}/save/")
    town.refresh_from_db()
    assert (Entry.objects.count(), town.version) == (entries, 2)


def test_the_next_file_knows_the_codes(cast: Cast, january: Commitment) -> None:
    client = cast.client("town")
    made = handed(client, "indicator,orgUnit,period,value\nP1,X9,202401,10\n")
    client.post(f"/exchange/imports/{made.pk}/", {"place-0": "441900119"})
    client.post(f"/exchange/imports/{made.pk}/", {"element-0": "公共泊位"})
    second = handed(client, "indicator,orgUnit,period,value\nP1,X9,202401,11\n")
    assert second.pk != made.pk
    assert client.get(f"/exchange/imports/{second.pk}/").context["taken"] == 1


def test_amounts_of_the_period_alone_are_added(cast: Cast, january: Commitment) -> None:
    with clock.at(date(2024, 2, 3)):
        locked(report_of(cast, "town", Report.objects.first().period), 100)  # type: ignore[union-attr]
        february = opened(cast, 2)
        client = cast.client("town")
        made = handed(client, "指标,地区,时期,数值\n停车位,长安镇,2024年2月,30\n", alone="1")
        client.post(f"/exchange/imports/{made.pk}/save/")
    report = report_of(cast, "town", february)
    assert (report.this, report.value) == (Decimal(30), Decimal(130))


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("停车位,441900119,2024-13,5,", "看不懂时期"),
        ("停车位,441900119,2023-12,5,", "没有您要填报的、截至 2023-12-31"),
        ("停车位,4401,202401,5,", "不认识地区"),
        ("绿道,441900119,202401,5,", "不认识指标“绿道”"),
        ("停车位,441900119,202401,五六个,", "“五六个”"),
        ("停车位,441900119,202401,=1+1,", "公式"),
        ("停车位,441900119,202401,1.0000001,", "超过 6 位"),
        ("停车位,441900119,202401,1000000000000000000,", "过大"),
        ("停车位,441900119,202401,5,座", "单位是“座”"),
        (",441900119,202401,5,", "不认识指标"),
    ],
)
def test_a_line_is_refused_in_words(cast: Cast, january: Commitment, line: str, words: str) -> None:
    client = cast.client("office")
    made = handed(client, f"指标,地区,时期,数值,单位\n{line}\n")
    (said,) = problems(client, made)
    assert words in said


def test_nothing_is_chosen_where_lines_contradict(cast: Cast, january: Commitment) -> None:
    client = cast.client("office")
    rows = "停车位,441900119,202401,5\n公共泊位,441900119,2024-01-31,6\n"
    said = problems(client, handed(client, f"指标,地区,时期,数值\n{rows}"))
    assert len(said) == 2
    assert "2 行" in said[0]


def test_what_is_locked_counted_or_a_task_stays(cast: Cast, january: Commitment) -> None:
    task = commitment(
        cast,
        code="441900119",
        lead="town",
        kind="task",
        title="编制规划",
        value=None,
        unit="",
        state="accepted",
        measure="",
        comparator="",
    )
    ratio = commitment(
        cast,
        code="441900119",
        lead="town",
        title="覆盖率",
        value=90,
        unit="%",
        measure="level",
        state="accepted",
        indicator=Indicator.objects.create(name="覆盖率", unit="%", adds_up="ratio", numerator="甲", denominator="乙"),
    )
    with clock.at(date(2024, 2, 3)):
        period = Report.objects.first().period  # type: ignore[union-attr]
        ask_more(actor=SYSTEM, period=period, commitments=[task, ratio])
        locked(Report.objects.get(commitment__parent=january, owner=cast.organisation("town")), 100)
    client = cast.client("office")
    head = "指标,地区,时期,数值,分母,说明\n"
    rows = "停车位,441900119,202401,120,,\n编制规划,441900119,202401,3,,\n覆盖率,441900119,202401,88,,\n"
    locked_, task_, ratio_ = problems(client, handed(client, head + rows))
    assert "更正" in locked_
    assert "没有数字" in task_
    assert "分子、分母" in ratio_
    fine = handed(
        client,
        head + "停车位,441900119,202401,100,,\n编制规划,441900119,202401,,,已开工\n覆盖率,441900119,202401,44,50,\n",
    )
    page = client.get(f"/exchange/imports/{fine.pk}/")
    assert (page.context["taken"], page.context["same"], page.context["wrong"]) == (2, 1, 0)


def test_a_town_fills_in_its_own_only(cast: Cast, january: Commitment) -> None:
    client = cast.client("town")
    made = handed(client, "指标,地区,时期,数值\n停车位,441900121,202401,5\n停车位,441900119,202401,6\n")
    page = client.get(f"/exchange/imports/{made.pk}/")
    assert (page.context["taken"], page.context["wrong"]) == (1, 1)
    client.post(f"/exchange/imports/{made.pk}/save/")
    assert list(Report.objects.exclude(value=None).values_list("owner", flat=True)) == [cast.organisation("town").pk]
    assert cast.client("other_town").get(f"/exchange/imports/{made.pk}/").status_code == 404


@pytest.mark.parametrize("bad", [b"", b"PK\x03\x04nonsense", b"%PDF-1.4", b"\x00\x01\x02", b"a"])
def test_what_is_no_table_is_refused_or_asked_about(cast: Cast, bad: bytes) -> None:
    client = cast.client("office")
    owner = cast.organisation("office").pk
    answer = client.post("/exchange/imports/", {"sheet": SimpleUploadedFile("数.csv", bad), "owner": owner})
    assert answer.status_code in {302, 422}
    if answer.status_code == 302:
        page = client.get(answer.headers["Location"])
        assert page.status_code in {200, 422}
        assert "找不到这些列" in page.content.decode() or page.status_code == 422


def test_columns_are_found_by_what_systems_call_them() -> None:
    found = columns_of({0: "Data Element", 1: "Org Unit", 2: "Period", 3: "Value", 4: "comment"}, {})
    assert found == {"element": [0], "place": [1], "period": [2], "value": [3], "note": [4]}
    own = columns_of(dict(enumerate(each.name for each in RESOURCES["observations"].columns)), {})
    assert len(own["element"]) == 2
    assert {"place", "period", "value", "denominator", "unit", "note"} < set(own)


@given(st.text(max_size=20))
def test_a_period_is_a_day_or_a_refusal(words: str) -> None:
    with suppress(ValueError, OverflowError):
        assert isinstance(last_of(words), date)


def test_what_is_exported_comes_back_elsewhere_with_the_same_numbers(cast: Cast) -> None:
    """Export here, import into an installation that has the same targets and no figures, lock: the same totals."""
    with clock.at(date(2024, 1, 10)):
        here = split_target(cast, indicator=Indicator.objects.create(name="停车位", unit="个"))
        january = opened(cast, 1)
    with clock.at(date(2024, 2, 3)):
        locked(report_of(cast, "town", january), "3000.25")
        locked(report_of(cast, "other_town", january), 4500)
        corrected(report_of(cast, "other_town", january), Decimal("4400.000001"), "剔除重复统计")
    numbers = _numbers(here)
    exported = b"".join(FORMATS["csv"].make(Everything(), RESOURCES["observations"], {}))
    _forget_figures()
    elsewhere = Commitment.objects.get(parent=None)
    assert _numbers(elsewhere) != numbers
    with clock.at(date(2024, 2, 4)):
        client = cast.client("office")
        made = handed(client, exported.decode(), "observations.csv")
        assert problems(client, made) == []
        client.post(f"/exchange/imports/{made.pk}/save/")
        for report in Report.objects.all():
            report.explanation = "测试"
            report.save()
            submit(actor=SYSTEM, report=report, version=report.version)
            (report,) = pass_on(actor=SYSTEM, seen=[(report, report.version)])
            lock(actor=SYSTEM, seen=[(report, report.version)])
    assert _numbers(elsewhere) == numbers


def _numbers(whole: Commitment) -> dict[str, Any]:
    standing = Version.objects.filter(number=1) | Version.objects.filter(number=2)
    found = {str(each.commitment.place.code): each.value for each in standing.order_by("number")}
    total = Total.objects.filter(commitment=whole).values_list("on", "value")
    return found | {str(on): value for on, value in total}


def _forget_figures() -> None:
    """The same targets and period, nothing reported."""
    Version.objects.all().delete()
    LightRecord.objects.all().delete()
    Total.objects.update(value=None, reported=0)
    Position.objects.update(on=None, value=None, reported=0, colour="", since=None)
    Report.objects.update(
        state="owed",
        this=None,
        value=None,
        denominator=None,
        data_date=None,
        locked_value=None,
        locked_versions=0,
        standing_value=None,
        submitted_by=None,
        submitted_at=None,
        explanation="",
        version=1,
    )


def test_columns_that_are_not_found_must_be_named(cast: Cast, january: Commitment) -> None:
    client = cast.client("town")
    made = handed(client, "什么,哪里,何时,多少\n停车位,441900119,202401,10\n")
    page = client.post(f"/exchange/imports/{made.pk}/", {"column-element": "0"})
    assert page.status_code == 422
    assert set(page.context["form"].errors) == {"column-place", "column-period", "column-value"}
    chosen = {f"column-{role}": str(at) for at, role in enumerate(("element", "place", "period", "value"))}
    client.post(f"/exchange/imports/{made.pk}/", chosen)
    assert client.get(f"/exchange/imports/{made.pk}/").context["taken"] == 1


def _zipped(*names: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as book:
        for name in names:
            book.writestr(name, "<a/>")
    return data.getvalue()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (_zipped("mimetype", "content.xml"), "这是 OpenDocument 文档"),
        (_zipped("ppt/presentation.xml"), "这是演示文稿"),
        (_zipped("word/document.xml"), "这不是电子表格"),
        (b"%PDF-1.7\n", "这不是电子表格"),
    ],
)
def test_a_file_of_another_kind_is_told_which_are_taken(cast: Cast, data: bytes, reason: str) -> None:
    client = cast.client("town")
    owner = client.get("/exchange/imports/").context["form"].initial["owner"]
    page = client.post("/exchange/imports/", {"sheet": SimpleUploadedFile("数.ods", data), "owner": owner})
    assert page.status_code == 422
    said = str(page.context["form"].errors["sheet"])
    assert reason in said
    assert "请换成 xlsx、xls 或 csv 表格再上传" in said


@pytest.mark.parametrize("data", [bytes(range(256)) * 20, b"PK\x03\x04 no workbook"])
def test_what_is_no_table_is_said_without_naming_no_name(cast: Cast, data: bytes) -> None:
    file = SimpleUploadedFile("坏.csv", data)
    client = cast.client("town")
    owner = client.get("/exchange/imports/").context["form"].initial["owner"]
    page = client.post("/exchange/imports/", {"sheet": file, "owner": owner})
    assert page.status_code == 422
    assert "请" in str(page.context["form"].errors["sheet"])
    assert "未命名" not in page.content.decode()
