"""What progress keeps."""

from taizhang.progress.models.checks import CheckRuleSet
from taizhang.progress.models.closings import Closing, Draw, Proof, Recheck
from taizhang.progress.models.lights import LightRecord, RuleSet
from taizhang.progress.models.periods import Period
from taizhang.progress.models.replies import Delay, Reply, SlipPaper, Talk
from taizhang.progress.models.reports import TAKEN, Evidence, Report, Version
from taizhang.progress.models.slips import Slip, SlipCounter, SlipItem
from taizhang.progress.models.supervision import DailyRun, SlipRuleSet
from taizhang.progress.models.totals import Position, Total
from taizhang.progress.models.uploads import Upload

__all__ = [
    "TAKEN",
    "CheckRuleSet",
    "Closing",
    "DailyRun",
    "Delay",
    "Draw",
    "Evidence",
    "LightRecord",
    "Period",
    "Position",
    "Proof",
    "Recheck",
    "Reply",
    "Report",
    "RuleSet",
    "Slip",
    "SlipCounter",
    "SlipItem",
    "SlipPaper",
    "SlipRuleSet",
    "Talk",
    "Total",
    "Upload",
    "Version",
]
