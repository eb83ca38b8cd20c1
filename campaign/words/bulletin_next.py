"""Sections of a bulletin about what is to be done: routes, what needs someone, what the clocks say, escalations."""

from collections.abc import Iterable

from campaign.core.bulletin import Escalation, Figures, Route
from campaign.core.clocks import Outlook
from campaign.core.document import Paragraph, Row, Section, Table
from campaign.core.model.project import Project
from campaign.text import _
from campaign.words import labels
from campaign.words.bulletin_parts import LISTED, WHY, bucket, called, counted, or_none, table
from campaign.words.labels import label
from campaign.words.sentences import finding_text
from campaign.words.today import reasons


def routes(figures: Figures) -> Section:
    if figures.past:
        return Section(_("Routes of the day"), (Paragraph(_("Only known on the day itself.")),))
    heads = (_("Leader"), _("Project"), _("County"), _("Light"), _("Why there"))
    rows = [row for route in figures.routes[:LISTED] for row in _route(figures, route)]
    more = len(figures.routes) - LISTED
    rest = (Paragraph(_("{n} more leaders are not listed here.").format(n=more)),) if more > 0 else ()
    return Section(_("Routes of the day"), (Table(heads, tuple(rows)), *rest) if rows else or_none([]))


def _route(figures: Figures, route: Route) -> Iterable[Row]:
    situation = figures.situation
    told = situation.snapshot
    for at, stop in enumerate(route.stops):
        project = told.projects[stop.project]
        who = called(told.people, route.leader)
        if route.more:
            who = _("{name} ({n} more)").format(name=who, n=route.more)
        yield Row((who if at == 0 else "", f"{project.code} {project.name}", called(told.counties, project.county),
                   label(stop.light), _("; ").join(reasons(situation, stop)[:WHY + 1])), project.code)


def what_is_next(figures: Figures) -> Section:
    """Only what follows from facts: what needs someone, what cannot be reached any more, what is due to be escalated."""
    parts = []
    if figures.findings:
        parts.append(Section(_("What needs someone"), tuple(
            Paragraph(_("{light}: {text}.").format(light=label(item.level), text=finding_text(item)),
                      item.filter.get("code"), item.target, item.filter) for item in figures.findings)))
    if figures.too_late:
        heads = (_("Project"), _("County"), _("Milestone"), _("Days late"))
        parts.append(Section(counted(_("To be decided: the clocks no longer allow"), len(figures.too_late)),
                             table(heads, figures.too_late, lambda item: _too_late(figures, *item), frozenset({3}))))
    if figures.escalations:
        heads = (_("Blocker"), _("In whose hands"), _("Escalated to"), _("Proposed"))
        parts.append(Section(counted(_("To be escalated"), len(figures.escalations)),
                             table(heads, figures.escalations, lambda item: _escalation(figures, item))))
    return Section(_("What is next"), () if parts else or_none([]), tuple(parts))


def _too_late(figures: Figures, project: Project, outlook: Outlook) -> Row:
    counties, until = figures.situation.snapshot.counties, outlook.milestone
    return Row((f"{project.code} {project.name}", called(counties, project.county), labels.day(until),
                str((outlook.floor_end - until).days)), project.code)


def _escalation(figures: Figures, item: Escalation) -> Row:
    blocker = item.blocker
    return Row((f"{blocker.code} {blocker.title}", bucket(figures, blocker), labels.level(blocker.level),
                labels.level(item.level)), blocker.code)
