"""What the kinds say that keys do is done by somebody: every place that the registry names is there, and is what it is called."""

import inspect
import subprocess
import sys
from pathlib import Path

import pytest
from textual.pilot import Pilot

from campaign.core.saved import PANES
from campaign.kinds import registry as kinds
from campaign.kinds.verb import Foot, Key
from campaign.tui import registry
from campaign.tui.app import CampaignApp
from campaign.tui.keys import BY_ACTION, KEYS, told
from campaign.tui.shell.listed import Listed
from campaign.tui.shell.page import Page
from campaign.tui.shell.panes_page import PanesPage
from campaign.tui.shell.record_page import RecordPage
from tests.tui import city

SAID = [(kind.name, action) for kind in kinds.kinds() for action, key in kind.keys.items() if key.verb]
"""Keys of every kind that do something."""


def test_every_key_of_every_kind_has_a_verb_and_every_verb_a_key() -> None:
    assert {(kind, action) for kind, actions in registry.VERBS.items() for action in actions} <= set(SAID)
    for kind in kinds.kinds():
        for action, key in kind.keys.items():
            assert bool(key.verb) != bool(key.why_not), (kind.name, action, "does something, or says why not")


@pytest.mark.parametrize(("kind", "action"), SAID)
def test_a_verb_takes_the_host_and_the_row(kind: str, action: str) -> None:
    verb = registry.verb(kind, action)
    assert inspect.iscoroutinefunction(verb) and list(inspect.signature(verb).parameters) == ["host", "row"]
    key = kinds.kind(kind).keys[action]
    assert kinds.verb(key.verb) is not None and action in BY_ACTION


def test_the_help_says_of_every_kind_what_a_key_does_there() -> None:
    """Of a key without a sentence of its own each kind says it, unless it only asks which thing is meant; else no kind does."""
    made = {key.action for key in KEYS if not key.help}
    for kind in kinds.kinds():
        for action, key in kind.keys.items():
            assert bool(key.does) == (action in made and bool(key.verb) and not key.asks), (kind.name, action)
    assert all(told(BY_ACTION[action]) for action in made)


@pytest.mark.parametrize("action", registry.COMMANDS)
def test_a_command_takes_the_host(action: str) -> None:
    assert next(iter(inspect.signature(registry.command(action)).parameters)) == "host"


def test_panes_that_a_command_lists_are_those_of_the_dashboard() -> None:
    """By the names that saved lists know them by."""
    for screen, panes in PANES.items():
        page = registry.screen(screen)
        assert isinstance(page, PanesPage)
        assert set(panes) <= {pane.id for pane in page._panes}, screen
    commands = [command for panes in PANES.values() for command in panes.values()]
    assert len(set(commands)) == len(commands)


def test_every_key_that_acts_is_a_verb_of_some_kind_or_a_command() -> None:
    for key in KEYS:
        if key.bound != key.action:
            of_kinds = key.action in {action for _kind, action in SAID}
            assert of_kinds != (key.action in registry.COMMANDS), key.action
            assert of_kinds == bool(key.elsewhere), key.action


@pytest.mark.parametrize("place", [*registry.SCREENS.values(), *registry.KEPT.values(), *registry.OVER.values(),
                                   *registry.PAGES.values()])
def test_every_page_is_a_page(place: str) -> None:
    assert issubclass(registry.found(place), Page)


def test_every_kind_that_keys_act_on_has_a_page_or_a_list() -> None:
    acted_on = {kind.name for kind in kinds.kinds() if kind.keys}
    assert set(registry.PAGES) | set(registry.LISTS) | set(registry.LISTED) == acted_on | set(kinds.CODED)
    assert {*registry.LISTS.values(), *registry.LISTED.values()} <= set(registry.SCREENS)


def listing() -> set[type[Listed]]:
    """Every list of a kind that a screen has."""
    for place in registry.SCREENS.values():
        registry.found(place)
    found, wanted = set[type[Listed]](), [Listed]
    while wanted:
        wanted += (one := wanted.pop()).__subclasses__()
        found |= {one} if one.KIND and one.__module__.startswith("campaign.") else set()
    return found


def test_the_footer_follows_from_the_keys_of_the_kind_wherever_it_has_a_page_or_a_list() -> None:
    assert [kind for kind, place in registry.PAGES.items() if "own" not in registry.found(place).HINTS] == []
    assert [pane for pane in listing() if "own" not in pane.HINTS] == []
    listed = set(registry.PAGES) - {"person"} | {"result"}  # people are on the board; a result opens what it is a result of
    assert {pane.KIND for pane in listing()} == listed


@pytest.mark.parametrize("foot", Foot)
def test_a_key_that_a_kind_declares_stands_in_the_footer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, foot: Foot) -> None:
    case = kinds.kind("case")
    monkeypatch.setattr(case, "keys", {"hold": Key("case", "wait for it", foot=foot), **case.keys})

    async def look(app: CampaignApp, pilot: Pilot[None]) -> None:
        await city.press(pilot, "0", "shift+tab")
        await city.until(pilot, lambda: "S001" in "".join(city.lines(app)))
        assert isinstance(app.screen, PanesPage) and app.screen.pane.KIND == "case"
        assert ("w wait for it" in city.lines(app)[-1]) is (foot is Foot.LIST)
        app.open("S001")
        await city.until(pilot, lambda: isinstance(app.screen, RecordPage))
        await pilot.pause()
        assert ("w wait for it" in city.lines(app)[-1]) is (foot is not Foot.NOWHERE)

    city.run(city.database(tmp_path), look, size=(120, 40))


def test_the_first_page_waits_for_no_form_and_no_verb() -> None:
    script = ("import sys, campaign.tui.app; from campaign.tui import registry; registry.found(registry.SCREENS['overview']);"
              "print(*(name for name in sys.modules if name.startswith('campaign.tui.')))")
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split()
    assert "campaign.tui.screens.overview.screen" in loaded
    assert not [name for name in loaded if "form" in name or name.endswith(("verbs", "choose", "choices", "palette"))]
