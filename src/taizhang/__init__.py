"""taizhang 台账 reads Chinese government plans and reports into source-anchored claims.

The public names of the library are :func:`read`, :func:`read_file` and :func:`compare`, with the result types
:class:`Document` and :class:`Claim`. Everything else may change between releases.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from taizhang.comparison import Difference, compare
    from taizhang.reading import Claim, Document, read, read_file

__version__ = "0.1.0.dev0"

__all__ = ["Claim", "Difference", "Document", "compare", "read", "read_file"]

_HOMES = {
    "Claim": "taizhang.reading",
    "Difference": "taizhang.comparison",
    "Document": "taizhang.reading",
    "compare": "taizhang.comparison",
    "read": "taizhang.reading",
    "read_file": "taizhang.reading",
}


def __getattr__(name: str) -> Any:
    """Import a public name on first use, so that ``import taizhang`` stays light."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
