"""README's pictures, drawn from the app itself on the seed data: ``python -m tests.pictures``.

Textual's SVG gives a run of text 12.2 units per character; a Chinese character takes two cells. So every run is split into its
narrow and its wide parts, each put where its cells are and made as long as they are.
"""

import asyncio
import html
import re
import tempfile
from datetime import datetime
from itertools import groupby
from pathlib import Path

from rich.cells import cell_len

from campaign import text
from campaign.service import Session, create
from campaign.tui.app import CampaignApp

ROOT = Path(__file__).parent.parent
PICTURES = ROOT / "docs" / "pictures"
NOW = datetime.fromisoformat("2026-11-22T10:48:00+08:00")
SIZE = (100, 30)
CELL = 12.2
SHOTS = (("overview", "zh", "1"), ("blockers", "en", "3"), ("leaders", "zh", "2"), ("projects", "en", "4"),
         ("blockers", "zh", "3"), ("projects", "zh", "4"))
_RUN = re.compile(r'<text ([^>]*?)x="([0-9.]+)"([^>]*?)textLength="[0-9.]+"([^>]*)>([^<]*)</text>')


def widened(svg: str) -> str:
    """``svg`` with every run of text where its cells are."""
    def run(match: re.Match[str]) -> str:
        before, start, middle, after, words = match.groups()
        x, parts = float(start), []
        for _, group in groupby(html.unescape(words), key=lambda char: cell_len(char) > 1):
            part = "".join(group)
            width = cell_len(part) * CELL
            parts.append(f'<text {before}x="{x:g}"{middle}textLength="{width:g}"{after}>{html.escape(part)}</text>')
            x += width
        return "".join(parts)

    return _RUN.sub(run, svg)


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
