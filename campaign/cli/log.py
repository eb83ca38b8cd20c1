"""The log: who did what."""

from typing import Annotated

from typer import Argument, Option

from campaign.cli import output
from campaign.cli import params as opt
from campaign.cli.output import style
from campaign.cli.state import current
from campaign.core import codes
from campaign.kinds.field import count
from campaign.store.queries import log as log_queries
from campaign.store.queries import names as names_queries
from campaign.store.queries.land import land_tasks
from campaign.text import N_, _


def log(
    code: Annotated[str | None, Argument(metavar="[CODE]", help=N_("only what was done to this"))] = None,
    verify: Annotated[bool, Option("--verify", help=N_("check the chain: exit 0 whole, 1 broken"))] = False,
    limit: Annotated[str, Option("--limit", "-n", metavar="N", help=N_("newest entries to show"))] = "50",
    as_json: opt.Json = False, as_csv: opt.Csv = False, plain: opt.Plain = False,
) -> None:
    from campaign.cli import formatting, views
    from campaign.cli.names import actor_name
    from campaign.core.dates import parse_instant, zone
    from campaign.tables import values
    from campaign.words import field
    from campaign.words.changes import changes_text
    from campaign.words.labels import NOTHING

    how, session = style(as_json, as_csv, plain), current().session()
    if verify:
        from campaign.cli.log_check import check

        check(session, how)
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
