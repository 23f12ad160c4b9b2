"""What the ledger keeps."""

from taizhang.ledger.models.amendments import Amendment
from taizhang.ledger.models.commitments import Commitment, CoOwner, PlanPoint
from taizhang.ledger.models.documents import Document
from taizhang.ledger.models.floors import Floor
from taizhang.ledger.models.indicators import Alias, Indicator
from taizhang.ledger.models.reconciling import Discrepancy, Reconciliation, Ruling
from taizhang.ledger.models.sources import Source
from taizhang.ledger.models.views import SavedView

__all__ = [
    "Alias",
    "Amendment",
    "CoOwner",
    "Commitment",
    "Discrepancy",
    "Document",
    "Floor",
    "Indicator",
    "PlanPoint",
    "Reconciliation",
    "Ruling",
    "SavedView",
    "Source",
]
