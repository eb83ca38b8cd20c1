"""A leader, a county, a unit and the whole city, each as a block of lines beside something that hangs on it. Pure."""

from collections import Counter
from collections.abc import Sequence

from campaign.core import blockers as rules
from campaign.core.codes import by_length
from campaign.core.model.light import WORST_FIRST
from campaign.core.model.project import Project
from campaign.core.situation import Situation
from campaign.tables.blocks import Write
from campaign.tables.cells import blockers_text, name_of, percent, projects_text, short_light, why_within
from campaign.tables.charts.bar import Row, bar, bars
from campaign.tables.charts.bar import percent as bar_percent
from campaign.tables.charts.heading import heading
from campaign.tables.charts.squares import lights_line, squares
from campaign.tables.detail import ended
from campaign.tables.sections import blocker_key, open_note
from campaign.tables.signs import Signs
from campaign.tables.timed_blockers import TIMED, timed_rows
from campaign.tables.tones import LIGHT_TONES, Line
from campaign.tables.width import cell, cells
from campaign.text import _
from campaign.words import listed, money


def person(situation: Situation, code: str, signs: Signs) -> Write:
    """The projects that somebody leads or manages, those to look at first at the top."""
    person = situation.snapshot.people.get(code)
    led = [row for row in situation.snapshot.projects.values() if code in (row.leader, row.manager) and row.withdrawn is None]

    def lines(width: int, room: int) -> list[Line]:
        if person is None or not led:
            return []
        return [heading(width, person.name, signs, note=person.post or "", right=projects_text(len(led))),
                *_lights(situation, led, width, signs), *_worst(situation, led, width, room - 3)][:room]
    return lines


def county(situation: Situation, code: str, signs: Signs) -> Write:
    """A county: its lights, its money against what is due, and its projects, those to look at first at the top."""
    snapshot = situation.snapshot
    mine = [row for one in situation.projects_of_county(code) if (row := snapshot.projects[one]).withdrawn is None]

    def lines(width: int, room: int) -> list[Line]:
        if not mine:
            return []
        sums, items = situation.tally(code), situation.blockers_in(code)
        told: list[Line] = _lights(situation, mine, width, signs)
        if sums.plan > 0:
            figure = _("{done} of {plan}").format(done=money(sums.done), plan=money(sums.plan))
            size = max(width - cells(figure) - 2, 8)
            due = snapshot.campaign.expected(situation.today) / 1000
            told.append([*bar(size, sums.done / sums.plan, signs, target=due), ("  ", ""), (figure, "")])
        note = listed([projects_text(len(mine)), open_note(items, situation.today)[0]])
        return [heading(width, name_of(situation, code), signs, note=note), *told,
                *_worst(situation, mine, width, room - len(told) - 1)][:room]
    return lines


def unit(situation: Situation, code: str, signs: Signs) -> Write:
    """What is in the hands of a unit, in time."""
    items = sorted((item for item in situation.snapshot.blockers.values() if item.unit == code),
                   key=lambda item: blocker_key(situation.today, item))

    def lines(width: int, room: int) -> list[Line]:
        if not items:
            return []
        rows = [row.line for row in timed_rows(situation, items[:room - 1], width, "", signs, hands=False)]
        note = _("in its hands: {what}").format(what=open_note(items, situation.today)[0])
        return [heading(width, name_of(situation, code), signs, note=note), *rows]
    return lines


def counties(situation: Situation, signs: Signs) -> Write:
    """How far each county is, against today's due."""
    def lines(width: int, room: int) -> list[Line]:
        due = situation.snapshot.campaign.expected(situation.today) / 1000
        rows = []
        for code in sorted(situation.snapshot.counties, key=by_length):
            sums = situation.tally(code)
            share = sums.done / sums.plan if sums.plan > 0 else None
            late = sum(rules.overdue(item, situation.today) for item in situation.blockers_in(code))
            note = _("{n} overdue").format(n=late) if late else ""
            rows.append(Row(name_of(situation, code), share, "-" if share is None else bar_percent(share), due, note))
        rows.sort(key=lambda row: -1 if row.share is None else row.share)
        drawn = bars(rows, width, signs)
        if room > 2 * len(drawn):
            drawn = [one for line in drawn for one in ([], line)]
        return [heading(width, _("Counties"), signs, note=_("done of the plan, the upright is due today")),
                *drawn][:room] if rows else []
    return lines


def overdue(situation: Situation, signs: Signs) -> Write:
    """What is overdue in the whole city, the longest first, in time."""
    items = sorted((item for item in situation.snapshot.blockers.values() if rules.overdue(item, situation.today)),
                   key=lambda item: blocker_key(situation.today, item))

    def lines(width: int, room: int) -> list[Line]:
        rows = [row.line for row in timed_rows(situation, items[:max(room - 1, 0)], width, "", signs, hands=width >= TIMED)]
        return [heading(width, _("Overdue in the whole city"), signs, note=blockers_text(len(items))), *rows] if rows else []
    return lines


def _lights(situation: Situation, rows: Sequence[Project], width: int, signs: Signs) -> list[Line]:
    counts = Counter(situation.assessments[row.code].light for row in rows)
    return [squares(counts, width, signs), lights_line(counts, width, signs)]


def _worst(situation: Situation, rows: Sequence[Project], width: int, most: int) -> list[Line]:
    """A line each: light, name, why; at the right end what is done of the plan against what is due."""
    found = situation.assessments

    def key(row: Project) -> tuple[object, ...]:
        judged = found[row.code]
        return WORST_FIRST.index(judged.light), judged.reasons[0].since.toordinal() if judged.reasons else 0, by_length(row.code)

    shown = sorted(rows, key=key)[:max(most, 0)]
    light = max((cells(short_light(found[row.code].light)) for row in shown), default=0) + 2
    name = min(max((cells(row.name) for row in shown), default=0), max(width // 3, 16))
    lines: list[Line] = []
    for row in shown:
        judged, end = found[row.code], percent(found[row.code])
        why = why_within(row, judged, max(width - light - name - cells(end) - 5, 8))
        line: Line = [(cell(short_light(judged.light), light), LIGHT_TONES[judged.light]), (cell(row.name, name) + "  ", ""),
                      (why, "quiet")]
        lines.append(ended(line, [(end, "quiet")], width) if end else line)
    return lines
