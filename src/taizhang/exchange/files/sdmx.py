"""Observations by SDMX: the data as SDMX-CSV 2.0, and the structure they follow as SDMX-ML 3.0."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone

from taizhang.exchange.columns import written
from taizhang.exchange.files.markup import Markup
from taizhang.exchange.files.packages import zipped
from taizhang.exchange.files.sinks import Sink, streamed
from taizhang.exchange.files.tables import line
from taizhang.exchange.readers import Reader
from taizhang.exchange.resources import RESOURCES
from taizhang.exchange.resources.resource import CHUNK, Rows
from taizhang.ui.lists.export import defused

AGENCY, FLOW, STRUCTURE, VERSION = "TAIZHANG", "OBSERVATIONS", "DSD_OBSERVATIONS", "1.0.0"
_V3 = "http://www.sdmx.org/resources/sdmxml/schemas/v3_0"
_NAMESPACES = {
    f"xmlns:{short}": f"{_V3}/{name}" for short, name in (("mes", "message"), ("str", "structure"), ("com", "common"))
}
#: Dimensions, measure and attributes: name, the code list it takes its values from or its type, Chinese, English.
DIMENSIONS = (
    ("FREQ", "CL_FREQ", "频率", "Frequency"),
    ("REF_AREA", "CL_AREA", "地区", "Reference area"),
    ("INDICATOR", "CL_INDICATOR", "指标", "Indicator"),
    ("TARGET", "CL_TARGET", "台账条目", "Commitment of the ledger"),
)
TIME = ("TIME_PERIOD", "ObservationalTimePeriod", "时期", "Time period")
MEASURE = ("OBS_VALUE", "Decimal", "观测值：累计；比率为百分数", "Observation: cumulative; of a ratio, per cent")
ATTRIBUTES = (
    ("UNIT_MEASURE", "String", "单位", "Unit of measure"),
    ("NUMERATOR", "Decimal", "分子（仅比率）", "Numerator (ratios only)"),
    ("DENOMINATOR", "Decimal", "分母（仅比率）", "Denominator (ratios only)"),
    ("OBS_STATUS", "CL_OBS_STATUS", "观测状态", "Observation status"),
    ("DATA_VERSION", "Integer", "锁定版本", "Locked version"),
    ("COMMENT_OBS", "String", "更正理由", "Why it was corrected"),
)
_FREQUENCIES = {"month": ("M", "月", "Monthly"), "quarter": ("Q", "季", "Quarterly"), "custom": ("_O", "其他", "Other")}
_STATUSES = {"A": ("正常", "Normal value"), "R": ("经更正", "Revised")}
_COLUMNS = (
    "report__period__kind",
    "report__period__first",
    "on",
    "commitment__place__code",
    "commitment__indicator_id",
    "commitment_id",
    "commitment__unit",
    "value",
    "denominator",
    "number",
    "reason",
)


def sdmx(reader: Reader, asked: Mapping[str, Any]) -> Iterator[bytes]:
    """``data.csv`` and ``structure.xml`` in one ZIP."""
    rows = RESOURCES["observations"].narrowed(reader, asked).exclude(value=None)
    structure = streamed(lambda sink: _structure(sink, rows))
    return zipped({"data.csv": data_lines(rows), "structure.xml": structure})


def data_lines(rows: Rows) -> Iterator[str]:
    """The observations, line by line."""
    names = [each[0] for each in (*DIMENSIONS, TIME, MEASURE, *ATTRIBUTES)]
    yield line(("STRUCTURE", "STRUCTURE_ID", "ACTION", *names))
    flow = ("dataflow", f"{AGENCY}:{FLOW}({VERSION})", "I")
    for values in rows.order_by("pk").values_list(*_COLUMNS).iterator(chunk_size=CHUNK):
        yield line((*flow, *_observation(*values)))


def _observation(
    kind: str,
    first: date,
    on: date,
    place: str,
    indicator: int | None,
    commitment: int,
    unit: str,
    value: Decimal,
    denominator: Decimal | None,
    number: int,
    reason: str,
) -> list[object]:
    ratio = denominator is not None and denominator != 0
    figure = (value * 100 / denominator).quantize(Decimal("0.000001")) if ratio and denominator else value
    return [
        _FREQUENCIES[kind][0],
        place,
        f"I{indicator}" if indicator else "_Z",
        f"T{commitment}",
        time_period(kind, first, on),
        written(figure),
        defused("%" if ratio and not unit else unit),
        written(value) if denominator is not None else "",
        written(denominator),
        "R" if number > 1 else "A",
        number,
        defused(reason),
    ]


def time_period(kind: str, first: date, last: date) -> str:
    """A period as SDMX writes it.

    >>> time_period("month", date(2024, 5, 1), date(2024, 5, 31)), time_period("quarter", date(2024, 4, 1), date(2024, 6, 30))
    ('2024-05', '2024-Q2')
    >>> time_period("custom", date(2024, 5, 1), date(2024, 5, 15))
    '2024-05-01/P15D'
    """
    if kind == "month":
        return f"{first:%Y-%m}"
    if kind == "quarter":
        return f"{first.year}-Q{(first.month + 2) // 3}"
    return f"{first.isoformat()}/P{(last - first).days + 1}D"


def _structure(sink: Sink, rows: Rows) -> Iterator[None]:
    xml = Markup(sink)
    with xml.element("mes:Structure", _NAMESPACES):
        with xml.element("mes:Header"):
            xml.leaf("mes:ID", f"{AGENCY}_{FLOW}")
            xml.leaf("mes:Test", "false")
            xml.leaf("mes:Prepared", timezone.now().isoformat(timespec="seconds"))
            xml.leaf("mes:Sender", attributes={"id": AGENCY})
        with xml.element("mes:Structures"):
            with xml.element("str:Codelists"):
                yield from _codelists(xml, rows)
            _concepts(xml)
            _flow(xml)
            _definition(xml)
    yield


def _codelists(xml: Markup, rows: Rows) -> Iterator[None]:
    plain = rows.order_by()
    areas = plain.order_by("commitment__place__code").values_list("commitment__place__code", "commitment__place__name")
    indicators = plain.exclude(commitment__indicator=None).order_by("commitment__indicator")
    named = indicators.values_list("commitment__indicator_id", "commitment__indicator__name").distinct()
    targets = plain.order_by("commitment").values_list("commitment_id", "commitment__title").distinct()
    lists: dict[str, Iterable[tuple[str, str, str]]] = {
        "CL_FREQ": ((code, zh, en) for code, zh, en in _FREQUENCIES.values()),
        "CL_AREA": ((code, name, "") for code, name in areas.distinct().iterator(chunk_size=CHUNK)),
        "CL_INDICATOR": (
            *((f"I{key}", name, "") for key, name in named.iterator(chunk_size=CHUNK)),
            ("_Z", "无", "Not applicable"),
        ),
        "CL_TARGET": ((f"T{key}", title, "") for key, title in targets.iterator(chunk_size=CHUNK)),
        "CL_OBS_STATUS": ((code, zh, en) for code, (zh, en) in _STATUSES.items()),
    }
    for name, codes in lists.items():
        with xml.element("str:Codelist", _maintained(name)):
            _named(xml, name, name)
            for code, zh, en in codes:
                with xml.element("str:Code", {"id": code}):
                    _named(xml, zh, en)
                yield


def _concepts(xml: Markup) -> None:
    with xml.element("str:ConceptSchemes"), xml.element("str:ConceptScheme", _maintained("CS_TAIZHANG")):
        _named(xml, "台账概念", "Concepts of the ledger")
        for name, _type, zh, en in (*DIMENSIONS, TIME, MEASURE, *ATTRIBUTES):
            with xml.element("str:Concept", {"id": name}):
                _named(xml, zh, en)


def _flow(xml: Markup) -> None:
    with xml.element("str:Dataflows"), xml.element("str:Dataflow", _maintained(FLOW)):
        _named(xml, "锁定的填报值", "Locked observations")
        xml.leaf("str:Structure", _urn("datastructure.DataStructure", STRUCTURE))


def _definition(xml: Markup) -> None:
    with (
        xml.element("str:DataStructures"),
        xml.element("str:DataStructure", _maintained(STRUCTURE)),
    ):
        _named(xml, "锁定的填报值", "Locked observations")
        with xml.element("str:DataStructureComponents"):
            with xml.element("str:DimensionList", {"id": "DimensionDescriptor"}):
                for position, (name, codes, _zh, _en) in enumerate(DIMENSIONS, 1):
                    with xml.element("str:Dimension", {"id": name, "position": position}):
                        _represented(xml, name, codes)
                with xml.element("str:TimeDimension", {"id": TIME[0]}):
                    _represented(xml, TIME[0], TIME[1])
            with xml.element("str:AttributeList", {"id": "AttributeDescriptor"}):
                for name, kind, _zh, _en in ATTRIBUTES:
                    with xml.element("str:Attribute", {"id": name, "usage": "optional"}):
                        _represented(xml, name, kind)
                        with xml.element("str:AttributeRelationship"):
                            xml.leaf("str:Observation")
            with (
                xml.element("str:MeasureList", {"id": "MeasureDescriptor"}),
                xml.element("str:Measure", {"id": MEASURE[0], "usage": "mandatory"}),
            ):
                _represented(xml, MEASURE[0], MEASURE[1])


def _represented(xml: Markup, name: str, kind: str) -> None:
    xml.leaf("str:ConceptIdentity", _urn("conceptscheme.Concept", "CS_TAIZHANG") + f".{name}")
    with xml.element("str:LocalRepresentation"):
        if kind.startswith("CL_"):
            xml.leaf("str:Enumeration", _urn("codelist.Codelist", kind))
        else:
            xml.leaf("str:TextFormat", attributes={"textType": kind})


def _maintained(name: str) -> dict[str, object]:
    return {"id": name, "agencyID": AGENCY, "version": VERSION}


def _urn(kind: str, name: str) -> str:
    return f"urn:sdmx:org.sdmx.infomodel.{kind}={AGENCY}:{name}({VERSION})"


def _named(xml: Markup, chinese: str, english: str) -> None:
    xml.leaf("com:Name", chinese or english, {"xml:lang": "zh"})
    if english:
        xml.leaf("com:Name", english, {"xml:lang": "en"})
