"""Keys that somebody's own file has changed: bound, shown, and refused in one line where they cannot be."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from campaign import config
from campaign.core.errors import BadInput
from campaign.tui import keys


@pytest.fixture(autouse=True)
def as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("KEYS", "BY_ACTION", "SCREENS"):
        monkeypatch.setattr(keys, name, getattr(keys, name))


def test_another_key_is_bound_and_shown() -> None:
    keys.rebind({"note": "N, F11", "overview": "y", "filter": "&"})
    note = keys.BY_ACTION["note"]
    assert (note.keys, note.shown) == ("N,f11", "N") and keys.SCREENS[0] == "y"
    assert keys.BY_ACTION["filter"].keys == "ampersand"
    bound = {one.key: one.action for one in keys.bindings()}
    assert bound["N,f11"] == "act('note')" and "n" not in ",".join(bound).split(",")


def test_two_keys_change_places() -> None:
    keys.rebind({"note": "m", "move_on": "n"})
    assert keys.BY_ACTION["note"].keys == "m" and keys.BY_ACTION["move_on"].keys == "n"


@pytest.mark.parametrize(("wanted", "error"), [
    ({"notes": "N"}, "config_word"), ({"move": "w"}, "config_word"), ({"note": "enter"}, "keymap_key"),
    ({"note": "up"}, "keymap_key"), ({"note": ""}, "keymap_key"), ({"note": "ctrl+"}, "keymap_key"),
    ({"note": "nn"}, "keymap_key"), ({"note": "r"}, "keymap_twice"), ({"note": "N", "claim": "N"}, "keymap_twice"),
    ({"note": "j"}, "keymap_twice")])
def test_what_cannot_be(wanted: dict[str, str], error: str) -> None:
    before = keys.KEYS
    with pytest.raises(BadInput) as refused:
        keys.rebind(wanted)
    assert refused.value.key == error and keys.KEYS is before


def test_everything_binds_what_was_said() -> None:
    """Run apart: what has been imported is bound already."""
    program = ("from campaign.tui import keys\n"
               "keys.rebind({'filter': '&', 'note': 'N'})\n"
               "from campaign.tui.app import CampaignApp\n"
               "from campaign.tui.shell.page import Page\n"
               "print(*[b.key for c in (CampaignApp, Page) for b in c.BINDINGS if 'note' in b.action or b.action == 'filter'])\n")
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False,
                          env={"PYTHONPATH": os.pathsep.join(sys.path)})
    assert done.stderr == "" and set(done.stdout.split()) == {"N", "ampersand"}


def test_the_file_of_the_guide(tmp_path: Path) -> None:
    guide = (Path(__file__).parents[2] / "docs/handbook/look.md").read_text(encoding="utf-8")
    file = tmp_path / "config.toml"
    file.write_text(guide.split("```toml")[1].split("```")[0], encoding="utf-8")
    told = config.load(environ={"CAMPAIGN_CONFIG": str(file), "HOME": str(tmp_path)})
    assert (told.theme, told.signs) == ("light", "auto")
    keys.rebind(told.keymap)
    assert keys.BY_ACTION["note"].keys == "N,f11" and keys.BY_ACTION["switch_mode('overview')"].shown == "y"
