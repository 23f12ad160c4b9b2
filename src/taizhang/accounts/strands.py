"""The relations by which objects hang in the tree, as conditions that a database answers quickly."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Exists, OuterRef, Q
from django.db.models.lookups import Lookup
from django.db.models.sql.compiler import SQLCompiler


@dataclass(frozen=True, slots=True)
class Strand:
    """One relation of a model, and what must hold at its end: ``lookup`` of the place, organisation or person there.

    Hashable, so that what hangs on it can be kept.
    """

    model: type[models.Model]
    relation: str
    lookup: str
    value: object

    @property
    def condition(self) -> Q:
        """As a condition on the objects, which joins them to what they hang on; repeats them where there are many."""
        return Q((self.lookup if self.relation == "self" else f"{self.relation}__{self.lookup}", self.value))

    @property
    def many(self) -> bool:
        """Whether the relation may lead to several."""
        return any(field.many_to_many or field.one_to_many for field in _steps(self.model, self.relation))

    @property
    def optional(self) -> bool:
        """Whether the relation may lead nowhere."""
        return self.many or any(field.null for field in _steps(self.model, self.relation))

    @property
    def column(self) -> str:
        """The object's own column that names what it hangs on, its key where that is a table of pairs."""
        field = next(_steps(self.model, self.relation))
        return "pk" if field.many_to_many or field.one_to_many else str(field.attname)

    @property
    def keys(self) -> models.QuerySet[Any, Any]:
        """What :attr:`column` holds where the object hangs on this strand; nothing that no object names."""
        first, _dot, rest = self.relation.partition("__")
        field: Any = self.model._meta.get_field(first)
        end = f"{rest}__{self.lookup}" if rest else self.lookup
        if field.many_to_many:
            end, rows = f"{field.m2m_reverse_field_name()}__{end}", field.remote_field.through._default_manager
            return _one_column(rows.filter((end, self.value)), field.m2m_field_name())
        rows = field.related_model._default_manager.filter((end, self.value))
        if field.one_to_many:
            return _one_column(rows, field.field.attname)
        named = Exists(self.model._default_manager.filter((self.column, OuterRef("pk"))))
        return _one_column(rows.filter(named), "pk")


class AnyOf(Lookup[Any]):
    """A column is one of a list of whole numbers, handed to PostgreSQL as one array.

    PostgreSQL knows from its statistics how many rows an array that it is given will find, and looks a row up in it by
    hash; of an array or set that it computes itself it knows neither, and may walk the whole table for the first page.
    """

    lookup_name = "any_of"
    prepare_rhs = False

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, list[Any]]:
        """One parameter, however many numbers."""
        column, params = self.process_lhs(compiler, connection)
        return f"{column} = ANY(%s::bigint[])", [*params, self.rhs]


def strands(model: type[models.Model], declaration: str, lookup: str, value: object) -> list[Strand]:
    """What the model declares, each with the condition at its end."""
    return [Strand(model, relation, lookup, value) for relation in getattr(model, declaration, ())]


def always_somewhere(model: type[models.Model]) -> bool:
    """Whether every object of the model hangs on a place, so that whoever covers all places reaches them all."""
    return any(not each.optional for each in strands(model, "scope_places", "path__within", ""))


def _one_column(rows: models.QuerySet[Any], name: str) -> models.QuerySet[Any, Any]:
    return rows.order_by().values_list(name, flat=True)


def _steps(model: type[models.Model], relation: str) -> Iterator[Any]:
    for step in relation.split("__") if relation != "self" else ():
        field: Any = model._meta.get_field(step)
        yield field
        model = field.related_model
