"""Commitments with the words they came from, their shares, and these words by themselves."""

from __future__ import annotations

from typing import Any

from taizhang.exchange.columns import column
from taizhang.exchange.readers import Reader
from taizhang.exchange.resources.resource import Filter, Nested, Resource, Rows, below, equal, since, until
from taizhang.ledger import states
from taizhang.ledger.models import Commitment, CoOwner, PlanPoint, Source

_SPAN = (
    column("document_id"),
    column("document_title", "document__title"),
    column("role"),
    column("start"),
    column("end"),
    column("figure"),
    column("quote_start"),
    column("quote_end"),
    column("quote"),
    column("section", "section", make=lambda section: " › ".join(section), kind="text"),
)


def _commitments(reader: Reader) -> Rows:
    return reader.within("ledger.view", Commitment.objects.all())


def _shares(reader: Reader) -> Rows:
    return _commitments(reader).exclude(parent=None).exclude(state__in=states.GONE)


def _sources(reader: Reader) -> Rows:
    return Source.objects.filter(commitment__in=_commitments(reader).order_by().values("pk"))


def _from_document(rows: Rows, document: Any) -> Rows:
    return rows.filter(pk__in=Source.objects.filter(document=document).order_by().values("commitment"))


RESOURCES = (
    Resource(
        "commitments",
        "ledger.view",
        Commitment,
        "ledger.commitment",
        _commitments,
        (
            column("id"),
            column("kind"),
            column("title"),
            column("indicator_id"),
            column("indicator_name", "indicator__name"),
            column("measure"),
            column("direction"),
            column("comparator"),
            column("target", "value"),
            column("unit"),
            column("period"),
            column("year"),
            column("place_code", "place__code"),
            column("place_name", "place__name"),
            column("area"),
            column("strength"),
            column("lead_id"),
            column("lead_name", "lead__name"),
            column("deadline"),
            column("state"),
            column("key"),
            column("parent_id"),
            column("merged_into_id"),
            column("counted_by"),
            column("note"),
            column("created"),
        ),
        (
            below("place__"),
            equal("year", "integer"),
            equal("state", "choice", choices=states.states()),
            equal("kind", "choice", choices=Commitment.Kind.values),
            equal("indicator", "integer", "indicator_id"),
            equal("lead", "integer", "lead_id"),
            equal("parent", "integer", "parent_id"),
            Filter("document", "integer", _from_document),
            since("deadline", "due_from"),
            until("deadline", "due_to"),
        ),
        nested=(
            Nested("sources", Source, (column("id"), *_SPAN), "commitment_id"),
            Nested("plan", PlanPoint, (column("due"), column("value")), "commitment_id", ("due",)),
            Nested(
                "co_owners",
                CoOwner,
                (column("organisation_id"), column("organisation_name", "organisation__name")),
                "commitment_id",
            ),
        ),
    ),
    Resource(
        "shares",
        "ledger.view",
        Commitment,
        "exchange.share",
        _shares,
        (
            column("id"),
            column("whole_id", "parent_id"),
            column("title"),
            column("place_code", "place__code"),
            column("place_name", "place__name"),
            column("lead_id"),
            column("lead_name", "lead__name"),
            column("comparator"),
            column("target", "value"),
            column("unit"),
            column("deadline"),
            column("state"),
        ),
        (below("place__"), equal("whole", "integer", "parent_id"), equal("year", "integer")),
    ),
    Resource(
        "sources",
        "ledger.view",
        Source,
        "exchange.source",
        _sources,
        (column("id"), column("commitment_id"), *_SPAN),
        (
            below("commitment__place__"),
            equal("commitment", "integer", "commitment_id"),
            equal("document", "integer", "document_id"),
        ),
    ),
)
