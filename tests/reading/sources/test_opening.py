import contextlib
import hashlib
import io
import os
import pickle
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.reading.sources import Limits, SourceError, open_source, source_from_bytes, source_from_text
from taizhang.reading.sources.errors import EmptyFile

PLAN = "一、工作目标\r\n新增停车位3000个。\r\n"


def test_a_text_file_comes_back_unchanged(tmp_path: Path) -> None:
    path = tmp_path / "要点.txt"
    path.write_bytes(PLAN.encode("gb18030"))
    source = open_source(path)
    assert source.text == PLAN
    assert (source.name, source.format, source.encoding, source.blocks, source.notes) == (
        "要点.txt",
        "text",
        "gb18030",
        (),
        (),
    )
    assert source.sha256 == hashlib.sha256(PLAN.encode("gb18030")).hexdigest()


def test_reading_twice_gives_the_same(tmp_path: Path) -> None:
    path = tmp_path / "要点.txt"
    path.write_text(PLAN, encoding="utf-8")
    assert open_source(path) == open_source(str(path))


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(PLAN.encode())))
    source = open_source("-")
    assert (source.text, source.name) == (PLAN, "标准输入")


def test_a_mislabelled_file_is_read_with_a_note() -> None:
    source = source_from_bytes(PLAN.encode(), name="要点.docx")
    assert source.text == PLAN
    (note,) = source.notes
    assert note.code == "mislabelled"
    assert ".docx" in note.message
    assert "纯文本" in note.message


def test_lost_bytes_are_noted_and_kept() -> None:
    source = source_from_bytes("新增\ufffd车位3000个".encode(), name="a.txt")
    assert [(note.code, note.start, note.end) for note in source.notes] == [("lost-bytes", 2, 3)]


def test_a_string_is_a_source() -> None:
    assert source_from_text(PLAN, name="粘贴").text == PLAN
    assert source_from_text("").text == ""


class TestRefusals:
    def expect(self, code: str, path: Path, limits: Limits | None = None) -> SourceError:
        with pytest.raises(SourceError) as caught:
            open_source(path, limits=limits or Limits())
        assert caught.value.code == code
        assert str(path) in str(caught.value)
        return caught.value

    def test_missing(self, tmp_path: Path) -> None:
        assert "请核对" in self.expect("missing", tmp_path / "没有.txt").advice

    def test_empty(self, tmp_path: Path) -> None:
        (tmp_path / "空.txt").touch()
        self.expect("empty", tmp_path / "空.txt")

    def test_folder(self, tmp_path: Path) -> None:
        self.expect("unreadable", tmp_path)

    @pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
    def test_no_permission(self, tmp_path: Path) -> None:
        path = tmp_path / "内部.txt"
        path.write_text(PLAN, encoding="utf-8")
        path.chmod(0)
        self.expect("unreadable", path)

    def test_refused_by_the_system(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(*_: object) -> None:
            raise PermissionError(13, "denied")

        monkeypatch.setattr(Path, "open", refuse)
        assert "权限" in self.expect("unreadable", tmp_path / "内部.txt").reason

    @pytest.mark.parametrize("name", ["a\0b.txt", "长" * 300 + ".txt"])
    def test_impossible_name(self, tmp_path: Path, name: str) -> None:
        self.expect("unreadable", tmp_path / name)

    def test_too_long_a_text(self, tmp_path: Path) -> None:
        path = tmp_path / "长.txt"
        path.write_text(PLAN * 100, encoding="utf-8")
        assert "拆分" in self.expect("too-large", path, Limits(text_bytes=100)).advice
        self.expect("too-large", path, Limits(file_bytes=100))
        assert open_source(path, limits=Limits(text_bytes=100_000)).text == PLAN * 100

    def test_a_text_of_200_megabytes(self, tmp_path: Path) -> None:
        path = tmp_path / "巨.txt"
        with path.open("wb") as file:
            file.write(b"1")
            file.truncate(200 * 1024 * 1024)
        assert "64 MB" in self.expect("too-large", path).reason

    def test_noise(self, tmp_path: Path) -> None:
        path = tmp_path / "乱码.dat"
        path.write_bytes(bytes(range(256)) * 9)
        self.expect("unsupported", path)


def test_errors_survive_being_sent_between_processes() -> None:
    error = EmptyFile(file="空.txt")
    copy = pickle.loads(pickle.dumps(error))  # noqa: S301
    assert (type(copy), str(copy)) == (EmptyFile, str(error))


@given(st.binary(max_size=2000), st.sampled_from(["", "a.txt", "a.csv", "a.html", "a.doc", "a.xlsx", "a.pdf"]))
def test_any_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    with contextlib.suppress(SourceError):
        source = source_from_bytes(data, name=name, ocr=False)
        assert all(0 <= note.start <= note.end <= len(source.text) for note in source.notes)


@given(st.text())
def test_any_string_is_a_source(text: str) -> None:
    assert source_from_text(text).text == text
