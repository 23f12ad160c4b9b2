"""Everything that changes the ledger."""

from taizhang.ledger.actions.assigning import accept, assign, send_back
from taizhang.ledger.actions.commitments import Edit, edit, merge, reject, split
from taizhang.ledger.actions.confirming import Confirmed, complete, confirm_claims, withdraw
from taizhang.ledger.actions.documents import (
    DuplicateDocumentError,
    add_document,
    begin_reading,
    describe,
    fail_reading,
    record_reading,
)

__all__ = [
    "Confirmed",
    "DuplicateDocumentError",
    "Edit",
    "accept",
    "add_document",
    "assign",
    "begin_reading",
    "complete",
    "confirm_claims",
    "describe",
    "edit",
    "fail_reading",
    "merge",
    "record_reading",
    "reject",
    "send_back",
    "split",
    "withdraw",
]
