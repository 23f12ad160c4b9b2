"""Reads settings from environment variables, so that a wrong value is refused by name before anything starts."""

from __future__ import annotations

import os
import secrets
from datetime import date
from pathlib import Path
from typing import Any

import dj_database_url

#: The file in the data folder that says that everything in it is a demonstration.
DEMONSTRATION = "demonstration"


class WrongSettingError(ValueError):
    """An environment variable holds something it cannot mean."""

    def __init__(self, name: str, value: str, wanted: str) -> None:
        super().__init__(f"环境变量 {name} 的值 {value!r} 无效，应为{wanted}。")
        self.name, self.value, self.wanted = name, value, wanted


def text(name: str, default: str = "") -> str:
    """The variable as written, spaces around it removed."""
    return os.environ.get(name, default).strip()


def listed(name: str, default: str = "") -> list[str]:
    """A comma-separated variable as its non-empty parts."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def number(name: str, default: int) -> int:
    """A whole number of zero or more; raises :class:`WrongSettingError` otherwise."""
    value = text(name, str(default))
    if not value.isascii() or not value.isdigit():
        raise WrongSettingError(name, value, "非负整数")
    return int(value)


def flag(name: str, *, default: bool = False) -> bool:
    """A switch written 1/0, true/false, yes/no or on/off; raises :class:`WrongSettingError` otherwise."""
    value = text(name, "1" if default else "0").lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"", "0", "false", "no", "off"}:
        return False
    raise WrongSettingError(name, value, " 1 或 0")


def day(name: str, default: str = "") -> date | None:
    """A day written 2024-10-31, ``None`` where there is none; raises :class:`WrongSettingError` otherwise."""
    if not (value := text(name, default)):
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise WrongSettingError(name, value, "日期，如 2024-10-31") from None


def database(name: str) -> dict[str, Any]:
    """An address of a database as Django's settings of it, empty where none is given.

    Raises :class:`WrongSettingError` unless it names PostgreSQL or SQLite.
    """
    if not (value := text(name)):
        return {}
    if not value.startswith(("postgresql://", "postgres://", "sqlite:///")):
        # A password may be part of it.
        raise WrongSettingError(name, value.partition(":")[0] + "…", " postgresql://… 或 sqlite:///…")
    return dict(dj_database_url.parse(value, conn_max_age=60, conn_health_checks=True))


def data_folder() -> Path:
    """Where database, files and secret key live: ``TAIZHANG_DATA``, or ``data`` under the current folder."""
    return Path(text("TAIZHANG_DATA") or "data").expanduser().resolve()


def demonstration(folder: Path) -> str | None:
    """The day that a demonstration in the data folder is played to, empty for today; ``None`` where it holds none."""
    marker = folder / DEMONSTRATION
    return marker.read_text(encoding="ascii").strip() if marker.is_file() else None


def secret_key(folder: Path) -> str:
    """``SECRET_KEY`` if given, else the key in the data folder, made on first use and readable by its owner only."""
    if given := text("SECRET_KEY"):
        return given
    path = folder / "secret_key"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        _write_once(path, secrets.token_urlsafe(64))
    return path.read_text(encoding="ascii").strip()


def _write_once(path: Path, content: str) -> None:
    # Two processes may start at once: the first to link its finished file wins and both then read the same key.
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="ascii") as file:
        file.write(content)
    try:
        os.link(aside, path)
    except FileExistsError:
        pass
    finally:
        aside.unlink()
