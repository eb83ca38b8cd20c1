"""Every verb and option of the members below headquarters, with values that might better something."""

import csv
from collections.abc import Iterator, Mapping
from functools import cache
from io import StringIO
from typing import Any, NamedTuple

from hypothesis import strategies as st

from campaign.cli.help import built
from campaign.core import roles
from campaign.core.codes import is_a
from campaign.core.model import blocker, land, people, project
from campaign.core.model.leads import LeadStage
from campaign.core.model.people import Role
from campaign.kinds import registry
from campaign.kinds.field import Field, Type
from campaign.kinds.kind import Kind
from campaign.kinds.verb import Verb

PROJECTS = tuple(f"P{number:04}" for number in (1, 3, 5, *range(10, 21), 2, 4))
BLOCKERS = tuple(f"B{number:04}" for number in range(1, 17))
LANDS = tuple(f"G{number:04}" for number in (1, *range(3, 12)))
APPROVALS = tuple(f"A{number:04}" for number in range(1, 11))
LEADS = ("K0001", "K0002", "K0003", "K0004", "K0005")
DAYS = ("today", "-1d", "-3d", "-10d", "D+2", "D+30", "-60d", "+1d", "+5d", "+13d", "+20d", "D+99", "+90d")
MONEY = ("1万", "97万", "2000万", "5000万", "1.2亿", "9亿")
"""Of money that is reported, ``SIGNED``."""
SIGNED = ("+1万", "+300万", "-100万", "-4000万", "+5000万", "+0")
QUANTITY = ("1", "31", "96", "200", "400", "+31", "-31", "+281", "+0")
TEXT = ("已办", "补正材料已交")


def _words(words: Any) -> tuple[str, ...]:
    return tuple(word.value for word in words)


VALUES: Mapping[str, tuple[str, ...]] = {
    "project": PROJECTS, "blocker": BLOCKERS, "task": LANDS, "approval": APPROVALS, "lead": LEADS,
    "county": ("C01", "C02", ""), "leader": ("L01", "L02", "L03", ""), "unit": ("U01", "U02", "U03", ""),
    "person": ("M001", "M003", "L01", ""), "manager": ("M001", "M003"), "by": ("M001", "L01", "M003"),
    "stage": _words(project.Stage), "sector": _words(project.Sector), "investor": (*_words(project.Investor), ""),
    "channel": _words(project.Channel), "category": _words(blocker.Category), "reason": _words(blocker.HoldReason),
    "authority": _words(people.Authority), "kind": _words(land.LandKind), "kinds": _words(land.ApprovalKind),
    "measure": _words(land.Measure), "list": _words(project.TargetList),
    "state": _words(project.ListState), "rank": _words(people.Rank),
    "target": ("10", "200", "400", "100亩", "9座", ""), "amount": QUANTITY, "pull": ("0", "3"), "zone": ("yes", "no"),
    "board": ("yes", "no"), "provincial_key": ("yes", "no"), "month": ("2026-10", "2026-11", "2026-09"),
    "crew": ("0", "120/100", "5/100"), "crew_planned": ("0", "100"), "machines": ("0", "9"), "fronts": ("0", "3"),
    "place": ("珠三角",), "trip": ("R001", ""),
    "event": ("E001", ""), "who": ("D001", "M003"), "merit": ("H0001",), "about": (*LANDS, *APPROVALS),
    "resolved": BLOCKERS, "from": DAYS,
    "what": (*BLOCKERS, *LANDS, *APPROVALS),
    "code": (*PROJECTS, *BLOCKERS, *LANDS, *APPROVALS, *LEADS, "C01", "U03", "M003", "M001", "R001", "E001"),
    "filter": ("red",), "group": ("山区", ""), "screen": ("projects",), "why": ("经会商",), "national_code": ("2610-99", ""),
    "review": DAYS, "suspended": ("资金", ""), "withdrawn": ("业主放弃", ""), "reopen": ("又有了",), "drop": ("不来了",)}
"""By the name of the parameter of a command; what is money, a day or a text has the values of its type."""
_MONEY = frozenset({"total", "plan", "plan_100", "plan_year", "done_before", "funds_planned", "expected_tax"})
_DAYS = frozenset({"on", "due", "next_on", "submitted", "expires", "next_contact", "deadline", "planned_start", "planned_finish",
                   "started", "finished", "registered"})
_TEXTS = frozenset(("name", "title", "text", "how", "did", "note", "content", "done", "solved", "source", "purpose", "materials",
                    "safety", "quality", "developer", "node", "chain", "anchor", "firm", "post", "next", "not_needed"))
LIKELY: Mapping[str, tuple[str, ...]] = {
    "add-blocker": ("category", "project"), "add-land-task": ("project", "due"), "add-approval": ("kinds",),
    "advance": ("stage",), "import": ("as",), "progress": ("money",), "fund": ("money",), "land-progress": ("amount",),
    "learned": ("text",), "add-project": ("county",), "add-trip": ("leader", "from", "to"), "add-event": ("on",),
    "add-lead": ("county",), "hold": ("reason", "review")}
"""What a line has that would mostly be refused without."""
LEFT_OUT = frozenset({"json", "if_version", "help", "dry_run", "profile"})
"""Options that change nothing of what is written. A profile says what the other options say, and is not there where reports alone
are brought again.
"""
IMPORT: Mapping[str, tuple[str, ...]] = {
    "file": ("-",), "as": ("projects", "progress", "blockers", "leads"), "sheet": ("all",), "header": ("1",),
    "map": ("name=name",), "save_profile": ("月报",),
    "unit": ("元", "万元", "百万元", "亿元"), "encoding": ("utf-8",), "dates": ("ymd", "dmy", "mdy"),
    "create": ("counties", "units", "people"), "rejects": ("-",)}
"""Of ``import``, whose lists are in ``tests/bought/lists.py``."""
Table = tuple[tuple[str, ...], ...]


class Step(NamedTuple):
    """One line of a member, or days that pass."""

    words: tuple[str, ...] = ()
    days: int = 0
    table: Table = ()
    """What comes in with it."""

    @property
    def reports(self) -> bool:
        """Whether headquarters can draw it."""
        return bool(self.words) and (self.words[0] in REPORTS or (self.words[0] == "import" and "progress" in self.words))

    def __str__(self) -> str:
        return f"campaign {' '.join(self.words)}" + f" <<< {self.stdin!r}" * bool(self.table)

    @property
    def stdin(self) -> str:
        written = StringIO()
        csv.writer(written).writerows(zip(*self.table, strict=True) if "--transpose" in self.words else self.table)
        return written.getvalue()


REPORTS = ("progress", "fund", "land-progress")


def verbs() -> dict[str, Verb]:
    """All that write and that somebody below headquarters may do."""
    return {name: verb for name, verb in registry.all_verbs().items()
            if verb.past and not roles.at_least(verb.least, Role.HQ) and name != "undo"}


def values(verb: str, name: str) -> tuple[str, ...] | None:
    """What a parameter of a command may be given; None for one that nobody has thought of."""
    if verb == "import" and name in IMPORT:
        return IMPORT[name]
    if verb == "progress" and name in ("money", "to"):
        return SIGNED if name == "money" else MONEY
    if verb == "fund" and name in ("money", "to"):
        return SIGNED if name == "money" else MONEY
    if verb == "land-progress" and name == "to":
        return QUANTITY
    if name in ("money",) or name in _MONEY:
        return (*MONEY, "0", "")
    if verb == "advance" and name == "stage":
        return _words(LeadStage)
    if verb == "add-lead" and name == "stage":
        return _words(LeadStage)
    if name == "to":
        return DAYS
    if verb == "contact" and name == "next":
        return DAYS
    if verb == "hold" and name == "review":
        return ("today", "+1d", "+9d", "+14d", "+15d", "+60d")
    if verb == "assign" and name == "unit":
        return ("U01", "U02", "U03")
    if name in VALUES:
        return VALUES[name]
    if name in _DAYS:
        return (*DAYS, "") if verb == "edit" else DAYS
    return TEXT if name in _TEXTS else None


class Option(NamedTuple):
    spelled: str
    values: tuple[str, ...]
    """Empty: a flag."""
    off: tuple[str, ...] = ()
    """How the flag is taken away."""


class Line(NamedTuple):
    """A command: what must stand, and what may."""

    verb: str
    needed: tuple[Option, ...]
    """``spelled`` is empty for what has no name."""
    optional: tuple[Option, ...]


def lines(verb: str) -> Iterator[Line]:
    """Of ``edit`` one a kind, with the options of its fields alone. Raises ``AssertionError`` for an option without values."""
    command = built(verb)
    assert command is not None, verb
    needed, optional = [], []
    for param in command.params:
        named = param.param_type_name == "option"
        name = max(param.opts, key=len).removeprefix("--").replace("-", "_") if named else str(param.name)
        if name in LEFT_OUT:
            continue
        flag = bool(getattr(param, "is_flag", False))
        known = () if flag else values(verb, name)
        assert known is not None, f"{verb} {param.opts}: tests/bought/verbs.py has no values for it"
        option = Option(max(param.opts, key=len) if named else "", known, tuple(param.secondary_opts)[:1])
        likely = param.required or name in LIKELY.get(verb, ())
        (needed if likely else optional).append(option)
    if verb == "edit":
        yield from _edits(optional)
    else:
        yield Line(verb, tuple(needed), tuple(optional))


def _edits(options: list[Option]) -> Iterator[Line]:
    spelled = {option.spelled: option for option in options}
    for kind in registry.kinds():
        edited = kind.keys.get("edit")
        if edited is None or edited.verb != "edit" or kind.letter is None:
            continue
        codes = tuple(code for code in VALUES["code"] if registry.of(code) is kind)
        own = [spelled[name] for field in kind.editable if (name := max(field.options, key=len)) in spelled]
        if kind.name == "blocker":
            own.append(spelled["--about"])
        yield Line("edit", (Option("", codes),), tuple(own))


@cache
def steps() -> st.SearchStrategy[Step]:
    """Anything that one member may type on one day, undo and the days that pass included; lists are beside it."""
    found = [step_of(line) for verb in verbs() if verb != "import" for line in lines(verb)]
    undo = st.just(Step(("undo",)))
    later = st.sampled_from((1, 2, 4, 8)).map(lambda days: Step(days=days))
    edits = [step_of(line) for line in lines("edit")][:4]  # most can be bought there
    return st.one_of(undo, later, *edits, *found)


def step_of(line: Line) -> st.SearchStrategy[Step]:
    many = 3 if line.verb == "edit" or len(line.optional) > 3 else len(line.optional)
    least = 1 if line.verb == "edit" else 0
    options = st.lists(st.sampled_from(line.optional), min_size=least, max_size=many, unique=True) if line.optional \
        else st.just([])
    flat = options.flatmap(lambda chosen: st.tuples(*(_words_of(option) for option in chosen)))
    needed = st.tuples(*(_words_of(option) for option in line.needed))
    return st.tuples(needed, flat).map(lambda made: Step((*line.verb.split(), *sum((*made[0], *made[1], _always(line)), ()))))


def _always(line: Line) -> tuple[str, ...]:
    """What a request needs, where the command asks for it."""
    spelled = {option.spelled for option in (*line.needed, *line.optional)}
    unexplained = line.verb == "edit" and is_a(line.needed[0].values[0], "trip", "event", "person", "county", "unit")
    return ("--why", "经会商") if "--why" in spelled or (line.verb == "edit" and not unexplained) else ()


def _words_of(option: Option) -> st.SearchStrategy[tuple[str, ...]]:
    if not option.values:
        return st.sampled_from((option.spelled, *option.off)).map(lambda word: (word,))
    return st.sampled_from(option.values).map(lambda value: (option.spelled, value) if option.spelled else (value,))


def typed(field: Field) -> tuple[str, ...]:
    """Values that a walk tries for a field."""
    name = field.name
    found = values("edit", name) or values("edit", max(field.options, key=len).removeprefix("--").replace("-", "_"))
    if found is not None:
        return found
    if field.words is not None:
        return _words(field.words)
    return {Type.MONEY: MONEY, Type.DAY: DAYS, Type.COUNT: ("0", "3"), Type.YES: ("yes", "no"), Type.QUANTITY: QUANTITY,
            Type.FIGURE: ("1", "99")}.get(Type(field.holds), TEXT) if not field.reference else VALUES.get(field.holds, TEXT)


def editable(kind: Kind) -> tuple[str, ...]:
    return tuple(code for code in VALUES["code"] if registry.of(code) is kind)
