"""The session store: Django's database store with the owner, address and browser in columns of their own."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from taizhang.accounts.models import UserSession

ADDRESS, AGENT = "signed_in_from", "signed_in_with"


class SessionStore(DatabaseStore):
    """Keeps sessions in :class:`~taizhang.accounts.models.UserSession`."""

    @classmethod
    def get_model_class(cls) -> type[Any]:
        """The model that sessions are rows of."""
        return UserSession

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        """The row for this session's data, with what the list of sessions shows."""
        row: Any = super().create_model_instance(data)
        row.user_id = int(data[SESSION_KEY]) if SESSION_KEY in data else None
        row.address = str(data.get(ADDRESS, ""))[:64]
        row.agent = str(data.get(AGENT, ""))[:200]
        return row
