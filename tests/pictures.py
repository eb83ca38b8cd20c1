"""README's pictures, drawn from the app itself on the seed data: ``python -m tests.pictures``.

Textual's SVG stretches a run of text to 12.2 units per character; a Chinese character takes two cells, and where a font is wider
than that, columns drift. So every character is put where its own cell is.
"""

import asyncio
import html
import re
import tempfile
from datetime import datetime
from pathlib import Path

from rich.cells import cell_len

from campaign import text
from campaign.service import Session, create
from campaign.tables.charts.shapes import Disc, Rect, shapes
from campaign.tui.app import CampaignApp

ROOT = Path(__file__).parent.parent
PICTURES = ROOT / "docs" / "pictures"
NOW = datetime.fromisoformat("2026-11-22T10:48:00+08:00")
SIZE = (100, 30)
CELL = 12.2
SHOTS = (("overview", "zh", "1"), ("blockers", "en", "3"), ("leaders", "zh", "2"), ("projects", "en", "4"),
         ("blockers", "zh", "3"), ("projects", "zh", "4"))
HIGH, ASCENT, SIZE_OF_LETTERS = 24.4, 18.5, 20
"""Units of a line, from its top to the baseline of its text, and of a letter."""
THIN = 0.35
"""Parts of a cell up to which a shape is a line."""
_RUN = re.compile(r'<text (class="[^"]*") x="([0-9.]+)" y="([0-9.]+)" textLength="[0-9.]+"([^>]*)>([^<]*)</text>')


def widened(svg: str) -> str:
    """``svg`` with every character where its cell is, and block, line and braille signs as the shapes that terminals draw."""
    def run(match: re.Match[str]) -> str:
        kind, start, baseline, clip, words = match.groups()
        at, top = float(start), float(baseline) - ASCENT
        letters, places, drawn = [], [], []
        for char in html.unescape(words):
            wide = cell_len(char) * CELL
            signs = shapes(char) if char.strip() else None
            if signs is not None:
                drawn += [_drawn(shape, kind, at, top) for shape in signs]
            elif char.strip():
                letters.append(char)
                # A wide letter is narrower than two cells: it stands in their middle.
                places.append(f"{at + (wide - SIZE_OF_LETTERS) / 2 if wide > CELL else at:g}")
            at += wide
        if letters:
            drawn.append(f'<text {kind} x="{" ".join(places)}" y="{baseline}"{clip}>{html.escape("".join(letters))}</text>')
        return "".join(drawn)

    return _RUN.sub(run, svg)


def _drawn(shape: Rect | Disc, kind: str, x: float, top: float) -> str:
    if isinstance(shape, Disc):
        return f'<circle {kind} cx="{x + shape.x * CELL:g}" cy="{top + shape.y * HIGH:g}" r="{shape.radius * CELL:g}"/>'
    # On whole points, so that all lines are as thick and no seam shows between two rows.
    left, upper = round(x + shape.x * CELL), round(top + shape.y * HIGH)
    wide = round(x + (shape.x + shape.width) * CELL) - left if shape.width > THIN else round(shape.width * CELL)
    line = shape.height <= THIN and shape.y + shape.height < 1
    high = round(shape.height * HIGH) if line else round(top + (shape.y + shape.height) * HIGH) - upper
    return f'<rect {kind} x="{left}" y="{upper}" width="{max(wide, 1)}" height="{max(high, 1)}" shape-rendering="crispEdges"/>'


async def shoot(folder: Path) -> None:
    database = folder / "campaign.db"
    create.seed(database, ROOT / "seed", "headquarters", clock=lambda: NOW)
    for name, language, key in SHOTS:
        text.use(language)
        session = Session(database, "headquarters", clock=lambda: NOW)
        app = CampaignApp(session)
        async with app.run_test(size=SIZE) as pilot:
            while app.situation is None:
                await pilot.pause(0.05)
            await pilot.press(key, "down", "down")
            await pilot.pause(0.5)  # the details follow the cursor when it rests
            (PICTURES / f"{name}.{language}.svg").write_text(widened(app.export_screenshot(title="campaign")), encoding="utf-8")
        session.close()


if __name__ == "__main__":
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        asyncio.run(shoot(Path(temporary)))
