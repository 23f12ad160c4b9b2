"""Signs people in by password, and answers ``has_perm`` from the table of actions."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import ModelBackend

from taizhang.accounts import scope


class PolicyBackend(ModelBackend):
    """Django's password check with taizhang's permissions in place of Django's own."""

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        """Whether the table of actions allows ``perm``, to ``obj`` where one is given."""
        return scope.allows(user_obj, perm, obj)
