import pytest

from taizhang.reading.sources.damage import MOST_NOTES, lost_bytes


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("新建学校3所", []),
        ("新建\ufffd\ufffd3所", [(2, 4)]),
        ("新建锟斤拷锟斤拷3所", [(2, 8)]),
        ("新建\ue2a8校3所\ufffd", [(2, 3), (6, 7)]),
        ("新建\x00校\x073所", [(2, 3), (4, 5)]),
        ("换行\r\n制表\t换页\x0c都不算", []),
        ("一次锟铻", []),
    ],
)
def test_flags_exactly_the_lost_characters(text: str, spans: list[tuple[int, int]]) -> None:
    notes = lost_bytes(text)
    assert [(note.start, note.end) for note in notes] == spans
    assert {note.code for note in notes} <= {"lost-bytes"}


def test_a_garbled_text_gives_a_bounded_number_of_notes() -> None:
    notes = lost_bytes("字\ufffd" * 10_000)
    assert len(notes) == MOST_NOTES + 1
    assert notes[-1].end == 20_000
