"""Commands about what was written: the log, its check, and taking back."""

from typing import Annotated

from typer import Argument, Option

from campaign.cli import output
from campaign.cli import params as opt
from campaign.cli.output import style
from campaign.cli.state import current
from campaign.core import codes
from campaign.core.errors import CampaignError, Refused
from campaign.kinds.field import count
from campaign.service import Session
from campaign.store.queries import checks as checks_queries
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


def _verify(session: Session, how: output.Style) -> None:
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
    from campaign.cli.names import name_of
    from campaign.service import settings as settings_service
    from campaign.words import verb_text

    state = current()
    entry = settings_service.undo(state.session(), request=state.request)
    output.talk(_("Taken back: {what} {name}").format(what=verb_text(entry), name=name_of(entry.subject)).rstrip())
