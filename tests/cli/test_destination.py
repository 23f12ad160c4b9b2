"""Outputs are whole or not there at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from taizhang.cli.destination import check_destination, destination
from taizhang.cli.problems import Stop, WrongUsage


def write(out: Path, *pieces: bytes) -> None:
    with destination(str(out)) as stream:
        for piece in pieces:
            stream.write(piece)


def test_the_file_appears_when_it_is_whole(tmp_path: Path) -> None:
    with destination(str(tmp_path / "out.csv")) as stream:
        stream.write(b"half")
        stream.flush()
        assert not (tmp_path / "out.csv").exists()
    assert (tmp_path / "out.csv").read_bytes() == b"half"
    assert [path.name for path in tmp_path.iterdir()] == ["out.csv"]


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, SystemExit])
def test_a_failure_in_the_middle_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, error: type[BaseException]
) -> None:
    out = tmp_path / "out.csv"
    out.write_bytes(b"old")

    def fail() -> None:
        with destination(str(out)) as stream:
            stream.write(b"new")
            raise error

    with pytest.raises(error):
        fail()
    assert out.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["out.csv"]


def test_permissions_stay_or_are_those_of_a_new_file(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    old.touch()
    old.chmod(0o640)
    write(old, b"x")
    write(new, b"x")
    (tmp_path / "made").touch()
    assert old.stat().st_mode & 0o777 == 0o640
    assert new.stat().st_mode == (tmp_path / "made").stat().st_mode


def test_a_link_is_written_through(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to("real")
    write(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"


def test_a_device_is_written_to_and_not_replaced() -> None:
    write(Path(os.devnull), b"x")
    assert not Path(os.devnull).is_file()


def test_a_full_disk_is_told_with_the_file(tmp_path: Path) -> None:
    with pytest.raises(Stop) as stop, destination(str(tmp_path / "out")):
        raise OSError(28, "No space left on device")
    assert stop.value.key == "output.refused"
    assert not list(tmp_path.iterdir())


def test_an_output_that_makes_no_sense_is_refused(tmp_path: Path) -> None:
    source = tmp_path / "plan.txt"
    source.touch()
    (tmp_path / "same").hardlink_to(source)
    for out, key in [
        (tmp_path, "output.is-folder"),
        (tmp_path / "no" / "out.csv", "output.no-folder"),
        (source, "output.is-input"),
        (tmp_path / "." / "plan.txt", "output.is-input"),
        (tmp_path / "same", "output.is-input"),
    ]:
        with pytest.raises(WrongUsage) as wrong:
            check_destination(str(out), [Path("-"), tmp_path / "missing", source])
        assert wrong.value.key == key


def test_a_sensible_output_is_accepted(tmp_path: Path) -> None:
    for out in (None, "-", str(tmp_path / "new.csv")):
        check_destination(out, [tmp_path / "plan.txt", Path("x\0y")])
