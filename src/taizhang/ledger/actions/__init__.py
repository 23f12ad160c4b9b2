"""Everything that changes the ledger."""

from taizhang.ledger.actions.amending import Basis, Later, end, extend, revise
from taizhang.ledger.actions.assigning import Orders, accept, assign, assign_together, send_back
from taizhang.ledger.actions.commitments import Edit, edit, merge, reject, split
from taizhang.ledger.actions.confirming import Confirmed, complete, confirm_claims, reopen
from taizhang.ledger.actions.documents import (
    DuplicateDocumentError,
    add_document,
    begin_reading,
    describe,
    fail_reading,
    receive_again,
    record_reading,
)
from taizhang.ledger.actions.withdrawing import withdraw

__all__ = [
    "Basis",
    "Confirmed",
    "DuplicateDocumentError",
    "Edit",
    "Later",
    "Orders",
    "accept",
    "add_document",
    "assign",
    "assign_together",
    "begin_reading",
    "complete",
    "confirm_claims",
    "describe",
    "edit",
    "end",
    "extend",
    "fail_reading",
    "merge",
    "receive_again",
    "record_reading",
    "reject",
    "reopen",
    "revise",
    "send_back",
    "split",
    "withdraw",
]
