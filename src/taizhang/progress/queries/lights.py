"""Lights as pages show them: each with its words, its rule and the day it was lit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import get_language

from taizhang.ledger.models import Commitment
from taizhang.progress.models import LightRecord
from taizhang.progress.standings import Light

SHOWN = 200


@dataclass(frozen=True, slots=True)
class Lit:
    """One light of the record."""

    record: LightRecord
    light: Light

    @property
    def label(self) -> str:
        """The word beside the shape."""
        return self.light.label(get_language())

    @property
    def words(self) -> str:
        """The reasons."""
        return self.light.words(get_language())


def lights(commitment: Commitment) -> list[Lit]:
    """Every light of a commitment, newest first."""
    rows = LightRecord.objects.filter(commitment=commitment).select_related("rules").order_by("-lit_at", "-pk")
    return [Lit(each, Light.from_data(each.light)) for each in rows[:SHOWN]]


def newest(commitment: Commitment) -> Lit | None:
    """The light that burns."""
    row = LightRecord.objects.filter(commitment=commitment).select_related("rules").order_by("-lit_at", "-pk").first()
    return None if row is None else Lit(row, Light.from_data(row.light))


def lit_on(day: date) -> Coalesce:
    """The colour that burned for a commitment at the end of a day, as it was lit then; nothing where none was.

    As an annotation of commitments. Lights are never back-dated, so this is what was known on that day.
    """
    lit = LightRecord.objects.filter(commitment=OuterRef("pk"), on__lte=day).order_by("-lit_at", "-pk")
    return Coalesce(Subquery(lit.values("colour")[:1]), Value(""))
