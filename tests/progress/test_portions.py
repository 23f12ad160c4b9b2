"""The collector rests while a portion is worked on, however many are at it, and is as it was afterwards."""

from __future__ import annotations

import gc

import pytest

from taizhang.progress.portions import collector_at_rest


def test_the_last_one_out_wakes_it() -> None:
    with collector_at_rest():
        with collector_at_rest():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_wakes_after_an_error() -> None:
    with pytest.raises(ValueError, match="x"), collector_at_rest():
        raise ValueError("x")
    assert gc.isenabled()


def test_what_somebody_switched_off_stays_off() -> None:
    gc.disable()
    try:
        with collector_at_rest():
            assert not gc.isenabled()
        assert not gc.isenabled()
    finally:
        gc.enable()
