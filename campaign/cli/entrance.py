"""What sshd runs for a member, and what it asks before: the one way in to a shared server.

Who comes in has no shell, no path and no say in who they are. Source: docs/handbook/server.md; sshd(8), prctl(2).
"""

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Annotated, NoReturn

from typer import Argument, Exit, Option

from campaign import config, text
from campaign.clean import clean, printable
from campaign.cli import isolation, output
from campaign.cli.state import Entrance, State, current
from campaign.core.errors import BadInput, CampaignError, NotAllowed, Refused
from campaign.core.roles import ONLY_HERE
from campaign.kinds.permissions import least, may
from campaign.store.queries.names import name_of
from campaign.text import N_, _

LONGEST = 2_000
"""Characters of a line that ssh was given."""
NOTED = 200
"""Characters of it that the log keeps."""
FILES = 256
"""Files that a session may have open; a dashboard needs two dozen."""
STDOUT_ONLY = {"backup": ["-"]}
"""Commands that could name a path, and the words that they may be called with from elsewhere."""


def gate(
    member: Annotated[str, Option("--member", metavar="CODE", help=N_("code of the person to whom the key belongs"))],
    key: Annotated[str, Option("--key", metavar="SHA256:...", help=N_("fingerprint of the key that sshd has checked"))],
) -> None:
    isolation.withdraw(sys.argv[1:])
    db = config.shared_db(current().db)
    asked = os.environ.pop(isolation.ASKED, "")
    os.environ.pop(isolation.DATABASE, None)
    _seal()
    from campaign.cli.run import run

    code = run([], Entrance(db, member, key, asked))
    if code:
        raise Exit(code)


def _seal() -> None:
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


# What was asked for -----------------------------------------------------------------------------------------------------


def words(state: State) -> list[str]:
    """The command line that the member asked for, once it is certain who that is. What is refused is noted in the log."""
    entrance = state.entrance
    assert entrance is not None
    _check_sqlite()
    try:
        state.session()
    except NotAllowed as error:
        _note_stranger(state, entrance, error)
        raise
    try:
        asked = split(entrance.asked)
    except CampaignError as error:
        refuse(state, "gate", error)
    state.hear(asked)
    with suppress(CampaignError):
        text.use(state.config.language or text.language())
    return asked


def split(line: str) -> list[str]:
    """Words as a shell would make them of ``line``, without any of a shell's other doings. Raises ``BadInput``."""
    if len(line) > LONGEST:
        raise BadInput("text_long", length=len(line), limit=LONGEST)
    for at, char in enumerate(line, 1):
        if char < " " or char == "\x7f":  # clean() would make blanks of some
            raise BadInput("text_refused", what=f"U+{ord(char):04X}", at=at)
    clean(line, LONGEST)
    import shlex

    try:
        found = shlex.split(line)
    except ValueError:
        raise BadInput("open_quote") from None
    if found[:1] == ["campaign"]:
        found = found[1:]
    if found[:1] == ["help"]:  # ssh takes --help for itself
        found = [*found[1:], "--help"]
    return found or ["tui"]


def admit(state: State, verb: str, rest: list[str]) -> None:
    """Refuse what does not come in this way, or what the role may not do at all; what it may is checked again as it is done."""
    role = state.session().role
    if verb in ONLY_HERE:
        refuse(state, verb, NotAllowed("only_here", text=verb))
    if not may(role, verb):
        refuse(state, verb, NotAllowed("role_lacks", verb=verb, role=role, least=least(verb)))
    if verb in STDOUT_ONLY and rest not in (STDOUT_ONLY[verb], ["--help"], ["-h"]):
        refuse(state, verb, NotAllowed("no_paths", text=" ".join([verb, *STDOUT_ONLY[verb]])))


def refuse(state: State, verb: str, error: CampaignError) -> NoReturn:
    """Note the try, then raise ``error``. A log that cannot be written makes no yes of a no."""
    _note(state, verb, error)
    raise error


def _note(state: State, verb: str, error: CampaignError) -> None:
    with suppress(CampaignError):
        state.session().note_refusal(shown(verb, 40), error)


def shown(line: str, most: int = NOTED) -> str:
    """The beginning of what came from elsewhere, harmless."""
    return printable(line[:most])


def _note_stranger(state: State, entrance: Entrance, error: CampaignError) -> None:
    """Of a person who is known, though no longer let in."""
    from campaign.service import Session

    with suppress(CampaignError):
        session = Session(entrance.db, entrance.member, clock=state.clock)
        try:
            if name_of(session.store, "person", entrance.member):
                session.store.refuse("gate", entrance.member, session.clock(), error.key, shown(entrance.asked))
        finally:
            session.close()


def _check_sqlite() -> None:
    from campaign.store.connection import SHARED_SQLITE, driver

    version = driver()[1]
    if tuple(map(int, version.split("."))) < SHARED_SQLITE:
        raise Refused("sqlite_old", found=version, least=".".join(map(str, SHARED_SQLITE)))


def explained(state: State, asked: list[str], error: CampaignError) -> CampaignError:
    """What is wrong, as somebody must be told who types at the other end of an ssh line; what was not allowed is noted."""
    if isinstance(error, NotAllowed) or error.key in ("no_command", "no_command_near"):
        _note(state, asked[0] if asked else "gate", error)
    if error.key == "extra":
        return BadInput("extra_ssh", text=error.params["text"], line=_quoted(asked, str(error.params["text"])))
    if error.key == "readonly" and not state.config.readonly:
        return NotAllowed("readonly_key")
    return error


def _quoted(asked: list[str], extra: str) -> str:
    """The line as it should have been typed: the word too many and its neighbours are one name."""
    import shlex

    at = asked.index(extra) if extra in asked else 0
    first, last = max(1, at - 1), at + 1
    while last < len(asked) and not asked[last].startswith("-"):
        last += 1
    joined = [*asked[:first], " ".join(asked[first:last]), *asked[last:]]
    return " ".join(["ssh HOST", *(word if shlex.quote(word) == word or (word.isprintable() and word.isalnum())
                                   else f'"{shlex.quote(word)}"' for word in joined)])


# What sshd asks ---------------------------------------------------------------------------------------------------------


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
