"""What commands take: options made from the fields of a kind, those that several commands share, and what is typed into them.

A command that takes fields says so with ``takes``; its function gets what was typed of them as one mapping. The options are made
when the command is called, so that only the kind is imported that it needs.
"""

import inspect
import re
import sys
from collections.abc import Callable, Mapping
from typing import Annotated, Any

from typer import Argument, Option

from campaign.clean import at_most, decoded
from campaign.cli.state import current
from campaign.core import codes
from campaign.core.errors import BadInput
from campaign.kinds import registry
from campaign.kinds.field import Field, Type, count
from campaign.kinds.kind import Kind
from campaign.text import N_, everywhere

_PARTS = r"[\s,，]+"
Typed = dict[str, str | None]
"""Field name → text as typed; ``None`` is "not mentioned"."""

Json = Annotated[bool, Option("--json", help=N_("print JSON"))]
Csv = Annotated[bool, Option("--csv", help=N_("print CSV for a spreadsheet"))]
Plain = Annotated[bool, Option("--plain", help=N_("one fact a line, for screen readers"))]

Project = Annotated[str, Argument(metavar="PROJECT", help=N_("code, name, its beginning or its pinyin"))]
Blocker = Annotated[str, Argument(metavar="BLOCKER", help=N_("code, title, its beginning or its pinyin"))]
LandTask = Annotated[str, Argument(metavar="LAND-TASK", help=N_("code, name, its beginning or its pinyin"))]
Approval = Annotated[str, Argument(metavar="APPROVAL", help=N_("code, like A0031"))]
Code = Annotated[str, Argument(metavar="CODE", help=N_("code of anything, or the name of a project"))]
Text = Annotated[str, Argument(metavar="TEXT", help=N_("the words; - reads stdin"))]

On = Annotated[str | None, Option("--on", metavar="DATE", help=N_("day of it, if not today"))]
Yes = Annotated[bool, Option("--yes", "-y", help=N_("do not ask"))]
IfVersion = Annotated[
    str | None, Option("--if-version", metavar="N", help=N_("only if nobody has changed it since version N (else exit 7)"))]
Leader = Annotated[str | None, Option("--leader", "-l", metavar="LEADER", help=N_("responsible leader"))]
County = Annotated[str | None, Option("--county", "-c", metavar="COUNTY", help=N_("county or zone"))]
Person = Annotated[str | None, Option("--person", metavar="PERSON", help=N_("the person meant"))]
By = Annotated[str | None, Option("--by", metavar="PERSON", help=N_("who was there (not who types this)"))]
OnProject = Annotated[str | None, Option("--project", "-p", metavar="PROJECT", help=N_("on this project"))]
About = Annotated[
    str | None, Option("--about", metavar="G|A", help=N_("land task or approval it points to, which gives due day and level"))]
Reason = Annotated[str, Option("--why", metavar="TEXT", help=N_("reason"))]

METAVARS = {Type.TEXT: "TEXT", Type.MONEY: "MONEY", Type.DAY: "DATE", Type.WORD: "WORD", Type.WORDS: "WORD,...", Type.COUNT: "N",
            Type.QUANTITY: "N", Type.FIGURE: "VALUE", Type.PERIOD: "PERIOD"}
NAMED = N_("name; - reads stdin")
EVERY = "*"
"""Stands for all kinds that ``edit`` edits."""


class Taking:
    """A command with options that are fields."""

    def __init__(self, body: Callable[..., None], kind: str, pattern: str, only: str, more: str, without: str,
                 help: Mapping[str, str]) -> None:
        self.body, self.kind, self.help = body, kind, help
        self.pattern, self.only, self.more, self.without = (text.split() for text in (pattern, only, more, without))

    @property
    def kinds(self) -> list[Kind]:
        if self.kind != EVERY:
            return [registry.kind(self.kind)]
        coded = map(registry.kind, registry.CODED)
        return [kind for kind in coded if (key := kind.keys.get("edit")) is not None and key.verb == "edit"]

    @property
    def fields(self) -> dict[str, Field]:
        """Parameter → field. Of an option that several kinds have, the first one says what it is for."""
        found: dict[str, Field] = {}
        for kind in self.kinds:
            mine = kind.editable if self.kind == EVERY else kind.fields
            for field in [*([kind.by_name[name] for name in self.only] or mine), *(kind.by_name[name] for name in self.more)]:
                name = field.name
                if name in found and found[name].options != field.options:
                    name = field.options[0].strip("-")
                if name not in self.without:
                    found.setdefault(name, field)
        return found

    def command(self) -> Callable[..., None]:
        """What typer is to see: the body's own parameters, and in the place of ``typed`` one for each field."""
        fields = self.fields

        def run(**given: Any) -> None:
            self.body(typed={name: told(field, given.pop(name)) for name, field in fields.items()}, **given)

        parameters = []
        for name, own in inspect.signature(self.body).parameters.items():
            parameters += [self._parameter(*each) for each in fields.items()] if name == "typed" else [own]
        run.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
            [each.replace(kind=inspect.Parameter.KEYWORD_ONLY) for each in parameters])
        return run

    def _parameter(self, name: str, field: Field) -> inspect.Parameter:
        text, word = self.help.get(name, field.help), name.upper()
        kind: Any = bool | None if field.holds == Type.YES else str | None
        if word in self.pattern:
            info = Argument(..., metavar=word, help=self.help.get(name, NAMED if name == "name" else field.help))
        elif f"[{word}]" in self.pattern:
            info = Argument(None, metavar=f"[{word}]", help=text)
        elif field.holds == Type.YES:
            info = Option(None, f"{field.options[0]}/--no-{field.options[0][2:]}", help=text)
        else:
            metavar = field.example or METAVARS.get(field.holds) or field.holds.upper().replace("_", "-")  # type: ignore[call-overload]
            info = Option(... if field.options[0] in self.pattern else None, *field.options, metavar=metavar, help=text)
        return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=info, annotation=kind)


def assurable(body: Callable[..., None]) -> Callable[..., None]:
    """The command with ``--yes``: what it writes is so, however unlikely."""
    def run(*, yes: bool = False, **given: Any) -> None:
        if yes:
            current().assure()
        body(**given)

    own = inspect.signature(body).parameters.values()
    said = inspect.Parameter("yes", inspect.Parameter.KEYWORD_ONLY, default=False, annotation=Yes)
    run.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        [*(each.replace(kind=inspect.Parameter.KEYWORD_ONLY) for each in own), said])
    return run


def takes(kind: str, pattern: str = "", *, only: str = "", more: str = "", without: str = "",
          help: Mapping[str, str] | None = None) -> Callable[[Callable[..., None]], Taking]:
    """The command takes fields of ``kind``, as its function's parameter ``typed``: all of them, or ``only`` some; ``more`` are
    hidden ones besides.

    ``pattern``: fields that stand alone or must be there, as the usage line has them: ``NAME --kind [STAGE]``. ``help`` is what
    is said of a field here, if not what is said everywhere; marked with ``N_``.
    """
    return lambda body: Taking(body, kind, pattern, only, more, without, help or {})


def told(field: Field, value: Any) -> str | None:
    """What was typed of a field, as the service reads it."""
    if field.holds == Type.YES:
        return yes_no(value)
    return some(value) if field.holds == Type.TEXT else value


STDIN = 64_000
"""Bytes that are read from stdin; no field takes as many, a public key an eighth."""


def words(text: str) -> str:
    """What was typed as text; ``-`` reads stdin, once."""
    if text != "-":
        return text
    state = current()
    if state.stdin_read:
        raise BadInput("stdin_twice")
    state.stdin_read = True
    if sys.stdin is None:
        return ""
    raw = at_most(sys.stdin.buffer, STDIN)
    if raw is None:
        raise BadInput("stdin_long", limit=STDIN)
    read = decoded(raw)
    if read is None:
        raise BadInput("stdin_text")
    return read


def coded_lines(prefix: str = "") -> list[list[str]]:
    """Of stdin the lines that begin with a code, or with ``prefix``, in words: as lists print them, --csv and --plain too."""
    lines = [[part for part in re.split(_PARTS, line) if part] for line in words("-").splitlines()]
    heads = everywhere(N_("Code"))
    lines = [line[1:] if line and line[0].rstrip(":") in heads else line for line in lines]
    return [line for line in lines if line and (codes.canonical(line[0]) is not None or (prefix and line[0].startswith(prefix)))]


def some(text: str | None) -> str | None:
    """``words``, where nothing may have been typed."""
    return None if text is None else words(text)


def added_money(text: str | None) -> str | None:
    """An amount to add, or to take off: what begins with - and holds no digit is a misspelt option."""
    if text is not None and not any(sign.isdigit() for sign in text):
        raise BadInput("money_form", text=text)
    return text


def missing(option: str, command: str) -> BadInput:
    """The error for an option that only this call of ``command`` needs."""
    from campaign.cli.commands import COMMANDS

    return BadInput("missing", text=option, usage=COMMANDS[command].example.splitlines()[0])


def version(text: str | None) -> int | None:
    return None if text is None else count(text, 10**9)


def yes_no(value: bool | None) -> str | None:
    return None if value is None else "yes" if value else "no"


def several(values: list[str] | None) -> list[str]:
    """Of an option that may be repeated, or hold codes separated by commas."""
    return [part for value in values or () for part in value.replace("，", ",").split(",") if part]


def given_once(**options: bool) -> None:
    """Of options that exclude each other only one may be typed."""
    typed = [f"--{name}" for name, given in options.items() if given]
    if len(typed) > 1:
        raise BadInput("twice", text=" ".join(typed))
