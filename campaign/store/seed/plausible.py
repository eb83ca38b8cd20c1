"""A seed folder held against what cannot be and what is unlikely (``core.plausible``), row by row."""

from collections.abc import Container, Iterable
from datetime import date
from typing import Any

from campaign.core import plausible
from campaign.core.errors import BadInput, CampaignError
from campaign.core.model.blocker import Blocker
from campaign.core.model.project import Channel, Project, ProjectDetails, Visit
from campaign.core.plausible import Doubt, Doubtful
from campaign.store.seed.csv_table import Line


def _stored(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


class Plausible:
    """Of one folder: its rows are shown as they are read, and complained of in their lines."""

    def __init__(self, first_day: date, assured: Container[Doubt]) -> None:
        self._first, self._assured = first_day.isoformat(), assured
        self._projects: dict[str, tuple[Project, ProjectDetails]] = {}
        self._named: dict[tuple[str, str], list[tuple[str, str | None]]] = {}
        self._people: dict[str, list[tuple[str, str]]] = {}
        self._names: dict[str, str] = {}
        self._sums: dict[tuple[str, str], list[tuple[str, int, Line]]] = {}
        self._reports: set[tuple[Any, ...]] = set()
        self._visits: set[tuple[Any, ...]] = set()
        self._away: dict[str, list[tuple[str, str, str, str | None]]] = {}
        self._on_site: list[tuple[Line, str, str]] = []
        self._blockers: list[tuple[Line, Blocker]] = []

    def doubt(self, line: Line, column: str, found: Iterable[Doubt]) -> None:
        doubts = [each for each in found if each not in self._assured]
        if doubts and not line.wrong:
            line.complain(column, Doubtful(doubts))

    def project(self, line: Line, row: Project, details: ProjectDetails) -> None:
        values = {**row._asdict(), **details._asdict()}
        try:
            plausible.check_figures({name: _stored(value) for name, value in values.items()}, values)
        except CampaignError as error:
            line.complain(str(error.params["field"]), error)
        self._projects[row.code], self._names[row.code] = (row, details), row.name
        if row.county is None or row.withdrawn is not None:
            return
        others = self._named.setdefault((row.county, row.name), [])
        self.doubt(line, "name", plausible.same_project(row.name, details.national_code, others))
        others.append((row.code, details.national_code))

    def person(self, line: Line, code: str, name: str, post: str) -> None:
        if not name:  # which is noted
            return
        self._names[code] = name
        others = self._people.setdefault(name, [])
        self.doubt(line, "name", plausible.same_person(name, others))
        others.append((code, post))

    def report(self, line: Line, table: str, of: str, on: date, amount: int | None, *more: object) -> None:
        """Money, funds or land; ``more`` is what else the report says."""
        if not of:  # which is noted
            return
        day, said = on.isoformat(), (table, of, on, amount, *more)
        if said in self._reports:
            self.doubt(line, "on", [plausible.doubt("same_report", code=of, day=day)])
        self._reports.add(said)
        self._sums.setdefault((table, of), []).append((day, amount or 0, line))

    def visit(self, line: Line, row: Visit) -> None:
        if row.person is None or not row.project:
            return
        said = row.project, row.on, row.channel, row.person
        if said in self._visits:
            again = plausible.doubt("visit_again", person=self._called(row.person), project=self._called(row.project),
                                    day=row.on.isoformat())
            self.doubt(line, "person", [again])
        self._visits.add(said)
        if row.channel is Channel.SITE:
            self._on_site.append((line, row.person, row.on.isoformat()))

    def _called(self, code: str) -> str:
        """As ``store.plausible`` says it: the code and the name."""
        return f"{code} {self._names.get(code, '')}".rstrip()

    def away(self, code: str, person: str, unit: str, since: date | None, returned: date | None) -> None:
        if since is None:  # which is noted
            return
        self._away.setdefault(person, []).append((code, unit, since.isoformat(), _stored(returned)))

    def blocker(self, line: Line, row: Blocker) -> None:
        if row.land_task is None and row.approval is None:
            opened = max(row.opened, date.fromisoformat(self._first))  # before that, nobody was in a hurry
            self.doubt(line, "due", plausible.first_due(opened, row.due))
        self._blockers.append((line, row))

    def close(self) -> None:
        """What only all rows together say."""
        for (table, of), rows in self._sums.items():
            self._close_sum(table, of, sorted(rows, key=lambda row: row[0]))
        for line, person, on in self._on_site:
            self.doubt(line, "person", [plausible.doubt("away", person=self._called(person), dispatch=code, unit=unit, day=on)
                                        for code, unit, since, returned in self._away.get(person, ())
                                        if plausible.is_away(on, since, returned)])
        closed: dict[tuple[str, str], list[Blocker]] = {}
        for _line, row in self._blockers:
            for project in row.projects if row.resolved is not None else ():
                closed.setdefault((project, row.category), []).append(row)
        for line, row in self._blockers:
            others = {other.code: other for project in row.projects for other in closed.get((project, row.category), ())}
            self.doubt(line, "category", plausible.closed_lately(row.opened, [
                (other.code, other.title, other.resolved) for other in others.values()
                if other.resolved is not None and other.resolved <= row.opened and other.code != row.code]))

    def _close_sum(self, table: str, of: str, rows: list[tuple[str, int, Line]]) -> None:
        project, details = self._projects.get(of, (None, None))
        running, since = 0, ""
        for number, (day, amount, line) in enumerate(rows):
            if table != "land" and not since and day >= self._first:
                running, since = 0, self._first
            if table == "progress" and project is not None and details is not None:
                done = (details.done_before or 0) + (running if since else 0)
                self.doubt(line, "money", plausible.report(amount, project.plan_100, project.total, done))
            running += amount
            if running < 0 and (number + 1 == len(rows) or rows[number + 1][0] > day):
                line.complain("amount" if table == "land" else "money", BadInput("below_nothing", code=of))
