"""What is kept when a dashboard is left: what stands unsaved in its forms, and what is shown at once at the next start."""

from contextlib import suppress
from typing import Any

from textual.app import App
from textual.screen import Screen

from campaign.core.situation import Situation
from campaign.service.judged import Left
from campaign.tui.host import Keeps, Leaves


def put_aside(app: App[Any]) -> None:
    """What stands unsaved in open forms goes to the drafts."""
    for screen in _opened(app):
        if isinstance(screen, Keeps):
            with suppress(Exception):  # it may be the very form that has fallen
                screen.put_aside()


def left(app: App[Any], situation: Situation | None) -> Left | None:
    """What one of the pages is shown by at once at the next start; without such a page the situation by itself."""
    if situation is None:
        return None
    pages = (screen for screen in _opened(app) if isinstance(screen, Leaves))
    return next(filter(None, (page.leaves(situation) for page in pages)), Left(situation, [], None))


def _opened(app: App[Any]) -> list[Screen[Any]]:
    """On every screen, in front or behind."""
    return [screen for stack in app._screen_stacks.values() for screen in stack]
