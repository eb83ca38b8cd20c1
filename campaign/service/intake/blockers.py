"""A row of a list of blockers (堵点台账、问题清单): one that is new, or what has become of one that is there."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from campaign.clean import clean
from campaign.core import codes
from campaign.core.dates import stored_day
from campaign.core.errors import BadInput, CampaignError
from campaign.core.fullwidth import NARROW
from campaign.core.list_names import same_key, unknown
from campaign.core.model.blocker import BlockerState, EventKind
from campaign.core.names import fold
from campaign.kinds.blocker_lists import OPEN, SETTLED, WIDE
from campaign.service.intake import twins
from campaign.service.intake.known import Work
from campaign.service.intake.progress import category_of
from campaign.service.intake.report import Added, Change, Taken
from campaign.service.intake.rows import Row, same_text
from campaign.store.queries import listed
from campaign.store.queries.listed import ListedBlocker
from campaign.store.row_by_row import attempt
from campaign.store.writes import blockers as writes
from campaign.store.writes import records

_PLAIN = ("category", "authority", "person")
_SEVERAL = re.compile(r"[、,，;；\n]+")
Place = tuple[tuple[str, ...], str | None]
"""The projects that it is on, or the county that it is on as a whole."""


def merge(rows: Sequence[Row]) -> dict[int, str]:
    """The same blocker is the same project or county and the same title."""
    def key(row: Row) -> tuple[str, ...]:
        named = str(row.values.get("project") or "")
        return (str(row.values.get("code") or ""), str(row.values.get("national_code") or ""), same_key(named),
                row.codes.get("county", ""), same_key(row.name))

    return twins.merge(rows, lambda row: "", key)


class Blockers:
    """Those that are there, in one write."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self.rows: dict[str, ListedBlocker] = {}
        self.called: dict[tuple[Place, str], list[str]] = {}
        for row in listed.blockers(work.write):
            self._learn(row)
        self.notes = listed.blocker_notes(work.write)

    def _learn(self, row: ListedBlocker) -> None:
        if row.code not in self.rows:
            place: Place = (row.projects, None if row.projects else row.county)
            self.called.setdefault((place, same_key(row.title)), []).append(row.code)
        self.rows[row.code] = row

    def take_row(self, row: Row) -> Taken:
        title = row.name
        if unknown(title):  # 无: there is none
            return Taken(row.at, title, "unchanged")
        if len(title) > 200:
            raise BadInput("text_long", length=len(title), limit=200)
        projects, county = place = self._place(row)
        there = self._there(row, place)
        self.work.make_names(row)
        values = {**row.values, **row.codes}
        if there is None:
            return self._open(row, values, projects, county)
        return self._change(row, values, there)

    # Which one ----------------------------------------------------------------------------------------------------------

    def _place(self, row: Row) -> Place:
        text, county = str(row.values.get("project") or ""), self.work.home(row)
        wide = not text or "".join(text.translate(NARROW).split()) in WIDE
        if not wide:
            return tuple(sorted(dict.fromkeys(self._projects(row, text, county)))), None
        if row.values.get("national_code") and (code := self.work.known.project(row.values, "", None)) is not None:
            return (code,), None
        if county is None:
            raise BadInput("blocker_scope")
        return (), county

    def _projects(self, row: Row, text: str, county: str | None) -> list[str]:
        """One by its code, its national code or its name; several with a comma between them."""
        try:
            return [self._project(text, county, str(row.values.get("national_code") or ""))]
        except CampaignError:
            parts = [part for part in map(clean, _SEVERAL.split(text)) if part]
            if len(parts) < 2:
                raise
        return [self._project(part, county, "") for part in parts]

    def _project(self, text: str, county: str | None, national: str) -> str:
        known = self.work.known
        exact = codes.canonical(text.translate(NARROW))
        if exact is not None and codes.is_a(exact, "project"):
            typed = {"code": text}
        else:
            typed = {"national_code": national or (text if known.has_national(text) else "")}
        found = known.project(typed, text, county)
        if found is None:
            raise known.no_project(text)
        return found

    def _there(self, row: Row, place: Place) -> ListedBlocker | None:
        """An open one of that title on the same; one that is resolved, where the row says no more than that, or is older."""
        if (code := str(row.values.get("code") or "").upper()) in self.rows:
            return self.rows[code]
        found = [self.rows[code] for code in self.called.get((place, same_key(row.name)), ())]
        for blocker in found:
            if blocker.state != BlockerState.RESOLVED:
                return blocker
        settled = _settled(row) is not None
        opened = str(row.values.get("opened") or self.work.on.isoformat())
        return next((blocker for blocker in reversed(found) if settled or opened <= (blocker.resolved or "")), None)

    # What a row brings --------------------------------------------------------------------------------------------------

    def _open(self, row: Row, values: dict[str, Any], projects: tuple[str, ...], county: str | None) -> Taken:
        write, work = self.work.write, self.work
        settled = _settled(row)
        opened = stored_day(values["opened"]) if values.get("opened") else self._opened(values)
        made = {"title": row.name, "category": values.get("category") or category_of(row.name), "county": county,
                **{name: values.get(name) for name in ("authority", "unit", "person", "due")}}
        with attempt(write, work.session.assured) as told:
            code = told.subject = writes.add_blocker(write, made, list(projects), opened)
            for text in self._remarks(row, code):
                writes.record(write, code, EventKind.NOTE, opened, text=text)
                self.notes.add((code, text))
            if settled is not None:
                writes.close(write, code, settled, False, self._resolved(values, opened))
        self._learn(listed.blockers(write, code)[0])
        shown = {**made, "projects": " ".join(projects) or None, "opened": opened.isoformat(), "resolution": settled}
        return Taken(row.at, row.name, "new", code, Added({name: value for name, value in shown.items() if value is not None}))

    def _change(self, row: Row, values: dict[str, Any], there: ListedBlocker) -> Taken:
        write, old = self.work.write, there._asdict()
        resolved = there.state == BlockerState.RESOLVED
        settled = None if resolved else _settled(row)
        changed = {name: values[name] for name in (*_PLAIN, "unit", "due") if name in values and not resolved
                   and same_text(old[name]) != same_text(values[name])}
        remarks = [] if resolved else list(self._remarks(row, there.code))
        changes = [Change(name, old[name], value) for name, value in changed.items()]
        changes += [Change("note", None, text) for text in remarks]
        changes += [] if settled is None else [Change("resolution", None, settled)]
        if not changes:
            return Taken(row.at, row.name, "unchanged", there.code)
        on = self.work.on
        with attempt(write, self.work.session.assured) as told:
            told.subject = there.code
            if "unit" in changed:
                writes.assign(write, there.code, changed["unit"], None, changed.get("person"), on)
            if plain := {name: changed[name] for name in _PLAIN if name in changed}:
                records.edit(write, there.code, plain, None)
            if "due" in changed:
                writes.set_due(write, there.code, stored_day(changed["due"]), write.consent.why or "", on)
            for text in remarks:
                writes.remark(write, there.code, EventKind.NOTE, text, on)
                self.notes.add((there.code, text))
            if settled is not None:
                writes.close(write, there.code, settled, False, self._resolved(values, on))
        if not told.wrote:
            return Taken(row.at, row.name, "unchanged", there.code)
        self._learn(listed.blockers(write, there.code)[0])
        return Taken(row.at, row.name, "changed", there.code, tuple(changes))

    def _remarks(self, row: Row, code: str) -> list[str]:
        """What a row says besides: its note, and how far it has got if that is no end."""
        said = [str(row.values[name]) for name in ("note", "resolution") if row.values.get(name)
                and not (name == "resolution" and _settled(row) is not None)]
        return [text for text in dict.fromkeys(said)
                if not unknown(text) and not _says_open(text) and (code, text) not in self.notes]

    def _opened(self, values: dict[str, Any]) -> date:
        """Without a day of its own: the day of the list, or before it was resolved."""
        return min(self.work.on, stored_day(values["resolved"])) if values.get("resolved") else self.work.on

    def _resolved(self, values: dict[str, Any], least: date) -> date:
        return stored_day(values["resolved"]) if values.get("resolved") else max(self.work.on, least)


def _settled(row: Row) -> str | None:
    """How it was resolved, if the row says that it was: by a day, a word of its state, or how its result begins."""
    state, result = (fold(str(row.values.get(name) or "")) for name in ("state", "resolution"))
    said = str(row.values.get("resolution") or row.values.get("state") or "")
    if row.values.get("resolved"):
        return said or str(row.values["resolved"])
    return said if any(text.startswith(SETTLED) and not text.startswith(OPEN) for text in (state, result) if text) else None


def _says_open(text: str) -> bool:
    return fold(text) in ("否", "未解决", "未办结", "未销号", "no", "open")
