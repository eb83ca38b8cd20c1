"""Run the dashboard in a terminal that ``launch.prepare`` has approved."""

import os
import threading
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from textual.worker import WorkerFailed

from campaign.core.errors import Refused
from campaign.service import Session, leftovers
from campaign.service.looks import Look
from campaign.store.engine.online import Online
from campaign.tables.signs import Way
from campaign.text import _, ngettext
from campaign.tui.app import CampaignApp
from campaign.tui.hangup import HUNG_UP, HangupGuard, hung_up
from campaign.tui.host import Draft

if TYPE_CHECKING:
    from campaign.tui.ready import ReadyApp

ready: "ReadyApp | None" = None
"""One that was made before this process was forked for somebody."""


def run(session: Session, look: Look, *, mouse: bool = True, keeps: bool = True,
        wallboard: int | None = None) -> tuple[int, str]:
    """Until the person leaves: the exit code, and what is to be said then. A terminal that vanishes ends it within a second.
    Without ``keeps`` (a demonstration) nothing that was typed is put aside. It opens with the ``wallboard`` whose pages stay so
    many seconds.

    Raises ``Refused`` (exit 1) when the dashboard falls; a report of it and what was typed are kept.
    """
    path, actor = session.store.path, session.actor
    try:
        app, enter = _app(session, look, keeps, mouse)
        app.opening.wallboard = wallboard
        loaded = _kept(session)
        app.drafts.update(loaded)
    except Exception as raised:  # nothing was typed yet
        raise _told(session, raised, {}, kept=True) from None
    keep = partial(_keep, session, app, loaded)
    error: Exception | None = None

    def fallen(args: threading.ExceptHookArgs) -> None:
        if isinstance(args.exc_value, Exception):
            app.call_later(app._handle_exception, args.exc_value)

    def die(code: int) -> None:
        keep()
        os._exit(code)

    before, threading.excepthook = threading.excepthook, fallen
    try:
        with Online(path, actor), HangupGuard(app, die=die):
            enter()
    except Exception as raised:  # outside of every handler: of Textual itself, or of what goes on around it
        error = raised
    finally:
        threading.excepthook = before
    error = error or _failure(app)
    kept = keep()
    if error is not None and hung_up():  # what wrote to the terminal fell with it
        return HUNG_UP, ""
    if error is not None:
        raise _told(session, error, {"size": f"{app.size.width}x{app.size.height}"}, kept or (app.keeps and not app.drafts))
    if keeps and app.left is not None:
        session.left = app.left
    if not app.drafts or not keeps:
        return app.return_code or 0, ""
    n = len(app.drafts)
    if not kept:
        return app.return_code or 0, _("What you typed and did not save could not be kept")
    said = ngettext("What you typed into {n} form and did not save is kept {where}; it is back when you open it again",
                    "What you typed into {n} forms and did not save is kept {where}; it is back when you open them again", n)
    return app.return_code or 0, said.format(n=n, where=leftovers.drafts_place(path, actor, shared=session.key is not None))


def _app(session: Session, look: Look, keeps: bool, mouse: bool) -> tuple[CampaignApp, Callable[[], object]]:
    """The app, and how it comes to the terminal, until the person leaves."""
    way = Way(look.signs or Way.CELLS)
    if ready is None or not keeps:
        app = CampaignApp(session, keeps=keeps, theme_name=look.theme, way=way, asks=look.asks)
        return app, partial(app.run, mouse=mouse)
    ready.hand_over(session, look.theme, way, look.asks)
    return ready, partial(ready.enter, mouse)


def _failure(app: CampaignApp) -> Exception | None:
    """What brought the app down, if it fell."""
    error = app._exception
    return error.error if isinstance(error, WorkerFailed) and isinstance(error.error, Exception) else error


def _kept(session: Session) -> dict[str, Draft]:
    found = leftovers.kept_drafts(session.store.path, session.actor)
    drafts = {}
    for key, row in found.items():
        if isinstance(row, list) and len(row) == 3 and isinstance(row[0], dict) and isinstance(row[1], dict):
            drafts[key] = Draft({str(k): str(v) for k, v in row[0].items()}, {str(k): str(v) for k, v in row[1].items()},
                                row[2] if isinstance(row[2], int) else None)
    return drafts


def _keep(session: Session, app: CampaignApp, loaded: dict[str, Draft]) -> bool:
    """Only what was done here is put down: another dashboard of the same person may have put drafts aside meanwhile, or saved
    what they held.
    """
    if not app.keeps:
        return False
    taken = loaded.keys() - app.drafts.keys()
    typed = {key: tuple(row) for key, row in app.drafts.items() if loaded.get(key) != row}
    return leftovers.change_drafts(session.store.path, session.actor, lambda found: {
        **{key: row for key, row in found.items() if key not in taken}, **typed})


def _told(session: Session, error: Exception, facts: Mapping[str, object], kept: bool) -> Refused:
    path = leftovers.report(session.store.path, error, session.now(), facts)
    shared = session.key is not None
    place = "-" if path is None else path.name if shared else str(path)
    return Refused("fallen" if kept else "fallen_drafts", report=place)
