"""The formats in which data can be had, and what each can hold."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from taizhang.exchange.files.packages import package
from taizhang.exchange.files.results import results_json, results_xml
from taizhang.exchange.files.sdmx import sdmx
from taizhang.exchange.files.sinks import Sink, streamed
from taizhang.exchange.files.tables import csv_lines
from taizhang.exchange.files.workbooks import workbook
from taizhang.exchange.readers import Reader
from taizhang.exchange.resources import Resource

Make = Callable[[Reader, Resource, Mapping[str, Any]], Iterator[bytes]]


@dataclass(frozen=True, slots=True)
class Format:
    """One format. ``only`` names the one resource it can hold, where it cannot hold any."""

    name: str
    suffix: str
    media_type: str
    label: str | Promise
    make: Make
    only: str = ""

    def holds(self, resource: str) -> bool:
        """Whether the resource can be had in it."""
        return self.only in {"", resource}


def _csv(reader: Reader, resource: Resource, asked: Mapping[str, Any]) -> Iterator[bytes]:
    return _encoded(csv_lines(resource, resource.narrowed(reader, asked)))


def _gzip(reader: Reader, resource: Resource, asked: Mapping[str, Any]) -> Iterator[bytes]:
    def write(sink: Sink) -> Iterator[None]:
        with gzip.GzipFile(fileobj=sink, mode="wb", mtime=0) as file:
            for each in _csv(reader, resource, asked):
                file.write(each)
                yield

    return streamed(write)


def _xlsx(reader: Reader, resource: Resource, asked: Mapping[str, Any]) -> Iterator[bytes]:
    return workbook(resource, resource.narrowed(reader, asked))


def _encoded(lines: Iterable[str]) -> Iterator[bytes]:
    def write(sink: Sink) -> Iterator[None]:
        for each in lines:
            sink.write(each)
            yield

    return streamed(write)


_ZIP, _XLSX = "application/zip", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_ALL = (
    Format("csv", "csv", "text/csv; charset=utf-8", _("CSV"), _csv),
    Format("csv-gz", "csv.gz", "application/gzip", _("CSV，gzip 压缩"), _gzip),
    Format("zip", "zip", _ZIP, _("CSV 和数据字典（ZIP）"), lambda reader, one, asked: package(reader, [one], asked)),
    Format("xlsx", "xlsx", _XLSX, _("Excel"), _xlsx),
    Format(
        "sdmx",
        "sdmx.zip",
        _ZIP,
        _("SDMX-CSV 2.0 和数据结构定义（ZIP）"),
        lambda reader, _one, asked: sdmx(reader, asked),
        "observations",
    ),
    Format(
        "results-xml",
        "xml",
        "application/xml",
        _("结果框架（IATI 式）XML"),
        lambda reader, _one, asked: results_xml(reader, asked),
        "commitments",
    ),
    Format(
        "results-json",
        "json",
        "application/json",
        _("结果框架（IATI 式）JSON"),
        lambda reader, _one, asked: results_json(reader, asked),
        "commitments",
    ),
)
#: Every format by its name, in the order in which pages list them.
FORMATS: Mapping[str, Format] = {each.name: each for each in _ALL}
