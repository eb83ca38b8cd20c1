"""How often honest people are asked whether it is so: the sample city's 38 days of writes, carried out one by one.

``python -m tests.asked``: a line for each time, and the count; more than 1 in 50 writes is exit 1.
"""

import shutil
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from campaign.core.model.blocker import EventKind
from campaign.core.plausible import Doubt, Doubtful
from campaign.service import Session, blockers, create, land, projects
from campaign.store.store import Store
from campaign.words import error_text

ROOT = Path(__file__).parent.parent
DAILY = ("progress", "funds", "visits", "blockers", "blocker_events", "land_events", "merits", "merit_evidence", "merit_answers",
         "requests", "results")
"""Files of what is done day by day, and of what names it."""
FACTS = ("done", "crew", "crew_planned", "machines", "materials", "fronts", "note")
MOST = 50
"""Writes for which one question is not too many."""
NOW = datetime(2026, 11, 7, 2, 48, tzinfo=UTC)
Write = Callable[[Session, str], Any]


class Asked:
    """The count. ``doubts``: what was asked, in the order of the days."""

    def __init__(self) -> None:
        self.writes = 0
        self.doubts: list[tuple[str, Doubt]] = []

    @property
    def too_often(self) -> bool:
        return len(self.doubts) * MOST > self.writes


def replay(folder: Path) -> Asked:
    """Everything that the sample's files tell of, as commands would write it on the day on which it happened."""
    create.seed(folder / "whole.db", ROOT / "seed", "hq", day=38, clock=lambda: NOW)
    shutil.copytree(ROOT / "seed", folder / "bare", ignore=shutil.ignore_patterns(*(f"{name}.csv" for name in DAILY)))
    create.seed(folder / "bare.db", folder / "bare", "hq", day=38, clock=lambda: NOW)
    with Store(folder / "whole.db") as store:
        writes = sorted(_writes(store), key=lambda write: write[0])
    asked, today = Asked(), [NOW]
    session = Session(folder / "bare.db", "hq", clock=lambda: today[0])

    def ask(error: Doubtful) -> None:
        asked.doubts += [(today[0].date().isoformat(), doubt) for doubt in error.doubts]

    session.ask = ask
    codes: dict[str, str] = {}
    for (on, _order), old, write in writes:
        today[0] = datetime.combine(date.fromisoformat(on), time(2, 48), UTC)
        session.assured = ()
        done = write(session, codes.get(old, old))
        if old and old not in codes:
            codes[old] = done.subject
        asked.writes += 1
    session.close()
    return asked


def _writes(store: Store) -> list[tuple[tuple[str, int], str, Write]]:
    """(day and place in it, code of the blocker that is opened or worked on, what was written)."""
    found: list[tuple[tuple[str, int], str, Write]] = []
    for project, on, money, *facts in store.fetch(f"SELECT project, on_day, money, {', '.join(FACTS)} FROM progress ORDER BY id"):
        typed = {name: str(value) for name, value in zip(FACTS, facts, strict=True) if value is not None}
        amount = f"{money:+}" if money else None
        found.append(((on, 1), "", lambda s, c, p=project, t=typed, m=amount: projects.report(s, p, t, money=m)))
    for project, on, money, source in store.fetch("SELECT project, on_day, money, source FROM funds ORDER BY id"):
        found.append(((on, 1), "", lambda s, c, p=project, m=money, o=source: projects.fund(s, p, money=f"{m:+}", source=o)))
    for task, on, amount, text in store.fetch("""SELECT task, on_day, amount, text FROM land_events WHERE kind = 'progress'
                                                 ORDER BY id"""):
        given = f"{amount / 100:+}"
        found.append(((on, 1), "", lambda s, c, g=task, a=given, n=text: land.land_progress(s, g, amount=a, note=n)))
    for project, on, channel, person, solved in store.fetch(
            "SELECT project, on_day, channel, person, solved FROM visits ORDER BY id"):
        found.append(((on, 2), "", lambda s, c, p=project, w=channel, by=person, t=solved: projects.visit(
            s, p, by=by or "", channel=w, solved=t)))
    rows = store.fetch("SELECT code, title, category, unit, person, authority, land_task, approval, county, opened FROM blockers")
    for code, title, category, unit, person, authority, task, approval, county, opened in rows:
        on_projects = [row[0] for row in store.fetch("SELECT project FROM blocker_projects WHERE blocker = ?", code)]
        events = store.fetch("""SELECT kind, on_day, source, target, text FROM blocker_events WHERE blocker = ?
                                ORDER BY on_day, id""", code)
        slipped = any(row[0] == EventKind.DUE for row in events)  # what it was first, nothing says
        due = None if slipped else store.fetch("SELECT due FROM blockers WHERE code = ?", code)[0][0]
        first = next((row[3] for row in events if row[0] == EventKind.OPEN), unit)
        typed = {"title": title, "category": category, "unit": first, "person": person}
        if not (task or approval):
            typed |= {"due": due, "authority": authority}
        told = {name: value for name, value in typed.items() if value is not None}
        found.append(((opened, 0), code, lambda s, c, t=told, p=on_projects, k=county, a=task or approval: blockers.add_blocker(
            s, t, projects=p, county=None if p else k, about=a)))
        found += [((on, 3), code, _event(kind, source, target, text)) for kind, on, source, target, text in events
                  if kind in (EventKind.NOTE, EventKind.CONTACT, EventKind.MOVE, EventKind.RESOLVE)]
    return found


def _event(kind: str, source: str | None, target: str | None, text: str | None) -> Write:
    match kind:
        case EventKind.NOTE:
            return lambda s, c: blockers.note(s, c, text or "-")
        case EventKind.CONTACT:
            return lambda s, c: blockers.contact(s, c, text or "-")
        case EventKind.MOVE:
            return lambda s, c: blockers.assign(s, c, target or "", did=text)
    return lambda s, c: blockers.resolve(s, c, text or "-")


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        asked = replay(Path(folder))
    for day, doubt in asked.doubts:
        print(day, error_text(Doubtful([doubt])))
    share = f"1 in {asked.writes / len(asked.doubts):.0f}" if asked.doubts else "never"
    print(f"asked {len(asked.doubts)} times in {asked.writes} writes: {share} (at most 1 in {MOST})")
    return int(asked.too_often)


if __name__ == "__main__":
    sys.exit(main())
