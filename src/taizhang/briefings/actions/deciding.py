"""Deciding on a briefing: approving it, sending it back, issuing it with its number, its files and its rankings frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from django.core.files.base import ContentFile
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from taizhang import clock
from taizhang.accounts.actions.notices import staff, tell
from taizhang.accounts.models import Organisation
from taizhang.briefings.actions.drafting import move
from taizhang.briefings.content import Composition
from taizhang.briefings.editions import KINDS, rendered
from taizhang.briefings.models import Briefing, Counter
from taizhang.briefings.queries.briefings import next_number, template_file, template_for
from taizhang.briefings.queries.leagues import same, table_of
from taizhang.briefings.queries.verifying import sealed
from taizhang.files.actions import keep
from taizhang.journal.actions import Act, Actor, action
from taizhang.journal.versions import latest, reason_given, refresh, saved
from taizhang.ledger.actions.changing import person
from taizhang.policy.errors import ActionError, Refused, StaleError
from taizhang.rankings.actions.freezing import freeze
from taizhang.rankings.models import Scheme

#: Organisations of the place, or of the places right below it, that a briefing is issued to.
_RECIPIENTS = (
    Organisation.Kind.OFFICE,
    Organisation.Kind.DEPARTMENT,
    Organisation.Kind.TOWN,
    Organisation.Kind.SUPERVISION,
    Organisation.Kind.OTHER,
)


def approve(*, actor: Actor, briefing: Briefing, version: int) -> Briefing:
    """Settle what a briefing says: its data and words are sealed by a digest."""
    with action(actor, "briefings.approve", briefing) as act:
        now = latest(briefing, version)
        act.watch(now)
        move(now, "briefings.approve")
        now.digest = sealed(now)
        now.approved_by, now.approved_at = person(actor), clock.now()
        refresh(briefing, saved(now))
    return briefing


def send_back(*, actor: Actor, briefing: Briefing, version: int, reason: str) -> Briefing:
    """Make an approved briefing a draft again, saying why."""
    with action(actor, "briefings.return", briefing, note=reason_given(reason)) as act:
        now = latest(briefing, version)
        act.watch(now)
        move(now, "briefings.return")
        now.digest, now.approved_by, now.approved_at = "", None, None
        refresh(briefing, saved(now))
    return briefing


def issue(*, actor: Actor, briefing: Briefing, version: int) -> Briefing:
    """Issue an approved briefing: numbered, its files kept, its rankings frozen, its recipients told.

    Raises ActionError where a ranking is no longer what it shows, or a file cannot be made; StaleError where another was issued
    at the same moment.
    """
    number, template = next_number(briefing.place, briefing.year), template_for(briefing.place)
    # Files take seconds to make: before anything is locked, and kept only if nothing changed meanwhile.
    files = _files(actor, briefing, version, number)
    with action(actor, "briefings.issue", briefing) as act:
        now = latest(briefing, version)
        act.watch(now)
        move(now, "briefings.issue")
        _count(now, number)
        now.number, now.issued_on, now.issued_by, now.template = number, clock.today(), person(actor), template
        _freeze(actor, now, now.composition)
        _keep(now, files)
        refresh(briefing, saved(now))
        _send(act, now)
    return briefing


def _files(actor: Actor, briefing: Briefing, version: int, number: int) -> Mapping[str, bytes]:
    """The files as they would go out, for an actor who may, of a briefing that is still what was seen and approved."""
    if not actor.has_perm("briefings.issue", briefing):
        raise Refused("briefings.issue", briefing)
    now = Briefing.objects.select_related("place").get(pk=briefing.pk)
    if now.version != version:
        raise StaleError(now)
    move(now, "briefings.issue")
    if sealed(now) != now.digest:
        raise ActionError(_("通报内容与核准时不同，不能印发：请退回重新核准，并运行 taizhang verify。"))
    edition = replace(now.edition, number=number, issued_on=clock.today())
    own = template_file(template_for(now.place))
    return {kind: rendered(edition, kind, own) for kind in KINDS}


def _count(briefing: Briefing, number: int) -> None:
    """Take the number, under the lock of its row; raises StaleError where somebody took it meanwhile."""
    Counter.objects.get_or_create(place=briefing.place, year=briefing.year)
    counter = Counter.objects.select_for_update().get(place=briefing.place, year=briefing.year)
    if counter.last + 1 != number:
        raise StaleError(briefing)
    counter.last = number
    counter.save()


def _freeze(actor: Actor, briefing: Briefing, composition: Composition) -> None:
    for league in composition.leagues:
        scheme = Scheme.objects.select_related("group__place").get(pk=league.key)
        table = table_of(scheme, briefing.period)
        if table is None or not same(league, table):
            raise ActionError(
                _("比拼“%(name)s”核准后有变动（规则、成员或数据已更正），与通报所列不同：请退回并重编。")
                % {"name": league.name}
            )
        if table.frozen is None:
            code = f"{briefing.own.mark}{briefing.edition_code}"
            freeze(actor=actor, scheme=scheme, day=briefing.period.last, seen=league.version, bulletin=code)


def _keep(briefing: Briefing, files: Mapping[str, bytes]) -> None:
    briefing.word = keep(ContentFile(files["docx"]))
    briefing.pdf = keep(ContentFile(files["pdf"]))
    briefing.sheet = keep(ContentFile(files["xlsx"]))


def _send(act: Act, briefing: Briefing) -> None:
    """To the organisations of the place and of the places right below it."""
    near = Q(place=briefing.place_id) | Q(place__parent=briefing.place_id, place__valid_to=None)
    recipients = list(Organisation.objects.filter(near, active=True, kind__in=_RECIPIENTS))
    briefing.recipients.set(recipients)
    act.record(briefing, after={"recipients": len(recipients)})
    words = _("%(code)s已印发：%(title)s") % {"code": briefing.edition_code, "title": briefing.title}
    tell(staff(*recipients), words, reverse("briefings:briefing", args=[briefing.pk]))
