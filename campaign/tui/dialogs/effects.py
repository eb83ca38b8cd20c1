"""What saving a form would free or freeze, in a sentence: said below its lines before it is saved."""

from collections import Counter
from collections.abc import Iterable, Set

from campaign.core.blasts import frees, holders, together, would_freeze
from campaign.core.blockers import Blast
from campaign.core.codes import is_a, order
from campaign.core.land import overdue
from campaign.core.model.land import Approval, LandTask
from campaign.core.situation import Situation
from campaign.service import Session, approvals, land
from campaign.service.blockers import CATEGORY_OF
from campaign.tables.cells import name_of, projects_text
from campaign.text import _, ngettext
from campaign.tui.dialogs.form_lines import Values
from campaign.words import day, label, listed, money
from campaign.words.spacing import and_things

NAMED = 4
"""Codes that are named of what still holds projects."""


def freed(situation: Situation, code: str) -> str:
    """``This frees 14 projects, 62.4亿, 3 leaders; 3 projects stay held by B0082, G0012``; nothing for what is settled already.

    A land task and the blockers about it are one thing, yet settled one by one: what is left to do is named.
    """
    task = situation.snapshot.lands.get(code)
    about = [] if task is None else [row.code for row in situation.snapshot.blockers.values() if row.land_task == code]
    if task is not None and not about and not overdue(task, situation.today):
        return _("It is not late, so it freezes nothing yet")
    try:
        found = frees(situation, code)
    except KeyError:
        return ""
    text = _("This frees no project")
    solved = {code}
    if found.projects:
        text = _("This frees {what}").format(what=_hit(found.projects, found.total, found.leaders))
        solved = set(together(situation, code)[0])
        row = situation.snapshot.blockers.get(code)
        source = situation.snapshot.lands.get(row.land_task or "") if row is not None else None
        if source is not None and overdue(source, situation.today):
            text = _("{what}, once {codes} is accepted too").format(what=text, codes=source.code)
        if about:
            text = _("{what}, once {codes} is resolved too").format(what=text, codes=listed(about))
    if not found.still_held:
        return text
    held = ngettext("{n} project stays held by {codes}", "{n} projects stay held by {codes}", found.still_held)
    codes = _holding(situation, found.held, solved)
    return _("{what}; {held}").format(what=text, held=held.format(n=found.still_held, codes=codes))


def _holding(situation: Situation, projects: Iterable[str], solved: Set[str]) -> str:
    """Codes of what still holds these projects, what holds most of them first."""
    holding = Counter(other for project in projects for other in holders(situation, project) - solved)
    found = sorted(holding, key=lambda code: (-holding[code], *order(code)))
    more = len(found) - NAMED
    return and_things(listed(found[:NAMED]), more)


def _hit(projects: int, total: int, leaders: int) -> str:
    parts = [projects_text(projects), money(total)]
    if leaders:
        parts.append(ngettext("{n} leader", "{n} leaders", leaders).format(n=leaders))
    return listed(parts)


def would(hit: Blast) -> str:
    """What something new would freeze."""
    return _("This freezes {what}").format(what=_hit(hit.projects, hit.total, hit.leaders)) if hit.projects else ""


def freezes(session: Session, situation: Situation, typed: Values) -> str:
    """Of a blocker as far as it is filled in: what it freezes, and what it takes from what it is about."""
    projects, county, taken = typed.get("projects", "").split(), typed.get("county") or None, ""
    if about := typed.get("about"):
        source = land.land_task(session, about) if is_a(about, "land_task") else approvals.approval(session, about)
        taken = _taken(situation, source)
        if not projects and county is None:
            county = source.county if isinstance(source, LandTask) else None
            projects = list(source.projects) if isinstance(source, LandTask) else [source.project]
    found = would(would_freeze(situation, projects, county)) if projects or county else ""
    return "  ".join(part for part in (found, taken) if part)


def _taken(situation: Situation, source: LandTask | Approval) -> str:
    """The facts that a blocker need not say, and where they come from."""
    facts = [_("due {day}").format(day=day(source.due))] if source.due else []
    if source.authority is not None:
        facts.append(label(source.authority))
    if source.kind in CATEGORY_OF:
        facts.append(label(CATEGORY_OF[source.kind]))
    if source.unit is not None:
        facts.append(name_of(situation, source.unit))
    return _("Taken from {code}: {facts}").format(code=source.code, facts=listed(facts)) if facts else ""


def late_freezes(session: Session, situation: Situation, typed: Values) -> str:
    """Of a new land task: what it would freeze once it is late."""
    projects, county = typed.get("projects", "").split(), typed.get("county") or None
    hit = would_freeze(situation, projects, county)
    if not hit.projects:
        return ""
    return _("When it is late it freezes {what}").format(what=_hit(hit.projects, hit.total, hit.leaders))
