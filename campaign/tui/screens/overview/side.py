"""What stands beside the lists of the Overview: every project under its county, and what freezes most. Pure."""

from collections import Counter
from collections.abc import Mapping, Sequence

from campaign.core import codes
from campaign.core.model.light import Light
from campaign.core.situation import Situation
from campaign.tables.cells import labels_width, projects_text
from campaign.tables.charts.bar import Row, bars
from campaign.tables.charts.heading import heading
from campaign.tables.charts.squares import lights_line, projects_a_cell, scale_text, squares
from campaign.tables.signs import Signs
from campaign.tables.tones import Line
from campaign.tables.width import cell
from campaign.text import _
from campaign.tui.screens.overview.hero import Past
from campaign.words import money


class ByCounty:
    """How many projects of each light a county has, brought along from one situation to the next."""

    def __init__(self) -> None:
        self.counts: dict[str | None, Counter[Light]] = {}
        self._now: Situation | None = None

    def follow(self, situation: Situation, touched: frozenset[str] | None) -> bool:
        """Whether any count is another one now."""
        old, self._now = self._now, situation
        if old is None or touched is None or old.today != situation.today:
            before, self.counts = self.counts, {}
            for code in situation.snapshot.projects:
                self._count(situation, code, 1)
            return before != self.counts
        changed = False
        own = {code for code in touched if codes.is_a(code, "project")}
        for code in own | old.scope(touched) | situation.scope(touched):
            if self._light(old, code) != self._light(situation, code):
                self._count(old, code, -1)
                self._count(situation, code, 1)
                changed = True
        return changed

    @staticmethod
    def _light(situation: Situation, code: str) -> tuple[str | None, Light] | None:
        project = situation.snapshot.projects.get(code)
        if project is None or project.withdrawn is not None:
            return None
        return project.county, situation.assessments[code].light

    def _count(self, situation: Situation, code: str, by: int) -> None:
        if (light := self._light(situation, code)) is not None:
            self.counts.setdefault(light[0], Counter())[light[1]] += by


def all_projects(situation: Situation, by_county: Mapping[str | None, Counter[Light]], width: int, height: int,
                 signs: Signs) -> list[Line]:
    """Every project a square under its county, most red ones first; at most ``height`` lines, the key to them last."""
    counties = situation.snapshot.counties
    waits = sum(situation.unconfirmed.values())
    note = _("{n} unconfirmed").format(n=waits) if waits else ""
    rows = [(counties[code].name if code is not None and code in counties else _("no county"), lights)
            for code, lights in by_county.items() if any(lights.values())]
    rows.sort(key=lambda row: (-row[1][Light.RED], -row[1][Light.YELLOW], row[0]))
    title = _("all {projects}").format(projects=projects_text(situation.total))
    shown = rows[:max(height - 3, 0)]
    name = labels_width((name for name, _lights in rows), 12)
    figure = max((len(str(lights[Light.RED])) for _name, lights in shown), default=1)
    room = width - name - figure - 2
    each = projects_a_cell((sum(lights.values()) for _name, lights in rows), room)
    lines: list[Line] = [heading(width, title, signs, note=scale_text(each) or note, right=_("red"))]
    for county, lights in shown:
        red = lights[Light.RED]
        lines.append([(cell(county, name) + " ", ""), *squares(lights, room, signs, each=each), (" ", ""),
                      (str(red).rjust(figure), "bold red" if red else "quiet")])
    return [*lines, (), lights_line(situation.lights, width, signs)][:max(height, 0)]


def freezing(situation: Situation, past: Past | None, width: int, height: int, signs: Signs) -> list[Line]:
    """What freezes most projects, as many as fit."""
    found = [] if past is None else past.frozen[:max(height - 1, 0)]
    if not found or height < 3:
        return []
    most = found[0].projects
    rows = [Row(f"{one.blocker}  {situation.name_of(one.blocker) or ''}", one.projects / most, str(one.projects),
                note=money(one.total)) for one in found]
    return [heading(width, _("what freezes most"), signs, note=_("projects, money")), *bars(rows, width, signs, name=width // 2)]


def stacked(blocks: Sequence[Sequence[Line]], height: int) -> list[Line]:
    """Below each other with a blank line between, cut at ``height``."""
    lines: list[Line] = []
    for block in blocks:
        lines += [*([()] if lines and block else []), *block]
    return lines[:height]
