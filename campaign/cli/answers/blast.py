"""What freezes most: rows and table."""


from campaign import words
from campaign.cli import formatting, output
from campaign.cli.answers.parts import named
from campaign.cli.formatting import column
from campaign.cli.output import Column, style
from campaign.cli.state import current
from campaign.core import blasts as rules
from campaign.core import codes
from campaign.core.blockers import Blast
from campaign.core.model.blocker import Scope
from campaign.core.situation import Situation
from campaign.service import questions
from campaign.tables import values
from campaign.tables.values import Row
from campaign.text import _, ngettext
from campaign.words.labels import NOTHING

BLAST = ("code", "kind", "title", "county", "county_name", "projects", "codes", "total", "leaders", "leader_codes", "also")


def blasts(as_json: bool, as_csv: bool, plain: bool) -> None:
    how, session = style(as_json, as_csv, plain), current().session()
    situation = session.situation()
    found = rules.standing(situation)
    rows = [_obstacle(situation, one) for one in found]
    if how.plain:
        rows = [row | {"kind": words.kind(row["kind"])} for row in rows]
    people = bool(rows) and not (how.json or how.csv or how.plain)
    if people:
        output.data(_("What freezes most projects first, then most money"))
    formatting.listing(rows, how, BLAST, _blast_columns, empty=_("Nothing is in the way: no blocker is open, no land task late."))
    if people:
        output.data(_frozen(rules.in_all(situation, found)))


def _frozen(hit: Blast) -> str:
    return ngettext("In all {n} project frozen, {total}", "In all {n} projects frozen, {total}", hit.projects).format(
        n=hit.projects, total=words.money(hit.total))


def _obstacle(situation: Situation, one: rules.BlastPlace) -> Row:
    told = situation.snapshot
    item = told.lands.get(one.code) or told.blockers[one.code]
    leaders = {row.leader for code in one.hit.codes if (row := told.projects[code]).leader is not None}
    return {
        "code": one.code,
        "kind": "land_task" if one.code in told.lands else "blocker",
        "title": situation.name_of(one.code),
        "county": item.county if item.scope is Scope.COUNTY else None,
        "county_name": named(told.counties, item.county) if item.scope is Scope.COUNTY else None,
        "projects": one.hit.projects,
        "codes": list(one.hit.codes),
        "total": one.hit.total,
        "leaders": one.hit.leaders,
        "leader_codes": sorted((code for code in leaders if code is not None), key=codes.order),
        "also": one.also,
    }


def _blast_columns(rows: list[Row]) -> list[Column]:
    return [
        Column(words.field("code"), [row["code"] if row["also"] is None else f"{row['code']} {row['also']}" for row in rows]),
        Column(words.field("kind"), [words.kind(row["kind"]) for row in rows]),
        column("title", rows, flexible=True),
        Column(_("whole county"), [row["county_name"] or NOTHING for row in rows], flexible=True),
        column("projects", rows, right=True),
        column("total", rows, right=True),
        column("leaders", rows, right=True),
    ]


def blast(as_json: bool, as_csv: bool, plain: bool, typed: str) -> None:
    how, session = style(as_json, as_csv, plain), current().session()
    situation = session.situation()
    code = questions.obstacle(session, situation, typed)
    solved, hit = rules.together(situation, code)
    also = next((other for other in sorted(solved, key=codes.order) if other != code), None)
    freed = rules.frees(situation, code)
    row = {
        **_obstacle(situation, rules.BlastPlace(code, also, hit)),
        "free": freed.projects,
        "free_total": freed.total,
        "still_held": freed.still_held,
        "project_list": [
            {"code": project, "name": situation.snapshot.projects[project].name, "light": situation.assessments[project].light,
             "held_by": sorted(rules.holders(situation, project) - solved, key=codes.order)} for project in hit.codes],
    }
    if how.json:
        output.json_object(row)
    elif how.csv:
        output.csv_rows([row], [key for key in row if key != "project_list"], values.flat)
    elif how.plain:
        said = row | {"kind": words.kind(row["kind"]), "free_total": words.money(row["free_total"])}
        output.blocks([values.facts(said, ("project_list",)), *map(values.facts, row["project_list"])])
    else:
        _blast_page(row)


def _blast_page(row: Row) -> None:
    name = f"{row['code']} {row['title']}" + (f" ({row['also']})" if row["also"] else "")
    output.data(ngettext("{name} freezes {n} project, {total}", "{name} freezes {n} projects, {total}", row["projects"]).format(
        name=name, n=row["projects"], total=words.money(row["total"])))
    output.data(ngettext("Solved, it frees {n} project, {total}", "Solved, it frees {n} projects, {total}", row["free"]).format(
        n=row["free"], total=words.money(row["free_total"])))
    if row["still_held"]:
        output.data(ngettext("{n} project stays held by something else", "{n} projects stay held by something else",
                             row["still_held"]).format(n=row["still_held"]))
    if rows := row["project_list"]:
        output.data("")
        output.table([column("code", rows), column("name", rows, flexible=True), column("light", rows),
                      Column(_("also held by"), [words.listed(project["held_by"]) or NOTHING for project in rows])], indent="  ")
