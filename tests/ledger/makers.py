"""Documents and commitments for the ledger's tests."""

from __future__ import annotations

from typing import Any

from django.core.files.base import ContentFile

from taizhang.journal.actions import System
from taizhang.ledger import actions
from taizhang.ledger.actions.reconciling import reconcile
from taizhang.ledger.models import Commitment, Document, Reconciliation
from taizhang.reading.pipeline import read
from tests.cast import Cast

SYSTEM = System("tests")
TEXT = """东莞市2024年城镇建设工作要点
一、改善出行
2024年计划新增停车位8万个以上，新建公共充电桩5000个。
二、美化乡村
2024年计划建成美丽庭院3000户，植树20万株。
"""


def document(cast: Cast, text: str = TEXT, name: str = "计划.txt", code: str = "4419", **facts: Any) -> Document:
    """A document that has been read."""
    place = cast.places[code]
    made = actions.add_document(
        actor=SYSTEM, file=ContentFile(text.encode(), name), name=name, place=place, media_type="text/plain", **facts
    )
    return actions.record_reading(actor=SYSTEM, document=made, reading=read(text, place=place.name, year=2024))


def confirmed(made: Document) -> list[Commitment]:
    """Every target of the document in the ledger."""
    reading = read(made.text, place=made.place.name, year=2024)
    claims = [actions.Confirmed(each) for each in reading.claims if each.role == "target"]
    sources = actions.confirm_claims(actor=SYSTEM, document=made, claims=claims)
    return [each.commitment for each in sources if each.commitment]


def commitment(cast: Cast, code: str = "4419", lead: str = "", **changes: Any) -> Commitment:
    """A target of so many parking places, confirmed."""
    fields: dict[str, Any] = {
        "title": "停车位",
        "measure": "delta",
        "comparator": ">=",
        "value": 80_000,
        "unit": "个",
        "period": "2024",
        "year": 2024,
        "area": "改善出行",
        "place": cast.places[code],
        "lead": cast.organisation(lead) if lead else None,
    }
    return Commitment.objects.create(**fields | changes)


def reconciliation(cast: Cast, code: str = "4419") -> Reconciliation:
    """The plan against a later one that asks for twice the homesteads and drops the trees."""
    later = TEXT.replace("3000户", "6000户").replace("，植树20万株", "")
    old, new = document(cast, code=code), document(cast, text=later, name="新计划.txt", code=code)
    return reconcile(actor=SYSTEM, old=old, new=new)  # type: ignore[arg-type]
