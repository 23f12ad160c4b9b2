"""Two documents compared promise by promise: :func:`compare` and what it returns."""

from taizhang.comparison.differences import STATUSES, Change, Difference, Field, Status, tally
from taizhang.comparison.reconciliation import compare, compare_claims

__all__ = ["STATUSES", "Change", "Difference", "Field", "Status", "compare", "compare_claims", "tally"]
