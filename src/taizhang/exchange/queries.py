"""Keys and taken-in files as people may see them."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from taizhang.accounts.models import Organisation, User
from taizhang.accounts.scope import within
from taizhang.exchange.models import ApiKey, Incoming


def keys(user: User) -> QuerySet[ApiKey]:
    """The keys of the organisations whose keys the person manages."""
    return within(user, "exchange.manage_keys", ApiKey.objects.select_related("organisation__place", "made_by"))


def incoming(user: User) -> QuerySet[Incoming]:
    """The files that the person's organisations took in, the latest first."""
    rows = Incoming.objects.select_related("owner", "file", "uploaded_by")
    return within(user, "exchange.import", rows)


def last_mapping(owner: Organisation) -> dict[str, Any]:
    """What was said of the last file of an organisation: the next one mostly comes from the same system."""
    kept = Incoming.objects.filter(owner=owner).order_by("-pk").values_list("mapping", flat=True).first()
    return {name: value for name, value in (kept or {}).items() if name != "columns"}
