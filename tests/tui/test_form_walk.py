"""Every form of every kind, line by line: what cannot be taken is said at its line, and nothing that was typed is lost."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from campaign.kinds import registry
from campaign.kinds.field import Field, Type
from campaign.tui.app import CampaignApp
from campaign.tui.dialogs import choices, record_form, visit_form
from campaign.tui.dialogs.choose import Choose
from campaign.tui.dialogs.form import Form
from campaign.tui.dialogs.form_fields import ABOUT, CREW, KINDS, NAMED, PROJECTS, SIGNED, SIGNED_QUANTITY, label_of
from campaign.tui.screens.projects import forms as projects_forms
from campaign.tui.widgets.rows import Rows
from tests.tui import city

KEPT = ("P0042", "B0107", "G0005", "A0052", "A0001", "L01", "M001", "C01", "U01", "K0014", "R001", "E001", "T01", "D001", "S001",
        "N新材料/膜材料", "IC05 investment yoy_cum")
"""One of each kind that is edited by a form of its own; a merit is paid instead."""
UNTYPED = "没有这个"
WRONG: dict[str, str] = {
    Type.MONEY: "很多", Type.DAY: "改天", Type.COUNT: "-7", Type.QUANTITY: "很多", Type.FIGURE: "x", Type.PERIOD: "明年吧",
    Type.YES: "也许", Type.WORD: UNTYPED, Type.WORDS: UNTYPED, SIGNED: "很多", CREW: "几个", SIGNED_QUANTITY: "很多",
    ABOUT: "G9999", PROJECTS: "P0001 P9999", KINDS: UNTYPED}
"""What a line of this kind does not take; a text is too long, a name is nobody's."""


FILLED: dict[str, str] = {Type.DAY: "today", Type.PERIOD: "2026-10"}


def wrong(field: Field) -> str:
    return "长" * (field.limit + 1) if field.holds == Type.TEXT else WRONG.get(field.holds, UNTYPED)


def opened(app: CampaignApp) -> Form:
    assert isinstance(app.screen, Form), app.screen
    return app.screen


async def shown(app: CampaignApp, pilot: Pilot[None], form: Form) -> Form:
    await app.push_screen(form)
    await city.until(pilot, lambda: app.screen is form and form.is_mounted)
    return form


def filled(form: Form) -> None:
    """Every line that may not be empty is filled in well enough."""
    for row in form.rows:
        if row.field.required and not row.text:
            offered = form._choices(row) if row.field.holds in (*NAMED, Type.WORD) else None
            row.text = offered[0].code if offered else FILLED.get(row.field.holds, "某事")


def fresh(app: CampaignApp, name: str) -> Form:
    if name in registry.addable():
        return record_form.add(name)
    assert app.situation is not None
    if name == "report":
        return projects_forms.report("P0042", "")
    if name == "visit":
        return visit_form.visit("P0042", "", None, city.NOW.date())
    return record_form.edit(app.session, app.situation, name)


@pytest.mark.parametrize("part", [0, 1, 2])
def test_what_cannot_be_taken_is_said_at_its_line(tmp_path: Path, part: int) -> None:
    names = (*registry.addable(), "report", "visit", *KEPT)[part::3]

    async def walk(app: CampaignApp, pilot: Pilot[None]) -> None:
        seq = app.session.store.snapshot().seq
        for name in names:
            form = await shown(app, pilot, fresh(app, name))
            filled(form)
            before = form.typed
            for row in form.rows:
                text = row.text
                row.text = wrong(row.field)
                form.rows[-1].enter()
                await city.press(pilot, "ctrl+s")
                assert app.screen is form, (name, row.field.name)
                assert [each.field.name for each in form.rows if each.active] == [row.field.name], (name, row.field.name)
                assert row._said and "\n" not in row._said and "{" not in row._said, (name, row.field.name)
                assert form.typed == {**before, row.field.name: wrong(row.field)}, (name, row.field.name)
                row.text = text
            for row in form.rows:
                if row.field.required:
                    text, row.text = row.text, ""
                    form.rows[-1].enter()
                    await city.press(pilot, "ctrl+s")
                    assert app.screen is form and row.active and row._said, (name, row.field.name)
                    row.text = text
            kept = {row.field.name: wrong(row.field) for row in form.rows if row.field.holds not in NAMED}
            form._put(kept)
            await city.press(pilot, "escape")
            assert not app.screen.is_modal, name
            form = await shown(app, pilot, fresh(app, name))
            assert {line: form.typed[line] for line in kept} == kept, name
            form._put(form.base)
            await city.press(pilot, "escape")
        assert app.session.store.snapshot().seq == seq

    city.run(city.database(tmp_path), walk)


@pytest.mark.parametrize(("language", "size"), [("zh", (80, 24)), ("en", (40, 15))], ids=["zh 80x24", "en 40x15"])
def test_the_last_line_of_every_form_can_be_reached_and_seen(tmp_path: Path, language: str, size: tuple[int, int]) -> None:
    async def walk(app: CampaignApp, pilot: Pilot[None]) -> None:
        for name in (*registry.addable(), "report", "visit", *KEPT):
            form = await shown(app, pilot, fresh(app, name))
            while not form.rows[-1].active:
                await pilot.press("pagedown")
            await pilot.pause()
            last = form.rows[-1]
            assert last.active, name
            assert form.region.contains_region(last.region) and last.region.height >= 1, (name, last.region)
            assert last.region.y >= form.query_one("Fields").region.y
            assert last.region.bottom <= form.query_one("Fields").region.bottom, name
            assert any(label_of(last.field)[:6] in line for line in city.lines(app)), (name, city.lines(app))
            await city.press(pilot, "escape")

    city.run(city.database(tmp_path), walk, size=size, language=language)


@pytest.mark.parametrize("size", [(80, 24), (40, 15)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_the_last_row_of_every_list_in_a_dialog_can_be_reached_and_seen(tmp_path: Path, size: tuple[int, int]) -> None:
    """What can be added, everything that a line can name, the keys, the commands, the questions."""
    async def walk(app: CampaignApp, pilot: Pilot[None]) -> None:
        async def last_seen(what: str) -> None:
            rows = app.screen.query_one(Rows)
            for _ in range(60):
                before = rows.cursor
                await pilot.press("pagedown")
                if rows.cursor == before:
                    break
            await pilot.pause()
            assert rows.cursor == [key for key in rows._keys if not key.startswith("+ ")][-1], what  # "+ ": its second line
            assert rows._top + rows._window >= len(rows._keys) and rows.region.bottom <= app.screen.size.height, what
            assert app.screen.region.contains_region(rows.region) and rows.region.height >= 3, what
            await city.press(pilot, "escape")

        for key in ("question_mark", "colon", "i", "a"):
            await city.press(pilot, key)
            await city.until(pilot, lambda: app.screen.is_modal)
            await last_seen(key)
        assert app.situation is not None
        for named in sorted({field.holds for kind in registry.kinds() for field in kind.fields if field.reference}):
            await app.push_screen(Choose("x", choices.named(app.session, app.situation, named)))
            await pilot.pause()
            await last_seen(named)

    city.run(city.database(tmp_path), walk, size=size)
