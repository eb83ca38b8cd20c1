"""What the options before the command said, and the one session of this run, opened when it is first asked for."""

import os
from collections.abc import Callable, Container
from contextlib import suppress
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import NamedTuple, NoReturn

from campaign import config, text
from campaign.clean import clean, printable
from campaign.core.errors import CampaignError, NotAllowed
from campaign.core.plausible import ASSURED, Doubt, Doubtful
from campaign.core.roles import ONLY_HERE
from campaign.kinds.permissions import least, may_enter
from campaign.service.session import Clock, Session, wall_clock
from campaign.text import LANGUAGES

NOTED = 200
"""Characters of a line from elsewhere that the log keeps."""
STDOUT_ONLY = {"backup": ["-"]}
"""Commands that could name a path, and the words that they may be called with from elsewhere."""


class Entrance(NamedTuple):
    """How a member came in through the gate, and what for."""

    db: Path
    member: str
    """Code of the person."""
    key: str
    """Fingerprint."""
    asked: str = ""
    """The line that ssh was given, as it came; empty for the dashboard."""


class State:
    """One run of the command line."""

    def __init__(self, args: list[str], entrance: Entrance | None = None) -> None:
        self.entrance = entrance
        self.readonly = False
        self.request: str | None = None
        self.stdin_read = False
        self.ask: Callable[[Doubtful], None] | None = None
        """Asks whoever sits at the terminal about what is unlikely."""
        self.assured: Container[Doubt] = ()
        """``ASSURED`` with --yes."""
        self._session: Session | None = None
        self.db: str | None = None
        self.language: str | None = None
        self.hear(args)

    def hear(self, args: list[str]) -> None:
        """The language must be known before the options are parsed: what is wrong with them is said in it."""
        self.db, self.language = _value_of(args, "--db"), _value_of(args, "--lang")
        self.__dict__.pop("config", None)

    @property
    def key(self) -> str | None:
        """Fingerprint of the key with which a member came in through the gate; ``config.actor`` is then the member's code."""
        return None if self.entrance is None else self.entrance.key

    def admit(self, verb: str, rest: list[str]) -> None:
        """Through the gate: refuse a command that does not come in this way, or that the role may not do at all; what it may is
        checked again as it is done.
        """
        if self.entrance is not None:
            role = self.session().role
            if verb in ONLY_HERE:
                self.refuse(verb, NotAllowed("only_here", text=verb))
            if not may_enter(role, verb):
                self.refuse(verb, NotAllowed("role_lacks", verb=verb, role=role, least=least(verb)))
            if verb in STDOUT_ONLY and rest not in (STDOUT_ONLY[verb], ["--help"], ["-h"]):
                self.refuse(verb, NotAllowed("no_paths", text=" ".join([verb, *STDOUT_ONLY[verb]])))

    def refuse(self, verb: str, error: CampaignError) -> NoReturn:
        """Note the try, then raise ``error``. A log that cannot be written makes no yes of a no."""
        self.note(verb, error)
        raise error

    def note(self, verb: str, error: CampaignError) -> None:
        with suppress(CampaignError):
            self.session().note_refusal(shown(verb, 40), error)

    def take(self, db: str | None, language: str | None, readonly: bool, request: str | None) -> None:
        """What was parsed."""
        if self.entrance is not None and db is not None:
            self.refuse("gate", NotAllowed("gate_option", text="--db"))
        if readonly:
            self.close()  # what is open may write
        self.db, self.language, self.readonly = db, language, readonly
        self.request = None if request is None else clean(request, required=True)  # it is stored
        self.__dict__.pop("config", None)
        if self.config.language:
            text.use(self.config.language)

    def use_database(self, path: Path) -> None:
        """Work on another database from now on."""
        self.close()
        self.__dict__["config"] = self.config._replace(db=path)

    def read_only(self) -> None:
        """Refuse every write from now on."""
        self.close()
        self.__dict__["config"] = self.config._replace(readonly=True)

    @cached_property
    def config(self) -> config.Config:
        if self.entrance is None:
            return config.load(self.db, self.language, self.readonly)
        # Nothing but the line in sshd's hands says who acts, and where.
        member = self.entrance.member
        return config.load(str(self.entrance.db), self.language, self.readonly)._replace(actor=member, me=member)

    @property
    def clock(self) -> Clock:
        frozen = self.config.now
        return wall_clock if frozen is None else lambda: _same(frozen)

    def session(self) -> Session:
        """Open the database, and speak its language unless another one was asked for."""
        if self._session is None:
            told = self.config
            self._session = Session(told.db, told.actor, clock=self.clock, readonly=told.readonly, me=told.me, key=self.key,
                                    cache=told.cache)
            if self.entrance is not None:
                self._session.asked = shown(self.entrance.asked)
            text.use(told.language or self._session.campaign.language)
        self._session.ask, self._session.assured = self.ask, self.assured
        return self._session

    def assure(self) -> None:
        """Whatever is unlikely is so: nobody is asked."""
        self.assured = ASSURED

    def may_write(self) -> None:
        """Refuse what would make a database when only reading was asked for."""
        if self.config.readonly:
            raise NotAllowed("readonly")

    def speak(self) -> None:
        """Choose the language for help and errors when no session has: flag, configuration, database, system."""
        if self._session is not None:
            return
        spoken = self.language if self.language in LANGUAGES else None
        with suppress(CampaignError):
            spoken = spoken or self.config.language or self.session().campaign.language
        text.use(spoken or _system_language())

    def close(self) -> None:
        if self._session is not None:
            self._session.close()
            self._session = None


def shown(line: str, most: int = NOTED) -> str:
    """The beginning of what came from elsewhere, harmless."""
    return printable(line[:most])


def _same(moment: datetime) -> datetime:
    return moment


def _value_of(args: list[str], option: str) -> str | None:
    """What follows a global option, looked up before anything is parsed."""
    for at, arg in enumerate(args):
        if arg == option and at + 1 < len(args):
            return args[at + 1]
        if arg.startswith(option + "="):
            return arg[len(option) + 1:]
        if not arg.startswith("-") and (at == 0 or args[at - 1] not in ("--db", "--lang", "--request")):
            return None  # the command: what follows is not ours
    return None


def _system_language() -> str:
    """Without a database and without being told: Chinese, unless the system speaks something else."""
    told = (os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or "")[:2]
    return "zh" if told in ("C", "C.", "PO", "") else told if told in LANGUAGES else "en"


state = State([])


def begin(args: list[str], entrance: Entrance | None = None) -> State:
    """The state of a new run."""
    global state
    state = State(args, entrance)
    return state


def current() -> State:
    return state
