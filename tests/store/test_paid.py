"""Money by day is brought along by the log: after any write it is what a new reading of all reports says."""

from datetime import timedelta
from pathlib import Path

import pytest
from textual.widget import Widget

from campaign.service import Session
from campaign.store import rows
from campaign.store.queries.paid import Paid, paid
from campaign.tui.screens.overview import past
from campaign.tui.screens.overview.past import Reading
from tests.bought.city import Place, make
from tests.store.test_stood import Writer

WAYS = ("report", "report", "report", "take_out", "undo", "edit_project", "add_project", "confirm", "send_back", "fund", "excuse",
        "resolve", "add_blocker", "approve")
WRITES = 300


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    path = tmp_path_factory.mktemp("paid") / "city.db"
    return path, make(path)


def by_day(session: Session, first: str, last: str) -> dict[object, int]:
    return {rows.day(on): money for on, money in session.store.fetch(
        """SELECT on_day, SUM(money) FROM progress
           WHERE project IN (SELECT code FROM projects WHERE withdrawn IS NULL AND plan_100 > 0)
           AND on_day BETWEEN ? AND ? GROUP BY on_day""", first, last)}


def said(money: Paid) -> dict[object, int]:
    return {on: value for on, value in money.by_day.items() if value}


@pytest.mark.parametrize("every", (1, 4))
def test_what_is_brought_along_is_what_is_read_anew(every: int, template: tuple[Path, dict[str, str]], tmp_path: Path,
                                                    monkeypatch: pytest.MonkeyPatch) -> None:
    """``every``: so many writes between two looks. What the Overview reads follows it."""
    monkeypatch.setattr("tests.store.test_stood.WAYS", WAYS)
    monkeypatch.setattr(past, "REST", 0.0)
    place = Place(*template, tmp_path / "campaign.db")
    writer, session = Writer(place, every), place.session()
    situation, money, kept = session.situation(), None, Reading(Widget(), lambda: None)
    written, along = 0, 0
    while written < WRITES:
        if not writer.write():
            continue
        written += 1
        if written % 60 == 0:
            place.later(1)
        if written % every:
            continue
        situation = session.refreshed(situation)
        first, last = situation.snapshot.campaign.first_day, situation.today
        money = paid(session.store, first, last, money)
        along += money.moved is not None
        assert said(money) == {on: value for on, value in by_day(session, f"{first}", f"{last}").items() if value}
        if kept.ahead(session, situation, session.touched, freezing=True):
            anew = Reading(Widget(), lambda: None)
            anew.ahead(session, situation, None, freezing=True)
            assert (kept.past, kept.city) == (anew.past, anew.city)
    assert along > written // every // 2
    session.close()


def test_a_log_that_went_another_way_is_read_anew(template: tuple[Path, dict[str, str]], tmp_path: Path) -> None:
    place = Place(*template, tmp_path / "campaign.db")
    session = place.session()
    first, last = session.campaign.first_day, session.today
    money = paid(session.store, first, last)
    assert paid(session.store, first, last, money) == money._replace(moved=frozenset())
    assert paid(session.store, first, last, money._replace(head="another")).moved is None
    assert paid(session.store, first, last - timedelta(days=1), money).moved is None
    session.close()
