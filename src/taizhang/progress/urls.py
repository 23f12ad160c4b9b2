"""URLs of progress."""

from __future__ import annotations

from dataclasses import replace

from django.urls import path

from taizhang.policy.access import Access
from taizhang.progress.views import (
    checks,
    closing,
    entry,
    evidence,
    lights,
    owed,
    periods,
    reports,
    reviewing,
    starting,
    uploads,
    workbooks,
)

app_name = "progress"
urlpatterns = [
    path("owed/", owed.index, name="owed"),
    path("owed/begin/", owed.begin, name="begin"),
    path("periods/", periods.index, name="periods"),
    path("periods/open/", periods.open_one, name="open-period"),
    path("periods/<int:pk>/", periods.detail, name="period"),
    path("periods/<int:pk>/more/", periods.more, name="ask-more"),
    path("periods/<int:pk>/close/", periods.close, name="close-period"),
    path("reports/", reports.index, name="reports"),
    path("reports/<int:pk>/", reports.detail, name="report"),
    path("reports/<int:pk>/entry/", entry.index, name="entry"),
    path("reports/<int:pk>/withdraw/", entry.withdraw, name="withdraw"),
    path("reports/<int:pk>/return/", reviewing.send_back, name="send-back"),
    path("reports/<int:pk>/correct/", reviewing.correct, name="correct"),
    path("review/", reviewing.index, name="review"),
    path("evidence/<int:pk>/", evidence.fetch, name="evidence"),
    path("evidence/<int:pk>/remove/", evidence.remove, name="remove-evidence"),
    path("periods/<int:pk>/workbook/", workbooks.own, name="workbook"),
    path("periods/<int:pk>/workbook/all/", workbooks.every, name="whole-workbook"),
    path("uploads/", uploads.index, name="uploads"),
    path("uploads/<int:pk>/", uploads.detail, name="upload"),
    path("uploads/<int:pk>/save/", uploads.save, name="save-upload"),
    path("uploads/<int:pk>/file/", uploads.fetch, name="upload-file"),
    path("starts/<int:pk>/", starting.report_start, name="start"),
    path("numbers/<int:pk>/", reports.number, name="number"),
    path("lights/<int:pk>/", lights.history, name="lights"),
    path("lights/<int:pk>/confidence/", lights.confidence, name="confidence"),
    path("rules/", lights.rules, name="rules"),
    path("rules/change/", lights.change, name="change-rules"),
    path("checks/", checks.index, name="checks"),
    path("checks/change/", checks.change, name="change-checks"),
    path("closings/", closing.index, name="closings"),
    path("closings/draw/", closing.draw, name="draw"),
    path("closings/<int:pk>/", closing.detail, name="closing"),
    path("closings/<int:pk>/review/", closing.review, name="review-closing"),
    path("closings/<int:pk>/refuse/", closing.refuse, name="refuse-closing"),
    path("closings/<int:pk>/verify/", closing.verify, name="verify-closing"),
    path("closings/<int:pk>/close/", closing.close, name="close"),
    path("closings/<int:pk>/recheck/", closing.recheck, name="recheck"),
    path("closings/apply/<int:pk>/", closing.apply_closing, name="apply-closing"),
    path("proofs/<int:pk>/", closing.proof, name="proof"),
]
_CLOSING = Access("progress.view", of="progress.closing")
_DECIDE = replace(_CLOSING, methods=("GET", "POST"))
_REPORT = Access("progress.view", of="progress.report")
_PERIOD = Access("progress.view", of="progress.period")
_EVIDENCE = Access("progress.view", of="progress.evidence", file=True)
access = {
    "owed": Access("progress.enter", methods=("GET", "POST")),
    "begin": Access("progress.enter", file=True),
    "periods": Access("progress.view"),
    "open-period": Access("progress.open_period", methods=("GET", "POST")),
    "period": _PERIOD,
    "ask-more": replace(_PERIOD, action="progress.open_period", methods=("POST",)),
    "close-period": replace(_PERIOD, action="progress.close_period", methods=("POST",)),
    "reports": Access("progress.view"),
    "report": _REPORT,
    "entry": replace(_REPORT, action="progress.enter", methods=("GET", "POST")),
    "withdraw": replace(_REPORT, action="progress.withdraw", methods=("POST",)),
    "send-back": replace(_REPORT, action="progress.send_back", methods=("GET", "POST")),
    "correct": replace(_REPORT, action="progress.correct", methods=("GET", "POST")),
    "review": Access("progress.send_back", methods=("GET", "POST")),
    "evidence": _EVIDENCE,
    "remove-evidence": replace(_EVIDENCE, action="progress.enter", methods=("POST",), file=False),
    "workbook": Access("progress.enter", of="progress.period", file=True),
    "whole-workbook": Access("progress.enter_for", of="progress.period", file=True),
    "uploads": Access("progress.enter", methods=("GET", "POST")),
    "upload": Access("progress.view", of="progress.upload"),
    "save-upload": Access("progress.enter", of="progress.upload", methods=("POST",)),
    "upload-file": Access("progress.view", of="progress.upload", file=True),
    "start": Access("progress.start", of="ledger.commitment", methods=("GET", "POST")),
    "number": Access("progress.view", of="ledger.commitment"),
    "lights": Access("progress.view", of="progress.position"),
    "confidence": Access("progress.judge", of="progress.position", methods=("GET", "POST")),
    "rules": Access("progress.view_rules"),
    "change-rules": Access("progress.change_rules", methods=("GET", "POST")),
    "checks": Access("progress.view_checks"),
    "change-checks": Access("progress.change_checks", methods=("GET", "POST")),
    "closings": Access("progress.view"),
    "draw": Access("progress.draw", methods=("GET", "POST")),
    "closing": _CLOSING,
    "review-closing": replace(_DECIDE, action="progress.review_closing"),
    "refuse-closing": replace(_DECIDE, action="progress.refuse_closing"),
    "verify-closing": replace(_DECIDE, action="progress.verify_closing"),
    "close": replace(_DECIDE, action="progress.close"),
    "recheck": replace(_DECIDE, action="progress.recheck"),
    "apply-closing": Access("progress.apply_closing", of="ledger.commitment", methods=("GET", "POST")),
    "proof": Access("progress.view", of="progress.proof", file=True),
}
