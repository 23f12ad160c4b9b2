"""``taizhang verify``: whether the journal's chain and every stored file are still what they were."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from taizhang.cli.command import Command
from taizhang.cli.language import Voice


def configure(parser: ArgumentParser, voice: Voice) -> None:
    """``taizhang verify`` takes no arguments."""


def run(options: Namespace, voice: Voice) -> int:
    """Check both, name every difference on standard error; 1 if there is any."""
    from taizhang.cli.problems import report
    from taizhang.cli.terminal import say
    from taizhang.cli.web import check_ready, wake

    wake()
    check_ready()
    from taizhang.files.models import StoredFile
    from taizhang.files.queries import verify_files
    from taizhang.journal.models import Entry, Head
    from taizhang.journal.queries import verify_chain

    faults = damaged = 0
    for fault in verify_chain():
        report("verify.entry", voice, number=fault.sequence, what=fault.what)
        faults += 1
    for damage in verify_files():
        report("verify.file", voice, name=damage.sha256, what=damage.what)
        damaged += 1
    head = Head.objects.filter(pk=1).first() or Head()
    say(voice.say("verify.entries", count=Entry.objects.count(), faults=faults, digest=head.digest))
    say(voice.say("verify.files", count=StoredFile.objects.count(), faults=damaged))
    return 1 if faults or damaged else 0


COMMAND = Command("verify", configure, run)
