"""The log: who did what, and who is doing what."""

import re
from typing import TYPE_CHECKING, Annotated

from typer import Argument, Option

from campaign.cli import output
from campaign.cli import params as opt
from campaign.cli.output import style
from campaign.cli.state import current
from campaign.core import codes
from campaign.core.dates import parse_instant, zone
from campaign.core.errors import BadInput
from campaign.core.model.snapshot import AuditEntry
from campaign.kinds.field import count
from campaign.service import Session
from campaign.store.queries import log as log_queries
from campaign.store.queries import names as names_queries
from campaign.store.queries.land import land_tasks
from campaign.text import N_, _

if TYPE_CHECKING:
    from campaign.service.watch import Seen


def log(
    code: Annotated[str | None, Argument(metavar="[CODE]", help=N_("only what was done to this"))] = None,
    verify: Annotated[bool, Option("--verify", help=N_("check the chain: exit 0 whole, 1 broken"))] = False,
    limit: Annotated[str, Option("--limit", "-n", metavar="N", help=N_("newest entries to show"))] = "50",
    as_json: opt.Json = False, as_csv: opt.Csv = False, plain: opt.Plain = False,
) -> None:
    from campaign.cli import formatting, views
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


def watch(
    code: Annotated[str | None, Argument(metavar="[CODE]", help=N_("only what is done to this"))] = None,
    since: Annotated[str | None, Option("--since", metavar="SEQ[:HASH]", help=N_(
        "after this entry of the log, so that none is missed; from now on if left out"))] = None,
    limit: Annotated[str | None, Option("--limit", "-n", metavar="N", help=N_("leave after so many changes"))] = None,
    as_json: Annotated[bool, Option("--json", help=N_("a line of JSON for each, as log --json has them"))] = False,
) -> None:
    from campaign.cli import views
    from campaign.cli.names import actor_name
    from campaign.service.watch import Rewritten, Watch
    from campaign.words import verb_text

    session = current().session()
    subject = None if code is None else session.any_code(code)
    left = None if limit is None else count(limit, 1_000_000, 1)
    following = Watch(session, None if since is None else _seen(since), subject)
    for rows in following.follow(output.descriptor()):
        if isinstance(rows, Rewritten):
            output.talk(_("A backup was put back: the log goes on after entry {seq}").format(seq=rows.after))
            continue
        for entry in rows[:left]:
            if as_json:
                output.raw(output.json_text(views.entry(entry)))
            else:
                output.data("  ".join(filter(None, (str(entry.seq), local(session, entry.at), actor_name(session, entry.actor),
                                                    verb_text(entry), changed(session, entry)))))
        output.flush()
        if left is not None:
            left -= len(rows)
            if left <= 0:
                return


def _seen(text: str) -> "Seen":
    from campaign.service.watch import Seen

    number, colon, known = text.partition(":")
    if colon and not re.fullmatch("[0-9a-fA-F]{4,64}", known):
        raise BadInput("bad_seen", text=text)
    return Seen(count(number, 10**12), known.lower())


def local(session: Session, at: str) -> str:
    """An instant on the campaign's own clock."""
    return parse_instant(at).astimezone(zone(session.campaign.time_zone)).strftime("%m-%d %H:%M")


def changed(session: Session, entry: AuditEntry) -> str:
    """What an entry changed, in words."""
    from campaign.words.changes import changes_text
    from campaign.words.labels import NOTHING

    def name_of(code: str | None) -> str:
        return NOTHING if code is None else names_queries.name_of(session.store, codes.kind_of(code), code) or code

    return changes_text(entry, name_of, lambda code: land_tasks(session.store, [code]).get(code))
