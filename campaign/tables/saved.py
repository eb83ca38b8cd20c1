"""What is in a saved list now: what its screen would show under the same words."""

from typing import Any

from campaign.core import codes
from campaign.core.filters import select
from campaign.core.model.people import View
from campaign.core.presence import working
from campaign.core.reserve import is_reserve
from campaign.core.saved import TEXT, unpacked
from campaign.core.situation import Situation
from campaign.service import Session
from campaign.tables.blocker_record import Blockers
from campaign.tables.blockers import BLOCKERS
from campaign.tables.land_task_record import LandTasks
from campaign.tables.land_tasks import LAND_TASKS
from campaign.tables.leaders import LEADERS, Leaders
from campaign.tables.projects import PROJECTS, Projects
from campaign.tables.search import Search
from campaign.tables.sought import InTable


def selected(session: Session, situation: Situation, view: View) -> list[str]:
    """Codes of the rows in it now, by code. ``view`` is of a screen that has a filter, and of no pane."""
    words = unpacked(view.words)
    text = words.pop(TEXT, "")
    found = list(select(situation, view.screen, words))
    projects = situation.snapshot.projects
    if view.screen == "reserve":
        found = [code for code in found if is_reserve(projects[code])]
    elif view.screen == "presence":
        found = [code for code in found if working(projects[code], situation.today)]
    if text:
        search = Search()
        search.type(text)
        search.learn(looked_into(session, situation, view.screen))
        found = list(filter(search, found))
    return sorted(found, key=codes.order)


def looked_into(session: Session, situation: Situation, screen: str) -> InTable[Any, Any]:
    """The list of a screen, for ``Search``."""
    told = situation.snapshot
    match screen:
        case "blockers":
            return InTable(BLOCKERS, Blockers(situation, told.blockers), session, screen)
        case "land":
            return InTable(LAND_TASKS, LandTasks(situation, told.lands), session, screen)
        case "leaders":
            return InTable(LEADERS, Leaders(situation, told.people), session, screen)
    return InTable(PROJECTS, Projects(situation), session, screen)
