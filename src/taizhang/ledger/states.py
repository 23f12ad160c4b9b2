"""The workflow of a commitment: ``states.csv`` and ``transitions.csv``."""

from __future__ import annotations

from taizhang.policy.workflow import State, UnknownMoveError, Workflow

__all__ = ["GONE", "State", "UnknownMoveError", "after", "allows", "choices", "moves", "starting", "states"]

_WORKFLOW = Workflow("taizhang.ledger")
states = _WORKFLOW.states
choices = _WORKFLOW.choices
moves = _WORKFLOW.moves
after = _WORKFLOW.after
allows = _WORKFLOW.allows
starting = _WORKFLOW.starting

#: What no longer counts: given up, or swallowed by another.
GONE = frozenset({"ended", "merged"})
