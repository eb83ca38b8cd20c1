"""Choices of the palette that are no records: found by their own words, by those of every language, and by their pinyin."""

from campaign.core.names import fold, key_of
from campaign.data import readings
from campaign.kinds import registry
from campaign.kinds.campaign import SETTINGS
from campaign.service import Session, settings
from campaign.text import N_, _, everywhere
from campaign.tui.dialogs.choose import Choice
from campaign.tui.keys import Key, told
from campaign.words.look import SIGNS, THEMES


def look() -> list[Choice]:
    """The themes and the signs that one may choose."""
    named = [(f"theme({name!r})", N_("theme"), said) for name, said in THEMES.items()]
    named += [(f"signs({name!r})", N_("signs"), said) for name, said in SIGNS.items()]
    return [worded(action, f"{_(what)}: {_(said)}", "", what, said, action) for action, what, said in named]


def set_choices(session: Session) -> list[Choice]:
    """Every setting, and what it is now."""
    now = settings.settings(session)
    return [worded(f"setting({key!r})", _("setting: {name}").format(name=_(one.label)), _(one.about), N_("setting"), one.label,
                  one.about, key, aside=now[key]) for key, one in SETTINGS.items()]


def command(key: Key) -> Choice:
    """An action, found by its label and by its sentence, and by what it is called on each kind."""
    names = [kind.keys[key.action].label for kind in registry.kinds() if key.action in kind.keys]
    return worded(key.action, _(key.label), told(key), key.label, *filter(None, (key.help, *names)), aside=key.shown)


def worded(code: str, label: str, sentence: str, *words: str, aside: str = "") -> Choice:
    """A choice that is found by its own words, by further ones (``N_`` marks) in every language, and by their pinyin."""
    more = " ".join(dict.fromkeys(said for word in words for said in everywhere(word)))
    return Choice(code, label, key_of(f"{label} {sentence} {more}", readings), sentence, aside, fold(more))
