"""Files of figures from other systems: kept, explained, taken in by the same way as filled sheets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.files.base import File
from django.utils.translation import gettext as _

from taizhang.accounts.models import Organisation, User
from taizhang.exchange.incoming.judging import Mapped
from taizhang.exchange.models import Incoming
from taizhang.exchange.queries import last_mapping
from taizhang.files.actions import keep
from taizhang.journal.actions import Actor, action
from taizhang.ledger.actions.changing import person
from taizhang.progress.actions.entering import Entered, Filling, enter_all

IMPORT = "exchange.import"


def take_in(*, actor: Actor, owner: Organisation, file: File[Any], name: str, alone: bool = False) -> Incoming:
    """Keep a file; the same bytes handed over again by the same organisation are the file that is there."""
    with action(actor, IMPORT, owner) as act:
        stored = keep(file)
        made = Incoming.objects.filter(owner=owner, file=stored).first()
        if made is None:
            mapping = last_mapping(owner) | {"alone": alone}
            made = Incoming.objects.create(
                owner=owner, file=stored, name=name[-200:], mapping=mapping, uploaded_by=person(actor)
            )
            act.created(made)
        elif made.mapping.get("alone", False) != alone:
            act.watch(made)
            made.mapping = made.mapping | {"alone": alone}
            made.save(update_fields=["mapping"])
    return made


def explain(*, actor: Actor, incoming: Incoming, mapped: Mapped) -> Incoming:
    """Say what the columns and codes of a file mean."""
    with action(actor, IMPORT, incoming.owner) as act:
        now = Incoming.objects.select_for_update(of=("self",)).select_related("owner").get(pk=incoming.pk)
        act.watch(now)
        now.mapping = mapped.data()
        now.save(update_fields=["mapping"])
    return now


def save_all(*, actor: User, incoming: Incoming, fillings: Sequence[Filling]) -> Entered:
    """Enter what was understood as drafts of the reports, and note how many; who may not enter for an owner is refused."""
    done = enter_all(actor=actor, fillings=fillings, note=origin(incoming))
    if done.saved:
        with action(actor, IMPORT, incoming.owner, note=origin(incoming)) as act:
            now = Incoming.objects.select_for_update(of=("self",)).select_related("owner").get(pk=incoming.pk)
            act.watch(now)
            now.saved += len(done.saved)
            now.save(update_fields=["saved"])
    return done


def origin(incoming: Incoming) -> str:
    """What the journal says of a report that came so: which file, by its hash, and where it can be fetched."""
    return _("导入“%(name)s”，/exchange/imports/%(pk)s/，SHA-256 %(hash)s") % {
        "name": incoming.name,
        "pk": incoming.pk,
        "hash": incoming.file.sha256[:16],
    }
