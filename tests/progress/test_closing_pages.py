"""The pages of closing, as each part uses them."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from taizhang.progress.models import Closing, Draw
from tests.cast import Cast
from tests.ledger.makers import commitment


def _photo(name: str = "验收.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, name.encode(), "image/jpeg")


def _apply(cast: Cast, **changes: object) -> Closing:
    share = commitment(cast, code="441900119", lead="town", state="under_way", **changes)
    asked = {"version": share.version, "words": "已建成并验收", "evidence": [_photo()]}
    answer = cast.client("town").post(reverse("progress:apply-closing", args=[share.pk]), asked)
    closing = Closing.objects.get(commitment=share)
    assert answer.headers["Location"] == reverse("progress:closing", args=[closing.pk])
    return closing


def _post(cast: Cast, part: str, step: str, closing: Closing, **asked: object) -> int:
    closing.refresh_from_db()
    address = reverse(f"progress:{step}", args=[closing.pk])
    status = cast.client(part).post(address, {"version": closing.version, **asked}).status_code
    closing.refresh_from_db()
    return status


def test_the_whole_way_of_a_key_item(cast: Cast) -> None:
    closing = _apply(cast, key=True)
    assert _post(cast, "office", "review-closing", closing) == 302
    assert _post(cast, "supervision", "verify-closing", closing, words="现场查看，属实") == 302
    assert _post(cast, "office", "close", closing) == 302
    assert closing.state == "closed"
    asked = {"words": "已停用", "holds": "no", "evidence": [_photo("空地.jpg")]}
    assert _post(cast, "supervision", "recheck", closing, **asked) == 302
    page = cast.client("leader").get(reverse("progress:closing", args=[closing.pk])).content.decode()
    for words in ("现场查看，属实", "已停用", "验收.jpg", "空地.jpg", "未落实"):
        assert words in page
    proof = closing.proofs.first()
    assert proof
    answer = cast.client("leader").get(reverse("progress:proof", args=[proof.pk]))
    assert b"".join(answer.streaming_content) == proof.name.encode()  # type: ignore[attr-defined]
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_supervision_draws_a_sample(cast: Cast) -> None:
    for number in range(3):
        assert _post(cast, "office", "review-closing", _apply(cast, title=f"公园{number}")) == 302
    client = cast.client("supervision")
    assert "3 项审核通过" in client.get(reverse("progress:draw")).content.decode()
    assert client.post(reverse("progress:draw"), {"share": 50}).status_code == 302
    assert len(Draw.objects.get().chosen) == 2
    assert Draw.objects.get().seed in client.get(reverse("progress:draw")).content.decode()


def test_a_person_is_offered_what_that_person_may_do_now(cast: Cast) -> None:
    closing = _apply(cast)
    address = reverse("progress:closing", args=[closing.pk])
    assert reverse("progress:review-closing", args=[closing.pk]) in cast.client("office").get(address).content.decode()
    assert "审核通过</a>" not in cast.client("town").get(address).content.decode()


def test_without_evidence_without_a_reason_or_when_stale_the_form_says_so(cast: Cast) -> None:
    share = commitment(cast, code="441900119", lead="town", state="under_way")
    address = reverse("progress:apply-closing", args=[share.pk])
    assert cast.client("town").post(address, {"version": share.version, "words": "完成"}).status_code == 422
    closing = _apply(cast)
    assert _post(cast, "office", "refuse-closing", closing, reason="") == 422
    assert _post(cast, "office", "review-closing", closing) == 302
    stale = cast.client("office").post(reverse("progress:review-closing", args=[closing.pk]), {"version": 1})
    assert stale.status_code == 422
    assert "刚被他人修改过" in stale.content.decode()


def test_the_list_takes_a_bounded_number_of_queries(cast: Cast, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    for number in range(4):
        _apply(cast, title=f"公园{number}")
    client = cast.client("office")
    with django_assert_max_num_queries(12):
        assert "公园3" in client.get(reverse("progress:closings")).content.decode()
