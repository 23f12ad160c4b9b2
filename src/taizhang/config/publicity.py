"""What the demonstration shows the public: some of the city's targets, explained in plain words, on the day it ends."""

from __future__ import annotations

from taizhang.accounts.models import User
from taizhang.ledger.models import Commitment
from taizhang.publication.actions import Explanation, choose, explain, publish, withdraw
from taizhang.publication.models import Publication

#: By title: the explanation, the English title and the English explanation. Our own words about public targets.
EXPLAINED = {
    "公共充电桩": (
        "在商场、公园、居民区附近建更多给电动车充电的桩，开电动车的人不用跑远路、少排队。建成并能用才算完成。（进展为模拟）",
        "Public charging points",
        "More places to charge an electric car near homes, shops and parks. Counted once they are built and working. (Progress simulated)",
    ),
    "5G基站": (
        "把手机信号盖得更密更快，老城区和村里也能用上。开通使用的才算一座。（进展为模拟）",
        "5G base stations",
        "Denser and faster mobile coverage, old quarters and villages included. Counted once in service. (Progress simulated)",
    ),
    "美丽庭院典型": (
        "帮助村里人家把房前屋后收拾整洁、种上花草，做成邻里愿意学的样子。验收通过的才算一户。（进展为模拟）",
        "Model courtyards",
        "Households helped to make front yards tidy and green, as examples for their neighbours. Counted once accepted. (Progress simulated)",
    ),
    "口袋公园": (
        "利用街角和边角地，建走几步就到的小公园，老人孩子有地方歇脚玩耍。（进展为模拟）",
        "Pocket parks",
        "Small parks on spare corners, a few steps from home. (Progress simulated)",
    ),
    "各类乔木": (
        "在路边、河边、村边多种树，夏天有荫、四季有绿。种下并成活的才算。（进展为模拟）",
        "Trees planted",
        "More trees along roads, rivers and villages. Counted once they have taken root. (Progress simulated)",
    ),
}
#: Of this one the shares of some towns too.
SHARED, TOWNS = "口袋公园", ("长安镇", "虎门镇", "厚街镇", "松山湖")
WITHDRAWN, REASON = "各类乔木", "统计口径调整，核对后重新公开（模拟）"


def publicise(office: User) -> None:
    """Publish them, and withdraw one to show what that looks like; does nothing where something was chosen before."""
    if Publication.objects.exists():
        return
    whole = Commitment.objects.filter(title__in=EXPLAINED, parent=None, value__isnull=False).exclude(state="confirmed")
    first = {each.title: each for each in whole.order_by("-pk")}
    shares = Commitment.objects.filter(title=SHARED, parent=first.get(SHARED), place__name__in=TOWNS)
    for each in [*first.values(), *(shares.order_by("place__code") if SHARED in first else ())]:
        _show(office, each)


def _show(office: User, commitment: Commitment) -> None:
    (made,) = choose(actor=office, commitments=[commitment])
    chinese, title, english = EXPLAINED[commitment.title]
    explain(actor=office, publication=made, version=made.version, to=Explanation(chinese, title, english))
    publish(actor=office, publication=made, version=made.version)
    if commitment.title == WITHDRAWN:
        withdraw(actor=office, publication=made, version=made.version, reason=REASON)
