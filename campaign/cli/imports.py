"""``campaign import``: a list of an office into the campaign that is running."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from typer import Argument, Exit, Option

from campaign.cli import output
from campaign.cli import params as opt
from campaign.cli.state import State, current
from campaign.core.errors import BadInput, NotAllowed
from campaign.kinds.field import count
from campaign.text import N_, _

if TYPE_CHECKING:
    from campaign.service.intake.report import Report

STDIN = "-"


def import_(
    file: Annotated[str, Argument(metavar="FILE|-", help=N_("the list: .xlsx, .xls, .ods, HTML or CSV; - reads stdin"))],
    purpose: Annotated[str | None, Option("--as", metavar="WORD", help=N_(
        "what it lists: projects, progress, blockers, leads or indicators"))] = None,
    sheet: Annotated[str | None, Option("--sheet", metavar="NAME|all", help=N_(
        "this sheet only, or the hidden ones too"))] = None,
    header: Annotated[str | None, Option("--header", metavar="N", help=N_("the row of its headings"))] = None,
    transpose: Annotated[bool, Option("--transpose", help=N_("its rows stand side by side in columns"))] = False,
    mapped: Annotated[list[str] | None, Option("--map", metavar="HEADING=FIELD", help=N_(
        "a column fills this field; without one it is left out"))] = None,
    profile: Annotated[str | None, Option("--profile", metavar="NAME", help=N_("read it as lists kept under this name"))] = None,
    save_profile: Annotated[str | None, Option("--save-profile", metavar="NAME", help=N_(
        "keep under this name how it is read"))] = None,
    unit: Annotated[str | None, Option("--unit", metavar="UNIT", help=N_(
        "unit of amounts that say none: 元, 万元, 百万元 or 亿元"))] = None,
    encoding: Annotated[str | None, Option("--encoding", metavar="NAME", help=N_("of a text that is not to be guessed"))] = None,
    dates: Annotated[str | None, Option("--dates", metavar="ORDER", help=N_("of days like 04/05/2026: ymd, dmy or mdy"))] = None,
    on: Annotated[str | None, Option("--on", metavar="DATE", help=N_("day of its reports, if it does not say one"))] = None,
    create: Annotated[list[str] | None, Option("--create", metavar="WORD,...", help=N_(
        "add what it names and is not here: counties, units, people"))] = None,
    why: Annotated[str | None, Option("--why", metavar="TEXT", help=N_("reason of changed targets"))] = None,
    dry_run: Annotated[bool, Option("--dry-run", help=N_("show what becomes of each row, and write nothing"))] = False,
    rejects: Annotated[str | None, Option("--rejects", metavar="FILE|-", help=N_(
        "write the refused rows there, with the reason, to be corrected"))] = None,
    as_json: opt.Json = False,
) -> None:
    """Exit 1 when something was refused: the rest stands."""
    from campaign.kinds import registry
    from campaign.service.intake import columns, profiles, rejected
    from campaign.service.intake.known import CREATED
    from campaign.service.intake.purposes import PURPOSES
    from campaign.service.intake.taking import Choice, Options, take
    from campaign.words.list_words import CALLED, ORDERS, UNITS
    from campaign.words.reading import word

    state = current()
    if state.entrance is not None and (file != STDIN or rejects not in (None, STDIN)):
        state.refuse("import", NotAllowed("import_stdin"))
    if as_json and rejects == STDIN:
        raise BadInput("twice", text="--json --rejects -")
    session = state.session()
    kept = {} if profile is None else profiles.profile(session, profile)
    chosen = word(PURPOSES, purpose or kept.get("as") or "projects", CALLED.__getitem__)
    kinds = ("project", "report", "blocker", "lead", "indicator")
    labels = {name: each.label for kind in reversed(kinds) for name, each in registry.kind(kind).by_name.items()}
    known = [*(field.name for field in PURPOSES[chosen].fields), *PURPOSES[chosen].more]
    maps = columns.read_maps(mapped or (), known, lambda names, text: word(names, text, lambda name: labels.get(name, name)))
    typed: dict[str, Any] = {
        "sheet": sheet, "header": header, "transpose": transpose or None, "unit": unit, "encoding": encoding,
        "dates": dates}
    spec: dict[str, Any] = {**kept, **{name: value for name, value in typed.items() if value is not None}, "as": chosen}
    spec["map"] = {**kept.get("map", {}), **maps}
    rows, amounts, order = spec.get("header"), spec.get("unit"), spec.get("dates")
    options = Options(
        spec.get("sheet"), None if rows is None else count(rows, 1_048_576, 1), bool(spec.get("transpose")),
        tuple(spec["map"].items()), None if amounts is None else word(UNITS, amounts, UNITS.__getitem__), spec.get("encoding"),
        None if order is None else word(ORDERS, order, ORDERS.__getitem__))
    creates = tuple(word(CREATED, one, CALLED.__getitem__) for one in opt.several(create))
    choice = Choice(chosen, creates, on, opt.some(why), dry_run,
                    None if save_profile is None else (session.required("name", save_profile, 60), spec),
                    detail=as_json or dry_run)
    name, raw = _read(state, file)
    report = take(session, raw, name, options, choice, state.request, _advance)
    output.overwrite("")
    if rejects is not None:
        made = rejected.table(report)
        output.binary(made) if rejects == STDIN else output.file(rejects, made)
    for code, _field in report.asked:
        if not as_json and rejects != STDIN:
            output.data(code)
    if as_json:
        output.raw(output.json_text(rejected.record(report)))
    elif dry_run and rejects != STDIN:
        output.data("\n".join(rejected.row_lines(report)) or _("no rows"))
    _talk(report, rejected.talk(report, dry_run), brief=dry_run)
    if not report.whole:
        raise Exit(1)


def _talk(report: "Report", lines: Iterable[str], *, brief: bool) -> None:
    from campaign.service.intake import rejected

    if not brief:
        for line in rejected.refusals(report):
            output.talk(line)
    for line in lines:
        output.talk(line)


def _read(state: State, file: str) -> tuple[str, bytes]:
    """What it is called, and what is in it; no more than a list can have."""
    from campaign.service.intake import source

    if file != STDIN:
        return Path(file).name, source.read_file(file)
    if state.stdin_read:
        raise BadInput("stdin_twice")
    state.stdin_read = True
    return "stdin", b"" if sys.stdin is None else source.read_stream(sys.stdin.buffer, "stdin")


def _advance(done: int, of: int) -> None:
    width = 30
    bar = "#" * (width * done // max(of, 1))
    output.overwrite(f"[{bar:.<{width}}] {done}/{of}")
