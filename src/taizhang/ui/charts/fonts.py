"""Finds a Chinese sans-serif font among those installed; taizhang ships none, for a good one weighs 20 MB."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from taizhang.ui.charts.errors import FontMissing

#: Font files and the family they hold, the best first: Debian's, then what other systems bring.
FAMILIES = {
    "NotoSansCJK-Regular.ttc": "Noto Sans CJK SC",
    "NotoSansCJKsc-Regular.otf": "Noto Sans CJK SC",
    "NotoSansSC-Regular.otf": "Noto Sans SC",
    "SourceHanSansSC-Regular.otf": "Source Han Sans SC",
    "SourceHanSansCN-Regular.otf": "Source Han Sans CN",
    "wqy-microhei.ttc": "WenQuanYi Micro Hei",
    "wqy-zenhei.ttc": "WenQuanYi Zen Hei",
    "DroidSansFallbackFull.ttf": "Droid Sans Fallback",
    "msyh.ttc": "Microsoft YaHei",
    "simhei.ttf": "SimHei",
    "PingFang.ttc": "PingFang SC",
}
_FOLDERS = (
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path("~/.local/share/fonts"),
    Path("/System/Library/Fonts"),
    Path("/Library/Fonts"),
    Path("C:/Windows/Fonts"),
)


@dataclass(frozen=True, slots=True)
class Font:
    """A font by its family name and its file."""

    family: str
    path: Path


@cache
def chinese_font(folders: tuple[Path, ...] = _FOLDERS) -> Font:
    """The best Chinese font below these folders; raises ``FontMissing``. What was found is remembered."""
    there = {path.name.lower(): path for folder in folders for path in _files(folder.expanduser())}
    for name, family in FAMILIES.items():
        if path := there.get(name.lower()):
            return Font(family, path)
    raise FontMissing


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.suffix.lower() in {".ttc", ".otf", ".ttf"}]
