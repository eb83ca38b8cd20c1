"""What a leader has done: rows and table."""


from campaign import words
from campaign.cli import formatting, output
from campaign.cli.formatting import column
from campaign.cli.output import Column, style
from campaign.cli.state import current
from campaign.core.activity import DeedKind, on_site
from campaign.service import names, questions
from campaign.store.queries.names import name_of
from campaign.tables.values import Row, iso
from campaign.text import _
from campaign.words import activity as say
from campaign.words.labels import NOTHING

DOSSIER = ("code", "on", "kind", "name", "text", "channel")


def dossier(as_json: bool, as_csv: bool, plain: bool, typed: str) -> None:
    how, session = style(as_json, as_csv, plain), current().session()
    person = names.leader(session, typed)
    situation = session.situation()
    people = {code: row.name for code, row in situation.snapshot.people.items()}
    rows: list[Row] = []
    found = questions.dossier(session, situation, person)
    for done in found:
        name = situation.name_of(done.code) or name_of(session.store, "blocker", done.code)
        kind = say.deed(done.kind, done.channel) if how.plain else done.kind.value
        rows.append({"code": done.code, "on": iso(done.on), "kind": kind, "name": name, "text": say.deed_text(done, people),
                     "channel": done.channel})
    formatting.listing(rows, how, DOSSIER, _deed_columns,
                       empty=_("Nothing is recorded of {name} yet.").format(name=people[person]))
    if rows and not (how.json or how.csv):
        output.data(say.on_site(on_site(found)))


def _deed_columns(rows: list[Row]) -> list[Column]:
    return [
        column("on", rows),
        Column(_("Deed"), [say.deed(DeedKind(row["kind"]), row["channel"]) for row in rows]),
        column("code", rows),
        column("name", rows, flexible=True),
        Column(words.field("text"), [row["text"] or NOTHING for row in rows], flexible=True),
    ]
