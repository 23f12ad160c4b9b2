"""This period and the cumulative value kept consistent: either gives the other, a contradiction is refused."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from taizhang.measures.cardinals import plain
from taizhang.progress.entries import Refusal
from taizhang.progress.reasons import Reason


@dataclass(frozen=True, slots=True)
class Figures:
    """What one report says: the period's own amount and the amount since the year began; ``None`` is not known."""

    this: Decimal | None = None
    cumulative: Decimal | None = None


def completed(this: Decimal | None, cumulative: Decimal | None, last: Decimal | None) -> Figures | Refusal:
    """Both figures from either; ``last`` is the cumulative value of the period before.

    ``last`` is nought in the first period of the year, and ``None`` where the period before was not reported: then the
    cumulative value must be given, and this period's stays unknown unless it was given too.

    >>> completed(Decimal(30), None, last=Decimal(100))
    Figures(this=Decimal('30'), cumulative=Decimal('130'))
    >>> completed(None, Decimal(130), last=Decimal(100)).this
    Decimal('30')
    >>> completed(Decimal(30), Decimal(140), last=Decimal(100)).reason.code
    'figures_contradict'
    """
    if this is None and cumulative is None:
        return Figures()
    if last is None:
        if cumulative is None:
            return Refusal(Reason.of("cumulative_wanted"))
        return Figures(this, cumulative)
    if cumulative is None:
        cumulative = last + (this or 0)
    elif this is None:
        this = cumulative - last
    elif last + this != cumulative:
        return Refusal(
            Reason.of(
                "figures_contradict",
                last=_written(last),
                this=_written(this),
                sum=_written(last + this),
                cumulative=_written(cumulative),
                gap=_written(abs(cumulative - last - this)),
            )
        )
    return Figures(this, cumulative)


def _written(value: Decimal) -> str:
    return format(plain(value), "f")
