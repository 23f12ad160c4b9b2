"""How the text names a five-year plan; the years of each stand in :data:`taizhang.measures.periods.PLANS`."""

from __future__ import annotations

PLAN = r"[“\"]?((?:十[一二三四五]?|九)五)[”\"]?"
