"""URLs of supervision: slips, talks, rules, calendars."""

from __future__ import annotations

from django.urls import path

from taizhang.policy.access import Access
from taizhang.progress.views import issuing, replying, slips, supervision

app_name = "supervision"
urlpatterns = [
    path("", slips.index, name="list"),
    path("ages/", slips.by_age, name="ages"),
    path("about/<int:pk>/", issuing.about, name="about"),
    path("<int:pk>/", slips.detail, name="slip"),
    path("<int:pk>/print/", slips.printed, name="print"),
    path("<int:pk>/issue/", issuing.issue, name="issue"),
    path("<int:pk>/drop/", issuing.drop, name="drop"),
    path("<int:pk>/withdraw/", issuing.withdraw, name="withdraw"),
    path("<int:pk>/close/", issuing.close, name="close"),
    path("<int:pk>/accept/", replying.accept, name="accept"),
    path("<int:pk>/reply/", replying.reply, name="reply"),
    path("<int:pk>/review/", replying.review, name="review"),
    path("<int:pk>/delay/", replying.delay, name="delay"),
    path("<int:pk>/answer/", replying.answer, name="answer"),
    path("papers/<int:pk>/", slips.paper, name="paper"),
    path("talks/", supervision.talks, name="talks"),
    path("talks/<int:pk>/", supervision.talk, name="talk"),
    path("rules/", supervision.rules, name="rules"),
    path("calendar/<str:secret>.ics", supervision.calendar, name="calendar"),
]
_SLIP = "progress.slip"
_FORM = ("GET", "POST")
access = {
    "list": Access("progress.view_slips"),
    "ages": Access("progress.view_slips"),
    "about": Access("progress.issue_slip", of="ledger.commitment", methods=_FORM),
    "slip": Access("progress.view_slips", of=_SLIP),
    "print": Access("progress.view_slips", of=_SLIP),
    "issue": Access("progress.issue_slip", of=_SLIP, methods=_FORM),
    "drop": Access("progress.drop_slip", of=_SLIP, methods=_FORM),
    "withdraw": Access("progress.withdraw_slip", of=_SLIP, methods=_FORM),
    "close": Access("progress.close_slip", of=_SLIP, methods=_FORM),
    "accept": Access("progress.accept_slip", of=_SLIP, methods=("POST",)),
    "reply": Access("progress.reply_slip", of=_SLIP, methods=_FORM),
    "review": Access("progress.approve_reply", of=_SLIP, methods=_FORM),
    "delay": Access("progress.ask_delay", of=_SLIP, methods=_FORM),
    "answer": Access("progress.answer_delay", of=_SLIP, methods=_FORM),
    "paper": Access("progress.view_slips", of="progress.slip-paper", file=True),
    "talks": Access("progress.view_slips"),
    "talk": Access("progress.view_slips", of="progress.talk"),
    "rules": Access("progress.view_slips"),
    "calendar": Access("public", of="progress.calendar", file=True),
}
