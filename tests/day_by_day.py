"""Lights of days that are over, by each project's own history: what the sets (``store.queries.stood``) are held against."""

from datetime import date

from campaign.core.light_history import Excused, Past, as_of, assessed, excused_in, waiting_on_day
from campaign.core.lights import RETARGETED
from campaign.core.model.campaign import Campaign
from campaign.core.model.light import Assessment, Light
from campaign.core.model.project import Project
from campaign.core.retargeted import Originals, by_original


def judged(past: Past, campaign: Campaign, day: date, excused: Excused, originals: Originals) -> tuple[Project, Assessment]:
    """The project as it was on ``day``, its light, and what it would have been by the originals left by then."""
    project, blockers, lands = as_of(past, campaign, day)
    light = assessed(past, campaign, day, excused)
    if project.added is not None and day < project.added:
        return project, Assessment(Light.NONE)
    worse = by_original(project, light, campaign, day, blockers, excused_in(excused, project.county), lands, originals,
                        waiting_on_day(past, project, day))
    return project, light.marked(RETARGETED)._replace(by_original=worse) if worse else light


def compared(past: Past, campaign: Campaign, day: date, excused: Excused) -> tuple[Project, Assessment]:
    """What today's light of a project is compared with: that of ``day``, or of the day on which it was added if that is later."""
    on = max(day, past.project.added or day)
    return as_of(past, campaign, on)[0], assessed(past, campaign, on, excused)
