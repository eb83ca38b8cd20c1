"""Why a project is in a list that was asked for what its light does not say: the approval, the days, the figures."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from campaign.core import approvals as rules
from campaign.core.clocks import Outlook
from campaign.core.facts import days_to_lapse
from campaign.core.filters import ProjectFilter
from campaign.core.lights import AT_RISK, TOO_LATE, UNDERSTAFFED
from campaign.core.model.land import Approval
from campaign.core.model.project import Project
from campaign.core.situation import Situation
from campaign.data.clocks import clocks
from campaign.text import _, ngettext
from campaign.words.labels import day, field, label, listed

_OWNERS = ("leader", "unit", "manager", "county", "total")


def why_asked(situation: Situation, project: Project, wanted: ProjectFilter, approvals: Sequence[Approval] = (),
              outlook: Outlook | None = None) -> str:
    """Empty when the filter asks for nothing of the kind.

    ``approvals`` of the project and its ``outlook`` say it more exactly: which approval, and when the chain is through.
    """
    today = situation.today
    said: list[str] = []
    if wanted.lapsing and (left := days_to_lapse(project, today)) is not None:
        found = _first((rules.lapsing(row, project, clocks()[row.kind]), row) for row in approvals)
        said.append(f"{_('an approval') if found is None else _named(found)} {_lapses(left)}")
    if wanted.contact_due and project.next_contact is not None:
        found = _first((row.next_contact if rules.contact_due(row, today) else None, row) for row in approvals)
        said.append(_("{what}: contact due since {day}").format(
            what=_("an approval") if found is None else _named(found), day=day(project.next_contact)))
    if wanted.unregistered and project.started is not None:
        days = (today - project.started).days
        said.append(ngettext("started {n} day ago, not registered", "started {n} days ago, not registered", days).format(n=days))
    if wanted.mark in (TOO_LATE, AT_RISK):
        said.append(_outlook(situation, project, wanted.mark, outlook))
    if wanted.mark == UNDERSTAFFED:
        said.append(_("crew {n} of {planned}").format(n=project.crew or 0, planned=project.crew_planned))
    if wanted.nobody_today:
        said.append(_("nobody was on site yet") if project.last_visit is None else
                    _("nobody there today, last on {day}").format(day=day(project.last_visit)))
    if wanted.orphan:
        unknown = [field(name) for name in _OWNERS if getattr(project, name) is None]
        said.append(_("not known: {what}").format(what=listed(unknown)))
    return listed([text for text in said if text])


def _first(dated: Iterable[tuple[date | None, Approval]]) -> Approval | None:
    """The one of the earliest day."""
    found = [(when, row.code, row) for when, row in dated if when is not None]
    return min(found)[2] if found else None


def _named(row: Approval) -> str:
    return f"{row.code} {label(row.kind)}"


def _lapses(left: int) -> str:
    if left < 0:
        return ngettext("lapsed {n} day ago", "lapsed {n} days ago", -left).format(n=-left)
    return ngettext("lapses in {n} day", "lapses in {n} days", left).format(n=left) if left else _("lapses today")


def _outlook(situation: Situation, project: Project, mark: str, told: Outlook | None) -> str:
    first = situation.snapshot.campaign.first_day
    if told is None:
        last = project.too_late_after if mark == TOO_LATE else project.risk_after
        if mark == AT_RISK:
            if last is None or last == date.min:
                return _("in time only below the limits")
            return _("since {day} in time only below the limits").format(day=day(last + timedelta(days=1), first))
        if last is None or last == date.min:
            return _("no day was early enough")
        return _("{day} was the last good day").format(day=day(last, first))
    text = _("minima end {end}, milestone {milestone}") if told.too_late else _("limits end {end}, milestone {milestone}")
    return text.format(end=day(told.floor_end if told.too_late else told.limit_end, first), milestone=day(told.milestone, first))
