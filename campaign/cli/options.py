"""Options and arguments that several commands share, and what is typed into them."""

import sys
from typing import Annotated

from typer import Argument, Option

from campaign.clean import at_most, decoded
from campaign.cli.state import current
from campaign.core.errors import BadInput
from campaign.kinds.field import count
from campaign.text import N_

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
Unit = Annotated[str | None, Option("--unit", "-u", metavar="UNIT", help=N_("responsible unit"))]
Manager = Annotated[str | None, Option("--manager", metavar="PERSON", help=N_("person in charge"))]
Person = Annotated[str | None, Option("--person", metavar="PERSON", help=N_("the person meant"))]
By = Annotated[str | None, Option("--by", metavar="PERSON", help=N_("who was there (not who types this)"))]
Sector = Annotated[str | None, Option("--sector", metavar="WORD", help=N_("industry, transport, energy, urban, social, ..."))]
Investor = Annotated[str | None, Option("--investor", metavar="WORD", help=N_("private, state, government or foreign"))]
Stage = Annotated[str | None, Option("--stage", metavar="WORD", help=N_("planning, reserve, prework, permitted, building, ..."))]
Category = Annotated[str | None, Option("--category", metavar="WORD", help=N_("expropriation, land, forest, eia, funding, ..."))]
Authority = Annotated[str | None, Option("--authority", metavar="WORD", help=N_("county, city, province or national"))]
Rank = Annotated[str | None, Option("--rank", metavar="WORD", help=N_("principal, city, county, unit or staff"))]
Post = Annotated[str | None, Option("--post", metavar="TEXT", help=N_("post"))]
Total = Annotated[str | None, Option("--total", "-t", metavar="MONEY", help=N_("total investment, like 3.2亿 or 5000万"))]
Plan = Annotated[str | None, Option("--plan", "--plan-100", metavar="MONEY", help=N_("plan for the hundred days"))]
PlanYear = Annotated[str | None, Option("--plan-year", metavar="MONEY", help=N_("plan for the year"))]
DoneBefore = Annotated[str | None, Option("--done-before", metavar="MONEY", help=N_("done before the campaign"))]
PlannedStart = Annotated[str | None, Option("--planned-start", metavar="DATE", help=N_("planned start"))]
PlannedFinish = Annotated[str | None, Option("--planned-finish", metavar="DATE", help=N_("planned finish"))]
Started = Annotated[str | None, Option("--started", metavar="DATE", help=N_("actual start"))]
Finished = Annotated[str | None, Option("--finished", metavar="DATE", help=N_("actual finish"))]
Registered = Annotated[str | None, Option("--registered", metavar="DATE", help=N_("registered in statistics on"))]
NationalCode = Annotated[str | None, Option("--national-code", metavar="CODE", help=N_("national project code"))]
Developer = Annotated[str | None, Option("--developer", metavar="TEXT", help=N_("developer"))]
Node = Annotated[str | None, Option("--node", metavar="TEXT", help=N_("node of the industry chain"))]
FundsPlanned = Annotated[str | None, Option("--funds-planned", metavar="MONEY", help=N_("funds planned"))]
Anchor = Annotated[str | None, Option("--anchor", metavar="TEXT", help=N_("anchor firm"))]
ExpectedTax = Annotated[str | None, Option("--expected-tax", metavar="MONEY", help=N_("expected tax a year"))]
Pull = Annotated[str | None, Option("--pull", metavar="0-3", help=N_("pull on the chain"))]
ProvincialKey = Annotated[bool | None, Option("--provincial-key/--no-provincial-key", help=N_("on the provincial list"))]
Suspended = Annotated[str | None, Option("--suspended", metavar="REASON", help=N_("stopped, and why; needs --review"))]
Review = Annotated[str | None, Option("--review", metavar="DATE", help=N_("day on which it is looked at again"))]
Withdrawn = Annotated[str | None, Option("--withdrawn", metavar="REASON", help=N_("taken out of every count, and why"))]
Due = Annotated[str | None, Option("--due", metavar="DATE", help=N_("due day"))]
OnProject = Annotated[str | None, Option("--project", "-p", metavar="PROJECT", help=N_("on this project"))]
About = Annotated[
    str | None, Option("--about", metavar="G|A", help=N_("land task or approval it points to, which gives due day and level"))]
LandKind = Annotated[str | None, Option("--kind", metavar="WORD", help=N_("expropriation, resettlement, forest, satellite, ..."))]
Target = Annotated[str | None, Option("--target", metavar="N", help=N_("all that is to be done, like 434.9亩, 872户 or 22座"))]
Measure = Annotated[str | None, Option("--measure", metavar="WORD", help=N_("what is counted: mu, households or structures"))]
Expires = Annotated[str | None, Option("--expires", metavar="DATE", help=N_("last day on which it is valid"))]
NextContact = Annotated[
    str | None, Option("--next-contact", metavar="DATE", help=N_("day on which the authority is to be spoken with"))]
Chain = Annotated[str | None, Option("--chain", metavar="TEXT", help=N_("industry chain of a lead"))]
Firm = Annotated[str | None, Option("--firm", metavar="TEXT", help=N_("firm that might come"))]
Trip = Annotated[str | None, Option("--trip", metavar="TRIP", help=N_("trip that brought it, like R003"))]
Event = Annotated[str | None, Option("--event", metavar="EVENT", help=N_("promotion event that brought it, like E003"))]
Place = Annotated[str | None, Option("--place", metavar="TEXT", help=N_("where a trip goes or an event is held"))]
First = Annotated[str | None, Option("--from", metavar="DATE", help=N_("first day of a trip"))]
Last = Annotated[str | None, Option("--to", metavar="DATE", help=N_("last day of a trip"))]
Purpose = Annotated[str | None, Option("--purpose", metavar="TEXT", help=N_("what for"))]
Note = Annotated[str | None, Option("--note", metavar="TEXT", help=N_("further words"))]
Reason = Annotated[str, Option("--why", metavar="TEXT", help=N_("reason"))]

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
