"""Who one is here and what one may do, who is there now, who the members are."""

from typing import Any

from campaign.cli import formatting, output
from campaign.cli import params as opt
from campaign.cli.names import name_of
from campaign.cli.output import style
from campaign.cli.state import current
from campaign.core import codes
from campaign.core.model.people import Member, MemberKey, Role
from campaign.store.queries import members as members_queries
from campaign.store.queries import names as names_queries
from campaign.store.queries.members import member_keys
from campaign.tables import values
from campaign.text import N_, _
from campaign.words import label, listed
from campaign.words.labels import NOTHING

Row = dict[str, Any]
MEMBER = ("code", "name", "role", "county", "county_name", "unit", "unit_name", "since", "keys", "version")
MAY = {
    Role.VIEWER: N_("You look at everything and change nothing."),
    Role.STAFF: N_("You look at everything; you report and change what lies in your county, is in the hands of your unit, or is "
                   "yours by name."),
    Role.LEADER: N_("You look at everything; you report and change what you lead or hold, and claim projects that nobody has "
                    "claimed."),
    Role.HQ: N_("You look at everything, do all work on projects, blockers, people and settings, and see who the members are."),
    Role.ADMIN: N_("You do everything, members, keys and backups included."),
}


def whoami(as_json: opt.Json = False, as_csv: opt.Csv = False, plain: opt.Plain = False) -> None:
    how, session = style(as_json, as_csv, plain), current().session()
    store = session.store
    if session.permission is None:
        person = session.myself()
        row: Row = {"code": person or session.actor, "name": name_of(person) if person else session.actor, "role": session.role,
                    **_place(None), "key": None, "readonly": session.readonly,
                    "may": _("This is your own machine: whoever may write the file may do everything.")}
    else:
        member = session.permission.member
        row = {"code": member.person, "name": names_queries.name_of(store, "person", member.person), "role": member.role,
               **_place(member), "key": session.key, "readonly": session.readonly,
               "may": _("This key is for looking only.") if session.permission.readonly else _(MAY[member.role])}
    if how.json:
        output.json_object(row)
    elif how.csv:
        output.csv_rows([row], list(row), values.flat)
    elif how.plain:
        output.blocks([values.facts(row)])
    else:
        called = row["code"] if row["name"] == row["code"] else f"{row['code']} {row['name']}"
        place = listed([name for name in (row["county_name"], row["unit_name"]) if name])
        output.data("\n".join(filter(None, (f"{called}  {label(row['role'])}  {place}".rstrip(), row["key"], row["may"]))))


def who(as_json: opt.Json = False, as_csv: opt.Csv = False, plain: opt.Plain = False) -> None:
    from campaign.store.engine import online

    how, session = style(as_json, as_csv, plain), current().session()
    rows = [{"code": actor, "name": name_of(actor) or actor} for actor in online.names(session.store.path)]
    formatting.listing(rows, how, ("code", "name"), lambda rows: [formatting.column("code", rows), formatting.column("name",
                                                                                                                     rows)],
                    empty=_("Nobody has the dashboard open"))


def member_list(as_json: opt.Json = False, as_csv: opt.Csv = False, plain: opt.Plain = False) -> None:
    how, session = style(as_json, as_csv, plain), current().session()
    session.require("member list")
    keys: dict[str, list[MemberKey]] = {}
    for key in member_keys(session.store):
        keys.setdefault(key.person, []).append(key)
    rows = [_row(member, keys.get(person, [])) for person, member in
            sorted(members_queries.members(session.store).items(), key=lambda item: codes.order(item[0]))]
    if rows and not any(how):
        output.table(_columns(rows), below=[[_shown(key) for key in row["keys"]] for row in rows])
    else:
        formatting.listing(rows, how, MEMBER, _columns, empty=_("Nobody is a member yet; campaign member add makes someone one."))


def _row(member: Member, keys: list[MemberKey]) -> Row:
    return {"code": member.person, "name": name_of(member.person), "role": member.role, **_place(member), "since": member.since,
            "keys": [{"fingerprint": key.fingerprint, "type": key.type, "comment": key.comment, "readonly": key.readonly,
                      "since": key.since} for key in keys],
            "version": member.version}


def _place(member: Member | None) -> Row:
    county, unit = (None, None) if member is None else (member.county, member.unit)
    return {"county": county, "county_name": name_of(county) if county else None,
            "unit": unit, "unit_name": name_of(unit) if unit else None}


def _columns(rows: list[Row]) -> list[output.Column]:
    """Without the keys: a fingerprint alone is fifty cells wide, and of no use when it is cut."""
    return [formatting.column("code", rows), formatting.column("name", rows, flexible=True), formatting.column("role", rows),
            output.Column(_("staff of"), [listed([name for name in (row["county_name"], row["unit_name"]) if name]) or NOTHING
                                    for row in rows], flexible=True),
            output.Column(_("SSH keys"), [str(len(row["keys"])) if row["keys"] else NOTHING for row in rows], right=True)]


def _shown(key: Row) -> str:
    return " ".join(filter(None, (key["fingerprint"], _("(looks only)") if key["readonly"] else "", key["comment"])))
