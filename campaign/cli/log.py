"""The log: who did what."""

from typing import Annotated

from typer import Argument, Option

from campaign.cli import output
from campaign.cli import params as opt
from campaign.cli.output import style
from campaign.cli.state import current
from campaign.kinds.field import count
from campaign.store.queries import log as log_queries
from campaign.text import N_, _


def log(
    code: Annotated[str | None, Argument(metavar="[CODE]", help=N_("only what was done to this"))] = None,
    verify: Annotated[bool, Option("--verify", help=N_("check the chain: exit 0 whole, 1 broken"))] = False,
    limit: Annotated[str, Option("--limit", "-n", metavar="N", help=N_("newest entries to show"))] = "50",
    as_json: opt.Json = False, as_csv: opt.Csv = False, plain: opt.Plain = False,
) -> None:
    from campaign.cli import formatting, views
    from campaign.cli.log_words import changed, local
    from campaign.cli.names import actor_name
    from campaign.tables import values
    from campaign.words import field

    how, session = style(as_json, as_csv, plain), current().session()
    if verify:
        from campaign.cli.log_check import check

        check(session, how)
        return
    subject = None if code is None else session.any_code(code)
    entries = log_queries.log(session.store, limit=count(limit, 1_000_000), subject=subject, without=session.hidden)

    def columns(rows: list[values.Row]) -> list[output.Column]:
        return [formatting.column("seq", rows, right=True), output.Column(_("at"), [local(session, row["at"]) for row in rows]),
                output.Column(field("actor"), [actor_name(session, row["actor"]) for row in rows], flexible=True),
                output.Column(_("what"), [row["text"] for row in rows]),
                output.Column(_("changes"), [changed(session, told[row["seq"]]) for row in rows], flexible=True)]

    told = {entry.seq: entry for entry in entries}
    rows = [views.entry(entry) for entry in entries]
    formatting.listing(rows, how, views.ENTRY, columns, empty=_("Nothing was written yet"), skip=("changes", "touched"))
