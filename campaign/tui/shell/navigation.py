"""What opens over any page: the keys, the commands, the questions; the log, the news and the bulletin."""

from campaign import text
from campaign.text import _
from campaign.tui.dialogs.help import Help
from campaign.tui.dialogs.palette import Palette
from campaign.tui.dialogs.questions_dialog import Questions
from campaign.tui.host import Host
from campaign.tui.registry import OVER, found

EVERY = 20
"""Seconds that a page of the wall stays."""


def keys_help(host: Host) -> None:
    host.push_screen(Help(_here(host)), host.opening.carry_out)


def commands(host: Host) -> None:
    host.push_screen(Palette(_here(host), host.session, host.situation), host.opening.carry_out)


def _here(host: Host) -> list[str]:
    return host.page.acts() if host.page is not None else []


def language(host: Host) -> None:
    """The next one; a page behind is written anew when it comes to the front."""
    text.use(text.following())
    if host.page is not None:
        host.page.relabel()


def questions(host: Host) -> None:
    if host.situation is None:
        host.tell(_("Still reading: one moment"))
    else:
        host.push_screen(Questions(host.situation, host.session), host.opening.carry_out)


def log(host: Host) -> None:
    show(host, "log")


def news(host: Host) -> None:
    show(host, "news")


def bulletin(host: Host) -> None:
    show(host, "bulletin")


def wallboard(host: Host, every: int = EVERY) -> None:
    """Its pages turn by themselves, until a key is pressed."""
    host.push_screen(found("screens.wall.screen:WallPage")(every))


def show(host: Host, name: str, *about: str) -> None:
    """A page of ``registry.OVER``, unless it is in front already."""
    page = found(OVER[name])
    if not isinstance(host.page, page):
        host.push_screen(page(*about))
