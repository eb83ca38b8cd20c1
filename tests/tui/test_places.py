"""Errors that come back from the service, of two lines that contradict each other or a rule between rows, move to their line."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from campaign.service import Session, blockers, land, records, task_forces
from campaign.store.queries.land import land_task
from campaign.tui.dialogs import record_form
from campaign.tui.dialogs.form import Form
from campaign.tui.screens.land import land_task_forms
from campaign.tui.screens.projects import forms as projects_forms
from tests.tui.scene import dashboard, running, session

Given = Callable[[Session], object]


def _nothing(own: Session) -> None:
    return None


def _land(own: Session) -> None:
    land.add_land_task(own, {"name": "南湾征地", "kind": "expropriation", "target": "100亩"}, projects=["P1"])


def _force(own: Session) -> None:
    task_forces.add_task_force(own, "用林专班", head="王某山")


def _safety(own: Session) -> None:
    blockers.add_blocker(own, {"title": "高支模", "category": "safety"}, projects=["P1"])


CASES: tuple[tuple[str, Given, Callable[[Session], Form], Mapping[str, str], str], ...] = (
    ("below_nothing", _land, lambda own: land_task_forms.progress(land_task(own.store, "G0001")), {"amount": "-5"}, "amount"),
    ("quantity_once", _land, lambda own: land_task_forms.progress(land_task(own.store, "G0001")),
     {"amount": "+5", "to": "9"}, "amount"),
    ("other_measure", _land, lambda own: land_task_forms.progress(land_task(own.store, "G0001")), {"to": "9户"}, "to"),
    ("about_elsewhere", _land, lambda own: record_form.add("blocker"),
     {"title": "某事", "projects": "P0002", "about": "G0001"}, "about"),
    ("source_gives", _land, lambda own: record_form.add("blocker"), {"title": "某事", "about": "G0001", "due": "+3d"}, "due"),
    ("blocker_scope", _nothing, lambda own: record_form.add("blocker"),
     {"title": "某事", "category": "land", "projects": "P0001", "county": "C01"}, "projects"),
    ("field_empty", _nothing, lambda own: record_form.add("blocker"), {"title": "某事", "projects": "P0001"}, "category"),
    ("land_scope", _nothing, lambda own: record_form.add("land_task"), {"name": "某事", "kind": "forest"}, "projects"),
    ("building_needs_start", _nothing, lambda own: record_form.add("project"), {"name": "某事", "stage": "building"}, "started"),
    ("name_taken", _nothing, lambda own: record_form.add("county"), {"name": "临江区"}, "name"),
    ("money_twice", _nothing, lambda own: projects_forms.report("P0001", ""), {"money": "+3万", "to": "9万"}, "money"),
    ("bad_span", _nothing, lambda own: record_form.add("trip"),
     {"leader": "L01", "place": "长三角", "first": "today", "last": "-3d"}, "last"),
    ("case_county", lambda own: records.add(own, "county", {"name": "东山县"}), lambda own: record_form.add("case"),
     {"title": "某事", "project": "P0001", "county": "C02"}, "county"),
    ("step_skipped", _nothing, lambda own: record_form.add("merit"),
     {"kind": "interview", "person": "L01", "text": "某事", "evidence": "B0001"}, "kind"),
    ("bad_code", _nothing, lambda own: record_form.add("merit"),
     {"kind": "reminder", "person": "L01", "text": "某事", "evidence": "B0001 某事"}, "evidence"),
    ("evidence that is gone", _nothing, lambda own: record_form.add("merit"),
     {"kind": "reminder", "person": "L01", "text": "某事", "evidence": "B0001 B0099"}, "evidence"),
    ("merit_subject", _nothing, lambda own: record_form.add("merit"), {"text": "某事"}, "person"),
    ("praise_unsafe", _safety, lambda own: record_form.add("merit"), {"person": "L02", "text": "某事", "project": "P0001"},
     "project"),
    ("indicator_nothing", _nothing, lambda own: record_form.add("indicator"),
     {"county": "C01", "metric": "gdp", "period": "2026Q3"}, "value"),
    ("indicator_ahead", _nothing, lambda own: record_form.add("indicator"),
     {"county": "C01", "metric": "gdp", "period": "2027Q3", "value": "7.3%"}, "period"),
    ("no_member", _force, lambda own: record_form.edit(own, own.situation(), "T01"), {"leaves": "M001"}, "leaves"),
    ("ends_before", _force, lambda own: record_form.edit(own, own.situation(), "T01"), {"until": "-3d"}, "until"),
)


@pytest.mark.parametrize(("given", "make", "typed", "line"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
@running
async def test_the_cursor_goes_to_the_line_that_is_wrong(tmp_path: Path, given: Given, make: Callable[[Session], Form],
                                                         typed: Mapping[str, str], line: str) -> None:
    own = session(tmp_path / "a.db")
    given(own)
    own.close()
    async with dashboard(tmp_path / "a.db") as board:
        opened = make(board.app.session)
        await board.app.push_screen(opened)
        await board.settle()
        opened._put(typed)
        opened.rows[-1].enter()
        await board.press("ctrl+s")
        assert board.app.screen is opened, board.text()
        row = next(row for row in opened.rows if row.active)
        assert (row.field.name, bool(row._said)) == (line, True), board.text()
