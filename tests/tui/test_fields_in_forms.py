"""Every field of every kind has its line in a form of the dashboard, or says why it has none."""

import re
from pathlib import Path

import pytest
from textual.pilot import Pilot

from campaign import text, words
from campaign.kinds import registry
from campaign.kinds.field import Field
from campaign.kinds.kind import Kind
from campaign.tui import registry as places
from campaign.tui.app import CampaignApp
from campaign.tui.dialogs import record_form, visit_form
from campaign.tui.dialogs.form_fields import EXAMPLES, label_of
from campaign.tui.keys import BY_ACTION, told
from campaign.tui.screens.projects import forms as projects_forms
from tests.tui import city

ASKED = [(kind, field) for kind in registry.kinds() if not kind.unasked for field in kind.fields]
KEPT = {"project": "P0042", "blocker": "B0107", "land_task": "G0005", "person": "L01", "county": "C01", "unit": "U01",
        "lead": "K0014", "trip": "R001", "event": "E001", "task_force": "T01", "dispatch": "D001", "case": "S001",
        "node": "N新材料/膜材料", "indicator": "IC05 investment yoy_cum"}
APPROVALS = ("A0052", "A0001", "A0070")
"""One that waits, one that is set aside, one that was granted: not all of it can be changed at any time."""


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """Kind → names of the lines of its forms."""
    own = city.session(city.database(tmp_path_factory.mktemp("forms")))
    situation = own.situation()
    found = {name: {field.name for field in record_form.add(name).fields} for name in registry.addable()}
    for kind, codes in (*((kind, (code,)) for kind, code in KEPT.items()), ("approval", APPROVALS)):
        for code in codes:
            found[kind] |= {field.name for field in record_form.edit(own, situation, code).fields}
    found["report"] = {field.name for field in projects_forms.report("P0042", "").fields}
    found["visit"] = {field.name for field in visit_form.visit("P0042", "", None, city.NOW.date()).fields}
    own.close()
    return found


@pytest.mark.parametrize(("kind", "field"), ASKED, ids=[f"{kind.name}-{field.name}" for kind, field in ASKED])
def test_every_field_has_its_line(kind: Kind, field: Field, lines: dict[str, set[str]]) -> None:
    """A line may be called as the option is: ``on`` for the day of a visit."""
    names = {field.name, field.options[0].removeprefix("--").replace("-", "_")}
    assert bool(names & lines[kind.name]) is not bool(field.unasked)


def test_what_can_be_added_has_its_form_and_nothing_else() -> None:
    assert set(places.FORMS) <= set(registry.addable())
    for name in registry.addable():
        assert record_form.forms(name).add is not None


def test_kinds_without_a_form_say_why() -> None:
    without = {kind.name for kind in registry.kinds()} - set(registry.addable()) - {"report", "visit"}
    assert without == {kind.name for kind in registry.kinds() if kind.unasked}


def test_the_help_of_adding_names_every_kind() -> None:
    assert not [name for name in registry.addable() if words.kind(name) not in told(BY_ACTION["add"])]


@pytest.mark.parametrize("size", [(80, 24), (40, 15)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_the_help_shows_all_of_it(tmp_path: Path, size: tuple[int, int]) -> None:
    async def look(app: CampaignApp, pilot: Pilot[None]) -> None:
        await city.press(pilot, "question_mark")
        seen = ""
        for _ in range(60):
            seen += " ".join(line.strip("| ") for line in city.lines(app))
            await city.press(pilot, "j")
        assert not [name for name in registry.addable() if words.kind(name).split()[-1] not in seen]

    city.run(city.database(tmp_path), look, size=size)


def test_in_chinese_no_line_of_a_form_speaks_english() -> None:
    """Labels, hints and examples of every kind; ``GDP`` is no English word any more."""
    forms = {name: record_form.add(name).fields for name in registry.addable()}
    forms |= {"report": projects_forms.report("P0042", "").fields,
              "visit": visit_form.visit("P0042", "", None, city.NOW.date()).fields}
    before = text.language()
    text.use("zh")
    try:
        said = {name: [part for field in fields for part in (label_of(field), text._(field.hint) if field.hint else "")]
                for name, fields in forms.items()}
        said["examples"] = [text._(example) for example in EXAMPLES.values()]
        assert not {name: found for name, parts in said.items()
                    if (found := [part for part in parts if re.search(r"[a-z]{3,}", part)])}
    finally:
        text.use(before)
