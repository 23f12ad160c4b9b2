"""Choosing, explaining, publishing, renewing and withdrawing. Each that the public can notice raises the stamp."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from taizhang import clock
from taizhang.journal.actions import Act, Actor, System, action
from taizhang.journal.versions import latest, reason_given, refresh, saved
from taizhang.ledger import states as ledger
from taizhang.ledger.models import Commitment
from taizhang.policy.errors import ActionError
from taizhang.publication.composing import compose
from taizhang.publication.content import Content
from taizhang.publication.models import Edition, Publication, Stamp
from taizhang.publication.states import PUBLICATION
from taizhang.reading.cleaning.script import simplify
from taizhang.reading.cleaning.widths import fold_widths

ACTOR = System("taizhang")
#: So many may be chosen at once.
MOST = 300


@dataclass(frozen=True, slots=True)
class Explanation:
    """What the office adds to a commitment for the public."""

    explanation: str
    title_en: str = ""
    explanation_en: str = ""
    automatic: bool = True


def choose(*, actor: Actor, commitments: Collection[Commitment]) -> list[Publication]:
    """Take commitments up to be published; those that are already are passed over. Raises ActionError for too many."""
    if not commitments or len(commitments) > MOST:
        raise ActionError(_("一次可选 1 至 %(n)s 条，请勾选或缩小条件。") % {"n": MOST})
    made = []
    with action(actor, "publication.choose") as act:
        there = set(Publication.objects.filter(commitment__in=commitments).values_list("commitment_id", flat=True))
        for each in commitments:
            if not actor.has_perm("publication.choose", each):
                raise ActionError(_("“%(title)s”不在您的工作范围内。") % {"title": each.title})
            if each.pk not in there and each.state not in ledger.GONE:
                made.append(Publication.objects.create(commitment=each))
        act.created(*made)
    return made


def drop(*, actor: Actor, publication: Publication) -> str:
    """Give up publishing what never was public; returns what it was called. Raises ActionError where it was public."""
    with action(actor, "publication.drop", publication) as act:
        now = latest(publication)
        if now.state != "draft" or now.editions.exists():
            raise ActionError(_("已经公开过的不能移除，只能撤回。"))
        act.deleting(now)
        title = str(now)
        now.delete()
    return title


def explain(*, actor: Actor, publication: Publication, version: int, to: Explanation) -> Publication:
    """Say in plain words what it is about; the public sees it with the next edition."""
    with action(actor, "publication.explain", publication) as act:
        now = _moved(act, publication, version, "publication.explain")
        now.explanation, now.title_en = to.explanation.strip(), to.title_en.strip()
        now.explanation_en, now.automatic = to.explanation_en.strip(), to.automatic
        saved(now)
    refresh(publication, now)
    return now


def publish(*, actor: Actor, publication: Publication, version: int) -> Edition:
    """Show it to the public from now on. Raises ActionError without an explanation, or where it no longer counts."""
    with action(actor, "publication.publish", publication) as act:
        now = _moved(act, publication, version, "publication.publish")
        if not now.explanation:
            raise ActionError(_("请先写通俗说明，让没有参与的人也看得懂，再公开。"))
        if now.commitment.state in ledger.GONE:
            raise ActionError(_("这一条已终止或并入别的条目，不能公开。"))
        stamp = _raise_stamp()
        if now.number is None:
            stamp.last_number += 1
            stamp.save(update_fields=["last_number"])
            now.number = stamp.last_number
        now.published_on, now.withdrawn_on, now.withdrawn_for = clock.today(), None, ""
        edition = _edition(act, now, compose(now), Edition.Cause.PUBLISHED)
        saved(now)
    refresh(publication, now)
    return edition


def renew(*, actor: Actor, publication: Publication, version: int) -> Edition:
    """Show the public what is known now. Raises ActionError where nothing is new."""
    with action(actor, "publication.renew", publication) as act:
        now = _moved(act, publication, version, "publication.renew")
        content = compose(now)
        if now.current is not None and content == now.current.read:
            raise ActionError(_("公开的内容已经是最新的。"))
        _raise_stamp()
        edition = _edition(act, now, content, Edition.Cause.RENEWED)
        saved(now)
    refresh(publication, now)
    return edition


def withdraw(*, actor: Actor, publication: Publication, version: int, reason: str) -> Publication:
    """Show it no longer, from this moment on in every process; its page says when and why."""
    with action(actor, "publication.withdraw", publication, note=reason_given(reason)) as act:
        now = _moved(act, publication, version, "publication.withdraw")
        _raise_stamp()
        now.current, now.withdrawn_on, now.withdrawn_for = None, clock.today(), reason_given(reason)
        saved(now)
    refresh(publication, now)
    return now


def renew_automatically(commitments: Iterable[int]) -> list[Edition]:
    """New editions of what is public and follows its figures, where what is locked of it has changed."""
    rows = Publication.objects.filter(commitment__in=list(commitments), state="published", automatic=True)
    made = []
    for pk in rows.order_by("pk").values_list("pk", flat=True):
        with action(ACTOR, "publication.renew") as act:
            now = Publication.objects.select_for_update(of=("self",)).select_related("current").get(pk=pk)
            if now.current is None or not now.automatic:
                continue
            content = _followed(now)
            if content != now.current.read:
                act.watch(now)
                _raise_stamp()
                made.append(_edition(act, now, content, Edition.Cause.AUTOMATIC))
                saved(now)
    return made


def _followed(publication: Publication) -> Content:
    """What is new in figures and light alone: words the office has not yet published stay where they are."""
    shown, now = publication.current, compose(publication)
    if shown is None:
        return now
    data = shown.read.data()
    return Content.from_data(data | {name: now.data()[name] for name in ("on", "value", "colour", "planned", "actual")})


def _moved(act: Act, publication: Publication, version: int, name: str) -> Publication:
    """The publication as it stands now, in the state the table says; raises ActionError where it allows no such move."""
    now = latest(publication, version)
    if not PUBLICATION.allows(name, now.state):
        raise ActionError(_("“%(title)s”现为“%(state)s”，不能这样做。") % {"title": now, "state": now.standing.label})
    act.watch(now)
    now.state = PUBLICATION.after(name, now.state)
    return now


def _edition(act: Act, publication: Publication, content: Content, cause: Edition.Cause) -> Edition:
    last = publication.editions.order_by("-number").values_list("number", flat=True).first() or 0
    words = "\n".join(
        (content.title, content.title_en, content.explanation, content.explanation_en, content.area, content.place)
    )
    made = Edition.objects.create(
        publication=publication,
        number=last + 1,
        cause=cause,
        content=content.data(),
        area=content.area,
        code=content.code,
        colour=content.colour,
        words=folded(words),
    )
    publication.current = made
    act.created(made)
    return made


def folded(words: str) -> str:
    """As public words are found: half-width, simplified, small."""
    return simplify(fold_widths(words)).lower()


def _raise_stamp() -> Stamp:
    """The stamp, raised and locked until the transaction ends."""
    Stamp.objects.get_or_create(pk=1)
    stamp = Stamp.objects.select_for_update().get(pk=1)
    stamp.version += 1
    stamp.changed_at = clock.now()
    stamp.save()
    return stamp
