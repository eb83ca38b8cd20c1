"""Who was on site on which day: strips of days, streaks, and 到而不解 (there every day, and nothing solved).

Source: docs/handbook/rules.md, Presence. Presence is a by-product of work: nobody is ranked by it.
"""

from collections.abc import Iterable, Mapping, Set
from datetime import date, timedelta
from typing import NamedTuple

from campaign.core import blockers as rules
from campaign.core.excused_days import Spans, countable_days
from campaign.core.facts import has_started
from campaign.core.model.blocker import Blocker
from campaign.core.model.campaign import Settings
from campaign.core.model.project import Channel, Mark, Project, Stage
from campaign.core.situation import Situation

_DAY = timedelta(days=1)


def strip(seen: Mapping[date, Channel], first: date, days: int, today: date, started: date | None,
          excused: Spans) -> tuple[Mark, ...]:
    """The marks of ``days`` days from ``first`` on. ``seen`` holds the best channel of each day on which there was contact."""
    return tuple(_mark(seen.get(day), day, today, started, excused) for day in (first + timedelta(days=n) for n in range(days)))


def _mark(channel: Channel | None, day: date, today: date, started: date | None, excused: Spans) -> Mark:
    if channel is Channel.SITE:
        return Mark.SITE
    if channel is not None:
        return Mark.REMOTE
    if started is None or day < started or day > today:
        return Mark.NONE
    return Mark.EXCUSED if day in excused else Mark.NOBODY


def best(visits: Iterable[tuple[date, Channel]]) -> dict[date, Channel]:
    """Day → ``site`` if anyone was there, else how there was contact."""
    seen: dict[date, Channel] = {}
    for day, channel in visits:
        if channel is Channel.SITE or day not in seen:
            seen[day] = channel
    return seen


def streak(on_site: Set[date], today: date, excused: Spans) -> int:
    """Days on site in a row up to today. Excused days neither count nor break it; today is open until midnight."""
    count, until = 0, today - _DAY
    for day in sorted((day for day in on_site if day <= today), reverse=True):
        if countable_days(day, until, excused):
            break
        count, until = count + 1, day - _DAY
    return count


def unsolved(on_site: Set[date], blockers: Iterable[Blocker], today: date, settings: Settings) -> tuple[Blocker, ...]:
    """到而不解: the open blockers that did not move while someone was on site 5 of the last 7 days, today included.

    Empty with fewer days on site. A blocker moved when it changed hands; one opened within those days had no time yet, one on
    hold need not move.
    """
    first = today - timedelta(days=settings.arrive_window - 1)
    if sum(first <= day <= today for day in on_site) < settings.arrive_days:
        return ()
    return tuple(item for item in blockers if rules.effectively_open(item, today) and (item.held_since or item.opened) < first)


class Site(NamedTuple):
    """One working site, as of today."""

    project: str
    today: Mark
    manager_today: bool
    """Its manager is on site."""
    streak: int
    """Days in a row on which the manager was on site."""
    unsolved: tuple[Blocker, ...]
    """到而不解"""
    strip: tuple[Mark, ...]
    """The campaign's days so far."""


def working(project: Project, today: date) -> bool:
    """A site in ``building`` that has started and is neither suspended nor withdrawn."""
    idle = project.suspended is not None or project.withdrawn is not None
    return project.stage is Stage.BUILDING and not idle and has_started(project, today)


def first_needed(situation: Situation) -> date:
    """The day from which on ``site`` wants the visits."""
    campaign = situation.snapshot.campaign
    return min(campaign.first_day, situation.today - timedelta(days=campaign.settings.arrive_window - 1))


def site(situation: Situation, project: Project, visits: Iterable[tuple[date, Channel, str | None]]) -> Site:
    """``visits``: day, channel and person of the visits to it since ``first_needed``, in any order."""
    snapshot, today = situation.snapshot, situation.today
    campaign, visits = snapshot.campaign, tuple(visits)
    seen = best((day, channel) for day, channel, _person in visits)
    excused = situation.excused_in(project.county)
    on_site = {day for day, channel in seen.items() if channel is Channel.SITE}
    own = {day for day, channel, person in visits if channel is Channel.SITE and person is not None and person == project.manager}
    rest = situation.excused_of(project.manager, project.county)
    days = min(max(campaign.day(today), 0), campaign.length)
    return Site(
        project.code, _mark(seen.get(today), today, today, project.started, excused), today in own, streak(own, today, rest),
        unsolved(on_site, situation.blockers_of(project.code), today, campaign.settings),
        strip(seen, campaign.first_day, days, today, project.started, excused),
    )  # fmt: skip
