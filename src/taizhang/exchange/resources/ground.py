"""What everything stands on: places, organisations, documents, indicators."""

from __future__ import annotations

from typing import Any

from taizhang.accounts.models import Organisation
from taizhang.exchange.columns import column
from taizhang.exchange.readers import Reader
from taizhang.exchange.resources.resource import Filter, Nested, Resource, Rows, below, equal
from taizhang.ledger.models import Alias, Document, Indicator
from taizhang.places.models import Place


def _places(reader: Reader) -> Rows:
    return reader.within("places.view", Place.objects.all())


def _current(rows: Rows, asked: Any) -> Rows:
    return rows.filter(valid_to=None) if asked else rows.exclude(valid_to=None)


def _organisations(reader: Reader) -> Rows:
    return reader.within("accounts.view_people", Organisation.objects.all())


def _documents(reader: Reader) -> Rows:
    return reader.within("ledger.view_documents", Document.objects.all())


def _indicators(reader: Reader) -> Rows:
    return reader.within("ledger.view_indicators", Indicator.objects.all())


RESOURCES = (
    Resource(
        "places",
        "places.view",
        Place,
        "places.place",
        _places,
        (
            column("id"),
            column("code"),
            column("name"),
            column("level"),
            column("kind"),
            column("parent_id"),
            column("parent_code", "parent__code"),
            column("valid_from"),
            column("valid_to"),
        ),
        (
            below(""),
            equal("code", "code"),
            equal("level", "choice", choices=Place.Level.values),
            Filter("current", "truth", _current),
        ),
    ),
    Resource(
        "organisations",
        "accounts.view_people",
        Organisation,
        "accounts.organisation",
        _organisations,
        (
            column("id"),
            column("name"),
            column("short_name"),
            column("kind"),
            column("place_code", "place__code"),
            column("place_name", "place__name"),
            column("parent_id"),
            column("active"),
        ),
        (
            below("place__"),
            equal("kind", "choice", choices=Organisation.Kind.values),
            equal("active", "truth"),
        ),
    ),
    Resource(
        "documents",
        "ledger.view_documents",
        Document,
        "ledger.document",
        _documents,
        (
            column("id"),
            column("title"),
            column("kind"),
            column("issuer"),
            column("year"),
            column("place_code", "place__code"),
            column("place_name", "place__name"),
            column("file_name", "name"),
            column("media_type"),
            column("sha256"),
            column("text_sha256"),
            column("status"),
            column("uploaded_at"),
        ),
        (
            below("place__"),
            equal("year", "integer"),
            equal("status", "choice", choices=Document.Status.values),
        ),
    ),
    Resource(
        "indicators",
        "ledger.view_indicators",
        Indicator,
        "ledger.indicator",
        _indicators,
        (
            column("id"),
            column("name"),
            column("definition"),
            column("unit"),
            column("polarity"),
            column("adds_up"),
            column("numerator"),
            column("denominator"),
            column("area"),
        ),
        (equal("adds_up", "choice", choices=Indicator.Adding.values),),
        nested=(Nested("aliases", Alias, (column("name"),), "indicator_id"),),
    ),
)
