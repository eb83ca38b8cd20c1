"""The lights of one day: today, or any day that is over."""

from typing import Annotated

from typer import Option

from campaign.cli import params as opt
from campaign.store.queries.names import named
from campaign.text import N_

LIGHTS = ("code", "name", "county", "county_name", "leader", "leader_name", "light", "marks", "reasons", "on",
          "reasons_original")


def lights(
    at: Annotated[str | None, Option("--at", metavar="DATE", help=N_("a day that is over, like D+20; today if left out"))] = None,
    light: Annotated[list[str] | None, Option("--light", metavar="WORD", help=N_("red, yellow, green, none, suspended"))] = None,
    county: opt.County = None, leader: opt.Leader = None,
    as_json: opt.Json = False, as_csv: opt.Csv = False, plain: opt.Plain = False,
) -> None:
    """Withdrawn projects are left out: they are in no count. County and leader are those of that day."""
    from collections import Counter

    from campaign import words
    from campaign.cli import formatting, output
    from campaign.cli.choosing import any_of, code_of, leader_of
    from campaign.cli.formatting import column
    from campaign.cli.output import Column, style
    from campaign.cli.state import current
    from campaign.core.codes import by_length
    from campaign.core.model.light import Assessment, Light
    from campaign.core.model.project import Project
    from campaign.service import light_history
    from campaign.tables import values
    from campaign.tables.project_record import reason_record
    from campaign.tables.values import Row, iso
    from campaign.text import _
    from campaign.words.labels import NOTHING

    how, session = style(as_json, as_csv, plain), current().session()
    day = light_history.past_day(session, at)
    wanted = any_of(Light, light).split(",") if light else None
    in_county, led = code_of(session, "county", county), leader_of(session, leader)
    found = sorted((
        (project, judged) for project, judged in light_history.lights(session, day)
        if project.withdrawn is None and (wanted is None or judged.light in wanted)
        and in_county in ("", project.county) and led in ("", project.leader)), key=lambda pair: by_length(pair[0].code))
    names = {kind: {code: name for code, name, _key in named(session.store, kind)} for kind in ("county", "person")}

    def row(project: Project, judged: Assessment) -> Row:
        return {
            "code": project.code, "name": project.name,
            "county": project.county, "county_name": names["county"].get(project.county or ""),
            "leader": project.leader, "leader_name": names["person"].get(project.leader or ""),
            "light": judged.light, "marks": list(judged.marks),
            "reasons": [reason_record(reason) for reason in judged.reasons],
            "on": iso(day),
            "reasons_original": [reason_record(reason) for reason in judged.by_original],
        }

    def columns(rows: list[Row]) -> list[Column]:
        return [
            column("code", rows),
            Column(words.field("light"), [values.light({**row, "withdrawn": None}) for row in rows]),
            column("name", rows, flexible=True),
            Column(words.field("county"), [row["county_name"] or NOTHING for row in rows], flexible=True),
            Column(words.field("leader"), [row["leader_name"] or NOTHING for row in rows], flexible=True),
            Column(words.field("reasons"), [values.reasons(row) or NOTHING for row in rows], flexible=True),
        ]

    formatting.listing([row(*pair) for pair in found], how, LIGHTS, columns, empty=_("No project matches."),
                    skip=("on",) if plain else ())
    if found and not (as_json or as_csv):
        counts = Counter(judged.light.value for _project, judged in found)
        when = words.day(day, session.campaign.first_day)
        number = (day - session.campaign.first_day).days
        output.data(("\n" if plain else "") + _("{day} (D{number}): {lights}").format(
            day=when, number=f"{number:+d}", lights=values.lights(counts)))
