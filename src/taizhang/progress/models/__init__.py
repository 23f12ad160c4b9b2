"""What progress keeps."""

from taizhang.progress.models.closings import Closing, Draw, Proof, Recheck
from taizhang.progress.models.lights import LightRecord, RuleSet
from taizhang.progress.models.periods import Period
from taizhang.progress.models.reports import Evidence, Report, Version
from taizhang.progress.models.totals import Position, Total

__all__ = [
    "Closing",
    "Draw",
    "Evidence",
    "LightRecord",
    "Period",
    "Position",
    "Proof",
    "Recheck",
    "Report",
    "RuleSet",
    "Total",
    "Version",
]
