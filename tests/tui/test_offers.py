"""What the lines of a form can name of the organisation, and how its figures are written."""

from pathlib import Path
from shutil import copy

import pytest

from campaign.core.codes import KINDS
from campaign.core.errors import BadInput
from campaign.core.model.blocker import Category
from campaign.kinds.field import Field, Type, figure, parse
from campaign.kinds.registry import REFERENCES
from campaign.service import Session, create, merit_verbs
from campaign.store.records import DISPATCHES, LEADS
from campaign.store.write import Done
from campaign.tui.dialogs import choices
from campaign.tui.dialogs.called import called
from campaign.tui.dialogs.choose import narrowed
from campaign.tui.dialogs.form import Form
from campaign.tui.dialogs.form_fields import EXAMPLES, NAMED, check, chosen, shown, written
from tests.tui import scene
from tests.tui.scene import dashboard, running
from tests.tui.test_roles import join


@pytest.fixture(scope="module")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("offers") / "scale.db"
    create.scale(path, 60, "hq", day=38, clock=scene.clock)
    return path


@pytest.fixture
def session(made_up: Path) -> Session:
    return Session(made_up, "hq", clock=scene.clock)


@pytest.mark.parametrize("kind", ["lead", "trip", "event", "task_force", "dispatch", "merit", "approval", "blocker", "project"])
def test_everything_that_a_field_names_can_be_chosen(session: Session, kind: str) -> None:
    letter = KINDS[kind][0]
    found = choices.named(session, session.situation(), kind)
    assert found and {choice.code[0] for choice in found} == {letter}
    assert all(choice.label and choice.label != choice.code for choice in found)
    assert chosen(Field("x", kind)) and kind in NAMED
    assert narrowed(found[0].code, found) == [found[0].code]


def test_all_references_are_chosen_from_a_list() -> None:
    assert REFERENCES <= NAMED
    assert {Type.FIGURE, Type.PERIOD, Type.WORDS} <= set(EXAMPLES)


def test_leads_are_found_by_initials_and_dropped_ones_say_so(session: Session) -> None:
    found = {choice.code: choice for choice in choices.named(session, session.situation(), "lead")}
    dropped = next(row for row in LEADS.all(session.store) if row.dropped)
    assert found[dropped.code].note.startswith("given up")
    assert dropped.code in narrowed(found[dropped.code].key.replace(";", " ").split()[0][:2], list(found.values()))


def test_who_is_still_away_comes_first(session: Session) -> None:
    back = {row.code for row in DISPATCHES.all(session.store) if row.returned}
    order = [choice.code in back for choice in choices.named(session, session.situation(), "dispatch")]
    assert order == sorted(order)


def test_the_name_behind_a_code(session: Session) -> None:
    situation = session.situation()
    dispatch = DISPATCHES.all(session.store)[0]
    assert called(session, situation, dispatch.code) == situation.name_of(dispatch.person)
    lead = LEADS.all(session.store)[0]
    assert called(session, situation, lead.code) == lead.name
    assert called(session, situation, "K9999") == "K9999"


@pytest.mark.parametrize(("amount", "typed"), [(730, "7.3"), (-25, "-0.25"), (120_000, "1200"), (0, "0"), (-10_000, "-100"),
                                               (5, "0.05")])
def test_a_figure_is_read_back_as_it_was(amount: int, typed: str) -> None:
    assert written(Type.FIGURE, amount) == typed
    assert figure(typed) == amount


def test_several_words_are_chosen_one_after_another(session: Session) -> None:
    slot = Field("skills", Type.WORDS, Category)
    assert written(Type.WORDS, (Category.FOREST, Category.LAND)) == "forest land"
    assert shown(slot, "forest land", str) == "forest approval, land approval"
    check(slot, "forest land", session)
    for kind, bad in ((Type.PERIOD, "2026-13"), (Type.FIGURE, "viel")):
        with pytest.raises(BadInput):
            check(Field("x", kind), bad, session)
    assert parse(Field("skills", Type.WORDS, Category), "forest, land", session) == "forest land"


@running
async def test_the_palette_tells_nothing_of_a_step_that_is_not_shown_yet(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    entrance = join(path, "L02", "leader")
    own = scene.session(path, "hq")
    made = merit_verbs.add_merit(own, "L01", "reminder", "久拖未决", evidence=["B1"])
    own.close()
    async with dashboard(path, **entrance) as board:
        situation = board.app.situation
        assert situation is not None
        assert called(board.app.session, situation, made.subject) == made.subject
        assert choices.named(board.app.session, situation, "merit") == []
        await board.press("colon")
        await board.type(made.subject.lower())
        assert "久拖未决" not in board.text()


@running
async def test_a_lead_and_several_words_in_a_form(tmp_path: Path, made_up: Path) -> None:
    copy(made_up, tmp_path / "a.db")
    async with dashboard(tmp_path / "a.db") as board:
        form = Form("x", [Field("lead", "lead"), Field("skills", Type.WORDS, Category), Field("period", Type.PERIOD)],
                    lambda *a, **k: Done("", 0))
        await board.app.push_screen(form)
        await board.settle()
        await board.type("k3")
        await board.press("enter")
        assert form.typed["lead"] == "K0003" and "K0003" in board.text()
        for word in ("forest", "land"):
            await board.press("enter")
            await board.type(word)
            await board.press("enter")
        assert form.typed["skills"] == "forest land"
        assert "2026Q3" in board.text()
