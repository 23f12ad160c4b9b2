"""The workflows of a report (``states.csv``, ``transitions.csv``), of a closing (``closing_…``) and of a slip (``slip_…``)."""

from __future__ import annotations

from taizhang.policy.workflow import Workflow

REPORT = Workflow("taizhang.progress")
CLOSING = Workflow("taizhang.progress", "closing_")
SLIP = Workflow("taizhang.progress", "slip_")

#: Waiting for somebody else than the owner.
UNDER_REVIEW = frozenset({"submitted", "passed"})
#: What its owner still has to do something about.
WITH_OWNER = frozenset({"owed", "draft", "returned"})

#: Slips waiting for the addressee to answer: the limit runs.
UNANSWERED = frozenset({"issued", "accepted", "sent_back"})
#: Slips that were issued and are not over.
OPEN = UNANSWERED | {"replied", "satisfied"}
