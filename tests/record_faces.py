"""Everything that people and programs see, as files: what must not change when only the inside of the house does.

``python -m tests.record_faces FOLDER`` records the sample city and a made-up one of 300 projects, in both languages: every
``--json``, ``--csv``, ``--plain`` and human output of every command that looks, every ``--help``, every screen with its panes, a
page of every kind and the dialogs, at 80×24 and 120×40. ``--only cli`` (``help``, ``80x24``, ``120x40``) records a part.

``python -m tests.record_faces --compare BEFORE AFTER`` prints what differs and ends with 1 when anything does. The day is frozen,
so that two recordings of one program are the same. What is recorded is not kept in the repository.
"""

import argparse
import asyncio
import difflib
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from datetime import datetime
from multiprocessing import get_context
from pathlib import Path
from typing import Any

NOW = "2026-11-22T10:48:00+08:00"
CITIES = {"sample": ["seed"], "scale": ["seed", "--scale", "300"]}
LANGUAGES = ("zh", "en")
SIZES = {"80x24": (80, 24), "120x40": (120, 40)}
FORMATS = {"human": [], "json": ["--json"], "csv": ["--csv"], "plain": ["--plain"]}
CODES = (
    "P0001", "P0042", "B0001", "B0007", "G0001", "A0001", "A0031", "L01", "M001", "M020", "C01", "C10", "U01", "U11", "K0001",
    "K0009", "T01", "R001", "E001", "D001", "H0001", "H0003", "S001", "P9999",
)
"""One of every kind at least, and one that is not there."""
LOOKS = (
    "status", "projects", "projects --light red,yellow", "projects --orphan", "lights --at D+20", "blockers",
    "blockers --overdue", "leaders", "leaders --unclaimed", "counties", "units", "people", "today", "today L01", "presence",
    "presence --absent", "presence --leaders", "blast", "blast B0007", "too-late", "too-late --risk", "rates", "forecast",
    "rates --by county", "dossier L01", "reserve", "reserve --untaken", "gaps --list special_bond --all", "gaps P0042",
    "taskforces", "taskforces --match", "dispatches", "dispatches --running", "dispatches --uncovered", "merits",
    "merits --unpaid", "explain", "leads", "leads --overdue", "chain", "chain --gap", "chain --firms", "trips",
    "trips --without", "events", "indicators", "parity", "honours", "leaderboards", "leaderboards --top 3", "cases",
    "news --since D+1 --all", "news --since yesterday", "view list", "view q1", "view q2", "view q2b", "view q3", "view q4",
    "view q5", "view q6", "view q7", "view q8", "bulletin", "bulletin --weekly",
    "bulletin --special", "land-tasks", "land-tasks --overdue",
    "approvals", "requests", "requests --all", "unconfirmed", "spot-check", "show Q0001",
    "calendar", "log", "log -n 3", "settings", "settings stale_red", "info", "whoami", "member list",
    *(f"show {code}" for code in CODES), *(f"log {code}" for code in ("P0042", "B0007")),
)
"""Commands that only look. One that a version does not know is recorded as what it says then."""
WRITES = (
    "progress P1 300万", "note B0007 已约会商", "visit P1", "excuse D+30..D+31 --why 台风", "edit P0042 --name 新名称",
    "edit B0007 --due D+50 --why 等省厅", "edit C01 --name 望海县", "edit L01 --post 市长", "settings stale_red 25",
    "land-progress G0001 +1", "add-county 新区", "add-project 码头 -t 5亿", "assign B0007 --unit U01 --did 已交", "undo")
"""Carried out one after the other on a copy, so that the log has something to say; then these are looked at:"""
AFTER = ("log -n 20", "news --since today --all", "show P0042", "show B0007", "settings", "status")
SCREENS = "1234567890t"
DIALOGS = {"questions": "i", "news": "d", "bulletin": "b", "log": "f9", "keys": "question_mark", "commands": "colon"}
PANES = 4
"""At most this often Tab, on a numbered screen."""


def environment(database: Path, language: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("CAMPAIGN_", "XDG_", "LC_", "LANG"))}
    return {**kept, "CAMPAIGN_DB": str(database), "CAMPAIGN_NOW": NOW, "CAMPAIGN_LANG": language,
    "CAMPAIGN_ACTOR": "headquarters",
            "CAMPAIGN_CONFIG": "/dev/null", "COLUMNS": "120", "LINES": "40", "TERM": "xterm-256color", "NO_COLOR": "1",
            "LC_ALL": "C.UTF-8", "TZ": "UTC"}


def call(arguments: list[str], database: Path, language: str) -> str:
    """What the program says and how it ends, in a process of its own that has everything loaded already."""
    from campaign.cli.run import run

    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        sys.stdout.flush()
        sys.stderr.flush()
        child = os.fork()
        if child == 0:
            code = 99
            try:
                with Path(os.devnull).open("rb") as nothing:
                    os.dup2(nothing.fileno(), 0)
                os.dup2(out.fileno(), 1)
                os.dup2(err.fileno(), 2)
                sys.argv = ["campaign", *arguments]
                os.environ.clear()
                os.environ.update(environment(database, language))
                code = run(arguments) or 0
            except SystemExit as left:
                code = left.code if isinstance(left.code, int) else 1
            finally:
                sys.stdout.flush()
                sys.stderr.flush()
                os._exit(code)
        _, status = os.waitpid(child, 0)
        out.seek(0)
        err.seek(0)
        said = (out.read(), err.read())
    told, talk = (part.decode("utf-8", "replace").replace(str(database.parent), "FOLDER") for part in said)
    return f"exit {os.waitstatus_to_exitcode(status)}\n--- stdout\n{told}--- stderr\n{talk}"


def put(folder: Path, name: str, text: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    safe = "".join(char if char.isalnum() or char in "-_.+," else "_" for char in name)
    (folder / f"{safe}.txt").write_text(text, encoding="utf-8", newline="\n")


def indented(text: str) -> str:
    """JSON on many lines, so that a difference is one line; its keys stay in their order."""
    head, _, rest = text.partition("--- stdout\n")
    body, mark, tail = rest.partition("--- stderr\n")
    with suppress(ValueError):
        body = json.dumps(json.loads(body), ensure_ascii=False, indent=1) + "\n"
    return f"{head}--- stdout\n{body}{mark}{tail}"


# The command line -------------------------------------------------------------------------------------------------------


def record_help(folder: Path, database: Path, language: str) -> None:
    from campaign.cli.commands import COMMANDS, FAMILIES

    for name in ("", *sorted({*COMMANDS, *FAMILIES})):
        put(folder, name or "campaign", call([*name.split(), "--help"], database, language))


def record_cli(folder: Path, database: Path, language: str) -> None:
    for words in LOOKS:
        for name, options in FORMATS.items():
            with copied(database) as own:
                put(folder, f"{words} {name}", indented(call([*words.split(), *options], own, language)))
    with copied(database) as own:
        for number, words in enumerate(WRITES, 1):
            put(folder / "writes", f"{number:02} {words}", call(words.split(), own, language))
        for words in AFTER:
            for name, options in FORMATS.items():
                said = indented(call([*words.split(), *options], own, language))
                put(folder / "after", f"{words} {name}", said)


class copied:
    """``with copied(database) as own``: a copy whose path is as long as any other's."""

    def __init__(self, database: Path) -> None:
        self.database = database

    def __enter__(self) -> Path:
        self.folder = Path(tempfile.mkdtemp(prefix="faces-"))
        return Path(shutil.copy(self.database, self.folder / "campaign.db"))

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)


# The dashboard ----------------------------------------------------------------------------------------------------------


def drawn(app: Any) -> str:
    """The terminal, dialogs and the page behind them."""
    update = app.screen._compositor.render_update(full=True, screen_stack=app._background_screens)
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in update.strips) + "\n"


async def still(app: Any, pilot: Any) -> str:
    """The terminal when nothing is read any more and nothing has moved for a while."""
    last, same = "", 0
    for _ in range(400):
        await pilot.pause(0.03)
        busy = app.situation is None or any(worker.is_running and worker.group != "verb" for worker in app.workers)
        now = drawn(app)
        same = same + 1 if now == last and not busy else 0
        last = now
        if same >= 10:
            return now
    return last + "(it never came to rest)\n"


async def record_screens(folder: Path, database: Path, size: tuple[int, int]) -> None:
    from campaign.service import Session
    from campaign.tui.app import CampaignApp

    session = Session(database, "headquarters", clock=lambda: datetime.fromisoformat(NOW))
    app = CampaignApp(session)
    async with app.run_test(size=size) as pilot:
        await still(app, pilot)
        for key in SCREENS:
            await pilot.press(key)
            put(folder, f"screen {key}", await still(app, pilot))
            await pilot.press("down", "down")
            seen = {await still(app, pilot)}
            put(folder, f"screen {key} down", seen.copy().pop())
            for number in range(1, PANES):
                await pilot.press("tab")
                shown = await still(app, pilot)
                if shown in seen:
                    break
                seen.add(shown)
                put(folder, f"screen {key} pane {number}", shown)
            await pilot.press("s")
            put(folder, f"screen {key} sorted", await still(app, pilot))
            await pilot.press("v")
            put(folder, f"screen {key} grouped", await still(app, pilot))
        for name, key in DIALOGS.items():
            await pilot.press("1", key)
            put(folder, f"dialog {name}", await still(app, pilot))
            await pilot.press("escape")
            await still(app, pilot)
        for code in CODES:
            await pilot.press("1", "colon")
            await still(app, pilot)
            await pilot.press(*code)
            await still(app, pilot)
            await pilot.press("enter")
            put(folder, f"page {code}", await still(app, pilot))
            for number in range(3):
                await pilot.press("escape")
                await still(app, pilot)
                if len(app.screen_stack) == 1:
                    break
                if number == 0 and app.screen.is_modal:
                    put(folder, f"page {code} after escape", drawn(app))
    session.close()


# All of it --------------------------------------------------------------------------------------------------------------


def record(what: str, city: str, language: str, database: Path, folder: Path) -> str:
    """One part, in a process of its own."""
    os.environ.clear()
    os.environ.update(environment(database, language))
    place = folder / city / language / what
    if what == "help":
        record_help(place, database, language)
    elif what == "cli":
        record_cli(place, database, language)
    else:
        from campaign import text

        text.use(language)
        with copied(database) as own:
            asyncio.run(record_screens(place, own, SIZES[what]))
    return f"{city} {language} {what}"


def record_all(folder: Path, only: list[str], cities: list[str], workers: int) -> None:
    if folder.exists() and any(folder.iterdir()):
        raise SystemExit(f"{folder} is not empty")
    with tempfile.TemporaryDirectory(prefix="faces-") as temporary:
        databases = {}
        for city in cities:
            databases[city] = Path(temporary) / city / "campaign.db"
            databases[city].parent.mkdir()
            put(folder / city, "begun", call(CITIES[city], databases[city], "en"))
        jobs = [(what, city, language, databases[city], folder) for city in cities for what in only for language in LANGUAGES
                if what != "help" or city == cities[0]]
        with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
            for done in pool.map(record, *zip(*jobs, strict=True)):
                print(done, flush=True)


def differences(before: Path, after: Path) -> Iterator[str]:
    """Unified differences, file by file."""
    names = sorted({path.relative_to(place) for place in (before, after) for path in place.rglob("*.txt")})
    for name in names:
        old, new = ((place / name).read_text(encoding="utf-8").splitlines() if (place / name).exists() else None
                    for place in (before, after))
        if old is None or new is None:
            yield f"{'only after' if old is None else 'only before'}: {name}"
        elif old != new:
            yield "\n".join(difflib.unified_diff(old, new, f"before/{name}", f"after/{name}", lineterm="", n=1))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--compare", action="store_true")
    parser.add_argument("--only", default="help,cli,80x24,120x40")
    parser.add_argument("--city", default=",".join(CITIES))
    parser.add_argument("--workers", type=int, default=2)
    told = parser.parse_args()
    if not told.compare:
        record_all(told.folders[0].absolute(), told.only.split(","), told.city.split(","), told.workers)
        return 0
    found = list(differences(*told.folders))
    print("\n".join(found) if found else "Nothing differs")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
