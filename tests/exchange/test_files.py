"""Bulk files: whole, exact, safe to open, and as their formats want them."""

from __future__ import annotations

import csv
import gzip
import io
import json
import tracemalloc
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook

from taizhang.exchange.files.formats import FORMATS
from taizhang.exchange.files.sdmx import time_period
from taizhang.exchange.files.workbooks import cell_of
from taizhang.exchange.readers import Everything, Person
from taizhang.exchange.resources import RESOURCES
from taizhang.journal.models import Entry
from taizhang.ledger.models import Commitment
from taizhang.places.models import Level, Place
from taizhang.progress.models import Version
from tests.cast import Cast
from tests.exchange.makers import key_for, played
from tests.exchange.test_api import bearer, rows
from tests.ledger.makers import commitment


def made(name: str, resource: str, asked: Mapping[str, Any] | None = None, reader: Any = None) -> bytes:
    """A whole file."""
    return b"".join(FORMATS[name].make(reader or Everything(), RESOURCES[resource], asked or {}))


def table(data: bytes) -> list[dict[str, str]]:
    """A CSV file as a program reads it."""
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_csv_has_the_names_and_values_of_the_api(cast: Cast) -> None:
    played(cast)
    client = cast.client("office")
    for name, resource in RESOURCES.items():
        nested = {each.name for each in resource.nested}
        answered = [{key: value for key, value in each.items() if key not in nested} for each in rows(client, name)]
        filed = table(made("csv", name, reader=Person(cast.office)))
        assert [list(each) for each in filed] == [list(each) for each in answered], name
        for one, other in zip(filed, answered, strict=True):
            for key, value in other.items():
                said = (
                    ""
                    if value is None
                    else {True: "true", False: "false"}.get(value, str(value))
                    if isinstance(value, bool)
                    else str(value)
                )
                assert one[key].removeprefix("'") == said or one[key] == said, (name, key)


def test_nothing_in_a_file_runs(cast: Cast) -> None:
    played(cast)
    commitment(cast, title='=HYPERLINK("http://x")', note="＠SUM(1)")
    filed = table(made("csv", "commitments"))
    assert any(each["title"] == '\'=HYPERLINK("http://x")' for each in filed)
    assert any(each["note"] == "'＠SUM(1)" for each in filed)
    book = load_workbook(io.BytesIO(made("xlsx", "commitments")))
    cells = [cell for row in book["commitments"].iter_rows() for cell in row if cell.value]
    assert all(cell.data_type != "f" for cell in cells)
    assert any(cell.value == '=HYPERLINK("http://x")' for cell in cells)


def test_a_workbook_keeps_amounts_exact(cast: Cast) -> None:
    """Excel keeps fifteen digits: what has more stays text."""
    commitment(cast, value=Decimal("0.1"))
    commitment(cast, value=Decimal("99999999.999999"))
    sheet = load_workbook(io.BytesIO(made("xlsx", "commitments")))["commitments"]
    at = [cell.value for cell in sheet[1]].index("target")
    assert [row[at].value for row in sheet.iter_rows(min_row=2)] == [0.1, 99999999.999999]
    scratch = Workbook(write_only=True).create_sheet()
    assert cell_of(scratch, "123456789012345678.123456", "decimal").value == "123456789012345678.123456"
    assert cell_of(scratch, "-12.5", "decimal").value == Decimal("-12.5")


def test_a_package_explains_itself(cast: Cast) -> None:
    played(cast)
    archive = ZipFile(io.BytesIO(made("zip", "observations")))
    assert archive.testzip() is None
    names = {"observations.csv", "dictionary.csv", "codes.csv", "csv-metadata.json"}
    assert set(archive.namelist()) == names
    columns = list(table(archive.read("observations.csv"))[0])
    dictionary = table(archive.read("dictionary.csv"))
    assert [each["field"] for each in dictionary] == columns
    assert all(each["chinese"] and each["english"] for each in dictionary)
    described = json.loads(archive.read("csv-metadata.json"))["tables"][0]["tableSchema"]
    assert [each["name"] for each in described["columns"]] == columns
    codes = {(each["field"], each["code"]): each["english"] for each in table(archive.read("codes.csv"))}
    assert codes["measure", "delta"]


def test_gzip_is_the_same_file(cast: Cast) -> None:
    played(cast)
    assert gzip.decompress(made("csv-gz", "observations")) == made("csv", "observations")


def test_sdmx_has_every_observation_once(cast: Cast) -> None:
    played(cast)
    archive = ZipFile(io.BytesIO(made("sdmx", "observations")))
    data = table(archive.read("data.csv"))
    keys = [tuple(each[name] for name in ("FREQ", "REF_AREA", "INDICATOR", "TARGET", "TIME_PERIOD")) for each in data]
    assert len(set(keys)) == len(keys) == len(rows(cast.client("office"), "observations"))
    (one,) = [each for each in data if each["REF_AREA"] == "441900121"]
    assert (one["TIME_PERIOD"], one["OBS_VALUE"], one["OBS_STATUS"]) == ("2024-01", "4400", "R")
    assert one["STRUCTURE_ID"] == "TAIZHANG:OBSERVATIONS(1.0.0)"
    structure = ET.fromstring(archive.read("structure.xml"))  # noqa: S314
    codes = {each.attrib["id"] for each in structure.iter() if each.tag.endswith("}Code")}
    assert {value for key in keys for value in key[:4]} <= codes
    dimensions = [each.attrib["id"] for each in structure.iter() if each.tag.endswith("}Dimension")]
    assert dimensions == ["FREQ", "REF_AREA", "INDICATOR", "TARGET"]


def test_results_say_baseline_target_and_actual(cast: Cast) -> None:
    whole = played(cast)
    found = {each["commitment_id"]: each for each in json.loads(made("results-json", "commitments"))}
    indicator = found[whole.pk]["indicator"]
    assert indicator["baseline"] == {"year": 2023, "value": "0"}
    periods = {each["end"]: each for each in indicator["periods"]}
    assert periods["2024-01-31"]["actual"] == "7400"
    assert periods["2024-12-31"]["target"] == "80000"
    xml = ET.fromstring(made("results-xml", "commitments"))  # noqa: S314
    assert len(xml) == len(found)
    (same,) = [each for each in xml if each.findtext("iati-identifier") == f"TAIZHANG-4419-T{whole.pk}"]
    ends = {each.find("period-end").attrib["iso-date"]: each for each in same.iter("period")}  # type: ignore[union-attr]
    assert ends["2024-01-31"].find("actual").attrib["value"] == "7400"  # type: ignore[union-attr]


def test_results_keep_what_was_reported_from_whoever_may_not_see_it(cast: Cast) -> None:
    whole = played(cast)
    seen = json.loads(made("results-json", "commitments", reader=Person(cast.stranger)))
    assert whole.pk not in {each["commitment_id"] for each in seen}
    town = json.loads(made("results-json", "commitments", reader=Person(cast.town)))
    assert {each["place_code"] for each in town} == {"441900119"}


def test_files_are_empty_but_whole_where_nothing_is_seen(cast: Cast) -> None:
    for name, form in FORMATS.items():
        resource = form.only or "commitments"
        data = made(name, resource, reader=Person(cast.hotline))
        assert data, name
    assert json.loads(made("results-json", "commitments")) == []
    assert table(made("csv", "slips")) == []


@pytest.mark.parametrize(
    ("kind", "first", "last", "said"),
    [
        ("month", date(2024, 12, 1), date(2024, 12, 31), "2024-12"),
        ("quarter", date(2024, 10, 1), date(2024, 12, 31), "2024-Q4"),
        ("custom", date(2024, 1, 1), date(2024, 12, 31), "2024-01-01/P366D"),
    ],
)
def test_periods_by_sdmx(kind: str, first: date, last: date, said: str) -> None:
    assert time_period(kind, first, last) == said


def test_a_download_is_in_the_journal_and_needs_the_right(cast: Cast) -> None:
    played(cast)
    answer = cast.client("office").get("/api/v1/observations/bulk?format=zip&as_of=2024-03-02&place=441900121")
    data = b"".join(answer)  # type: ignore[arg-type]
    assert [each["value"] for each in table(ZipFile(io.BytesIO(data)).read("observations.csv"))] == ["4500.5"]
    entry = Entry.objects.latest("sequence")
    assert (entry.action, entry.after["place"], entry.after["format"]) == ("exchange.download", "441900121", "zip")
    _key, secret = key_for(cast, "town", resources=["observations"])
    own = table(b"".join(bearer(secret).get("/api/v1/observations/bulk")))  # type: ignore[arg-type]
    assert {each["place_code"] for each in own} == {"441900119"}
    assert Entry.objects.latest("sequence").actor_name == "接口密钥 统计平台"
    assert bearer(secret).get("/api/v1/totals/bulk").status_code == 403
    assert cast.client("system").get("/api/v1/places/bulk").status_code == 403
    assert cast.client("office").get("/api/v1/places/bulk?format=sdmx").status_code == 400
    assert cast.client("office").get("/api/v1/places/bulk?format=csv&format=zip").status_code == 400


def test_the_page_leads_to_the_file_or_says_what_is_wrong(cast: Cast) -> None:
    client = cast.client("office")
    asked = {"what": "observations", "format": "sdmx", "place": "4419", "as_of": "2024-03-01"}
    leads = client.get("/exchange/", asked)
    assert leads.headers["Location"] == "/api/v1/observations/bulk?format=sdmx&place=4419&as_of=2024-03-01"
    wrong = client.get("/exchange/", asked | {"what": "places", "place": "44x"})
    said = wrong.content.decode()
    assert wrong.status_code == 422
    assert "只能装" in said
    assert "没有这个条件" in said
    assert "2、4、6、9 或 12 位数字" in said


def test_a_big_file_takes_little_memory(cast: Cast) -> None:
    """Ten times the rows must not take ten times the memory, for rows are made as they are sent."""
    city = cast.places["4419"]
    Place.objects.bulk_create(
        Place(code=f"4419{n:08}", name=f"第{n}村", level=Level.VILLAGE, parent=city, path=f"{city.path}4419{n:08}.")
        for n in range(30_000)
    )
    tracemalloc.start()
    size = sum(len(piece) for piece in FORMATS["zip"].make(Everything(), RESOURCES["places"], {}))
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert size > 200_000
    assert peak < 12 * 1024 * 1024


def test_export_from_the_command_line(cast: Cast, tmp_path: Any, capsys: pytest.CaptureFixture[str]) -> None:
    from taizhang.cli import main

    played(cast)
    out = tmp_path / "观测.csv"
    assert main(["export", "observations", "-o", str(out), "--place", "441900119", "--versions", "all"]) == 0
    assert {each["place_code"] for each in table(out.read_bytes())} == {"441900119"}
    assert str(out) in capsys.readouterr().out
    for wrong in (
        ["export", "nothing", "-o", str(out)],
        ["export", "places", "-o", str(tmp_path / "x.sdmx.zip")],
        ["export", "places", "-o", str(tmp_path / "x.txt")],
        ["export", "places", "-o", str(tmp_path / "x.csv"), "--place", "somewhere"],
        ["export", "places", "-o", str(tmp_path / "x.csv"), "--year", "2024"],
    ):
        assert main(wrong) == 2, wrong
    assert main(["export", "places", "-o", str(tmp_path / "nowhere" / "x.csv")]) == 1
    assert sorted(each.name for each in tmp_path.iterdir()) == ["观测.csv"]
    assert Version.objects.count()
    assert Commitment.objects.count()
