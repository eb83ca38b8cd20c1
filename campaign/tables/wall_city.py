"""Two pages of the wall: the city and the blockers of the day. Pure."""

from collections.abc import Sequence
from datetime import date

from campaign.core import blockers as rules
from campaign.core.model.blocker import Blocker
from campaign.core.model.light import WORST_FIRST, Light
from campaign.core.overview import rates
from campaign.core.situation import Situation
from campaign.tables.cells import name_of, projects_text, short_light
from campaign.tables.charts.bar import bar
from campaign.tables.charts.squares import projects_a_cell, squares
from campaign.tables.charts.timeline import Stretch, timeline, window
from campaign.tables.signs import Signs
from campaign.tables.tones import Line
from campaign.tables.wall import ROWS, Picture, Row, Wall, share
from campaign.text import _
from campaign.words import level, money

LONG, AHEAD = 50, 4
"""Cells of a time axis from which on each is a day; days of it that are still to come."""


def overview(situation: Situation) -> Wall:
    """The lights, what is overdue, and the rates: of money against what is due by today, of projects against all that are."""
    found, campaign = rates(situation), situation.snapshot.campaign
    sums, due = found.sums, campaign.expected(situation.today)
    red, total, late = situation.lights[Light.RED], situation.total, _late(situation)
    counted = {light: n for light, n in situation.lights.items() if n}
    told = "  ".join(f"{short_light(light)} {counted[light]}" for light in WORST_FIRST[:3] if light in counted)
    rows = [Row(str(red), _("red"), _("Red projects"), told, "", "red_mark" if red else "ink",
                lambda width, signs: squares(counted, width, signs, each=projects_a_cell([total], width))),
            Row(str(len(late)), "", _("Overdue blockers"), _("{n} open").format(n=len(situation.snapshot.blockers)),
                _longest(situation, late), "red_mark" if late else "ink", None, *_frozen(situation, late))]
    planned = _("{plan} planned").format(plan=money(found.plan))
    by_today = _("{percent} due by today").format(percent=f"{due / 10:.1f}%")
    for name, value, met, of, target in (
        (_("Investment rate"), found.investment, money(found.done), planned, due),
        (_("Funds rate"), found.funds, money(sums.funds),
         _("{plan} of funds planned").format(plan=money(sums.funds_plan)), due),
        (_("Start rate"), found.start, str(sums.start_met), _("{n} due to start").format(n=sums.start_due), None),
        (_("Registration rate"), found.registration, str(sums.registration_met),
         _("{n} due to be registered").format(n=sums.registration_due), None),
        (_("Completion rate"), found.finish, str(sums.finish_met), _("{n} due to be completed").format(n=sums.finish_due), None),
    ):
        if value is not None:
            rows.append(Row(str((value + 5) // 10), "%", name, "" if target is None else by_today, "", "ink",
                            share(value, target), met, of))
    said = projects_text(total), planned
    return Wall(_("The city today"), said, str(red), _("red projects"), rows, "red_mark" if red else "ink")


def blockers(situation: Situation) -> Wall:
    """Those that are overdue, longest first; without any, those that are due next."""
    today, late = situation.today, _late(situation)
    open_ = [row for row in situation.snapshot.blockers.values() if not rules.on_hold(row, today)]
    shown = late or sorted(open_, key=lambda row: (row.due, len(row.code), row.code))
    rows = []
    for row in shown[:ROWS]:
        days = rules.days_overdue(row, today) or rules.days_left(row, today) or 0
        held = _("in hand for {n} days").format(n=rules.days_held(row, today))
        rows.append(Row(str(days), _("days"), row.title, f"{_holder(situation, row)}  {held}",
                        _("with {level}").format(level=level(row.level)),
                        "red_mark" if late else "ink", _in_time(row, today), *_frozen(situation, [row])))
    said = [_longest(situation, late) or _("none overdue"), *([_hit(situation, late)] if late else [])]
    return Wall(_("Blockers of the day"), said, str(len(late)), _("overdue"), rows, "red_mark" if late else "ink")


def _late(situation: Situation) -> list[Blocker]:
    """The overdue ones, longest first; equals as ``longest_overdue`` has them: the wall names whom the dashboard names."""
    return sorted((row for row in situation.snapshot.blockers.values() if rules.days_overdue(row, situation.today)),
                  key=lambda row: (row.due, len(row.code), row.code))


def _holder(situation: Situation, row: Blocker) -> str:
    holder = row.unit or row.person
    return name_of(situation, holder) if holder else _("in nobody's hands")


def _longest(situation: Situation, late: Sequence[Blocker]) -> str:
    if not late:
        return ""
    days = rules.days_overdue(late[0], situation.today)
    if not (late[0].unit or late[0].person):
        return _("longest {days} days, in nobody's hands").format(days=days)
    return _("longest {days} days, {holder}").format(days=days, holder=_holder(situation, late[0]))


def _struck(situation: Situation, told: Sequence[Blocker]) -> tuple[int, int]:
    """Projects that any of them freezes, each once, and what those are worth (万元)."""
    projects = situation.snapshot.projects
    found = {code for row in told for code in rules.blast(row, projects, situation.projects_of_county).codes}
    return len(found), sum(projects[code].total or 0 for code in found)


def _frozen(situation: Situation, told: Sequence[Blocker]) -> tuple[str, str]:
    projects, total = _struck(situation, told)
    return (money(total), _("freezes {projects}").format(projects=projects_text(projects))) if projects else ("", "")


def _hit(situation: Situation, told: Sequence[Blocker]) -> str:
    projects, total = _struck(situation, told)
    return _("freeze {projects}, {total}").format(projects=projects_text(projects), total=money(total))


def _in_time(row: Blocker, today: date) -> Picture:
    """On an axis that begins long before: how far back it goes is what one sees first."""
    stretch = Stretch((row.opened - today).days, (row.due - today).days)

    def picture(width: int, signs: Signs) -> Line:
        line = timeline(stretch, window(width, each=1 if width >= LONG else 2, ahead=AHEAD), signs)
        before = next((len(said) for said, _tone in line if not said.strip()), 0) if line and not line[0][0].strip() else 0
        return [*bar(before, 0, signs), *line[1:]] if before else line

    return picture
