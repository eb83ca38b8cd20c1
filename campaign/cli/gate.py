"""What sshd runs for a member, and what it asks before: the one way in to a shared server.

Who comes in has no shell, no path and no say in who they are. Source: docs/handbook/server.md; sshd(8), prctl(2).
"""

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Annotated

from typer import Argument, Exit, Option

from campaign import config
from campaign.cli import isolation, output
from campaign.cli.run import run
from campaign.cli.state import Entrance, current
from campaign.core.errors import BadInput, Refused
from campaign.text import N_, _

M_PERTURB = -6
"""Source: malloc.h of the GNU library."""
FILES = 256
"""Files that a session may have open; a dashboard needs two dozen."""


def gate(
    member: Annotated[str, Option("--member", metavar="CODE", help=N_("code of the person to whom the key belongs"))],
    key: Annotated[str, Option("--key", metavar="SHA256:...", help=N_("fingerprint of the key that sshd has checked"))],
    warm: Annotated[str | None, Option("--warm", metavar="SOCKET", help=N_(  # looked at before this was imported: cli.warm.client
        "of the warm server, if there is one; none: without it"))] = None,
) -> None:
    isolation.withdraw(sys.argv[1:])
    db = config.shared_db(current().db)
    asked = os.environ.pop(isolation.ASKED, "")
    os.environ.pop(isolation.DATABASE, None)
    seal()
    code = run([], Entrance(db, member, key, asked))
    if code:
        raise Exit(code)


def seal() -> None:
    """Nothing that this process makes is anybody else's to read, nothing that it starts gains rights, nobody looks into it."""
    import resource

    os.umask(0o077)
    os.chdir("/")
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    most = FILES if hard == resource.RLIM_INFINITY else min(FILES, hard)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    if sys.platform == "linux":
        import ctypes

        prctl = ctypes.CDLL(None, use_errno=True).prctl
        for option, value in ((38, 1), (4, 0)):  # PR_SET_NO_NEW_PRIVS, PR_SET_DUMPABLE
            if prctl(option, value, 0, 0, 0):
                raise Refused("not_sealed", why=os.strerror(ctypes.get_errno()))


def wipe(on: bool) -> None:
    """Whether what this process lets go of is overwritten: SQLite reads whole pages of the file, and what is not everyone's may
    lie on the same page as what is. Only the GNU library can do it."""
    import ctypes

    with suppress(AttributeError):
        ctypes.CDLL(None).mallopt(M_PERTURB, 0xA5 if on else 0)


def keys(
    user: Annotated[str | None, Argument(metavar="[USER", help=N_("account that somebody wants to come in as (%u)"))] = None,
    fingerprint: Annotated[str | None, Argument(metavar="FINGERPRINT", help=N_("of the key that is offered (%f)"))] = None,
    kind: Annotated[str | None, Argument(metavar="TYPE", help=N_("of that key (%t)"))] = None,
    blob: Annotated[str | None, Argument(metavar="KEY]", help=N_("the key itself in base64 (%k)"))] = None,
    to: Annotated[str | None, Option("--keys", metavar="FILE", help=N_("publish all lines in this file"))] = None,
    publish: Annotated[bool, Option("--publish", help=N_("publish them in the file that the configuration names"))] = False,
) -> None:
    from campaign.service import keyfile

    state = current()
    store, command = state.session().store, keyfile.command(state.config)
    if user is not None:
        if fingerprint is None or kind is None or blob is None:
            raise BadInput("usage", why=_("USER, FINGERPRINT, TYPE and KEY belong together"),
                           usage="campaign keys campaign SHA256:abcd... ssh-ed25519 AAAA...")
        line = keyfile.answer(store, command, user, fingerprint, kind, blob)
        if line:
            output.data(line)
    elif to or publish:
        place = Path(to) if to else state.config.keys
        if place is None:
            raise BadInput("keys_nowhere", path=str(config.SYSTEM))
        keyfile.publish(store, place, command)
        output.talk(_("{path}: the keys of the members are published").format(path=place))
    else:
        lines = keyfile.lines(store, command)
        for line in lines:
            output.data(line)
        if not lines:
            output.talk(_("No member has a key yet: campaign member key PERSON KEY adds one"))
