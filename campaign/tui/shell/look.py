"""Another theme, other signs: at once, and for the next time."""

from campaign.service import looks
from campaign.text import _
from campaign.tui.host import Host
from campaign.words.look import SIGNS, THEMES


def theme(host: Host, name: str) -> None:
    host.drawing.choose(theme=name)
    looks.choose(host.session, theme=name)
    host.say(_("Theme: {name}").format(name=_(THEMES[name])))


def signs(host: Host, name: str) -> None:
    host.drawing.choose(signs=name)
    looks.choose(host.session, signs=name)
    host.say(_("Signs: {name}").format(name=_(SIGNS[name])))
