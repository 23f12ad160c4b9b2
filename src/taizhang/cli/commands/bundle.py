"""``taizhang bundle``: everything about one commitment in one file, and the check that such a file holds together."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from taizhang.cli.command import Command
from taizhang.cli.language import Voice


def configure(parser: ArgumentParser, voice: Voice) -> None:
    """Add the arguments of ``taizhang bundle``."""
    parser.add_argument("commitment", nargs="?", type=int, metavar="ID", help=voice.say("bundle.commitment"))
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help=voice.say("bundle.output"))
    parser.add_argument("--check", type=Path, metavar="FILE", help=voice.say("bundle.check"))


def run(options: Namespace, voice: Voice) -> int:
    """Make a bundle, or check one; 1 if it does not hold together."""
    from taizhang.cli.problems import WrongUsage

    if options.check is not None:
        return _check(options.check, voice)
    if options.commitment is None or options.output is None:
        raise WrongUsage("bundle.usage")
    return _make(options.commitment, options.output, voice)


def _check(path: Path, voice: Voice) -> int:
    from taizhang.cli.problems import Stop, report
    from taizhang.cli.terminal import say
    from taizhang.progress.bundles.checking import NotABundleError, check_bundle

    faults = 0
    try:
        for what in check_bundle(path):
            report("bundle.fault", voice, what=what)
            faults += 1
    except NotABundleError as error:
        raise Stop("bundle.unreadable", file=path, reason=error) from None
    except OSError as error:
        raise Stop("bundle.unreadable", file=path, reason=error.strerror) from None
    say(voice.say("bundle.checked", file=path, faults=faults))
    return 1 if faults else 0


def _make(pk: int, path: Path, voice: Voice) -> int:
    from taizhang.cli.problems import Stop, WrongUsage
    from taizhang.cli.terminal import say
    from taizhang.cli.web import check_ready, wake

    wake()
    check_ready()
    from taizhang.journal.actions import System
    from taizhang.ledger.models import Commitment
    from taizhang.progress.actions.bundling import bundle

    commitment = Commitment.objects.filter(pk=pk).first()
    if commitment is None:
        raise WrongUsage("bundle.no-commitment", number=pk)
    aside = path.with_name(f".{path.name}.part")
    try:
        with aside.open("wb") as to:
            files = bundle(actor=System("taizhang bundle"), commitment=commitment, to=to)
        aside.replace(path)
    except OSError as error:
        raise Stop("bundle.unwritable", file=path, reason=error.strerror) from None
    finally:
        aside.unlink(missing_ok=True)
    say(voice.say("bundle.made", file=path, title=commitment, files=files))
    return 0


COMMAND = Command("bundle", configure, run)
