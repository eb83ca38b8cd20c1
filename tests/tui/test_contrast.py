"""Every letter really drawn can be read (4.5), every mark be seen (3): all screens, pages and dialogs, each way of signs, each
theme, in all colours, in 256 and in 16, as they are really sent; without colours there is bold and reverse only.

All are walked once in a theme in which each token has a colour of its own; what stands on what is the same in every theme, so
each theme and depth is judged by what was found. Of 256 colours those of the cube and the greys are meant, of 16 those that xterm
has unless told otherwise: what a terminal makes of its first 16 is its user's.
"""

from collections.abc import AsyncIterator, Iterator
from itertools import product
from pathlib import Path
from typing import NamedTuple

import pytest
from rich.color import ColorSystem
from rich.style import Style
from textual.pilot import Pilot

from campaign import text
from campaign.tables.signs import Way
from campaign.tables.tones import MARKS
from campaign.tui import theme
from campaign.tui.app import CampaignApp
from tests import look
from tests.look import Cell
from tests.tui.city import database, session, until
from tests.tui.scene import running
from tests.tui.test_theme import contrast, rgb

GROUNDS = ("ground", "panel", "raised", "selected")
SEEN = {mark for mark in MARKS if mark != "fan"}
"""Marks that stand alone. ``fan``, ``track`` and ``rule`` never do."""
DEPTHS = (ColorSystem.TRUECOLOR, ColorSystem.EIGHT_BIT, ColorSystem.STANDARD)
PROBE = "probe"
TOKENS = tuple(theme.COLOURS[theme.DARK])
PROBES = {token: f"#{at + 1:02x}{255 - 5 * at:02x}{40 + 6 * at:02x}" for at, token in enumerate(TOKENS)}
BY_COLOUR = {rgb(colour): token for token, colour in PROBES.items()}


class Drawn(NamedTuple):
    """A token that stands on another, and where that was seen first."""

    fore: str
    back: str
    letter: bool
    """Or a mark: a sign, or cells filled with ``fore`` beside ``back``."""
    where: str


async def places(app: CampaignApp, pilot: Pilot[None]) -> AsyncIterator[str]:
    """Every screen, page and dialog in each way of signs, by its name."""
    walls = [name for name in look.DIALOGS if name.startswith("wall")]
    names = {**{key: key for key in (*look.SCREENS, "p")},
             **{name: f"1,{keys}" for name, keys in look.DIALOGS.items() if name not in walls},
             **{look.PAGE + kind: look.PAGE + kind for kind in look.RECORDS}, **{name: name for name in walls}}
    for name, keys in names.items():  # the wall goes on under whatever is opened: it is the end
        await look.shown(app, pilot, keys)
        for way in Way:
            app.drawing.choose(signs=way.value)
            await pilot.pause()
            yield f"{name} {way}"
        if app.screen.is_modal:
            await pilot.press("escape")
        while len(app.screen_stack) > 1 and name not in walls:
            await app.pop_screen()


def pairs(rows: list[list[Cell]], where: str) -> Iterator[Drawn]:
    for row in rows:
        ground = "ground"
        for cell in row:
            fore, back = (BY_COLOUR.get(colour, f"{colour}") if colour else "nothing" for colour in (cell.fore, cell.back))
            if cell.sign.strip():
                yield Drawn(fore, back, cell.sign.isalnum() or cell.sign >= "\u3000", where)
            if back in GROUNDS:
                ground = back
            elif back in MARKS:
                yield Drawn(back, ground, False, where)


@running
async def collect(found: dict[tuple[str, str, bool], Drawn], folder: Path) -> None:
    app = CampaignApp(session(database(folder)), theme_name=PROBE)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: app.situation is not None)
        async for where in places(app, pilot):
            for drawn in pairs(look.grid(app), where):
                found.setdefault(drawn[:3], drawn)


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Drawn]]:
    found: dict[tuple[str, str, bool], Drawn] = {}
    before = text.language()
    text.use("zh")
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(theme.COLOURS, PROBE, PROBES)
        patch.setitem(theme.THEMES, PROBE, theme._theme(PROBE, PROBES))
        collect(found, tmp_path_factory.mktemp("contrast"))
    text.use(before)
    yield list(found.values())


def test_every_colour_is_of_a_token(drawn: list[Drawn]) -> None:
    assert len(drawn) > 60
    assert not [one for one in drawn if not {one.fore, one.back} <= set(TOKENS)]


def sent(name: str, depth: ColorSystem, fore: str, back: str) -> tuple[tuple[int, int, int], tuple[int, int, int]]:
    """What stands on a terminal for a token on another."""
    colours = theme.COLOURS[name]
    style = theme.fewer(Style(color=colours[fore], bgcolor=colours[back]), depth)
    found = []
    for colour in (style.color, style.bgcolor):
        assert colour is not None
        found.append(rgb(colour.number if colour.triplet is None and colour.number is not None else colour.name))
    return found[0], found[1]


@pytest.mark.parametrize(("name", "depth"), product((theme.DARK, theme.LIGHT, theme.CONTRAST, theme.BLIND), DEPTHS),
                         ids=lambda one: one if isinstance(one, str) else one.name)
def test_every_letter_and_mark(drawn: list[Drawn], name: str, depth: ColorSystem) -> None:
    weak = []
    for one in drawn:
        least = 4.5 if one.letter else 3.0 if one.fore in SEEN and one.back in GROUNDS else 0.0
        if (share := contrast(*sent(name, depth, one.fore, one.back))) < least:
            weak.append(f"{one.fore} on {one.back}: {share:.2f} of {least}, {one.where}")
    assert not weak, "\n".join(weak)


@running
async def test_without_colours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    text.use("zh")
    app = CampaignApp(session(database(tmp_path)))
    faults: list[str] = []
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.situation is not None)
        async for where in places(app, pilot):
            strips = app.screen._compositor.render_strips(app.size)
            styles = {style for strip in strips for _said, style, _control in strip if style}
            faults += [f"{where}: {style}" for style in styles
                       if any(colour is not None and not colour.is_default for colour in (style.color, style.bgcolor))
                       or style.dim or style.italic or style.strike]
    assert not faults, "\n".join(faults[:20])
