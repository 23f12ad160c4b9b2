from pathlib import Path

from taizhang.reading.sources import expand


def touch(*paths: Path) -> None:
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("一", encoding="utf-8")


def test_walks_folders_in_order_and_passes_over_what_programs_leave(tmp_path: Path) -> None:
    wanted = [tmp_path / "a.docx", tmp_path / "b" / "1.txt", tmp_path / "b" / "2.pdf", tmp_path / "c.txt"]
    leftovers = [
        "~$a.docx",
        ".hidden.txt",
        ".git/x.txt",
        "Thumbs.db",
        "x.tmp",
        "~WRL0001.tmp",
        "c.txt~",
        "__MACOSX/a.txt",
    ]
    touch(*reversed(wanted), *(tmp_path / name for name in leftovers))
    assert list(expand([tmp_path])) == wanted


def test_gives_back_files_missing_paths_and_standard_input_as_named(tmp_path: Path) -> None:
    hidden = tmp_path / ".plan.txt"
    touch(hidden)
    assert list(expand([str(hidden), "-", tmp_path / "no"])) == [hidden, Path("-"), tmp_path / "no"]


def test_enters_a_folder_once_however_links_lead_to_it(tmp_path: Path) -> None:
    touch(tmp_path / "a" / "1.txt")
    (tmp_path / "a" / "loop").symlink_to(tmp_path)
    (tmp_path / "b").symlink_to(tmp_path / "a")
    (tmp_path / "broken").symlink_to(tmp_path / "nowhere")
    assert list(expand([tmp_path])) == [tmp_path / "a" / "1.txt"]


def test_follows_a_link_to_a_folder_elsewhere(tmp_path: Path) -> None:
    touch(tmp_path / "elsewhere" / "1.txt")
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "link").symlink_to(tmp_path / "elsewhere")
    assert list(expand([tmp_path / "plans"])) == [tmp_path / "plans" / "link" / "1.txt"]
