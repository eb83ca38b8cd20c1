"""Leaving, for good or for a while: what stands unsaved is kept, and who wants to leave hears what becomes of it."""

from contextlib import suppress
from typing import Any

from textual.app import App
from textual.driver import Driver

from campaign.service import Session
from campaign.service.leftovers import drafts_place
from campaign.text import _
from campaign.tui import terminal
from campaign.tui.host import Keeps
from campaign.tui.keys import BY_ACTION
from campaign.tui.widgets.lines import Lines


def put_aside(app: App[Any]) -> None:
    """What stands unsaved in open forms goes to the drafts."""
    for screen in [screen for stack in app._screen_stacks.values() for screen in stack]:
        if isinstance(screen, Keeps):
            with suppress(Exception):  # it may be the very form that has fallen
                screen.put_aside()


def how(app: App[Any], session: Session, *, unsaved: bool, keeps: bool) -> str:
    """How to leave, and what becomes of what is not saved."""
    key = "Ctrl+Q" if app.screen.is_modal else BY_ACTION["quit"].shown
    if unsaved and not keeps:
        return _("Not saved yet; {key} leaves, and what you typed goes with the demonstration").format(key=key)
    if unsaved:
        where = drafts_place(session.store.path, session.actor, shared=session.key is not None)
        return _("Not saved yet; {key} leaves, and what you typed is kept {where}").format(key=key, where=where)
    return _("{key} leaves; nothing is lost").format(key=key)


def no_shell(session: Session, driver: Driver | None) -> str:
    """Why the program cannot be stopped for a while; empty: it can."""
    if session.key is not None:
        return _("There is no shell behind this: it is a shared server. {key} leaves").format(key="q")
    if not terminal.has_shell(driver):
        return _("There is no shell behind this that could bring it back. {key} leaves").format(key="q")
    return ""


def repaint(app: App[Any]) -> None:
    """Everything anew, whatever stands on the terminal."""
    if app._driver is not None and not app._driver.is_headless:
        app._driver.write("\x1b[2J")
    for screen in app.screen_stack:
        for widget in screen.query(Lines):
            widget.redraw()
    app.screen.refresh(layout=True, repaint=True)
