"""Hatch's hook: a wheel is built with the browser's files and the compiled catalogues inside."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class MadeFiles(BuildHookInterface):  # type: ignore[type-arg]
    """Makes them before hatch looks at what there is."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """An editable install is left alone: there `make setup` makes them, so that the lock file decides when."""
        if version == "editable":
            return
        sys.path.insert(0, str(Path(self.root)))
        from tools import assets, messages

        assets.build()
        messages.compile_all()
