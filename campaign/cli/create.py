"""Commands that begin a campaign: an empty one, or one from a folder of CSV files."""

from pathlib import Path
from typing import Annotated

from typer import Argument, Option

from campaign.cli import output
from campaign.cli import params as opt
from campaign.cli.state import current
from campaign.core.errors import BadInput, CampaignError, Refused
from campaign.kinds.field import count
from campaign.store.queries import checks as checks_queries
from campaign.text import N_, _

Start = Annotated[str | None, Option("--start", metavar="DATE", help=N_("first day"))]
Day = Annotated[str | None, Option("--day", metavar="N", help=N_("today is day N"))]
FOLDER = "seed"


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
                                 clock=state.clock, assured=state.assured, advance=_advance)
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
