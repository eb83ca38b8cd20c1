"""``E``: what a list shows, as a file; every list of every screen."""

import csv
from pathlib import Path

from python_calamine import CalamineWorkbook
from textual.pilot import Pilot

from campaign.core import codes
from campaign.service.exports import exported
from campaign.tui.app import CampaignApp
from campaign.tui.dialogs.form import Form
from campaign.tui.keys import KEYS
from campaign.tui.shell.panes_page import PanesPage
from tests.tui import city
from tests.tui.city import lines, press, until

LISTED = {one.kind.name for one in exported().values() if one.kind is not None and one.command}
SCREENS = [key.shown for key in KEYS if key.action.startswith("switch_mode")]


async def give_out(app: CampaignApp, pilot: Pilot[None], file: Path) -> None:
    await press(pilot, "E")
    await until(pilot, lambda: isinstance(app.screen, Form))
    form = app.screen
    assert isinstance(form, Form)
    assert form.typed["file"].endswith("2026-11-22.xlsx")
    form.rows[0].text = str(file)
    await press(pilot, "ctrl+s")


def test_every_list_gives_out_what_it_shows(tmp_path: Path) -> None:
    """Or says that there is none to be given out."""
    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        walked = set[str]()
        for screen in SCREENS:
            await press(pilot, screen)
            page = app.screen
            for number, pane in enumerate(page._panes if isinstance(page, PanesPage) else (None,)):
                if pane is not None:
                    page._go(number)
                    await until(pilot, lambda pane=pane: pane.now is not None and bool(pane.shown))
                if pane is None or pane.KIND not in LISTED:
                    await press(pilot, "E")
                    await until(pilot, lambda: any("No list of records" in line for line in lines(app)))
                    continue
                if pane.KIND in walked:
                    continue
                walked.add(pane.KIND)
                file = tmp_path / f"{screen}-{pane.id}.csv"
                await give_out(app, pilot, file)
                await until(pilot, lambda file=file, page=page: file.is_file() and app.screen is page)
                rows = list(csv.reader(file.read_text(encoding="utf-8-sig").splitlines()))
                if rows[0][0] == "code":
                    shown = [code for code in pane.shown if codes.kind_of(code) == pane.KIND or pane.KIND == "person"]
                    assert [row[0] for row in rows[1:]] == shown, file.name  # who is at home is no trip
                else:
                    assert len(rows) > 1, file.name
        assert walked >= LISTED - {"person", "unit", "event"}, LISTED - walked  # these have no list of their own

    city.run(city.database(tmp_path), test, size=(120, 40))


def test_a_filter_is_kept_and_a_file_that_is_there_is_asked_about(tmp_path: Path) -> None:
    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        await press(pilot, "4", "/", "p", "0", "0", "4", "enter")
        page = app.screen
        assert isinstance(page, PanesPage)
        codes = list(page.pane.shown)
        assert 0 < len(codes) < 20
        file = tmp_path / "a.xlsx"
        file.write_text("old")
        await give_out(app, pilot, file)
        await until(pilot, lambda: any("Write over it?" in line for line in lines(app)))
        assert file.read_text() == "old"
        await press(pilot, "y")
        await until(pilot, lambda: any("Written:" in line for line in lines(app)))
        book = CalamineWorkbook.from_path(str(file))
        assert [row[0] for row in book.get_sheet_by_index(0).to_python()[1:]] == codes
        assert ["Chosen by", "p004"] in book.get_sheet_by_index(1).to_python()
        await give_out(app, pilot, tmp_path / "a.pdf")
        await until(pilot, lambda: any(".xlsx, .csv, .json" in line for line in lines(app)))

    city.run(city.database(tmp_path), test, size=(120, 40))


def test_through_the_gate_it_says_what_to_type(tmp_path: Path) -> None:
    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        await press(pilot, "4")
        app.session.key = "SHA256:abc"
        await press(pilot, "E")
        await until(pilot, lambda: any("campaign export projects" in line for line in lines(app)))
        app.session.key = None

    city.run(city.database(tmp_path), test, size=(120, 40))
