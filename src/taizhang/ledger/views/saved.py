"""Kept views of the ledger's list."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from taizhang.accounts.requests import signed_in
from taizhang.accounts.scope import within
from taizhang.ledger.actions.views import drop_view, keep_view
from taizhang.ledger.models import SavedView
from taizhang.policy.errors import ActionError


@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """Keep the list as it is filtered now."""
    query = request.POST.get("query", "")
    try:
        view = keep_view(actor=signed_in(request), name=request.POST.get("name", ""), query=query)
    except ActionError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("已保存视图“%(name)s”。") % {"name": view.name})
        query = view.query
    return redirect(f"{reverse('ledger:list')}?{query}")


@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a kept view go."""
    user = signed_in(request)
    drop_view(actor=user, view=get_object_or_404(within(user, "ledger.keep_view", SavedView.objects.all()), pk=pk))
    return redirect("ledger:list")
