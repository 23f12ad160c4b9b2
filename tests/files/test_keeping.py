"""Files by their hash: once each, whole or not at all."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.base import ContentFile

from taizhang.files.actions import keep
from taizhang.files.models import StoredFile
from taizhang.files.queries import verify_files
from taizhang.files.storage import FolderStorage

pytestmark = pytest.mark.django_db
WORDS = "新增停车位8万个".encode()


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of the test's own."""
    monkeypatch.setattr("django.core.files.storage.default_storage._wrapped", FolderStorage(location=str(tmp_path)))
    return tmp_path


def test_a_file_is_kept_byte_for_byte_under_its_hash(folder: Path) -> None:
    stored = keep(ContentFile(WORDS))
    assert stored.sha256 == hashlib.sha256(WORDS).hexdigest()
    with stored.open() as file:
        assert (stored.size, file.read()) == (len(WORDS), WORDS)
    assert (folder / stored.path).stat().st_mode & 0o222 == 0
    assert list(verify_files()) == []


def test_the_same_bytes_are_kept_once(folder: Path) -> None:
    assert keep(ContentFile(WORDS)) == keep(ContentFile(WORDS))
    assert StoredFile.objects.count() == len([path for path in folder.rglob("*") if path.is_file()]) == 1


def test_an_empty_file_is_a_file() -> None:
    assert keep(ContentFile(b"")).size == 0


def test_a_write_that_breaks_off_leaves_nothing(folder: Path) -> None:
    with pytest.raises(OSError, match="gone"):
        FolderStorage(location=str(folder)).save("ab/cd/name", _Broken(WORDS))
    assert [path for path in folder.rglob("*") if path.is_file()] == []


class _Broken(ContentFile):  # type: ignore[type-arg]
    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        yield WORDS
        raise OSError("gone")
