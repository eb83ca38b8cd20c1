"""What can be done with a blocker next, and with which key, as its rules have it. Pure."""

from campaign.core import blockers as rules
from campaign.core.model.blocker import Blocker
from campaign.core.situation import Situation
from campaign.tables.cells import name_of
from campaign.tables.tones import Line
from campaign.text import _
from campaign.words import day, level


def steps(situation: Situation, blocker: Blocker) -> list[Line]:
    """A line for each: the key, and what it does or asks for."""
    today, settings = situation.today, situation.snapshot.campaign.settings
    found: list[tuple[str, str]] = []
    due = rules.escalation_due(blocker, today, settings)
    late = rules.days_overdue(blocker, today)
    if due is not None:
        found.append(("x", _("escalate to {level}: {n} days overdue, it is due").format(level=level(due), n=late)))
    elif rules.upward_due(blocker, today):
        found.append(("x", _("escalate to {level}: overdue, and it is decided above the city").format(level=level(rules.UPWARD))))
    if blocker.unit is None:
        found.append(("m", _("give it to a unit: it is in nobody's hands")))
    elif rules.buck_passing(blocker, settings):
        found.append(("m", _("pass it on only with what was done: it was passed around")))
    elif rules.slow(blocker, today, settings, situation.excused_for(blocker)):
        found.append(("n", _("ask {unit} for a note: nothing was heard for days").format(unit=name_of(situation, blocker.unit))))
    if rules.on_hold(blocker, today):
        found.append(("w", _("it is on hold until {day}").format(day=day(blocker.review) if blocker.review else "-")))
    elif rules.review_passed(blocker, today):
        found.append(("w", _("hold it again, with a new review day: the last one is over")))
    else:
        found.append(("w", _("put it on hold, with a reason and a review day")))
    found.append(("r", _("resolve it, saying how")))
    return [[(f" {key}  ", "bold accent"), (text, "")] for key, text in found]
