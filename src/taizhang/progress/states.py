"""The workflow of a report: ``states.csv`` and ``transitions.csv``."""

from __future__ import annotations

from taizhang.policy.workflow import Workflow

REPORT = Workflow("taizhang.progress")

#: Waiting for somebody else than the owner.
UNDER_REVIEW = frozenset({"submitted", "passed"})
#: What its owner still has to do something about.
WITH_OWNER = frozenset({"owed", "draft", "returned"})
