"""What lies in a county, below the league: its projects by their lights, and what is open in it. Pure."""

from campaign.core.model.light import WORST_FIRST
from campaign.tables.cells import projects_text, short_light, why_within
from campaign.tables.charts.squares import lights_line, squares
from campaign.tables.county_blocks import Told
from campaign.tables.detail import edged, ended, section
from campaign.tables.sections import blocker_key, due_piece, open_note
from campaign.tables.signs import Signs
from campaign.tables.tones import LIGHT_TONES, Line, Piece
from campaign.tables.width import cell, cells
from campaign.text import _


def projects(told: Told, width: int, most: int, signs: Signs) -> list[Line]:
    """All as squares, and the first that are red or yellow with the worst of their reasons."""
    situation, lights = told.situation, told.place.lights
    found = [code for code in situation.projects_of_county(told.place.standing.county)
             if situation.snapshot.projects[code].withdrawn is None]
    if not found:
        return []
    drawn = min(len(found), max(width // 2, 1))
    lines: list[Line] = [[(" ", ""), *squares(lights, drawn, signs), ("  ", ""), *lights_line(lights, width - drawn - 3, signs)]]
    worst = [code for light in WORST_FIRST[:2] for code in found if situation.assessments[code].light is light][:max(most, 3)]
    name = max((cells(situation.snapshot.projects[code].name) for code in worst), default=0)
    for code in worst:
        row, judged = situation.snapshot.projects[code], situation.assessments[code]
        tone = LIGHT_TONES[judged.light]
        line: list[Piece] = [(f"{short_light(judged.light)}  ", tone), (cell(row.name, min(name, width // 2)) + "  ", "")]
        room = width - 2 - sum(cells(text) for text, _tone in line)
        lines.append(edged(tone, [*line, (why_within(row, judged, room), "quiet")], signs))
    return section(projects_text(len(found)), lines, width, signs)


def blockers(told: Told, width: int, most: int, signs: Signs) -> list[Line]:
    """What is open in it, the longest overdue first."""
    situation, today = told.situation, told.situation.today
    items = sorted((item for item in situation.blockers_in(told.place.standing.county) if item.resolved is None),
                   key=lambda item: blocker_key(today, item))
    lines: list[Line] = []
    for item in items[:most]:
        said, tone = due_piece(item, today)
        lines.append(ended([(f" {item.code}  ", "quiet"), (item.title, "")], [(said, tone)], width))
    return section(_("Blockers"), lines, width, signs, note=open_note(items, today)[0])
