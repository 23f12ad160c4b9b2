"""The workflows of a report (``states.csv``, ``transitions.csv``) and of a closing (``closing_…``)."""

from __future__ import annotations

from taizhang.policy.workflow import Workflow

REPORT = Workflow("taizhang.progress")
CLOSING = Workflow("taizhang.progress", "closing_")

#: Waiting for somebody else than the owner.
UNDER_REVIEW = frozenset({"submitted", "passed"})
#: What its owner still has to do something about.
WITH_OWNER = frozenset({"owed", "draft", "returned"})
