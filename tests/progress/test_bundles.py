"""An audit bundle holds together offline, and every change in it is found."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date
from pathlib import Path

import pytest
from django.core.files.base import ContentFile

from taizhang import clock
from taizhang.cli import main
from taizhang.ledger.models import Commitment
from taizhang.progress.actions.bundling import bundle
from taizhang.progress.actions.reporting import add_evidence
from taizhang.progress.actions.reviewing import correct
from taizhang.progress.bundles.checking import NotABundleError, check_bundle
from tests.cast import Cast
from tests.ledger.makers import commitment, confirmed, document
from tests.progress.makers import SYSTEM, locked, opened, report_of


@pytest.fixture
def made(cast: Cast, tmp_path: Path) -> Path:
    """The bundle of a confirmed target with a share, reports, a correction, evidence and lights."""
    whole = next(each for each in confirmed(document(cast)) if "停车位" in each.title)
    Commitment.objects.filter(pk=whole.pk).update(state="accepted", lead=cast.organisation("department"))
    commitment(cast, code="441900119", lead="town", state="accepted", parent=whole)
    with clock.at(date(2024, 7, 3)):
        report = report_of(cast, "town", opened(cast, 6))
        add_evidence(actor=cast.town, report=report, file=ContentFile(b"photo", "a.jpg"), name="../现场/照片.jpg")
        report = locked(report, 20_000)
        correct(actor=SYSTEM, report=report, version=report.version, reason="重复统计")
        locked(report, 19_000)
    path = tmp_path / "bundle.zip"
    with path.open("wb") as to:
        bundle(actor=cast.office, commitment=whole, to=to)
    return path


def test_it_holds_together_and_tells_the_whole_story(made: Path) -> None:
    assert list(check_bundle(made)) == []
    with zipfile.ZipFile(made) as archive:
        names = archive.namelist()
        assert [each["value"] for each in json.loads(archive.read("versions.json"))] == ["20000.000000", "19000.000000"]
        actions = {each["content"]["action"] for each in json.loads(archive.read("journal.json"))}
    assert {"ledger.confirm", "progress.enter", "progress.lock", "progress.correct"} <= actions
    assert any(name.startswith("evidence/") and name.endswith("照片.jpg") and ".." not in name[9:11] for name in names)
    assert any(name.startswith("documents/") and name.endswith("计划.txt") for name in names)


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("totals.json", '"19000.000000"', '"29000.000000"', "汇总"),
        ("versions.json", '"19000.000000"', '"21000.000000"', "最后版本"),
        ("lights.json", '"colour": "', '"colour": "un', "灯"),
        ("journal.json", "重复统计", "笔误", "日志"),
        ("sources.json", "停车位8万个", "停车位9万个", "引文"),
    ],
)
def test_a_change_is_found_even_with_new_hashes(made: Path, name: str, old: str, new: str, said: str) -> None:
    assert any(said in what for what in check_bundle(_changed(made, name, old, new, rehashed=True)))


def test_a_change_is_found_by_its_hash(made: Path) -> None:
    changed = _changed(made, "README.txt", "审计包", "审计报", rehashed=False)
    assert list(check_bundle(changed)) == ["README.txt：内容与摘要不符"]


def _changed(path: Path, name: str, old: str, new: str, *, rehashed: bool) -> Path:
    import hashlib

    out = path.with_name("changed.zip")
    with zipfile.ZipFile(path) as archive:
        files = {each: archive.read(each) for each in archive.namelist()}
    files[name] = files[name].decode().replace(old, new).encode()
    if rehashed:
        manifest = json.loads(files["manifest.json"])
        manifest["files"][name] = hashlib.sha256(files[name]).hexdigest()
        files["manifest.json"] = json.dumps(manifest).encode()
    with zipfile.ZipFile(out, "w") as archive:
        for each, content in files.items():
            archive.writestr(each, content)
    return out


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"not a zip", b"x" * 1000])
def test_what_is_no_bundle_is_said_to_be_none(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(content)
    with pytest.raises(NotABundleError):
        list(check_bundle(path))


def test_a_bundle_of_odd_content_is_refused_not_crashed_on(tmp_path: Path) -> None:
    for manifest in (
        b"[]",
        b"{}",
        b'{"format": "taizhang-bundle-1"}',
        b'{"format":"taizhang-bundle-1","files":{}}',
        b"\xff",
    ):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            archive.writestr("manifest.json", manifest)
        path = tmp_path / "odd.zip"
        path.write_bytes(buffer.getvalue())
        with pytest.raises(NotABundleError):
            list(check_bundle(path))


def test_by_command(made: Path, cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pk = Commitment.objects.filter(parent=None).first().pk  # type: ignore[union-attr]
    out = tmp_path / "out.zip"
    assert main(["bundle", str(pk), "-o", str(out), "--lang", "zh"]) == 0
    assert main(["bundle", "--check", str(out), "--lang", "zh"]) == 0
    assert "问题 0 处" in capsys.readouterr().out
    assert main(["bundle", "--check", str(_changed(made, "README.txt", "审", "省", rehashed=False))]) == 1
    assert main(["bundle", "999999", "-o", str(out)]) == 2
