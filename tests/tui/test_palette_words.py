"""The palette finds everything by its word in either language and by the initials of its pinyin: screens, verbs, settings."""

from pathlib import Path

import pytest

from campaign import text
from campaign.core.names import fold
from campaign.data import readings
from campaign.kinds import registry as kinds
from campaign.kinds.campaign import SETTINGS
from campaign.tui.dialogs.choose import narrowed
from campaign.tui.dialogs.palette import Palette
from campaign.tui.keys import BY_ACTION, KEYS, MOVES, SCREENS
from campaign.tui.registry import COMMANDS
from campaign.words.look import SIGNS, THEMES
from tests.tui.scene import dashboard, running

ACTIONS = [key for key in KEYS if key.action not in MOVES and key.action != "palette"]
VERBS = sorted({
    (key.label, action) for kind in kinds.kinds() for action, key in kind.keys.items() if key.verb and action in BY_ACTION})


def initials(word: str) -> str:
    """Of a Chinese word: the first letter of each character's first reading; letters and figures as they are."""
    found = ((readings(char).split(",") or [""])[0] or char for char in fold(word))
    return "".join(one[0] for one in found if one[0].isascii() and one[0].isalnum())


def wanted() -> list[tuple[str, str]]:
    """English text, and the code of the choice that it must find."""
    found = [(key.label, key.action) for key in ACTIONS]
    found += [(label, action) for label, action in VERBS if action not in MOVES]
    found += [(setting.label, f"setting({key!r})") for key, setting in SETTINGS.items()]
    found += [(said, f"theme({name!r})") for name, said in THEMES.items()]
    found += [(said, f"signs({name!r})") for name, said in SIGNS.items()]
    return [(label, code) for label, code in found if label]


@pytest.mark.parametrize("language", ["zh", "en"])
@running
async def test_everything_is_found_by_its_words_and_its_initials(tmp_path: Path, language: str) -> None:
    text.use(language)
    async with dashboard(tmp_path / "a.db") as board:
        palette = Palette((), board.app.session, board.app.situation)
        assert palette._more is not None
        choices = [*palette.choices, *palette._more()]
        missed = []
        for label, code in wanted():
            for said in text.everywhere(label):
                queries = {said, initials(said) if not said.isascii() else said} - {""}
                missed += [f"{query!r} ({label}) finds no {code}" for query in queries if code not in narrowed(query, choices)]
        assert not missed, "\n".join(missed)
    for word in ("设置", "sz", "setting"):
        hits = narrowed(word, choices)
        assert {f"setting({key!r})" for key in SETTINGS} <= set(hits), word


def test_every_command_but_those_that_a_choice_carries_has_a_key_or_is_offered() -> None:
    offered = {key.action for key in KEYS} | {"save_view", "remove_view", "wallboard", "theme", "signs", "setting", "view", "ask",
                                              "claim_for"}
    assert set(COMMANDS) <= offered
    assert set(SCREENS) <= {key.keys.split(",")[0] for key in KEYS}


@running
async def test_a_setting_is_changed_from_the_commands(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "a.db") as board:
        await board.press("ctrl+p")
        await board.type("stale_red")
        await board.press("enter")
        await board.settle()
        assert "Setting: Nothing reported, red" in board.text() and "Value  14" in board.text()
        await board.press("end", "backspace", "backspace")
        await board.type("10")
        await board.press("ctrl+s")
        await board.settle()
        assert board.app.session.store.campaign().settings.stale_red == 10
