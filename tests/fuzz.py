"""What a fuzz makes up, and what must hold whatever it made up: seconds in ``tests/server/test_fuzz.py``, minutes and ever new
examples in ``python -m tests.bench.fuzz``.
"""

import errno
import json
import os
import re
import shlex
import shutil
import sys
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

from hypothesis import strategies as st
from rich.cells import cell_len
from typer.core import TyperArgument
from typer.testing import CliRunner
from wcwidth import wcswidth

from campaign import config, text
from campaign.clean import LIMIT, MARKS, clean, clean_counting, decoded, printable
from campaign.cli import entrance as entrance_cli
from campaign.cli import help
from campaign.cli.commands import COMMANDS
from campaign.cli.run import run
from campaign.cli.state import Entrance, current
from campaign.core import codes, dates, money, names, quantity, roles, ssh_keys
from campaign.core.errors import BadInput, CampaignError
from campaign.core.model import blocker, land, people, project
from campaign.core.model.people import Role
from campaign.core.model.project import Stage
from campaign.data import readings
from campaign.kinds import field as field_kinds
from campaign.kinds import permissions
from campaign.store.audit import verify
from campaign.store.opening import connect
from campaign.store.queries.checks import wrong_totals
from campaign.store.seed.csv_table import BadCell, Table
from campaign.store.store import Store
from campaign.words.reading import word
from tests.store.world import MORNING

EXIT_CODES = frozenset(range(8))
BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
CHANGED = ("os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.symlink", "os.truncate", "os.chmod", "os.chown")
STARTED = ("subprocess.Popen", "os.exec", "os.posix_spawn", "os.system", "os.fork", "os.forkpty", "socket.connect")
"""Events of Python's own (docs.python.org, Audit events table)."""

# Words ------------------------------------------------------------------------------------------------------------------

HOSTILE = (
    "", " ", "-", "--", "---", "-h", "--help", "--help=x", "-x", "--=", "--db", "--lang", "--actor", "-l", "-lx", "-t=",
    "--json=1", "x" * 10_000, "长" * 201, "龘" * 60, "\x1b[31m红\x1b[0m", "\x1b]52;c;YmFk\x07", "\x9b31m", "付款\u202e单",
    "\u2066x\u2069", "a\x01b", "\x7f", "a\nb", "a\r\nb", "\t", "\u2028", "\u200b", "\u200d", "a\u200db", "☎\ufe0f", "\ufe0f",
    "👨\u200d👩\u200d👧", "e\u0301", "\u0301", "a" + "\u0301" * 9, "\ue000", "\uffff", "\U000e0041", os.fsdecode(b"\xff\xfe"),
    os.fsdecode("名".encode("gb18030")), "\ufeff名", "Ｐ０００１", "－１", "１２．５", "：？、／", "\u3000",
    "[@click=app.bell]x[/]", "[/x]", "{", "{0}", "%s", "%(x)s", "\\", "'", '"', "$(id)", "`id`", ";id", "|id", "&", "*", "?",
    "%_", "~", "~nobody-of-this-name", "~/x", "@file", "@/etc/passwd", "../x", "/proc", "/proc/nowhere/x", ".", "..",
    "file:///etc/passwd", "=1+1", "＝1", "+", "+1", "-1", "+-1", "--1", "-0", "0", "00", "1e9", "nan", "inf",
    "-9999999999999", "9" * 30, "9" * 5_000, "١٢", "²", "½", "一", "1_0", "0x1", "1,000", "1.", ".5", "1.5亿", "-3万", "D+",
    "D+99999", "D-99999", "d+1..d+2", "0001-01-01", "9999-12-31", "2026-13-01", "02-29", "D+5..D+1", "..", "P", "P0", "P0000",
    "P99999999999", "B-1", "L", "X0001", "NULL", "zh", "en", "..;..", ",", "，", "P0001,,P0002", "ssh-ed25519 AAAA",
    "SHA256:x", "() { :; }; id", "'; DROP TABLE projects; --",
)
"""What has led a program astray somewhere; no NUL, which no argument of a process can hold. Absolute paths are where nobody can
write: on one's own machine the program does write where it is told to, and tests may run as root."""
RAW = st.binary(max_size=12).map(lambda raw: os.fsdecode(raw.replace(b"\0", b"")))
"""What an argument decodes to, surrogates and all."""
ODD = st.text(st.characters(exclude_characters="\0", codec="utf-8"), max_size=12)
_SIGNS = st.text(st.sampled_from("0123456789+-.,/~万亿元亩户座dD天月日年至 0１９＋－，．／\u2212\u3000abPBLx"), max_size=14)
"""Near to numbers, days and codes."""
ANY = st.one_of(st.sampled_from(HOSTILE), ODD, RAW, _SIGNS)
CHARACTERS = st.text(st.characters(), max_size=40) | st.text(st.sampled_from(
    "a王e가ำ葛☎👩🏽🇨 \u0301\u0323\u0345\u0f71\u0f72\u1100\u1161\u11a8\u3164\u200b\u200c\u200d\ufe0e\ufe0f\U000e0100\u3000\ufeff"
    "\xad"), max_size=24)
"""For ``clean``: everything, and what joins, piles up or hides."""

_ENUMS: dict[str, list[str]] = {
    name.lower(): [word.value for word in kind] for family in (blocker, land, people, project)
    for name, kind in vars(family).items()
    if isinstance(kind, type) and issubclass(kind, StrEnum) and kind is not StrEnum}
_PROJECT, _BLOCKER = ("P0001", "P0002", "P0003", "p4", "滨海", "ghl"), ("B0001", "B0002", "B0003", "B0004", "B0005", "b6")
_PEOPLE, _UNITS = ("L01", "L02", "王", "M001", "M002", "zm", "李某川"), ("U01", "U02", "U03", "市林业局", "slyj")
_DAYS = ("today", "-3d", "+7d", "D+20", "D+50", "2026-11-01", "11-05", "昨天", "D+9..D+13", "D+36..D+39")
_NUMBERS = ("0", "1", "2", "3", "9", "120/150", "12.5亩", "22座", "+3", "-2", "+1.5")
_MONEY = ("+300万", "-20万", "3200万", "1.5亿", "5000", "+3", "0")
_LIKELY: dict[str, tuple[str, ...]] = {
    "PROJECT": _PROJECT, "BLOCKER": _BLOCKER, "LAND-TASK": ("G0001", "G0002", "g1"), "APPROVAL": ("A0001", "A0002", "A0003"),
    "LEADER": _PEOPLE, "PERSON": _PEOPLE, "FROM": _PEOPLE, "TO": _PEOPLE, "COUNTY": ("C01", "C02", "临江", "wcq"), "UNIT": _UNITS,
    "DATE": _DAYS, "MONEY": _MONEY, "N": _NUMBERS, "MONTH": ("2026-10", "2026-11"), "VALUE": ("3", "10", "新名", "en"),
    "TEXT": ("已约省厅", "x", "-"), "KIND": (*_ENUMS["approvalkind"], "site,land"),
    "KEY": ("stale_red", "name", "length", "language"),
    "SHA256:": ("SHA256:abcd",), "USER": ("campaign",),
    "DIR": ("folder", "-"), "FILE": ("kept", "campaign.db"), "SHELL": ("bash", "zsh"),
    "G": ("G0001",), "A": ("A0001",),
}
"""What a person would type, by what help calls it."""
_LIKELY["CODE"] = (*_PROJECT, *_BLOCKER, *_PEOPLE, *_UNITS, "C01", "G0001", "G0002", "A0001", "A0003", "2610-0")
_NAMED = {"kind": tuple(_ENUMS["landkind"]), "reason": tuple(_ENUMS["holdreason"]), "language": ("en", "zh"),
          "by": ("county", "leader", *_PEOPLE), "key": ("stale_red", "name", "ssh-ed25519 AAAA", "SHA256:abcd")}
_WORDS = tuple(dict.fromkeys(word for known in _ENUMS.values() for word in known))
ALL = tuple(name for name in COMMANDS if name not in ("server warm", "watch", "web"))  # which serve until they are ended
SLOW = ("demo", "seed")
"""Commands that load a whole city: a second each."""
_GLOBAL = (["--readonly"], ["--version"], ["--request", "once"], ["--lang", "en"], ["--lang", "zh"])


def _likely(param: Any) -> tuple[str, ...]:
    known = [*_NAMED.get(param.name, ()), *_ENUMS.get(param.name, ())]
    for part in re.split(r"[][|+/]|\.\.+|(?<=\|)-", param.metavar or ""):  # +MONEY|-MONEY, [KIND...], DATE[..DATE], N[/M]
        known += _LIKELY.get(part, ())
    return tuple(known) or (_WORDS if param.metavar == "WORD" else ("新材料", "x", "3"))


@st.composite
def _mostly(draw: st.DrawFn, likely: tuple[str, ...]) -> str:
    """One of ten is hostile: more would hide what two likely words do together."""
    return draw(ANY if draw(st.integers(0, 9)) == 9 else st.sampled_from(likely))


@cache
def _rest(name: str) -> st.SearchStrategy[list[str]]:
    """Arguments and options of a command: likely and hostile ones, some missing, some twice."""
    command = help.built(name)
    assert command is not None
    whole: list[st.SearchStrategy[list[str]]] = []
    options: list[st.SearchStrategy[list[str]]] = []
    for param in command.params:
        one = _mostly(_likely(param))
        if isinstance(param, TyperArgument):
            typed = one.map(lambda word: [word])
            if param.nargs == -1:
                whole.append(st.lists(one, max_size=3))
            else:
                whole.append(typed if param.required else st.just(list[str]()) | typed)
        else:
            flags = st.sampled_from([*param.opts, *param.secondary_opts])
            if getattr(param, "is_flag", False):
                options.append(flags.map(lambda flag: [flag]))
            else:
                pairs = st.tuples(flags, one)
                options += [pairs.map(list), pairs.map(list), pairs.map(lambda pair: ["=".join(pair)])]
                if param.required:
                    whole.append(pairs.map(list))
    return st.tuples(st.tuples(*whole), st.lists(st.one_of(options), max_size=3) if options else st.just([]), st.booleans()).map(
        lambda made: [word for part in ([*made[1], *made[0]] if made[2] else [*made[0], *made[1]]) for word in part])


@st.composite
def command_lines(draw: st.DrawFn, commands: tuple[str, ...]) -> list[str]:
    """A line of the program: now and then a global option, a command with what belongs to it, and hostile words put anywhere."""
    words: list[str] = []
    if draw(st.integers(0, 5)) == 5:
        words += draw(st.one_of(st.sampled_from(_GLOBAL), ANY.map(lambda word: [word]),
                                st.tuples(st.sampled_from(help.GLOBAL), ANY).map(list)))
    name = draw(st.sampled_from(commands))
    words += [*name.split(), *draw(_rest(name))]
    if draw(st.integers(0, 4)) == 4:
        for at, word in draw(st.lists(st.tuples(st.integers(0, 12), ANY), min_size=1, max_size=2)):
            words.insert(at, word)
    return words


STDIN = st.one_of(st.just(b""), st.sampled_from([
    "已约省厅\n".encode(), "\ufeff名".encode(), b"\xff\xfe\x00", b"\x1b[2J", b"a" * 20_000, "名称".encode("gb18030"), b"\0"]))
Call = tuple[list[str], bytes]


def sessions(commands: tuple[str, ...], most: int = 4) -> st.SearchStrategy[list[Call]]:
    """A few lines one after the other on one database, each with what it finds on stdin."""
    return st.lists(st.tuples(command_lines(commands), STDIN), min_size=1, max_size=most)


_FORBIDDEN = (["--db", "other.db"], ["--db=other.db"], ["--actor", "M002"], ["--member", "M002"], ["--key", "SHA256:x"],
              ["campaign"], ["--config", "x"], ["--lang", "en", "--db", "x"])


@st.composite
def asked(draw: st.DrawFn) -> str:
    """What ssh was given: a line as a shell would quote it, or a hostile one, or one that names what must not be named."""
    words = draw(command_lines(ALL))
    if draw(st.integers(0, 4)) == 4:
        words = [*draw(st.sampled_from(_FORBIDDEN)), *words]
    form = draw(st.integers(0, 5))
    if form == 0:
        return " ".join(words)
    if form == 1:
        return draw(st.text(st.sampled_from("abdeghilmnoprstuw -'\"\\=/.P01\x1b\u202e\n$(`;|"), max_size=60))
    return shlex.join(words)


# A place of its own -----------------------------------------------------------------------------------------------------


class Told(NamedTuple):
    code: int
    out: str
    err: str
    raw: bytes
    """stdout as it was written."""


_watchers: list[Callable[[str, tuple[Any, ...]], None]] = []


def _hook(event: str, args: tuple[Any, ...]) -> None:
    if _watchers:
        _watchers[-1](event, args)


class Place:
    """A folder with one database, in which the program may do as it likes; what it does elsewhere is noted, by the events that
    Python itself reports (PEP 578)."""

    _hooked = False

    def __init__(self, folder: Path, template: Path) -> None:
        self.folder, self.template = folder.resolve(), template
        self.db = self.folder / "campaign.db"
        self.trespasses: list[str] = []
        self.named = False
        """Whether the line named places of its own choice."""
        if not Place._hooked:  # a hook stays until the process ends
            sys.addaudithook(_hook)
            Place._hooked = True

    def renew(self) -> None:
        """Begin with the city as it was."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        shutil.copy(self.template, self.db)

    def _note(self, event: str, args: tuple[Any, ...]) -> None:
        if event == "open":
            path, _mode, flags = args
            if not isinstance(flags, int) or not flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT) or isinstance(path, int):
                return
            places = [path]
        elif event.endswith("sqlite3.connect") and not str(args[0]).startswith("file:"):
            places = [args[0]]  # connect() opens what is there by a URI; only create() names a path
        elif event in CHANGED:
            both = 2 if event in ("os.rename", "os.link", "os.symlink") else 1
            places = [arg for arg in args[:both] if isinstance(arg, (str, bytes, Path))]
        elif event in STARTED:
            if event == "subprocess.Popen" and "-T" in args[1] and Path(args[0]).name == "sshd":
                return  # doctor asks sshd what its settings come to
            self.trespasses.append(f"{event} {args!r:.200}")
            return
        else:
            return
        for place in map(os.fsdecode, places):
            whole = os.path.abspath(place)  # noqa: PTH100  # resolve() would ask the file system, which reports again
            if not (whole.startswith(str(self.folder)) or whole in ("/dev/null", "/dev/tty") or "__pycache__" in whole):
                self.trespasses.append(f"{event} {whole}")
                if not whole.startswith(str(self.folder.parent)):  # asked for or not: not on the machine that runs this
                    raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), whole)

    @contextmanager
    def _inside(self, stdin: bytes, env: dict[str, str]) -> Iterator[tuple[Any, Any]]:
        import tempfile

        home = {"HOME": str(self.folder), "XDG_CONFIG_HOME": str(self.folder), "XDG_DATA_HOME": str(self.folder)}
        back = Path.cwd()
        with ExitStack() as stack:
            out, err, _ = stack.enter_context(CliRunner().isolation(input=stdin, env={**home, **env}))
            stack.enter_context(mock.patch.object(tempfile, "tempdir", str(self.folder)))
            stack.enter_context(mock.patch.object(config, "SYSTEM", self.folder / "system.toml"))
            os.chdir(self.folder)
            stack.callback(os.chdir, back)
            _watchers.append(self._note)
            stack.callback(_watchers.pop)
            yield out, err

    def call(self, args: list[str], stdin: bytes = b"", entrance: Entrance | None = None) -> Told:
        env = {"CAMPAIGN_NOW": MORNING.isoformat()}
        if entrance is None:
            env |= {"CAMPAIGN_DB": str(self.db), "CAMPAIGN_ACTOR": "hq", "CAMPAIGN_LANG": "en"}
        with self._inside(stdin, env) as (out, err):
            code = run(args, entrance)
            sys.stdout.flush()
            sys.stderr.flush()
            raw, talk = out.getvalue(), err.getvalue()
        text.use("en")
        return Told(code, raw.decode(errors="replace"), talk.decode(), raw)

    def check_database(self, path: Path | None = None) -> None:
        """The chain is whole, totals are what their rows add up to, and every text is one that may be stored."""
        connection = connect(path or self.db, readonly=True)
        try:
            verify(connection)
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
            tables = [name for (name,) in connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'")]
            for table in tables:
                for row in connection.execute(f'SELECT * FROM "{table}"'):
                    noted = table == "audit" and "refused" in row  # what was asked for, as it was
                    for cell in row:
                        check_stored(cell, table, printable if noted else _as_stored)
        finally:
            connection.close()
        store = Store(path or self.db)
        try:
            assert not hasattr(store, "wrong_totals") or wrong_totals(store) == []
        finally:
            store.close()


def _as_stored(cell: str) -> str:
    return clean(cell, 100_000)


def check_stored(cell: object, where: str, tidy: Callable[[str], str]) -> None:
    if isinstance(cell, (list, dict)):
        for part in [*cell, *cell.values()] if isinstance(cell, dict) else cell:
            check_stored(part, where, tidy)
    elif isinstance(cell, str) and not (cell.isascii() and cell.isprintable() and cell[:1] not in "[{ "):
        if where == "audit" and cell[:1] in "[{":
            with suppress(ValueError):
                check_stored(json.loads(cell), where, tidy)
                return
        assert tidy(cell) == cell, (where, ascii(cell))


def check_told(told: Told, words: object) -> None:
    assert told.code in EXIT_CODES, (told.code, words)
    if told.code:
        # Exit 1 with data and without a word: something was found (doctor, log --verify).
        assert told.err.count("\n") <= 1 and (told.err or told.out), (words, told.err)
        assert "Traceback" not in told.err
    if not told.raw.startswith(b"SQLite format 3\0"):  # a backup to stdout
        check_harmless(told.out)
    check_harmless(told.err)


def check_harmless(shown: str) -> None:
    """Nothing that acts on a terminal or cannot be seen."""
    if shown.replace("\n", "").isprintable():
        return
    for char in set(shown) - {"\n"}:
        kind = unicodedata.category(char)
        assert kind not in ("Cc", "Co", "Cs", "Zl", "Zp") and (kind != "Cf" or char in "\u200c\u200d"), ascii(char)


# What must hold ---------------------------------------------------------------------------------------------------------


def check_session(place: Place, calls: list[Call]) -> None:
    """Whatever is typed: an exit code of the contract, one line about what is wrong, nothing outside, nothing broken."""
    place.renew()
    for words, stdin in calls:
        place.trespasses.clear()
        with mock.patch("campaign.cli.isolation.withdraw", side_effect=BadInput("usage", why="it would begin anew", usage="-")):
            told = place.call(words, stdin)
        check_told(told, words)
        trespasses = [note for note in place.trespasses if not any(_named(word, note) for word in words)]
        assert not trespasses, (words, trespasses)
    place.check_database()


def _named(word: str, note: str) -> bool:
    """Whether somebody asked for the very place: on one's own machine one may."""
    place = word.partition("=")[2] if word.startswith("--") else word
    if not place:
        return False
    target, noted = os.path.abspath(os.path.expanduser(place)), note.partition(" ")[2]  # noqa: PTH100, PTH111
    # What is written goes to a new name beside it first.
    return len(target) > 1 and (noted.startswith(target) or Path(noted).parent == Path(target).parent)


def check_entrance(place: Place, member: str, role: Role, key: str, line: str, stdin: bytes = b"") -> None:
    """Whoever comes in: nothing is done that the role may not, by nobody else, on no other database, nowhere else."""
    place.renew()
    place.trespasses.clear()
    done: list[str] = []
    invoke = help.Verb.invoke

    def spy(command: Any, ctx: Any) -> Any:
        state, verb = current(), ctx.command_path.removeprefix("campaign ")
        assert state.config.db == place.db and state.config.actor == state.config.me == member, line
        assert state.session().store.path == place.db and state.session().actor == member, line
        done.append(verb)
        return invoke(command, ctx)

    before = _newest(place)
    with mock.patch.object(help.Verb, "invoke", spy):
        told = place.call([], stdin, Entrance(place.db, member, key, line))
    check_told(told, line)
    assert not place.trespasses, (line, place.trespasses)
    assert len(done) <= 1
    for verb in done:
        assert verb not in roles.ONLY_HERE and permissions.may_enter(role, verb), line
    for seq, actor, verb in _log(place):
        if seq > before:
            assert actor == member and (verb == "refused" or permissions.may(role, verb)), line
            assert verb == "refused" or told.code == 0, (line, verb)
    beside = [each.name for each in place.folder.iterdir() if not each.name.startswith("campaign.db")]
    assert not beside, (line, beside)
    place.check_database()


def _log(place: Place) -> list[tuple[int, str, str]]:
    connection = connect(place.db, readonly=True)
    try:
        return [(seq, actor, verb) for seq, actor, verb in connection.execute("SELECT seq, actor, verb FROM audit")]
    finally:
        connection.close()


def _newest(place: Place) -> int:
    return max(seq for seq, _actor, _verb in _log(place))


def check_split(line: str) -> None:
    """The words of a line: harmless ones, at least one, or a refusal."""
    with suppress(BadInput):
        words = entrance_cli.split(line)
        assert words and len(line) <= entrance_cli.LONGEST
        for char in "".join(words):
            assert unicodedata.category(char) not in ("Cc", "Co", "Cs") and char not in BIDI, ascii(char)


def check_clean(typed: str, limit: int = LIMIT) -> None:
    """What passes is harmless, short enough and passes again unchanged; what does not is named with its place."""
    shown = printable(typed)
    check_harmless(shown)
    assert "\n" not in shown
    try:
        stored, dropped = clean_counting(typed, limit)
    except BadInput as error:
        told = error.params
        match error.key:
            case "text_refused":
                at, what = told["at"], str(told["what"])
                assert isinstance(at, int) and what.isascii() and " " in what
                code = int(what.split()[0].removeprefix("U+"), 16)
                # A mark with nothing to sit on is known only when the invisible before it has gone.
                assert typed[at - 1] == chr(code) or unicodedata.category(chr(code))[0] == "M", (at, what)
            case "text_gbk":
                assert typed.encode("utf-8", "surrogateescape").decode("gb18030") == told["text"]
            case "text_not_utf8":
                at = told["at"]
                assert isinstance(at, int) and "\udc80" <= typed[at - 1] <= "\udcff"
            case "text_marks":
                assert isinstance(told["at"], int) and told["limit"] == MARKS
            case _:
                assert error.key == "text_long" and told["limit"] == limit and len(typed) > limit
        return
    assert clean(typed, limit) == stored and clean_counting(stored, limit) == (stored, 0)
    assert len(stored) <= limit and 0 <= dropped <= len(typed)
    assert unicodedata.is_normalized("NFC", stored)
    assert stored == " ".join(stored.split(" ")).strip() and "  " not in stored
    check_harmless(stored)
    assert "\n" not in stored and printable(stored) == stored
    for at, char in enumerate(stored):
        if char in "\u200c\u200d\ufe0e\ufe0f":  # never alone: something is seen before and after
            assert 0 < at < len(stored) - 1 and stored[at - 1] != " " != stored[at + 1], ascii(stored)


KNOWN = st.text(st.sampled_from(
    [chr(code) for first, last in (
        (0x20, 0x7e), (0x391, 0x3a1), (0x400, 0x45f), (0x3001, 0x3029), (0x3041, 0x3096), (0x3400, 0x4dbf), (0x4e00, 0x9fff),
        (0xac00, 0xd7a3), (0xff01, 0xff60), (0x1f600, 0x1f64f), (0x20000, 0x2a6df))
     for code in range(first, last + 1)]), max_size=30)
"""Characters of whose width terminals are of one mind."""


def check_width(typed: str) -> None:
    stored = clean(typed)
    assert cell_len(stored) == wcswidth(stored), ascii(stored)


def check_table(folder: Path, raw: bytes) -> None:
    """A file of a seed folder: complaints with their places, never an exception; what is read may be stored."""
    (folder / "counties.csv").write_bytes(raw)
    bad: list[BadCell] = []
    table = Table(folder, "counties.csv", ("code", "name", "leader"), bad)
    for line in table:
        for cell in line.cells.values():
            assert clean(cell, 1_000) == cell
    for wrong in bad:
        assert wrong.file == "counties.csv" and wrong.line >= 1 and isinstance(wrong.error, CampaignError)
    assert table.dropped >= 0


def _file(rows: list[list[str]]) -> bytes:
    lines = ["code,name", *(",".join(f'"{cell}"' for cell in row) for row in rows)]
    return "\n".join(lines).encode("utf-8", "surrogatepass")


FILES = st.binary(max_size=60) | st.lists(st.lists(CHARACTERS | st.sampled_from(HOSTILE), max_size=4), max_size=4).map(_file)


def check_parsers(typed: str, other: str) -> None:
    """Whatever is typed: a value within its bounds, or a ``CampaignError``."""
    for signed in (False, True):
        with suppress(CampaignError):
            assert abs(money.parse_money(typed, signed=signed)) <= money.LARGEST
        with suppress(CampaignError):
            assert abs(quantity.parse_quantity(typed, signed=signed)[0]) <= quantity.LARGEST
    for first in (None, date(2026, 10, 1), date.min, date.max):
        for today in (date(2026, 11, 7), date.min, date.max):
            with suppress(CampaignError):
                assert isinstance(dates.parse_day(typed, today, first), date)
            with suppress(CampaignError):
                begin, end = dates.parse_span(typed, today, first)
                assert begin <= end
    with suppress(CampaignError):
        assert dates.parse_instant(typed).utcoffset() == timedelta(0)
    with suppress(CampaignError):
        dates.zone(typed)
    with suppress(CampaignError):
        assert 0 <= field_kinds.count(typed, 99) <= 99
    with suppress(CampaignError):
        assert field_kinds.yes(typed) in (0, 1)
    with suppress(CampaignError):
        assert word(Stage, typed) in list(Stage)
    with suppress(CampaignError):
        ssh_keys.parse(typed)
    with suppress(CampaignError):
        ssh_keys.parse(f"ssh-ed25519 {typed} {other}")
    code = codes.canonical(typed)
    assert code is None or codes.canonical(code) == code
    raw = os.fsencode(typed)
    assert decoded(raw) is None or isinstance(decoded(raw), str)
    folded = names.fold(typed)
    assert names.fold(folded) == folded
    key = names.key_of(other, readings)
    wheres: tuple[names.Where, ...] = ("anywhere", "prefix", "whole")
    fits = [names.matcher(typed, where)(other, key) for where in wheres]
    assert fits == sorted(fits, reverse=True), "what fits the whole begins it, and what begins it is somewhere in it"
    names.find(typed, [("P0001", other, key), ("L02", typed, names.key_of(typed, readings))])
    names.suggest(typed[:40], [other, typed])


def check_round_trips(number: int, day: date, first: date) -> None:
    """What is shown can be typed."""
    assert money.parse_money(str(number), signed=True) == number
    near = money.parse_money(money.format_money(number, "zh", sign=True), signed=True)
    assert near == number if abs(number) < money.YI else abs(near - number) <= 50
    amount = number // 10
    assert quantity.parse_quantity(quantity.format_quantity(amount), signed=True)[0] == amount
    for shown in (day.isoformat(), dates.long_day(day, "zh"), f"{day.year:04}/{day.month}/{day.day}",
                  f"D{(day - first).days:+d}", dates.format_day(day, "zh", first)):
        if len(shown.partition("D")[2]) <= 6:
            assert dates.parse_day(shown, first, first) == day, shown
    assert dates.parse_span(f"{day.isoformat()}..{day.isoformat()}", first, first) == (day, day)
    kind = sorted(codes.KINDS)[number % len(codes.KINDS)]
    code = codes.make(kind, abs(number) % 10**8 + 1)
    assert codes.canonical(code.lower()) == code == codes.canonical(code)


NUMBERS = st.integers(-money.LARGEST + 50, money.LARGEST - 50) | st.integers(-20_000, 20_000)
DAYS = st.dates(dates.TYPED, date(2075, 12, 31))
FIRST_DAYS = st.dates(date(2026, 1, 1), date(2150, 12, 31))


def check_name(name: str) -> None:
    """A name that may be stored is found by itself, in any case, and by its whole pinyin."""
    try:
        stored = clean(name, 60, required=True)
    except BadInput:
        return
    entry = ("P0042", stored, names.key_of(stored, readings))
    if names.fold(stored):
        assert entry in names.find(stored, [entry, ("P0043", "另一个", names.key_of("另一个", readings))]), ascii(stored)
        assert names.matcher(stored)(stored, entry[2]), ascii(stored)


NAMES = st.text(st.sampled_from("滨海新材料曾单仇区二期 AbZ19-（）(）ｘß.İǅ名É"), max_size=12) | CHARACTERS
