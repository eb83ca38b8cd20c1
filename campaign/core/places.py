"""What is on what, on one day: blockers and land tasks by project and county, projects by county, excused days by whose they are.
"""

from collections.abc import Collection, Iterable, Mapping, MutableMapping, Sequence, Set
from datetime import date
from typing import Any, Generic, TypeVar

from campaign.core import blockers as rules
from campaign.core.codes import EVERYTHING, by_length, is_a
from campaign.core.excused_days import Spans, excused_days
from campaign.core.model.blocker import Blocker, BlockerState, Scope
from campaign.core.model.campaign import Excuse
from campaign.core.model.land import LandTask
from campaign.core.model.project import Project
from campaign.core.model.snapshot import Snapshot
from campaign.core.overlay import Overlay

Item = TypeVar("Item", Blocker, LandTask)
_RESOLVED = BlockerState.RESOLVED
ASKED = 8
"""Blasts that are kept, whatever is written elsewhere: the Overview asks for the widest each time."""


class Obstacles(Generic[Item]):
    """The unresolved blockers, or the land tasks not accepted: by the projects that they name, by the county that they are on."""

    __slots__ = ("named", "wide")
    named: MutableMapping[str, tuple[Item, ...]]
    """Each by code, as in ``wide``."""
    wide: dict[str, tuple[Item, ...]]

    def __init__(self, named: MutableMapping[str, tuple[Item, ...]], wide: dict[str, tuple[Item, ...]]) -> None:
        self.named = named
        self.wide = wide

    @classmethod
    def of(cls, items: Iterable[Item]) -> "Obstacles[Item]":
        named: dict[str, list[Item]] = {}
        wide: dict[str, list[Item]] = {}
        for item in items:
            if item.scope is not Scope.COUNTY:
                for code in item.projects:
                    named.setdefault(code, []).append(item)
            elif item.county is not None:
                wide.setdefault(item.county, []).append(item)
        return cls({code: tuple(found) if len(found) == 1 else _ordered(found) for code, found in named.items()},
                   {county: _ordered(found) for county, found in wide.items()})

    def copy(self) -> "Obstacles[Item]":
        return Obstacles(Overlay.of(self.named), self.wide.copy())

    def on(self, project: str, county: str | None) -> tuple[Item, ...]:
        """Those that name a project, then those on its whole county."""
        named = self.named.get(project, ())
        return named + self.wide[county] if county is not None and county in self.wide else named

    def replace(self, before: Item | None, after: Item | None) -> None:
        """The one of the same code; None where there was none, or is none any more."""
        was: list[tuple[bool, str]] = _places(before)
        now: list[tuple[bool, str]] = _places(after)
        for place in {*was, *now}:
            on_county, key = place
            index: MutableMapping[str, tuple[Item, ...]] = self.wide if on_county else self.named
            items = [other for other in index.get(key, ()) if before is None or other.code != before.code]
            if after is not None and place in now:
                items.append(after)
            if items:
                index[key] = _ordered(items)
            else:
                del index[key]


def _places(item: Blocker | LandTask | None) -> list[tuple[bool, str]]:
    """Whether it is on a whole county, and the code of that, or of each project that it names."""
    if item is None:
        return []
    if item.scope is not Scope.COUNTY:
        return [(False, code) for code in item.projects]
    return [] if item.county is None else [(True, item.county)]


def _ordered(items: list[Item]) -> tuple[Item, ...]:
    return tuple(items) if len(items) == 1 else tuple(sorted(items, key=lambda item: by_length(item.code)))


def _open(item: Blocker | None) -> Blocker | None:
    return None if item is None or item.state is _RESOLVED else item


class Places:
    """A snapshot of a day, and its indexes."""

    __slots__ = ("_blasts", "_blockers", "_excused", "_excused_people", "_excuses", "_in_county", "_lands", "snapshot", "today")
    _blasts: dict[str, rules.Blast]
    """Some of those that were asked for."""
    _blockers: Obstacles[Blocker]
    _lands: Obstacles[LandTask]
    _in_county: dict[str, tuple[str, ...]]
    """In order."""
    _excused: Mapping[str | None, Spans]
    _excuses: tuple[Excuse, ...]
    """Those of no single person."""
    _excused_people: Mapping[str, tuple[Excuse, ...]]

    def __init__(self, snapshot: Snapshot, today: date) -> None:
        """Without its indexes: ``_index`` or ``_follow`` makes them."""
        self.snapshot, self.today = snapshot, today
        self._blasts = {}

    def _index(self) -> None:
        """Everything from the snapshot."""
        snapshot = self.snapshot
        self._excuses = tuple(excuse for excuse in snapshot.excuses if excuse.person is None)
        counties = {excuse.county for excuse in self._excuses}
        self._excused = {county: excused_days(self._excuses, county) for county in counties | {None}}
        people: dict[str, tuple[Excuse, ...]] = {}
        for excuse in snapshot.excuses:
            if excuse.person is not None:
                people[excuse.person] = (*people.get(excuse.person, ()), excuse)
        self._excused_people = people
        in_county: dict[str, list[str]] = {}
        for project in snapshot.projects.values():
            if project.county is not None:
                in_county.setdefault(project.county, []).append(project.code)
        self._in_county = {county: tuple(sorted(codes, key=by_length)) for county, codes in in_county.items()}
        self._blockers = Obstacles.of(item for item in snapshot.blockers.values() if item.state is not _RESOLVED)
        self._lands = Obstacles.of(snapshot.lands.values())

    def _follow(self, old: "Places", projects: Set[str], blockers: Collection[str], lands: Collection[str]) -> None:
        """From those of ``old``, where only these rows differ. Indexes that say nothing of them are shared."""
        before, after = old.snapshot, self.snapshot
        self._excused, self._excuses, self._excused_people = old._excused, old._excuses, old._excused_people
        self._blockers = old._blockers.copy() if blockers else old._blockers
        for code in blockers:
            self._blockers.replace(_open(before.blockers.get(code)), _open(after.blockers.get(code)))
        self._lands = old._lands.copy() if lands else old._lands
        for code in lands:
            self._lands.replace(before.lands.get(code), after.lands.get(code))
        self._in_county = old._in_county.copy() if projects else old._in_county
        for code in projects:
            self._move(before.projects.get(code), after.projects.get(code))
        self._blasts = {code: hit for code, hit in old._blasts.items() if code not in blockers and code not in lands
                        and all(projects.isdisjoint(told._reached(code)) for told in (old, self))}

    def _reached(self, code: str) -> Sequence[str]:
        """Codes of the projects that a blocker or land task is on."""
        item = self.snapshot.blockers.get(code) or self.snapshot.lands[code]
        return item.projects if item.scope is not Scope.COUNTY else self._in_county.get(item.county or "", ())

    def _move(self, before: Project | None, after: Project | None) -> None:
        """A project from its county to another."""
        left, entered = (None if row is None else row.county for row in (before, after))
        if left == entered:
            return
        if before is not None and left is not None:
            rest = tuple(code for code in self._in_county[left] if code != before.code)
            if rest:
                self._in_county[left] = rest
            else:
                del self._in_county[left]
        if after is not None and entered is not None:
            self._in_county[entered] = tuple(sorted((*self._in_county.get(entered, ()), after.code), key=by_length))

    def name_of(self, code: str) -> str | None:
        """The name or title behind a code; None when nothing here has it."""
        told = self.snapshot
        if (blocker := told.blockers.get(code)) is not None:
            return blocker.title
        if (task := told.lands.get(code)) is not None:
            return task.name
        row = told.projects.get(code) or told.people.get(code) or told.units.get(code) or told.counties.get(code)
        return None if row is None else row.name

    def blockers_of(self, project: str) -> tuple[Blocker, ...]:
        """The unresolved blockers on a project: those that name it, then those on its whole county, each by code."""
        return self._blockers.on(project, self._county_of(project))

    def lands_of(self, project: str) -> tuple[LandTask, ...]:
        """The land tasks on a project that are not accepted: those that name it, then those on its whole county."""
        return self._lands.on(project, self._county_of(project))

    def originals_on(self, project: str) -> list[tuple[str, Mapping[str, Any]]]:
        """Of its blockers and land tasks those whose targets were changed, with the originals."""
        known = self.snapshot.originals
        return [(item.code, known[item.code]) for items in (self.blockers_of(project), self.lands_of(project)) for item in items
                if item.code in known]

    def _county_of(self, project: str) -> str | None:
        row = self.snapshot.projects.get(project)
        return None if row is None else row.county

    def county_wide(self, county: str) -> tuple[Blocker, ...]:
        """The unresolved blockers on a whole county, by code."""
        return self._blockers.wide.get(county, ())

    def blockers_in(self, county: str) -> list[Blocker]:
        """The unresolved blockers on a whole county, then those on its projects, each once."""
        found = {item.code: item for item in self.county_wide(county)}
        for project in self.projects_of_county(county):
            found.update((item.code, item) for item in self.blockers_of(project))
        return list(found.values())

    def projects_of_county(self, county: str) -> Sequence[str]:
        """Codes of all its projects, withdrawn ones too, in order."""
        return self._in_county.get(county, ())

    def scope(self, codes: Iterable[str]) -> set[str]:
        """Codes of the projects that these blockers and land tasks are on; other codes are passed over."""
        told = self.snapshot
        return self.under(item for code in codes
                          if (item := told.blockers.get(code) or told.lands.get(code) or told.closing.get(code)) is not None)

    def under(self, items: Iterable[Blocker | LandTask]) -> set[str]:
        """Codes of the projects that they are on."""
        found: set[str] = set()
        for item in items:
            found.update(item.projects if item.scope is not Scope.COUNTY else self._in_county.get(item.county or "", ()))
        return found

    def blast(self, code: str) -> rules.Blast:
        """What an unresolved blocker or a land task not accepted freezes. KeyError when there is none of that code."""
        if (known := self._blasts.get(code)) is not None:
            return known
        item = self.snapshot.lands[code] if is_a(code, "land_task") else self.snapshot.blockers[code]
        if len(self._blasts) >= ASKED:
            self._blasts.clear()
        self._blasts[code] = hit = rules.blast(item, self.snapshot.projects, self.projects_of_county)
        return hit

    def holds(self, code: str) -> bool:
        """Whether it is an unresolved blocker, or a land task not accepted; or headquarters have not confirmed that it is not."""
        return code in self.snapshot.blockers or code in self.snapshot.lands or code in self.snapshot.closing

    def flags(self, blocker: Blocker) -> tuple[str, ...]:
        return rules.flags(blocker, self.today, self.snapshot.campaign.settings, self.excused_for(blocker))

    def excused_in(self, county: str | None) -> Spans:
        """Days excused for everyone and for a county."""
        return self._excused[county if county in self._excused else None]

    def excused_of(self, person: str | None, county: str | None) -> Spans:
        """Days excused for everyone, for a county and for a person."""
        own = self._excused_people.get(person or "")
        return excused_days((*self._excuses, *own), county, person) if own else self.excused_in(county)

    def excused_for(self, blocker: Blocker) -> Spans:
        """Days excused for a blocker: those of its county, or of the county that all its projects share."""
        if len(self._excused) == 1:
            return self._excused[None]
        if blocker.scope is Scope.COUNTY:
            return self.excused_in(blocker.county)
        projects = self.snapshot.projects
        if len(blocker.projects) == 1:  # nearly all of them
            only = projects.get(blocker.projects[0])
            return self.excused_in(None if only is None else only.county)
        counties = {projects[code].county for code in blocker.projects if code in projects}
        return self.excused_in(counties.pop() if len(counties) == 1 else None)


def concerned(old: Places | None, new: Places, touched: Collection[str]) -> list[str] | None:
    """The projects whose light may have changed from ``old`` to ``new``; None when that cannot be told."""
    if old is None or EVERYTHING in touched:
        return None
    items = [code for code in touched if is_a(code, "blocker", "land_task")]
    if not all(old.holds(code) or new.holds(code) for code in items):
        return None
    found = {code for code in touched if is_a(code, "project")} | old.scope(items) | new.scope(items)
    return sorted(found, key=by_length)
