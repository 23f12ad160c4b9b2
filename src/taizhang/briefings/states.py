"""The workflow of a briefing: ``states.csv`` and ``transitions.csv``."""

from __future__ import annotations

from taizhang.policy.workflow import Workflow

BRIEFING = Workflow("taizhang.briefings")
