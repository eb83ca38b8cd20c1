"""Commands about the program: info, completion."""

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

from typer import Argument

from campaign.cli import output
from campaign.cli import params as opt
from campaign.cli.output import style
from campaign.cli.state import current
from campaign.core.errors import BadInput
from campaign.service.session import Session
from campaign.store.queries import checks as checks_queries
from campaign.text import N_

SHELLS = ("bash", "zsh", "fish")
FACTS = {"version": N_("Program"), "database": N_("Database"), "bytes": N_("Size, bytes"), "schema": N_("Version of the schema"),
         "sqlite": N_("SQLite"), "driver": N_("Its driver"), "config": N_("Own settings"), "language": N_("Language"),
         "actor": N_("Who writes"), "me": N_("Own person"), "readonly": N_("Looks only"), "campaign": N_("Campaign"),
         "now": N_("Now"), "kept": N_("Kept picture"), "kept_at": N_("Kept at"), "warm": N_("Warm server"),
         "excuses": N_("Excused days"), "audit": N_("Entries of the log")}
"""What ``info`` tells people; its other counts are of tables, and called as the files that fill them are."""


def info(as_json: opt.Json = False, as_csv: opt.Csv = False, plain: opt.Plain = False) -> None:
    from campaign import __version__, text
    from campaign.config import config_path
    from campaign.store.engine.connection import driver
    from campaign.store.schema import SCHEMA_VERSION
    from campaign.tables import values
    from campaign.text import _
    from campaign.words.files import file_label

    how, state = style(as_json, as_csv, plain), current()
    session = state.session()
    told = state.config
    name, version = driver()
    kept, kept_at = _kept(session)
    row: dict[str, object] = {
        "version": __version__, "database": str(told.db), "bytes": told.db.stat().st_size, "schema": SCHEMA_VERSION,
        "sqlite": version, "driver": name, "config": str(config_path()), "language": text.language(), "actor": told.actor,
        "me": told.me, "readonly": told.readonly, "campaign": session.campaign.name,
        "now": session.now().isoformat(timespec="seconds"), "kept": kept, "kept_at": kept_at,
        "warm": _ready(told.db), **checks_queries.counts(session.store)}
    if how.json:
        output.json_object(row)
    elif how.csv:
        output.csv_rows([row], list(row), values.flat)
    elif how.plain:
        output.blocks([[(name, "-" if value is None else str(value)) for name, value in row.items()]])
    else:
        output.blocks([[(_(FACTS[name]) if name in FACTS else file_label(name), _text(value)) for name, value in row.items()]])


def _kept(session: Session) -> tuple[str | None, str | None]:
    """Where the picture that was judged last is kept, and the instant of that; nothing where none is."""
    from campaign.core.dates import format_instant
    from campaign.service import judged

    found = None if session.cache is None else judged.place(session.cache, session.store.path)
    return (None, None) if found is None else (str(found[0]), format_instant(datetime.fromtimestamp(found[1], UTC)))


def _ready(db: Path) -> str | None:
    """Where the warm server of this database listens, if it does."""
    from campaign.service import warm_server
    from campaign.service.server_places import Places

    try:
        found = warm_server.figures(Path(Places().warm))
    except PermissionError:  # another account's
        return None
    return str(Places().warm) if found is not None and found.database == db.absolute() else None


def _text(value: object) -> str:
    from campaign.words.labels import NOTHING, yes

    return NOTHING if value is None else yes(value) if isinstance(value, bool) else str(value)


def completion(
    shell: Annotated[str | None, Argument(metavar="[SHELL]", help=N_("bash, zsh or fish; yours if left out"))] = None,
) -> None:
    from typer._completion_shared import get_completion_script

    wanted = shell or Path(os.environ.get("SHELL") or "bash").name
    if wanted not in SHELLS:
        raise BadInput("no_shell", text=wanted)
    output.raw(get_completion_script(prog_name="campaign", complete_var="_CAMPAIGN_COMPLETE", shell=wanted))
