"""The only registry of keys. The bindings, the footer, the help, the palette and README's table all derive from it."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from textual.binding import Binding, BindingType
from textual.keys import _character_to_key

from campaign.core.errors import BadInput
from campaign.kinds import registry
from campaign.text import CALLED, N_, _
from campaign.words import kind, listed


class Key(NamedTuple):
    """One key and what it does."""

    action: str
    """Name of the Textual action."""
    keys: str
    """Textual names of the keys, comma-separated: the first is the one to show. Full-width forms come from Chinese input."""
    shown: str
    label: str
    """Two words at most, for the footer."""
    help: str
    """A sentence, for the help and the README. Empty: ``told`` makes it of what the key does on each kind."""
    group: str
    """move · view · act · screen · app"""
    elsewhere: str = ""
    """What it says where nothing under the cursor has it."""

    @property
    def bound(self) -> str:
        """As Textual runs it: what acts or opens goes to the app by one door, what belongs to a page is the page's own."""
        return f"act('{self.action}')" if self.group == "act" or self.action in ANYWHERE else self.action


_KEY = re.compile(r"(?:(?:ctrl|shift|alt)\+)*(?:[A-Za-z0-9]|f[1-9]|f1[0-9]|f2[0-4]|[a-z][a-z0-9]*_[a-z0-9_]+|slash|colon|"
                  r"comma|minus|plus|semicolon|apostrophe|ampersand|asterisk|at|tilde|underscore|insert)")
"""What a key may be instead: no arrow, nor what lines and lists need (Enter, Tab, Esc, Space, Backspace)."""
ON_BLOCKER = N_("Put the cursor on a blocker, then press {key}; {blockers} shows the blockers")
ON_PROJECT = N_("Put the cursor on a project, then press {key}; {projects} shows the projects")
ON_WAITING = N_("Put the cursor on what waits for headquarters, then press {key}; {requests} shows that")
ANYWHERE = ("questions", "news", "bulletin", "export", "log", "help", "palette", "language")
"""What is done whatever is in front."""

KEYS: tuple[Key, ...] = (
    Key("move", "down,up,j,k", "j k", N_("move"), N_("Move the cursor; arrows work too"), "move"),
    Key("sideways", "left,right,h,l", "h l", N_("leader"), N_("Move between columns of the board"), "move"),
    Key("first", "home,g", "g", N_("first"), N_("Go to the first row"), "move"),
    Key("last", "end,G", "G", N_("last"), N_("Go to the last row"), "move"),
    Key("page", "pagedown,pageup", "PgDn", N_("page"), N_("Move by a page"), "move"),
    Key("fold", "space", "Space", N_("the green"), N_("Show or fold away the green ones of a leader"), "move"),
    Key("open", "enter", "Enter", N_("open it"), N_("Open what is under the cursor"), "move"),
    Key("back", "escape", "Esc", N_("back"), N_("One step back; never quits"), "move"),
    Key("panes", "tab,shift+tab", "Tab", N_("pane"), N_("Go to the next pane"), "move"),
    Key("filter", "slash,fullwidth_solidus,ideographic_comma,f3", "/", N_("filter"),
        N_("Filter by name, code, pinyin or initials"), "view"),
    Key("sort", "s,f4", "s", N_("sort"), N_("Sort by the next column"), "view"),
    Key("reverse", "S", "S", N_("reverse"), N_("Turn the order of the sorted column"), "view"),
    Key("group", "v,f6", "v", N_("group"), N_("Group by something else, or show the other view"), "view"),
    Key("add", "a,f7", "a", N_("add"), N_("Add one of these: {kinds}"), "act"),
    Key("take_in", "A", "A", N_("take in"), N_("Take in a list: a workbook, CSV, or what is pasted"), "act"),
    Key("edit", "e,f2", "e", N_("edit"), N_("Edit what is under the cursor"), "act", ON_PROJECT),
    Key("note", "n", "n", N_("note"), "", "act", ON_PROJECT),
    Key("move_on", "m", "m", N_("pass on"), "", "act", ON_PROJECT),
    Key("claim", "c", "c", N_("claim"), N_("Claim a project for a leader"), "act", ON_PROJECT),
    Key("resolve", "r", "r", N_("resolve"), "", "act", ON_BLOCKER),
    Key("escalate", "x", "x", N_("escalate"), "", "act", ON_BLOCKER),
    Key("hold", "w", "w", N_("hold"), "", "act", ON_BLOCKER),
    Key("resolve_all", "R", "R", N_("all of them"),
        N_("Agree to or confirm all that the list shows, once their number was said"), "act", ON_WAITING),
    Key("hold_all", "W", "W", N_("none of them"),
        N_("Refuse or return all that the list shows, once their number was said"), "act", ON_WAITING),
    Key("visit", "o", "o", N_("on site"), N_("Record a visit to a project"), "act", ON_PROJECT),
    Key("undo", "u,f8", "u", N_("undo"), N_("Take back your own last change"), "act"),
    Key("switch_mode('overview')", "1", "1", N_("Overview"), N_("What needs you, worst first"), "screen"),
    Key("switch_mode('leaders')", "2", "2", N_("Leaders"), N_("The board: a column per leader"), "screen"),
    Key("switch_mode('blockers')", "3", "3", N_("Blockers"), N_("Whose bucket, how long, what it freezes"), "screen"),
    Key("switch_mode('projects')", "4", "4", N_("Projects"), N_("All projects with their lights"), "screen"),
    Key("switch_mode('counties')", "5", "5", N_("Counties"), N_("League, indicators, growth parity, totals by sector"), "screen"),
    Key("switch_mode('land')", "6", "6", N_("Land"), N_("Land tasks and approvals, the late ones first"), "screen"),
    Key("switch_mode('reserve')", "7", "7", N_("Reserve"),
        N_("Reserve projects ranked, and what the lists still require"), "screen"),
    Key("switch_mode('promotion')", "8", "8", N_("Promotion"),
        N_("Leads and how far they are, the chain map, trips, events"), "screen"),
    Key("switch_mode('presence')", "9", "9", N_("Sites"), N_("Who was on site, day by day, and where to go today"), "screen"),
    Key("switch_mode('honours')", "0", "0", N_("Honours"), N_("Red and black list, leaderboards, merits and cases"), "screen"),
    Key("switch_mode('forces')", "t", "t", N_("task forces"), N_("Task forces, dispatches, and where nobody is"), "app"),
    Key("switch_mode('requests')", "p", "p", N_("requests"),
        N_("What waits for headquarters: requests to change targets, and results"), "app"),
    Key("questions", "i,f12", "i", N_("questions"), N_("The questions of the campaign; each opens its answer"), "app"),
    Key("news", "d", "d", N_("news"), N_("What has changed since you last looked, in groups"), "app"),
    Key("bulletin", "b", "b", N_("bulletin"), N_("The bulletin of the day, the week, or since day 1"), "app"),
    Key("export", "E", "E", N_("give out"), N_("Write what the list shows to a file: a workbook, CSV or JSON"), "app"),
    Key("log", "f9", "F9", N_("log"), N_("Who changed what, newest first"), "app"),
    Key("help", "question_mark,fullwidth_question_mark,f1", "?", N_("keys"), N_("Show all keys"), "app"),
    Key("palette", "colon,fullwidth_colon,ctrl+p,f10", ":", N_("commands"), N_("All commands, found by typing"), "app"),
    Key("language", "L,f5", "L", N_("language"), N_("The next language: {languages}"), "app"),
    Key("repaint", "ctrl+l", "Ctrl+L", N_("redraw"), N_("Draw the whole screen anew"), "app"),
    Key("suspend_process", "ctrl+z", "Ctrl+Z", N_("stop"), N_("Back to the shell that started it; fg goes on"), "app"),
    Key("quit", "q,ctrl+q", "q", N_("quit"), N_("Leave; nothing is lost"), "app"),
)
MOVES = frozenset(key.action for key in KEYS if key.group == "move")
"""Handled by the list or board that has the focus, not by the app; ``back`` belongs to the pages."""
BY_ACTION = {key.action: key for key in KEYS}
SCREENS = tuple(key.shown for key in KEYS if key.group == "screen")
"""Keys of the numbered screens; the first is the one a dashboard opens with."""
TABS = tuple((key.action[13:-2], key) for key in KEYS if key.group == "screen" or key.action == "switch_mode('forces')")
"""The screens that the first line names, by what a mode is called."""


def rebind(wanted: Mapping[str, str]) -> None:
    """Other keys for what the dashboard does, by its names here (a screen by its own), before anything is bound: ``note`` →
    ``"N f11"``. Raises ``BadInput`` for what is done by nothing here, is no key, or has two meanings then.
    """
    global KEYS, BY_ACTION, SCREENS
    free = {key.action.removeprefix("switch_mode('").removesuffix("')"): key for key in KEYS if key.group != "move"}
    found = {key.action: key for key in KEYS}
    for name, text in wanted.items():
        if name not in free:
            raise BadInput("config_word", key="keymap", text=name, words=", ".join(free))
        typed = text.replace(",", " ").split() or [text]
        keys = [_character_to_key(one) if len(one) == 1 else one.lower() for one in typed]
        if wrong := [one for one, known in zip(typed, keys, strict=True) if not _KEY.fullmatch(known)]:
            raise BadInput("keymap_key", text=wrong[0], action=name)
        found[free[name].action] = free[name]._replace(keys=",".join(keys), shown=typed[0])
    bound: dict[str, Key] = {}
    for key in found.values():
        for one in key.keys.split(","):
            if (other := bound.setdefault(one, key)) is not key:
                raise BadInput("keymap_twice", text=one, action=key.action, other=other.action)
    KEYS = tuple(found.values())
    BY_ACTION, SCREENS = found, tuple(key.shown for key in KEYS if key.group == "screen")


def told(key: Key) -> str:
    """What the key does, in the language spoken now."""
    if not key.help:
        said = listed([_(on.does) for one in registry.kinds() if (on := one.keys.get(key.action)) is not None and on.does])
        return said[:1].upper() + said[1:]
    return (_(key.help).replace("{kinds}", listed([kind(name) for name in registry.addable()]))
            .replace("{languages}", listed([_(name) for name in CALLED.values()])))


def elsewhere(action: str) -> str:
    """What a key says where nothing under the cursor has it, and which screen has such things."""
    shows = {screen: BY_ACTION[f"switch_mode('{screen}')"].shown for screen in ("blockers", "projects", "requests")}
    return _(BY_ACTION[action].elsewhere).format(key=BY_ACTION[action].shown, **shows)


def bindings(*, moves: bool = False) -> list[Binding]:
    """Bindings of the app for every key that is not a movement."""
    return [Binding(key.keys, key.bound, key.label, show=False) for key in KEYS if moves or key.action not in MOVES]


def page_bindings(*actions: str) -> list[BindingType]:
    """Bindings of a page for actions that it carries out itself; they go before the app's."""
    return [Binding(BY_ACTION[action].keys, action, BY_ACTION[action].label, show=False) for action in actions]
