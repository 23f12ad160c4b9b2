"""``taizhang verify``: whether journal, files, numbers, lights and frozen rankings are still what they were and what they should be."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from taizhang.cli.command import Command
from taizhang.cli.language import Voice


def configure(parser: ArgumentParser, voice: Voice) -> None:
    """``taizhang verify`` takes no arguments."""


def run(options: Namespace, voice: Voice) -> int:
    """Check everything, name every difference on standard error; 1 if there is any."""
    from taizhang.cli.problems import report
    from taizhang.cli.terminal import say
    from taizhang.cli.web import check_ready, wake

    wake()
    check_ready()
    from taizhang.briefings.models import Briefing
    from taizhang.briefings.queries.verifying import altered
    from taizhang.files.models import StoredFile
    from taizhang.files.queries import verify_files
    from taizhang.journal.models import Entry, Head
    from taizhang.journal.queries import verify_chain
    from taizhang.progress.models import LightRecord, Version
    from taizhang.progress.queries.verifying import verify_progress
    from taizhang.rankings.models import Frozen
    from taizhang.rankings.queries.verifying import verify_frozen

    faults = damaged = differing = broken = changed = 0
    for fault in verify_chain():
        report("verify.entry", voice, number=fault.sequence, what=fault.what)
        faults += 1
    for damage in verify_files():
        report("verify.file", voice, name=damage.sha256, what=damage.what)
        damaged += 1
    for difference in verify_progress():
        report("verify.number", voice, number=difference.commitment, what=difference.what)
        differing += 1
    for each in verify_frozen():
        report("verify.ranking", voice, number=each.frozen, what=voice.say(f"verify.ranking-{each.what}"))
        broken += 1
    for briefing in altered():
        report("verify.briefing", voice, title=briefing)
        changed += 1
    head = Head.objects.filter(pk=1).first() or Head()
    say(voice.say("verify.entries", count=Entry.objects.count(), faults=faults, digest=head.digest))
    say(voice.say("verify.files", count=StoredFile.objects.count(), faults=damaged))
    locked, lights = Version.objects.count(), LightRecord.objects.count()
    say(voice.say("verify.numbers", locked=locked, lights=lights, faults=differing))
    say(voice.say("verify.rankings", count=Frozen.objects.count(), faults=broken))
    settled = Briefing.objects.exclude(digest="").count()
    say(voice.say("verify.briefings", count=settled, faults=changed))
    return 1 if faults or damaged or differing or broken or changed else 0


COMMAND = Command("verify", configure, run)
