"""What a blocker, a land task or an approval holds up: said when one was opened, solved, accepted or granted."""

from campaign.cli.state import current
from campaign.core.land import overdue
from campaign.core.model.blocker import BlockerState, Scope
from campaign.service import Session
from campaign.store.queries import blockers as blockers_queries
from campaign.store.queries import projects as projects_queries
from campaign.store.queries.blockers import blockers_of, pointing_to
from campaign.store.queries.land import land_tasks_of
from campaign.text import _, ngettext
from campaign.words import listed


def still_open(code: str) -> str:
    """The unresolved blockers that point to a land task or an approval; empty when there are none."""
    pointing = pointing_to(current().session().store, code)
    found = [row.code for row in pointing if row.state is not BlockerState.RESOLVED]
    return ngettext("{blockers} points to it and is still open", "{blockers} point to it and are still open", len(found)).format(
        blockers=listed(found)) if found else ""


def frozen(blocker: str, *, freed: bool) -> str:
    """What a blocker that was just opened freezes, or what one just resolved has set free; empty when it is on nothing."""
    from campaign.core import blockers as rules
    from campaign.tables import values

    session = current().session()
    item = blockers_queries.blocker(session.store, blocker)
    if item.scope is Scope.COUNTY:
        from campaign.core.blasts import holders

        situation = session.situation()
        rows = dict(situation.snapshot.projects)
        on = tuple(code for code in situation.projects_of_county(item.county or "") if rules.unfinished(rows[code]))
        held = [code for code in on if holders(situation, code) - {blocker}]
    else:  # a few projects: to judge all the others would take longer than the write
        rows = {code: projects_queries.project(session.store, code) for code in item.projects}
        on = tuple(code for code in item.projects if rows[code].withdrawn is None)
        held = [code for code in on if _held(session, code, blocker)]
    if freed:
        on = tuple(code for code in on if code not in held)
    hit = rules.blast(item._replace(scope=Scope.PROJECTS, projects=on), rows, lambda county: ())
    what = values.frozen(hit._asdict())
    if freed:
        told = _("this frees {what}").format(what=what)
        also = ngettext("{n} project stays held by something else", "{n} projects stay held by something else", len(held))
    else:
        told = _("this freezes {what}").format(what=what)
        also = ngettext("{n} of them was held by something else before", "{n} of them were held by something else before",
                        len(held))
    return listed([*([told] if on else []), *([also.format(n=len(held))] if held else [])])


def _held(session: Session, project: str, blocker: str) -> bool:
    """As ``core.blasts.holders`` has it: another blocker on it is not resolved, or a land task late."""
    store, today = session.store, session.today
    return any(row.code != blocker and row.state is not BlockerState.RESOLVED for row in blockers_of(store, project)) \
        or any(overdue(row, today) for row in land_tasks_of(store, project))
