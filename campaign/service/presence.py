"""Who was on which site: what the visits say that a situation does not hold."""

from collections.abc import Iterable, Mapping, Sequence, Set
from datetime import date, timedelta

from campaign.core.model.project import Channel, Mark, Project, Visit
from campaign.core.presence import Site, first_needed, site, unsolved, working
from campaign.core.situation import Situation
from campaign.service.session import Session
from campaign.store.queries import presence as presence_queries
from campaign.store.queries import projects as projects_queries
from campaign.store.queries.presence import recent_sites


def today(session: Session, situation: Situation, codes: Sequence[str] | None = None) -> dict[str, frozenset[Channel]]:
    """How there was contact today with these projects, or with all that had any."""
    projects = situation.snapshot.projects
    return {projects[code].code if code in projects else code: channels  # the strings that are there anyway
            for code, channels in presence_queries.channels(session.store, codes, situation.today).items()}


def without_solving(session: Session, situation: Situation, codes: Iterable[str]) -> set[str]:
    """到而不解: which of these working sites people come to without solving anything."""
    settings, day, projects = situation.snapshot.campaign.settings, situation.today, situation.snapshot.projects
    window = {day - timedelta(days=n) for n in range(settings.arrive_window)}

    def is_stuck(code: str, seen: Set[date]) -> bool:
        return bool(unsolved(seen, situation.blockers_of(code), day, settings))

    # Only where it would be so if someone came every day are the visits read.
    wanted = [code for code in codes if is_stuck(code, window)]
    days = recent_sites(session.store, min(window, default=day), wanted)
    return {projects[code].code for code, seen in days.items() if is_stuck(code, seen)}


def sites(session: Session, situation: Situation, wanted: Mapping[str, Project]) -> dict[str, Site]:
    """Day by day."""
    found = presence_queries.presence(session.store, list(wanted), first_needed(situation))
    return {code: site(situation, project, found.get(code, ())) for code, project in wanted.items()}


def visits(session: Session, project: str, limit: int) -> list[Visit]:
    """The latest of a project, newest first."""
    return projects_queries.visits(session.store, project=project, limit=limit)


def strip(session: Session, situation: Situation, project: Project) -> tuple[Mark, ...]:
    """The campaign's days so far; nothing where nobody works."""
    return sites(session, situation, {project.code: project})[project.code].strip if working(project, situation.today) else ()
