"""Files by the standards of others: SDMX-CSV 2.0 with its structure, and the results of IATI 2.03."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from lxml import etree

from taizhang.ledger.models import Commitment
from taizhang.progress.actions.periods import Span, open_period
from taizhang.progress.models import Report
from tests.cast import Cast
from tests.exchange.makers import played
from tests.exchange.test_files import made
from tests.ledger.makers import commitment
from tests.progress.makers import SYSTEM, locked

pytestmark = pytest.mark.database
STR = "{http://www.sdmx.org/resources/sdmxml/schemas/v3_0/structure}"
#: What a name may be in SDMX, a decimal by XML Schema, and the periods that are written here.
_ID, _DECIMAL = re.compile(r"[A-Za-z0-9_@$\-]+"), re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)")
_PERIOD = re.compile(r"\d{4}-(0[1-9]|1[0-2])|\d{4}-Q[1-4]|\d{4}-\d\d-\d\d/P\d+D")
NASTY = '万"平方,米"\n；<&>'


@pytest.fixture
def year(cast: Cast) -> Commitment:
    """Months, a quarter and a span of days; a unit with whatever CSV and XML must quote; a rank."""
    whole = played(cast)
    odd = commitment(cast, title="面积<&>", unit=NASTY, lead="department", state="accepted")
    rank = commitment(
        cast, title="排名", unit="位", measure="rank", comparator="<=", lead="department", state="accepted"
    )
    city = cast.places["4419"]
    days = whole.created.date().replace(year=2024, month=4, day=1)
    for kind, name, last in (
        ("quarter", "2024年第二季度", days.replace(month=6, day=30)),
        ("custom", "四月上旬", days.replace(day=10)),
    ):
        open_period(actor=SYSTEM, place=city, span=Span(kind, name, days, last, last))
    for report in Report.objects.filter(commitment__in=[odd, rank]):
        locked(report, "12.5" if report.commitment_id == odd.pk else 3)
    return whole


@pytest.fixture
def archive(year: Commitment) -> ZipFile:
    """The observations by SDMX."""
    return ZipFile(io.BytesIO(made("sdmx", "observations")))


def _rows(archive: ZipFile) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(archive.read("data.csv").decode(), newline=""), strict=True))


def _ids(structure: Any, path: str) -> list[str]:
    return [each.get("id") for each in structure.iterfind(path)]


def test_sdmx_csv_has_the_columns_of_its_structure_in_their_order(archive: ZipFile) -> None:
    """STRUCTURE, STRUCTURE_ID and ACTION first, then every dimension by its position, the period, the measure, attributes."""
    structure = etree.fromstring(archive.read("structure.xml"))
    dimensions = sorted(
        structure.iterfind(f".//{STR}DimensionList/{STR}Dimension"), key=lambda each: int(each.get("position"))
    )
    named = [each.get("id") for each in dimensions]
    for path in ("DimensionList/{0}TimeDimension", "MeasureList/{0}Measure", "AttributeList/{0}Attribute"):
        named += _ids(structure, f".//{STR}{path.format(STR)}")
    head = archive.read("data.csv").decode().splitlines()[0].split(",")
    assert head == ["STRUCTURE", "STRUCTURE_ID", "ACTION", *named]
    (flow,) = structure.iterfind(f".//{STR}Dataflow")
    expected = f"{flow.get('agencyID')}:{flow.get('id')}({flow.get('version')})"
    for row in _rows(archive):
        assert (row["STRUCTURE"], row["STRUCTURE_ID"], row["ACTION"]) == ("dataflow", expected, "I")


def test_sdmx_values_are_those_that_the_structure_allows(archive: ZipFile) -> None:
    structure = etree.fromstring(archive.read("structure.xml"))
    lists = {each.get("id"): set(_ids(each, f"{STR}Code")) for each in structure.iterfind(f".//{STR}Codelist")}
    coded = {
        part.get("id"): lists[_codelist(part)]
        for part in structure.iterfind(f".//{STR}DataStructureComponents//*[@id]")
        if _codelist(part)
    }
    rows = _rows(archive)
    assert set(coded) == {"FREQ", "REF_AREA", "INDICATOR", "TARGET", "OBS_STATUS"}
    assert {row["FREQ"] for row in rows} == {"M", "Q", "_O"}
    for row in rows:
        assert None not in row
        assert all(row[name] in codes for name, codes in coded.items()), row
        assert _PERIOD.fullmatch(row["TIME_PERIOD"])
        assert all(not row[name] or _DECIMAL.fullmatch(row[name]) for name in ("OBS_VALUE", "NUMERATOR", "DENOMINATOR"))
        assert row["OBS_VALUE"]
    assert all(_ID.fullmatch(code) for codes in lists.values() for code in codes)
    assert NASTY in {row["UNIT_MEASURE"] for row in rows}


def test_sdmx_csv_is_utf8_without_a_mark_and_ends_its_lines_alike(archive: ZipFile) -> None:
    data = archive.read("data.csv")
    assert data.startswith(b"STRUCTURE,")
    assert data.endswith(b"\r\n")


def test_results_have_the_shape_of_iati(year: Commitment) -> None:
    schema = etree.XMLSchema(etree.parse(Path(__file__).with_name("iati.xsd"), _parser()))
    document = etree.fromstring(made("results-xml", "commitments"))
    assert schema.validate(document), schema.error_log
    for activity in document:
        reporting = activity.find("reporting-org").get("ref")
        assert activity.findtext("iati-identifier").startswith(f"{reporting}-")
        for period in activity.iter("period"):
            assert period.find("period-start").get("iso-date") <= period.find("period-end").get("iso-date")
    (rank,) = [each for each in document if each.findtext("title/narrative") == "排名"]
    assert rank.find("result/indicator").attrib == {"measure": "4", "ascending": "0"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<activity-status", "<sector/><activity-status"),
        ('measure="1"', 'measure="9"'),
        ('year="2023"', 'year="今"'),
        ("<period-start", "<target value='1'/><period-start"),
    ],
)
def test_the_shape_refuses_what_is_none(year: Commitment, old: str, new: str) -> None:
    schema = etree.XMLSchema(etree.parse(Path(__file__).with_name("iati.xsd"), _parser()))
    right = made("results-xml", "commitments").decode()
    assert schema.validate(etree.fromstring(right.encode()))
    wrong = right.replace(old, new, 1)
    assert not schema.validate(etree.fromstring(wrong.encode()))


def _codelist(part: Any) -> str:
    found = part.find(f"{STR}LocalRepresentation/{STR}Enumeration")
    return "" if found is None else re.search(r":(\w+)\(", found.text.rpartition("=")[2])[1]  # type: ignore[index]


def _parser() -> etree.XMLParser:
    """A parser that knows the attribute xml:lang without fetching anything."""
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(_Lang())
    return parser


class _Lang(etree.Resolver):
    def resolve(self, url: str, _public: str, context: Any) -> Any:
        return self.resolve_string(_XML, context) if url.endswith("/xml.xsd") else None


_XML = """<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.w3.org/XML/1998/namespace">
<xsd:attribute name="lang" type="xsd:language"/></xsd:schema>"""
