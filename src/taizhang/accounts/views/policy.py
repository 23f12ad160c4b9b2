"""The table of permissions, as it is applied."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from taizhang.policy.roles import Role
from taizhang.policy.table import actions


def policy(request: HttpRequest) -> HttpResponse:
    """Every action by every role."""
    rows = [(each, [each.reach[role] for role in Role]) for each in actions().values()]
    return render(request, "accounts/policy.html", {"rows": rows, "roles": list(Role)})
