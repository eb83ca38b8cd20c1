"""How the dashboard does what the kinds say can be done: each page, screen and verb by the place where it is written.

Nothing named here is imported before it is used: the first page must not wait for the forms. ``tests/tui/test_registry.py``
imports all of it, and compares it with the keys that the kinds declare.
"""

from collections.abc import Callable, Coroutine, Mapping
from functools import cache
from importlib import import_module
from typing import Any

from textual.screen import Screen

from campaign.tui.host import Host

Verb = Callable[[Host, str], Coroutine[Any, Any, None]]
"""What a key does on a row of some kind; the row is a code, or the key of a row that has none."""
Command = Callable[..., Coroutine[Any, Any, None] | None]
"""What an action does that needs no row; what writes or asks is a coroutine, and runs as one verb at a time."""

SCREENS: Mapping[str, str] = {
    "overview": "screens.overview.screen:OverviewPage",
    "leaders": "screens.leaders.screen:LeadersPage",
    "blockers": "screens.blockers.screen:BlockersPage",
    "projects": "screens.projects.screen:ProjectsPage",
    "land": "screens.land.screen:LandPage",
    "presence": "screens.presence.screen:PresencePage",
    "reserve": "screens.reserve.screen:ReservePage",
    "forces": "screens.task_forces.screen:TaskForcesPage",
    "promotion": "screens.promotion.screen:PromotionPage",
    "counties": "screens.counties.screen:CountiesPage",
    "honours": "screens.honours.screen:HonoursPage",
    "requests": "screens.requests.screen:RequestsPage",
}
"""Those with a key, as ``core.filters`` and saved lists call them; the first is the one a dashboard opens with."""
KEPT: Mapping[str, str] = {"days": "screens.overview.days_page:DaysPage"}
"""Pages that are put in front by their name and kept when they are left: what they have added up is added to."""
OVER: Mapping[str, str] = {
    "log": "screens.log.screen:LogPage",
    "news": "screens.news.screen:NewsPage",
    "bulletin": "screens.bulletin.screen:BulletinPage",
    "today": "screens.presence.today_page:TodayPage",
    "intake": "screens.intake.screen:IntakePage",
}
"""Pages that open over any other."""
PAGES: Mapping[str, str] = {
    "project": "screens.projects.project_page:ProjectPage",
    "blocker": "screens.blockers.blocker_page:BlockerPage",
    "land_task": "screens.land.land_task_page:LandTaskPage",
    "approval": "screens.land.approval_page:ApprovalPage",
    "person": "screens.leaders.person_page:PersonPage",
    "county": "screens.counties.county_page:CountyPage",
    "lead": "screens.promotion.lead_page:LeadPage",
    "trip": "screens.promotion.trip_page:TripPage",
    "event": "screens.promotion.event_page:EventPage",
    "node": "screens.promotion.node_page:ChainNodePage",
    "task_force": "screens.task_forces.task_force_page:TaskForcePage",
    "dispatch": "screens.task_forces.dispatch_page:DispatchPage",
    "merit": "screens.honours.merit_page:MeritPage",
    "case": "screens.honours.case_page:CasePage",
    "request": "screens.requests.request_page:RequestPage",
    "indicator": "screens.counties.indicator_page:SeriesPage",
}
"""Kind → its page, made with a row."""
LISTS: Mapping[str, str] = {"unit": "blockers"}
"""Kind without a page of its own → the screen that lists what is in its hands."""
LISTED: Mapping[str, str] = {"result": "requests"}
"""Kind without a page of its own → the screen on which it is a row."""
FORMS: Mapping[str, str] = {
    "project": "screens.projects.forms:PROJECT",
    "blocker": "screens.blockers.forms:BLOCKER",
    "land_task": "screens.land.land_task_forms:LAND_TASK",
    "approval": "screens.land.approval_forms:APPROVAL",
    "leader": "screens.leaders.forms:LEADER",
    "person": "screens.leaders.forms:PERSON",
    "lead": "screens.promotion.lead_forms:LEAD",
    "trip": "screens.promotion.chain_forms:TRIP",
    "event": "screens.promotion.chain_forms:EVENT",
    "node": "screens.promotion.chain_forms:NODE",
    "task_force": "screens.task_forces.forms:TASK_FORCE",
    "dispatch": "screens.task_forces.forms:DISPATCH",
    "merit": "screens.honours.merit_forms:MERIT",
    "case": "screens.honours.case_forms:CASE",
    "indicator": "screens.counties.indicator_forms:INDICATOR",
}
"""Kind → what is odd about its forms (``dialogs.record_form.Forms``), where its fields alone do not say them."""
_FORCES, _LAND, _LEADS = "screens.task_forces.verbs:", "screens.land.verbs:", "screens.promotion.lead_verbs:"
_MERITS, _BLOCKERS = "screens.honours.merit_verbs:", "screens.blockers.verbs:"
_REQUESTS, _RESULTS = "screens.requests.verbs:", "screens.requests.result_verbs:"
_PROJECTS, _RECORDS = "screens.projects.verbs:", "shell.record_verbs:"
VERBS: Mapping[str, Mapping[str, str]] = {
    "project": {"note": _PROJECTS + "report", "move_on": _PROJECTS + "claim", "resolve": _BLOCKERS + "resolve",
                "escalate": _BLOCKERS + "escalate", "hold": _BLOCKERS + "hold"},
    "blocker": {"note": _BLOCKERS + "note", "move_on": _BLOCKERS + "pass_on", "resolve": _BLOCKERS + "resolve",
                "escalate": _BLOCKERS + "escalate", "hold": _BLOCKERS + "hold"},
    "land_task": {"note": _LAND + "report", "move_on": _LAND + "pass_on", "resolve": _LAND + "accept"},
    "approval": {"note": _LAND + "contact", "move_on": _LAND + "submit", "resolve": _LAND + "grant", "hold": _LAND + "waive"},
    "person": {"claim": "screens.leaders.verbs:claim", "visit": "screens.leaders.verbs:visit"},
    "lead": {"note": _LEADS + "note", "move_on": _LEADS + "advance", "resolve": _LEADS + "land"},
    "dispatch": {"note": _FORCES + "learned", "resolve": _FORCES + "returned"},
    "merit": {"edit": _MERITS + "pay", "note": _MERITS + "answer"},
    "result": {"resolve": _RESULTS + "confirm", "resolve_all": _RESULTS + "confirm_all", "hold": _RESULTS + "send_back",
               "hold_all": _RESULTS + "send_all_back"},
    "request": {"resolve": _REQUESTS + "approve", "resolve_all": _REQUESTS + "approve_all", "hold": _REQUESTS + "reject",
                "hold_all": _REQUESTS + "reject_all"},
}
"""Kind → action of ``keys.KEYS`` → the verb."""
ANY: Mapping[str, str] = {"edit": _RECORDS + "edit", "visit": _PROJECTS + "visit", "claim": _PROJECTS + "claim"}
"""What an action does on every other kind that has it among its keys."""
COMMANDS: Mapping[str, str] = {
    "add": _RECORDS + "add",
    "undo": _RECORDS + "undo",
    "take_in": "screens.intake.verbs:take_in",
    "claim_for": "screens.projects.verbs:claimed",
    "view": "screens.saved_lists.verbs:show",
    "save_view": "screens.saved_lists.verbs:save",
    "remove_view": "screens.saved_lists.verbs:remove",
    "ask": "answers:ask",
    "questions": "shell.navigation:questions",
    "news": "shell.navigation:news",
    "bulletin": "shell.navigation:bulletin",
    "export": "shell.exporting:export",
    "log": "shell.navigation:log",
    "wallboard": "shell.navigation:wallboard",
    "help": "shell.navigation:keys_help",
    "palette": "shell.navigation:commands",
    "language": "shell.navigation:language",
    "setting": "shell.setting_form:change",
    "theme": "shell.look:theme",
    "signs": "shell.look:signs",
}
"""Action that acts on nothing under the cursor → the command."""


@cache
def found(place: str) -> Any:
    """What stands at ``module:name`` below ``campaign.tui``."""
    module, _, name = place.partition(":")
    return getattr(import_module(f"campaign.tui.{module}"), name)


def screen(name: str) -> Screen[None]:
    """A new page of ``SCREENS`` or ``KEPT``."""
    made: Screen[None] = found(SCREENS.get(name) or KEPT[name])()
    return made


def page(kind: str, row: str) -> Screen[None]:
    """The page of a row. Raises ``KeyError`` for a kind without one."""
    made: Screen[None] = found(PAGES[kind])(row)
    return made


def verb(kind: str, action: str) -> Verb:
    """Raises ``KeyError`` for what that kind's keys do not say."""
    verb: Verb = found(VERBS.get(kind, {}).get(action) or ANY[action])
    return verb


def command(action: str) -> Command:
    """Raises ``KeyError``."""
    command: Command = found(COMMANDS[action])
    return command
