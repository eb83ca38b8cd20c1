"""Who takes the rows of a list, by what it lists."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from campaign.service.intake import blockers, indicators, leads, progress, projects, twins
from campaign.service.intake.known import Work
from campaign.service.intake.report import Taken
from campaign.service.intake.rows import Row

Take = Callable[[Row], Taken]
"""What becomes of one row. Raises ``CampaignError`` for what refuses it; nothing is left of it then."""


class Takes(NamedTuple):
    begin: Callable[[Work], Take]
    """Reads what is there, in the write that takes the list in."""
    merge: Callable[[Sequence[Row]], dict[int, str]] = twins.merge
    """Position of a row → where the earlier one stands that says the same; complains of rows that contradict each other."""


TAKES: Mapping[str, Takes] = {
    "projects": Takes(lambda work: partial(projects.take_row, work)),
    "progress": Takes(lambda work: partial(progress.take_row, work)),
    "blockers": Takes(lambda work: blockers.Blockers(work).take_row, blockers.merge),
    "leads": Takes(lambda work: leads.Leads(work).take_row),
    "indicators": Takes(lambda work: indicators.Indicators(work).take_row, indicators.merge),
}
