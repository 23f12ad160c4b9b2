"""URLs of the ledger."""

from __future__ import annotations

from django.urls import path

from taizhang.ledger.views import (
    amending,
    commitments,
    decomposition,
    documents,
    indicators,
    planning,
    reconciling,
    saved,
)
from taizhang.policy.access import Access

app_name = "ledger"
urlpatterns = [
    path("", commitments.index, name="list"),
    path("assigned/", commitments.assigned, name="assigned"),
    path("<int:pk>/", commitments.detail, name="commitment"),
    path("<int:pk>/edit/", commitments.edit, name="edit"),
    path("<int:pk>/assign/", commitments.assign, name="assign"),
    path("<int:pk>/accept/", commitments.accept, name="accept"),
    path("<int:pk>/return/", commitments.send_back, name="return"),
    path("<int:pk>/extend/", amending.extend, name="extend"),
    path("<int:pk>/revise/", amending.revise, name="revise"),
    path("<int:pk>/end/", amending.end, name="end"),
    path("amendments/<int:pk>/paper/", amending.paper, name="paper"),
    path("<int:pk>/reject/", commitments.reject, name="reject"),
    path("<int:pk>/merge/", commitments.merge, name="merge"),
    path("<int:pk>/split/", commitments.split, name="split"),
    path("<int:pk>/decompose/", decomposition.index, name="decompose"),
    path("<int:pk>/plan/", planning.index, name="plan"),
    path("views/", saved.keep, name="keep-view"),
    path("views/<int:pk>/drop/", saved.drop, name="drop-view"),
    path("indicators/", indicators.index, name="indicators"),
    path("indicators/add/", indicators.add, name="add-indicator"),
    path("indicators/<int:pk>/", indicators.detail, name="indicator"),
    path("indicators/<int:pk>/edit/", indicators.edit, name="edit-indicator"),
    path("documents/", documents.index, name="documents"),
    path("documents/<int:pk>/", documents.detail, name="document"),
    path("documents/<int:pk>/original/", documents.original, name="original"),
    path("documents/<int:pk>/edit/", documents.describe, name="describe"),
    path("reconciling/", reconciling.index, name="reconciling"),
    path("reconciling/<int:pk>/", reconciling.detail, name="reconciliation"),
    path("reconciling/<int:pk>/rule/", reconciling.rule_together, name="rule-together"),
    path("reconciling/differences/<int:pk>/", reconciling.ruling, name="ruling"),
]
_COMMITMENT, _DOCUMENT = "ledger.commitment", "ledger.document"
access = {
    "list": Access("ledger.view"),
    "assigned": Access("ledger.accept"),
    "commitment": Access("ledger.view", of=_COMMITMENT),
    "edit": Access("ledger.edit", of=_COMMITMENT, methods=("GET", "POST")),
    "assign": Access("ledger.assign", of=_COMMITMENT, methods=("GET", "POST")),
    "accept": Access("ledger.accept", of=_COMMITMENT, methods=("POST",)),
    "return": Access("ledger.return", of=_COMMITMENT, methods=("GET", "POST")),
    "extend": Access("ledger.extend", of=_COMMITMENT, methods=("GET", "POST")),
    "revise": Access("ledger.revise", of=_COMMITMENT, methods=("GET", "POST")),
    "end": Access("ledger.end", of=_COMMITMENT, methods=("GET", "POST")),
    "paper": Access("ledger.view", of="ledger.amendment", file=True),
    "reject": Access("ledger.reject", of=_COMMITMENT, methods=("GET", "POST")),
    "merge": Access("ledger.merge", of=_COMMITMENT, methods=("GET", "POST")),
    "split": Access("ledger.split", of=_COMMITMENT, methods=("GET", "POST")),
    "decompose": Access("ledger.decompose", of=_COMMITMENT, methods=("GET", "POST")),
    "documents": Access("ledger.view_documents"),
    "document": Access("ledger.view_documents", of=_DOCUMENT),
    "original": Access("ledger.view_documents", of=_DOCUMENT, file=True),
    "describe": Access("ledger.edit_document", of=_DOCUMENT, methods=("GET", "POST")),
    "reconciling": Access("ledger.reconcile", methods=("GET", "POST")),
    "reconciliation": Access("ledger.reconcile", of="ledger.reconciliation"),
    "rule-together": Access("ledger.rule", of="ledger.reconciliation", methods=("POST",)),
    "ruling": Access("ledger.rule", of="ledger.discrepancy", methods=("GET", "POST")),
    "plan": Access("ledger.plan", of=_COMMITMENT, methods=("GET", "POST")),
    "keep-view": Access("ledger.keep_view", methods=("POST",)),
    "drop-view": Access("ledger.keep_view", of="ledger.saved-view", methods=("POST",)),
    "indicators": Access("ledger.view_indicators"),
    "indicator": Access("ledger.view_indicators", of="ledger.indicator"),
    "add-indicator": Access("ledger.edit_indicators", methods=("GET", "POST")),
    "edit-indicator": Access("ledger.edit_indicators", of="ledger.indicator", methods=("GET", "POST")),
}
