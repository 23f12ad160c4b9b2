"""The addressee's side of a slip and the answers to it: accepted, replied, found good or sent back, put off with a document."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.files.base import File
from django.utils.translation import gettext as _

from taizhang import clock
from taizhang.accounts.actions.notices import staff, tell
from taizhang.journal.actions import Act, Actor, action
from taizhang.journal.versions import latest, reason_given, refresh, saved
from taizhang.ledger.actions.changing import person
from taizhang.policy.errors import ActionError
from taizhang.progress.actions.papers import keep_papers
from taizhang.progress.actions.slips import limit_from, move, page
from taizhang.progress.models import Delay, Reply, Slip
from taizhang.progress.queries.supervision import rules_for, supervisors


def accept(*, actor: Actor, slip: Slip, version: int) -> Slip:
    """The addressee has the slip 签收."""
    with action(actor, "progress.accept_slip", slip.addressee) as act:
        now = latest(slip, version)
        act.watch(now)
        move(now, "progress.accept_slip")
        now.accepted_by, now.accepted_at = person(actor), clock.now()
        refresh(slip, saved(now))
    return slip


def reply(
    *,
    actor: Actor,
    slip: Slip,
    version: int,
    words: str,
    promised: date | None = None,
    papers: Sequence[File[Any]] = (),
) -> Reply:
    """Answer a slip, with evidence. To answer is to have accepted it."""
    with action(actor, "progress.reply_slip", slip.addressee) as act:
        now = latest(slip, version)
        if not words.strip():
            raise ActionError(_("请写明办理情况。"))
        act.watch(now)
        last = now.replies.order_by("-number").first()
        late = now.days_over(clock.today()) > 0 or now.missed > (last.missed if last else 0)
        move(now, "progress.reply_slip")
        if now.accepted_at is None:
            now.accepted_by, now.accepted_at = person(actor), clock.now()
        made = Reply.objects.create(
            slip=now,
            number=(last.number if last else 0) + 1,
            words=words.strip(),
            promised=promised,
            made_by=person(actor),
            late=late,
            missed=now.missed,
        )
        act.created(made)
        keep_papers(papers, slip=now, reply=made)
        tell(supervisors(now.place), _("%(slip)s已回复，请审核：%(who)s") % _named(now), page(now))
        refresh(slip, saved(now))
    return made


def approve(*, actor: Actor, slip: Slip, version: int, words: str = "") -> Slip:
    """Find the reply good; the slip stays open until the matter is settled."""
    with action(actor, "progress.approve_reply", slip.place) as act:
        now = latest(slip, version)
        act.watch(now)
        move(now, "progress.approve_reply")
        _judge(act, now, Reply.Verdict.APPROVED, words)
        refresh(slip, saved(now))
        tell(staff(now.addressee), _("%(slip)s的回复已认可，请抓紧落实") % {"slip": now}, page(now))
    return slip


def send_back(*, actor: Actor, slip: Slip, version: int, reason: str) -> Slip:
    """Send the reply back, saying why; the limit of the slip's level runs anew."""
    with action(actor, "progress.return_reply", slip.place, note=reason_given(reason)) as act:
        now = latest(slip, version)
        act.watch(now)
        move(now, "progress.return_reply")
        _judge(act, now, Reply.Verdict.RETURNED, reason_given(reason))
        _kept, rules = rules_for(now.place)
        now.limit = getattr(rules, f"{now.level}_limit")
        now.due = limit_from(now, clock.today(), now.limit)
        refresh(slip, saved(now))
        said = {"slip": now, "reason": reason_given(reason), "due": now.due.isoformat()}
        words = _("%(slip)s的回复被退回：%(reason)s。请于 %(due)s 前重报") % said
        tell(staff(now.addressee), words, page(now), at_once=True)
    return slip


def ask_delay(
    *, actor: Actor, slip: Slip, version: int, until: date, reason: str, papers: Sequence[File[Any]]
) -> Delay:
    """Ask for a later limit; raises ActionError without a document, or for a day that is no later."""
    with action(actor, "progress.ask_delay", slip.addressee, note=reason_given(reason)) as act:
        now = latest(slip, version)
        move(now, "progress.ask_delay")
        if not papers:
            raise ActionError(_("申请延期要附证明材料，如上级文件、会议纪要、不可抗力证明。"))
        if now.due is None or until <= now.due:
            raise ActionError(_("申请延至的日期要晚于现在的截止日期 %(due)s。") % {"due": now.due})
        if now.delays.filter(answer=Delay.Answer.WAITING).exists():
            raise ActionError(_("上一次延期申请还没有批复。"))
        made = Delay.objects.create(
            slip=now, until=until, reason=reason_given(reason)[:1000], due_before=now.due, asked_by=person(actor)
        )
        act.created(made)
        act.record(now, note=_("申请延至 %(day)s：%(reason)s") % {"day": until.isoformat(), "reason": made.reason})
        keep_papers(papers, slip=now, delay=made)
        tell(supervisors(now.place), _("%(slip)s申请延期，请批复：%(who)s") % _named(now), page(now))
        refresh(slip, saved(now))
    return made


def answer_delay(*, actor: Actor, slip: Slip, version: int, granted: bool, words: str) -> Slip:
    """Grant the later limit or refuse it, with words. Raises ActionError where nobody asked, or the day asked for is past."""
    with action(actor, "progress.answer_delay", slip.place, note=reason_given(words)) as act:
        now = latest(slip, version)
        move(now, "progress.answer_delay")
        delay = now.delays.select_for_update().filter(answer=Delay.Answer.WAITING).first()
        if delay is None:
            raise ActionError(_("%(slip)s没有待批的延期申请。") % {"slip": now})
        if granted and delay.until < clock.today():
            raise ActionError(_("申请延至的 %(day)s 已过，不能同意。") % {"day": delay.until.isoformat()})
        act.watch(now, delay)
        delay.answer = Delay.Answer.GRANTED if granted else Delay.Answer.REFUSED
        delay.answer_words, delay.answered_by, delay.answered_at = words.strip()[:300], person(actor), clock.now()
        delay.save()
        now.due = delay.until if granted else now.due
        refresh(slip, saved(now))
        said = {"slip": now, "answer": delay.get_answer_display(), "due": now.due}
        tell(staff(now.addressee), _("%(slip)s延期申请：%(answer)s，截止 %(due)s") % said, page(now), at_once=True)
    return slip


def _judge(act: Act, slip: Slip, verdict: Reply.Verdict, words: str) -> None:
    made = slip.replies.select_for_update().get(verdict=Reply.Verdict.WAITING)
    act.watch(made)
    made.verdict, made.verdict_words = verdict, words.strip()[:300]
    made.judged_by, made.judged_at = person(act.actor), clock.now()
    made.save()


def _named(slip: Slip) -> dict[str, object]:
    return {"slip": slip, "who": slip.addressee}
