"""Texts to measure on: real reports where they lie beside the repository, otherwise text made with a fixed seed."""

from __future__ import annotations

from pathlib import Path
from random import Random

MEGABYTE = 1_000_000
CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus"

_HEADINGS = ("一、产业发展", "二、城乡建设", "三、生态环境", "四、民生保障", "五、改革创新")
_SENTENCES = (
    "全年力争完成工业投资{n}亿元，增长{p}%左右，其中技术改造投资不少于{m}亿元。",
    "新增基础教育公办学位{n}个、婴幼儿托位{m}个，新建公共充电桩{n}个以上。",
    "{y}年，全市地区生产总值达到{n}.{p}亿元，同比增长{p}.{d}%，位列全省第{d}。",
    "推动镇村人居环境持续改善，统筹推进停车治理、环卫保洁和乡村绿化，让群众感受到看得见的变化。",
    "每个镇街建成不少于{d}个新型公共文化空间，村（社区）达标率达到{p}%以上。",
    "细颗粒物浓度控制在{p}.{d}微克/立方米以内，森林覆盖率提高{d}.{d}个百分点。",
    "坚持把发展的着力点放在实体经济上，完善政策协同机制，优化营商环境，压实各方责任。",
    "6月底前完成各镇建设提升规划编制，年底前基本建成一批示范项目。",
    "收储土地{m}亩，拆除整备{m}亩，盘活低效用地{n}亩以上，打造示范路{m}条。",
)


def corpus() -> list[str]:
    """The reports, else forty generated ones of about the same length."""
    files = sorted(CORPUS.rglob("*.txt"))
    return [file.read_text("utf-8") for file in files] or [generated(45_000, seed) for seed in range(40)]


def generated(size: int, seed: int = 2024) -> str:
    """A report of about ``size`` bytes of UTF-8, the same for the same seed."""
    random = Random(seed)
    lines, made = [f"某市{random.randint(2010, 2026)}年政府工作报告"], 0
    while made < size:
        lines.append(random.choice(_HEADINGS) if random.random() < 0.05 else _paragraph(random))
        made += len(lines[-1].encode()) + 1
    return "\n".join(lines) + "\n"


def _paragraph(random: Random) -> str:
    numbers = {"n": random.randint(20, 9000), "m": random.randint(10, 900), "p": random.randint(2, 98)}
    place = {"d": random.randint(1, 9), "y": random.randint(2010, 2026)}
    return "".join(random.choice(_SENTENCES).format(**numbers, **place) for _ in range(random.randint(2, 6)))


def of_size(size: int) -> str:
    """Real text as far as there is any, repeated or cut to ``size`` bytes."""
    whole = "\n".join(corpus())
    times = size // len(whole.encode()) + 1
    return (whole * times).encode()[:size].decode("utf-8", "ignore")


def megabytes(texts: list[str]) -> float:
    """Size as UTF-8."""
    return sum(len(text.encode()) for text in texts) / MEGABYTE
