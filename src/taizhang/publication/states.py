"""The states of a publication and the moves between them; the two tables lie beside this module."""

from __future__ import annotations

from taizhang.policy.workflow import Workflow

PUBLICATION = Workflow("taizhang.publication")
