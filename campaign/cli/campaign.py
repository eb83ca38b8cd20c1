"""Commands about the campaign itself: begin, seed, settings, status, log, undo, info, show, completion."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from typer import Argument, Option

from campaign.cli import output
from campaign.cli import params as opt
from campaign.cli.output import style
from campaign.cli.state import current
from campaign.core import codes
from campaign.core.errors import BadInput, CampaignError, Refused
from campaign.kinds.field import count
from campaign.store.queries import checks as checks_queries
from campaign.store.queries import log as log_queries
from campaign.store.queries import names as names_queries
from campaign.store.queries.land import land_tasks
from campaign.text import N_, _

if TYPE_CHECKING:
    from campaign.service import Session

Start = Annotated[str | None, Option("--start", metavar="DATE", help=N_("first day"))]
Day = Annotated[str | None, Option("--day", metavar="N", help=N_("today is day N"))]
FOLDER = "seed"
SHELLS = ("bash", "zsh", "fish")


def init(
    name: Annotated[str, Option("--name", metavar="NAME", help=N_("name of the campaign"))],
    start: Annotated[str, Option("--start", metavar="DATE", help=N_("first day"))],
) -> None:
    from campaign.service import create

    state = current()
    state.may_write()
    told = state.config
    made = create.init(told.db, opt.words(name), start, told.actor, clock=state.clock, language=told.language or "zh")
    state.session()
    output.talk(_("{name}: begun, from {first} to {last}, in {path}").format(
        name=made.name, first=made.first_day, last=made.last_day, path=told.db))


def seed(
    folder: Annotated[str | None, Argument(metavar="[DIR]", help=N_("folder of CSV files; the sample city if left out"))] = None,
    start: Start = None, day: Day = None,
    scale: Annotated[str | None, Option("--scale", metavar="N", help=N_("make up N projects, for measurements"))] = None,
) -> None:
    from campaign.service import create
    from campaign.store.seed.csv_table import SeedRefused

    state = current()
    state.may_write()
    told = state.config
    number = day_number(day)
    if scale is not None:
        if folder is not None:
            raise BadInput("twice", text="DIR --scale")
        create.scale(told.db, count(scale, 1_000_000, 1), told.actor, start=start, day=number, clock=state.clock,
                       advance=_advance)
        output.overwrite("")
    else:
        try:
            loaded = create.seed(told.db, sample() if folder is None else Path(folder), told.actor, start=start, day=number,
                                   clock=state.clock, advance=_advance)
        except SeedRefused as error:
            output.overwrite("")
            state.speak()
            for cell in error.cells:
                output.talk(_cell(cell.file, cell.line, cell.column, cell.error))
            raise
        output.overwrite("")
        state.session()
        for file, rows in loaded.later.items():
            output.talk(_("{file}: {n} rows lie after today and were left out").format(file=file, n=rows))
        for file, characters in loaded.dropped.items():
            output.talk(_("{file}: {n} invisible characters were dropped").format(file=file, n=characters))
    counts = checks_queries.counts(state.session().store)
    output.talk(_("{name}: {projects} projects, {blockers} blockers, {people} people, in {path}").format(
        name=state.session().campaign.name, projects=counts["projects"], blockers=counts["blockers"], people=counts["people"],
        path=told.db))


def _advance(table: str, rows: int) -> None:
    """A bar that grows table by table: how many rows a table will have is not known before it is read."""
    from campaign.store.seed.bulk import TABLES

    done = TABLES.index(table) + 1
    bar = "#" * done + "." * (len(TABLES) - done)
    output.overwrite(f"[{bar}] " + _("loading {table}: {n}").format(table=table, n=rows))


def _cell(file: str, line: int, column: str, error: CampaignError) -> str:
    from campaign.words import error_text

    place = ":".join(part for part in (file, str(line), column) if part)
    return f"{place}: {error_text(error)}"


def day_number(text: str | None) -> int | None:
    """Of ``--day``: days before the first one are negative or 0."""
    if text is None:
        return None
    try:
        number = count(text.removeprefix("-"), 10_000)
    except BadInput:
        raise BadInput("bad_count", text=text, least=-10_000, limit=10_000) from None
    return -number if text.startswith("-") else number


def sample() -> Path:
    """The folder of the sample city: installed with the program, or beside it in a checkout."""
    from importlib.util import find_spec

    spec = find_spec("campaign.seed")
    places = [Path(place) for place in (spec.submodule_search_locations or ()) if spec] if spec else []
    places += [Path(__file__).parent.parent / FOLDER, Path(__file__).parent.parent.parent / FOLDER]
    for place in places:
        if (place / "projects.csv").is_file():
            return place
    raise Refused("no_seed")


def status(as_json: opt.Json = False, as_csv: opt.Csv = False, plain: opt.Plain = False) -> None:
    from campaign.cli import plain_dashboard
    from campaign.service import merits
    from campaign.tables import values

    how, session = style(as_json, as_csv, plain), current().session()
    situation = session.situation()
    own = merits.awaited(session, situation)
    row = plain_dashboard.status(situation, own)
    if how.json:
        output.json_object(row)
    elif how.csv:
        output.csv_rows([row], list(row), values.flat)
    elif how.plain:
        output.blocks([[*values.facts(row, ("findings",)),
                        *((values.human("level", finding["level"]), finding["text"]) for finding in row["findings"])]])
    else:
        output.data("\n".join(plain_dashboard.lines(situation, own)))


def show(code: opt.Code, as_json: opt.Json = False, as_csv: opt.Csv = False, plain: opt.Plain = False) -> None:
    from campaign.cli.record import show

    show(code, style(as_json, as_csv, plain))


def log(
    code: Annotated[str | None, Argument(metavar="[CODE]", help=N_("only what was done to this"))] = None,
    verify: Annotated[bool, Option("--verify", help=N_("check the chain: exit 0 whole, 1 broken"))] = False,
    limit: Annotated[str, Option("--limit", "-n", metavar="N", help=N_("newest entries to show"))] = "50",
    as_json: opt.Json = False, as_csv: opt.Csv = False, plain: opt.Plain = False,
) -> None:
    from campaign.cli import formatting, views
    from campaign.cli.feedback import actor_name
    from campaign.core.dates import parse_instant, zone
    from campaign.tables import values
    from campaign.words import field
    from campaign.words.changes import changes_text
    from campaign.words.labels import NOTHING

    how, session = style(as_json, as_csv, plain), current().session()
    if verify:
        _verify(session, how)
        return
    subject = None if code is None else session.any_code(code)
    entries = log_queries.log(session.store, limit=count(limit, 1_000_000), subject=subject, without=session.hidden)
    there = zone(session.campaign.time_zone)

    def columns(rows: list[values.Row]) -> list[output.Column]:
        local = [parse_instant(row["at"]).astimezone(there).strftime("%m-%d %H:%M") for row in rows]
        return [formatting.column("seq", rows, right=True), output.Column(_("at"), local),
                output.Column(field("actor"), [actor_name(session, row["actor"]) for row in rows], flexible=True),
                output.Column(_("what"), [row["text"] for row in rows]),
                output.Column(_("changes"), [changed(row) for row in rows], flexible=True)]

    def name_of(code: str | None) -> str:
        return NOTHING if code is None else names_queries.name_of(session.store, codes.kind_of(code), code) or code

    def changed(row: values.Row) -> str:
        return changes_text(told[row["seq"]], name_of, lambda code: land_tasks(session.store, [code]).get(code))

    told = {entry.seq: entry for entry in entries}
    rows = [views.entry(entry) for entry in entries]
    formatting.listing(rows, how, views.ENTRY, columns, empty=_("Nothing was written yet"), skip=("changes", "touched"))


def _verify(session: "Session", how: output.Style) -> None:
    """With a format, where it is broken is data too."""
    broken: CampaignError | None = None
    try:
        entries: int | None = checks_queries.verify(session.store)
    except Refused as error:
        if not (how.json or how.csv) or not error.key.startswith("audit_"):
            raise
        broken, entries = error, None
    if not (how.json or how.csv):
        output.data(_("The log is whole: {n} entries").format(n=entries))
        return
    from campaign.tables import values

    row: dict[str, object] = {"whole": broken is None, "entries": entries, "broken": None if broken is None else broken.key,
                              "seq": None if broken is None else broken.params.get("seq")}
    if how.json:
        output.json_object(row)
    else:
        output.csv_rows([row], list(row), values.flat)
    if broken is not None:
        raise broken


def undo() -> None:
    from campaign.cli.feedback import name_of
    from campaign.service import settings as settings_service
    from campaign.words import verb_text

    state = current()
    entry = settings_service.undo(state.session(), request=state.request)
    output.talk(_("Taken back: {what} {name}").format(what=verb_text(entry), name=name_of(entry.subject)).rstrip())


def settings(
    key: Annotated[str | None, Argument(metavar="[KEY]", help=N_("setting"))] = None,
    value: Annotated[str | None, Argument(metavar="[VALUE]", help=N_("new value"))] = None,
    as_json: opt.Json = False, as_csv: opt.Csv = False, plain: opt.Plain = False,
) -> None:
    from campaign.cli.feedback import said
    from campaign.kinds.campaign import SETTINGS
    from campaign.service import settings as settings_service

    state = current()
    session = state.session()
    how = style(as_json, as_csv, plain)
    if key is not None and value is not None:
        done = settings_service.set_value(session, key, value, request=state.request)
        said(done, "settings", value)
        return
    known = settings_service.settings(session)
    if key is not None:
        name = settings_service.known_key(key)
        if not any(how):
            output.data(known[name])
            output.talk(f"{_(SETTINGS[name].label)}: {_(SETTINGS[name].about)}")
            return
        known = {name: known[name]}
    if how.json:
        output.json_object(known)
    elif how.csv:
        output.csv_rows([{"code": name, "value": told} for name, told in known.items()], ("code", "value"), str)
    elif how.plain:
        output.blocks([list(known.items())])
    else:
        output.blocks([[(name, f"{told}  ({_(SETTINGS[name].label)})".lstrip()) for name, told in known.items()]])


def info(as_json: opt.Json = False, as_csv: opt.Csv = False, plain: opt.Plain = False) -> None:
    from campaign import __version__, text
    from campaign.config import config_path
    from campaign.store.connection import SCHEMA_VERSION, driver
    from campaign.tables import values

    how, state = style(as_json, as_csv, plain), current()
    session = state.session()
    told = state.config
    name, version = driver()
    row: dict[str, object] = {
        "version": __version__, "database": str(told.db), "bytes": told.db.stat().st_size, "schema": SCHEMA_VERSION,
        "sqlite": version, "driver": name, "config": str(config_path()), "language": text.language(), "actor": told.actor,
        "me": told.me, "readonly": told.readonly, "campaign": session.campaign.name,
        "now": session.now().isoformat(timespec="seconds"), **checks_queries.counts(session.store)}
    if how.json:
        output.json_object(row)
    elif how.csv:
        output.csv_rows([row], list(row), values.flat)
    else:
        output.blocks([[(name, "-" if value is None else str(value)) for name, value in row.items()]])


def completion(
    shell: Annotated[str | None, Argument(metavar="[SHELL]", help=N_("bash, zsh or fish; yours if left out"))] = None,
) -> None:
    from typer._completion_shared import get_completion_script

    wanted = shell or Path(os.environ.get("SHELL") or "bash").name
    if wanted not in SHELLS:
        raise BadInput("no_shell", text=wanted)
    output.raw(get_completion_script(prog_name="campaign", complete_var="_CAMPAIGN_COMPLETE", shell=wanted))
