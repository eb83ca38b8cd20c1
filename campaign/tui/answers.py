"""What answers a question: the command opens the list or page of it. The registry names it; nothing imports it."""

from campaign.core.model.light import Light
from campaign.core.reserve import is_reserve
from campaign.core.saved import PANE
from campaign.service.names import leading
from campaign.text import _
from campaign.tui.dialogs.question_figures import counted, figures
from campaign.tui.dialogs.questions import BY_KEY, CALLING, HONOURS, PANES
from campaign.tui.host import Host
from campaign.tui.screens.overview.days_page import DaysPage
from campaign.tui.screens.presence.today_page import EVERYONE, TodayPage


def ask(host: Host, key: str) -> None:
    """Open what answers a question; where there is nothing to open, say so."""
    question, situation = BY_KEY[key], host.situation
    finding = counted(situation).get(key) if situation is not None else None
    if key == "day":
        if not isinstance(host.page, DaysPage):
            host.push_screen("days")
    elif key == "changed":
        host.act("news")
    elif question.number == HONOURS:
        host.open_list("honours", {PANE: PANES.get(key, key)})
    elif situation is not None and key == "calling" and situation.lights[Light.RED] + situation.lights[Light.YELLOW]:
        host.open_list("projects", {"light": CALLING})
    elif situation is not None and key == "today":
        me = leading(host.session, situation)
        if not figures(situation, me)[key].count:
            host.tell(_("Nobody has to go anywhere today."))
        elif not isinstance(host.page, TodayPage):
            host.push_screen(TodayPage(me or EVERYONE))
    elif situation is not None and ((key == "reserve" and any(map(is_reserve, situation.snapshot.projects.values())))
                                    or (key == "counties" and situation.snapshot.counties)):
        host.open_list(key, {})
    elif finding is None:
        host.tell(_("{question} None at the moment.").format(question=_(question.text)))
    elif "code" in finding.filter:
        host.open(finding.filter["code"])
    else:
        host.open_list(question.screen or finding.target, finding.filter)
