"""``taizhang serve``: the web application, with its background work."""

from __future__ import annotations

import os
from argparse import ArgumentParser, Namespace

from taizhang.cli.command import Command
from taizhang.cli.language import Voice
from taizhang.cli.parser import number

PORT = 8000


def configure(parser: ArgumentParser, voice: Voice) -> None:
    """Add the arguments of ``taizhang serve``."""
    parser.add_argument("--host", default="127.0.0.1", help=voice.say("serve.host"))
    parser.add_argument("--port", type=number(1, 65535, voice), default=PORT, metavar="N", help=voice.say("serve.port"))
    parser.add_argument("--no-worker", action="store_true", help=voice.say("serve.no-worker"))
    parser.add_argument("--trusted-proxy", default="", metavar="ADDRESS", help=voice.say("serve.trusted-proxy"))


def run(options: Namespace, voice: Voice) -> int:
    """Serve until interrupted."""
    from taizhang.cli.problems import Stop
    from taizhang.cli.terminal import say
    from taizhang.cli.web import check_ready, wake

    wake()
    check_ready()
    from taizhang.config.serving import serve

    say(voice.say("serve.at", address=f"http://{options.host}:{options.port}/"))
    try:
        serve(
            host=options.host,
            port=options.port,
            worker=not options.no_worker,
            trusted_proxy=options.trusted_proxy,
        )
    except KeyboardInterrupt:
        return 0
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else str(error)
        raise Stop("serve.refused", host=options.host, port=options.port, reason=reason) from None
    return 0


COMMAND = Command("serve", configure, run)
