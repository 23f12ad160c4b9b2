"""The corpora of wordings: what must be read out of a sentence, and what must give nothing."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from taizhang.reading import Claim, read
from taizhang.reading.claims.rules import RULES, Rule
from taizhang.reading.figures import spot
from taizhang.reading.vetoes import VETOES, refused, supply_unit

WORDINGS = Path(__file__).with_name("wordings")
HEADS = {"targets": "东莞市2024年工作要点\n", "results": "东莞市2024年政府工作报告\n各位代表：\n2023年工作回顾\n"}


def cases(name: str) -> list[dict[str, Any]]:
    return tomllib.loads((WORDINGS / f"{name}.toml").read_text("utf-8"))["case"]


def row(claim: Claim) -> list[str]:
    measure = f"{claim.measure} {claim.direction or ''}".strip()
    return [claim.figure, claim.indicator, measure, str(claim.comparator), f"{claim.value:f}", str(claim.unit)]


@pytest.mark.parametrize(
    ("name", "case"),
    [pytest.param(name, case, id=case["text"][:24]) for name in HEADS for case in cases(name)],
)
def test_wording_gives_its_claims(name: str, case: dict[str, Any]) -> None:
    document = read(HEADS[name] + case["text"])
    assert [row(claim) for claim in document.figures] == case["claims"]
    assert {claim.role for claim in document.figures} == {name.removesuffix("s").replace("result", "actual")}
    assert {claim.period for claim in document.figures} <= {"2024" if name == "targets" else "2023", "2022"}


@pytest.mark.parametrize("case", [pytest.param(case, id=case["veto"]) for case in cases("nothing")])
def test_wording_gives_nothing(case: dict[str, Any]) -> None:
    assert read(HEADS["targets"] + case["text"]).figures == ()


def test_every_veto_has_a_wording_it_refuses() -> None:
    fired = set()
    for case in cases("nothing"):
        for figure in spot(case["text"]):
            if figure.unit is None:
                supply_unit(case["text"], figure)
            fired.add(refused(case["text"], figure, 0, len(case["text"])))
    assert {veto.name for veto in VETOES} - fired <= {"degree", "share-condition"}


def test_degree_and_share_conditions_are_refused() -> None:
    assert read("2024年工作要点\n旋转90度大转弯。").figures == ()
    assert [claim.figure for claim in read("2024年工作要点\n60%以上村净资产超2亿元。").figures] == ["60%"]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_fires_on_its_example(rule: Rule) -> None:
    assert rule.name in {claim.rule for claim in read(HEADS["targets"] + rule.example + "。").figures}


def test_no_claim_carries_an_unknown_rule() -> None:
    known = {rule.name for rule in RULES}
    for name, head in HEADS.items():
        for case in cases(name):
            assert {claim.rule for claim in read(head + case["text"]).figures} <= known
