"""What progress shows on a commitment's page of the ledger: the latest number and what it is made of; the slips about it."""

from __future__ import annotations

from taizhang import clock
from taizhang.accounts.models import User
from taizhang.ledger import states
from taizhang.ledger.models import Commitment
from taizhang.ledger.panels import Panel
from taizhang.progress.queries.checks import needs_of, rules_on
from taizhang.progress.queries.lights import newest
from taizhang.progress.queries.numbers import position, to_enter
from taizhang.progress.queries.slips import about
from taizhang.progress.queries.supervision import supervised_from


def number(user: User, commitment: Commitment) -> Panel | None:
    """The number, for those who may see reports of it, once something was asked about."""
    found = position(commitment)
    if found is None or not user.has_perm("progress.view", commitment):
        return None
    context = {
        "position": found,
        "report": to_enter(user, commitment),
        "lit": newest(commitment),
        "judges": user.has_perm("progress.judge", found),
    }
    return Panel("progress/_number.html", context)


def begun(user: User, commitment: Commitment) -> Panel | None:
    """Whether work has begun that was promised to begin by a day, and for its owners the way to say so."""
    if commitment.start_by is None or commitment.state in states.GONE:
        return None
    late = max((clock.today() - commitment.start_by).days, 0)
    return Panel("progress/_start.html", {"late": late, "starts": user.has_perm("progress.start", commitment)})


def evidence(user: User, commitment: Commitment) -> Panel | None:
    """Whether its reports need evidence and why, for those who see them; for the office the way to say otherwise."""
    if commitment.state in states.GONE or not user.has_perm("progress.view", commitment):
        return None
    _kept, rules = rules_on(clock.today())
    need = needs_of([commitment], rules)[commitment.pk]
    changes = user.has_perm("progress.require_evidence", commitment)
    return Panel("progress/_evidence_need.html", {"need": need, "changes": changes})


def slips(user: User, commitment: Commitment) -> Panel | None:
    """The slips about it, and for those who supervise its place the way to issue one."""
    issuable = (
        commitment.lead_id is not None
        and commitment.state not in {*states.GONE, "closed"}
        and user.has_perm("progress.issue_slip")
        and supervised_from(user, commitment.place) is not None
    )
    issued = list(about(user, commitment)) if user.has_perm("progress.view_slips") else []
    return Panel("progress/_slips.html", {"slips": issued, "issuable": issuable}) if issued or issuable else None
