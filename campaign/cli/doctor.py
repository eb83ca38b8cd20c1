"""Is everything as it should be: the database, and the server around it."""

from collections.abc import Mapping, Sequence
from typing import Annotated

from typer import Exit, Option

from campaign.cli import output
from campaign.cli import params as opt
from campaign.cli.output import style
from campaign.cli.state import State as Run
from campaign.cli.state import current
from campaign.core.errors import CampaignError, NotAllowed
from campaign.text import N_, _, ngettext

DOCTOR = ("code", "check", "state", "finding", "do")
SIGNS = {"ok": "✓", "warn": "⚠", "bad": "✗"}


def doctor(
    server: Annotated[bool | None, Option("--server/--no-server", help=N_(
        "also what server setup prints; by itself where its configuration is in place"))] = None,
    prefix: Annotated[str, Option("--prefix", metavar="DIR", help=N_("the --prefix that server setup was given"))] = "/",
    account: Annotated[str, Option("--account", metavar="NAME", help=N_("account that owns the database"))] = "campaign",
    keys_account: Annotated[str | None, Option("--keys-account", metavar="NAME", help=N_(
        "account that sshd asks for keys as"))] = None,
    replica: Annotated[str, Option("--replica", metavar="URL", help=N_("the --replica that server setup was given"))] = "",
    as_json: opt.Json = False, as_csv: opt.Csv = False, plain: opt.Plain = False,
) -> None:
    import os
    import sys
    from contextlib import suppress
    from pathlib import Path, PurePosixPath

    from campaign.service import keyfile, looks
    from campaign.service.check_result import State
    from campaign.service.doctor import examine
    from campaign.service.doctor_server import Server, replica_of
    from campaign.service.server_places import Places
    from campaign.words import doctor as say

    how, run = style(as_json, as_csv, plain), current()
    _names_no_place(run, prefix != "/" or account != "campaign" or bool(keys_account or replica or server))
    places = Places(PurePosixPath(prefix), account, keys_account or f"{account}-keys", PurePosixPath(sys.prefix), replica)
    places = places._replace(replica=replica or replica_of(places))
    if server is None:
        server = Path(places.config).exists()
    around = Server(places, keyfile.command(run.config), keyfile.place(run.config) or Path(places.keys)) if server else None
    findings = list(examine(run.config.db, run.session, run.clock, around))
    if sys.stdout.isatty():
        with suppress(CampaignError):  # no database: it was said
            findings.append(looks.examined(run.session(), run.config.theme, run.config.signs, os.environ))
    run.speak()
    rows = [{"code": one.key, "check": one.check, "state": one.state.value, "finding": say.found(one.key, one.facts),
             "do": say.to_do(one.key, one.facts)} for one in findings]
    if how.json:
        output.json_rows(rows)
    elif how.csv:
        output.csv_rows(rows, DOCTOR, str)
    elif how.plain:
        output.blocks([[(say.check(row["check"]), f"{say.state(row['state'])}: {row['finding']}"),
                        *([(_("to type"), row["do"])] if row["do"] else [])] for row in rows])
    else:
        _columns(rows)
    if any(one.state is State.BAD for one in findings):
        raise Exit(1)


def _columns(rows: Sequence[Mapping[str, str]]) -> None:
    """How many are as they should be; then state, what was examined, what was found, and what to type below it."""
    from collections import Counter

    from campaign.tables.width import cell, cells
    from campaign.words import doctor as say
    from campaign.words import listed

    counts = Counter(row["state"] for row in rows)
    output.data(ngettext("{n} thing examined: {counts}", "{n} things examined: {counts}", len(rows)).format(
        n=len(rows), counts=listed([f"{say.state(name)} {counts[name]}" for name in SIGNS if counts[name]])))
    wide = max((cells(say.check(row["check"])) for row in rows), default=0)
    state = max(cells(say.state(name)) for name in SIGNS)
    for row in rows:
        output.data(f"{SIGNS[row['state']]} {cell(say.state(row['state']), state)}  {cell(say.check(row['check']), wide)}  "
                    f"{row['finding']}")
        if row["do"]:
            output.data(" " * (state + wide + 6) + _("type: {command}").format(command=row["do"]))


def _names_no_place(run: Run, told: bool) -> None:
    """Who comes in through the gate names no folder and no account of the server."""
    if run.entrance is not None and told:
        run.refuse("doctor", NotAllowed("gate_doctor"))
