"""Keeping a view of the ledger's list under a name, and letting it go."""

from __future__ import annotations

from django.http import QueryDict
from django.utils.translation import gettext as _

from taizhang.accounts.models import User
from taizhang.journal.actions import action
from taizhang.ledger.models import SavedView
from taizhang.policy.errors import ActionError

#: More than this no row of links can hold.
MOST = 20


def keep_view(*, actor: User, name: str, query: str) -> SavedView:
    """Keep a query under a name; the same name again replaces it. Raises ActionError without a name."""
    with action(actor, "ledger.keep_view") as act:
        if not (name := name.strip()[:40]):
            raise ActionError(_("请给视图起个名字。"))
        asked = QueryDict(query[:1000], mutable=True)
        for passing in ("page", "export"):
            asked.pop(passing, None)
        view = SavedView.objects.filter(owner=actor, name=name).first() or SavedView(owner=actor, name=name)
        if view.pk is None and actor.saved_views.count() >= MOST:
            raise ActionError(_("最多保存 %(n)s 个视图，请先删去不用的。") % {"n": MOST})
        act.watch(view)
        view.query = asked.urlencode()[:1000]
        view.save()
    return view


def drop_view(*, actor: User, view: SavedView) -> None:
    """Let a kept view go."""
    with action(actor, "ledger.keep_view", view) as act:
        act.deleting(view)
        view.delete()
