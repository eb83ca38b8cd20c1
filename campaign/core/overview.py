"""What the Overview says: findings, worst first, each with the filter of the very list it was counted from.

Source: docs/handbook/rules.md. Sentences are made from ``key`` and ``figures`` by
``campaign.words``; a figure that is None is not known.
"""

from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple

from campaign.core import situation as words
from campaign.core.blasts import together
from campaign.core.blockers import BUCK_PASSING, ESCALATION_DUE, SLOW, days_overdue
from campaign.core.codes import order
from campaign.core.facts import NOTHING, Tally, share, tally
from campaign.core.lights import AT_RISK, TOO_LATE, UNDERSTAFFED, WATERMELON
from campaign.core.model.campaign import Campaign
from campaign.core.model.consent import What
from campaign.core.model.light import Light
from campaign.core.model.project import Investor, Project
from campaign.core.results import OWN, oldest
from campaign.core.situation import Situation


class Finding(NamedTuple):
    """One sentence. ``target`` is the screen Enter opens, ``filter`` the words of its list (``core.filters``)."""

    key: str
    level: Light
    count: int  # type: ignore[assignment]  # hides tuple.count, which nobody needs
    """Rows of the list."""
    figures: Mapping[str, object]
    target: str
    filter: Mapping[str, str]


def findings(situation: Situation) -> list[Finding]:
    """What needs someone, red first; in the order below within a colour. Nothing is said of what is nought."""
    said = [
        _overdue(situation),
        _freezing(situation),
        _red(situation),
        _counted(situation, words.SUSPENSION_PASSED, Light.RED, "projects", {"review_passed": "yes"}),
        _counted(situation, words.LAND_OVERDUE, Light.RED, "land", {"state": "overdue"}),
        _counted(situation, TOO_LATE, Light.RED, "projects", {"mark": TOO_LATE}),
        _counted(situation, words.LAPSING_SOON, Light.RED, "projects", {"lapsing": "soon"}),
        _unclaimed(situation),
        _unregistered(situation),
        _asked(situation),
        _unconfirmed(situation),
        _counted(situation, ESCALATION_DUE, Light.YELLOW, "blockers", {"flag": ESCALATION_DUE}),
        _counted(situation, BUCK_PASSING, Light.YELLOW, "blockers", {"flag": BUCK_PASSING}),
        _counted(situation, SLOW, Light.YELLOW, "blockers", {"flag": SLOW}),
        _counted(situation, words.HOLD_PASSED, Light.YELLOW, "blockers", {"review_passed": "yes"}),
        _counted(situation, AT_RISK, Light.YELLOW, "projects", {"mark": AT_RISK}),
        _counted(situation, words.CONTACT_DUE, Light.YELLOW, "projects", {"contact_due": "yes"}),
        _counted(situation, words.LAPSING, Light.YELLOW, "projects", {"lapsing": "yes"}),
        _counted(situation, UNDERSTAFFED, Light.YELLOW, "projects", {"mark": UNDERSTAFFED}),
        _counted(situation, words.ORPHAN, Light.YELLOW, "projects", {"orphan": "yes"}),
        _counted(situation, WATERMELON, Light.YELLOW, "projects", {"mark": WATERMELON}),
        _counted(situation, words.NOBODY_TODAY, Light.YELLOW, "projects", {"nobody_today": "yes"}),
    ]
    return [finding for finding in said if finding is not None]


def _red(situation: Situation) -> Finding | None:
    count = situation.lights[Light.RED]
    return Finding("red_projects", Light.RED, count, {"count": count}, "projects", {"light": "red"}) if count else None


def _counted(situation: Situation, key: str, level: Light, target: str, filter: Mapping[str, str]) -> Finding | None:
    count = situation.counts[key]
    return Finding(key, level, count, {"count": count}, target, filter) if count else None


def _overdue(situation: Situation) -> Finding | None:
    """How many, and the longest: its days and the unit that has it (None when nobody has)."""
    longest = situation.longest_overdue()
    if longest is None:
        return None
    unit = situation.snapshot.units.get(longest.unit or "")
    figures = {
        "count": situation.counts[words.OVERDUE],
        "days": days_overdue(longest, situation.today),
        "blocker": longest.code,
        "unit": longest.unit,
        "unit_name": unit.name if unit is not None else None,
    }
    return Finding("overdue", Light.RED, situation.counts[words.OVERDUE], figures, "blockers", {"state": "overdue"})


def _freezing(situation: Situation) -> Finding | None:
    """What freezes most, as ``core.blasts`` orders it, from two projects on; a blocker stands for its late land task too."""
    most = situation.most_frozen()
    if most is None or most.projects < 2:
        return None
    codes, hit = together(situation, most.blocker)
    code = min(codes, key=order)
    figures = {
        "count": 1,
        "projects": hit.projects,
        "total": hit.total,
        "leaders": hit.leaders,
        "blocker": code,
        "title": situation.name_of(code),
    }
    target = "land" if code in situation.snapshot.lands else "blockers"
    return Finding("freezing", Light.RED, 1, figures, target, {"code": code})


def _unclaimed(situation: Situation) -> Finding | None:
    """City and principal leaders who have claimed no major project."""
    count = situation.unclaimed()
    if not count:
        return None
    return Finding("unclaimed", Light.YELLOW, count, {"count": count}, "leaders", {"unclaimed": "yes"})


def _unregistered(situation: Situation) -> Finding | None:
    """``unregistered_filing`` when the campaign knows the day on which statistics are filed."""
    count = situation.counts[words.UNREGISTERED]
    if not count:
        return None
    days = days_to_filing(situation.snapshot.campaign, situation.today)
    key = "unregistered" if days is None else "unregistered_filing"
    figures = {"count": count, "days": days}
    return Finding(key, Light.YELLOW, count, figures, "projects", {"unregistered": "yes"})


def _asked(situation: Situation) -> Finding | None:
    """Changes of targets that wait for headquarters, and for how many days the oldest does."""
    waiting = situation.snapshot.requests
    if not waiting:
        return None
    days = (situation.today - min(row.on for row in waiting.values())).days
    return Finding("requests", Light.YELLOW, len(waiting), {"count": len(waiting), "days": days}, "requests",
                   {"pane": "requests"})


def _unconfirmed(situation: Situation) -> Finding | None:
    """Results that wait for headquarters, and for how many days the oldest does."""
    count, days = oldest(situation.snapshot.uncounted, situation.today)
    if not count:
        return None
    return Finding("unconfirmed", Light.YELLOW, count, {"count": count, "days": days}, "requests", {"pane": "unconfirmed"})


def days_to_filing(campaign: Campaign, today: date) -> int | None:
    """Days to the next filing of statistics, 0 on the day; a month too short files on its last day."""
    if campaign.filing_day is None:
        return None
    day = date(today.year, today.month, min(campaign.filing_day, monthrange(today.year, today.month)[1]))
    if day < today:
        year, month = (today.year + 1, 1) if today.month == 12 else (today.year, today.month + 1)
        day = date(year, month, min(campaign.filing_day, monthrange(year, month)[1]))
    return (day - today).days


class Rates(NamedTuple):
    """四率 and 纳统率 in 1/10 percent, rounded half up; None (shown as —) where nothing is due. Money in 万元."""

    done: int
    plan: int
    investment: int | None
    """投资完成率: reported money dated inside the campaign ÷ 百日计划, of the projects that have a plan."""
    start: int | None
    """开工率: started ÷ due to start by today."""
    finish: int | None
    """竣工率: completed ÷ due by today."""
    registration: int | None
    """纳统率: registered ÷ started, of those with total ≥ 500万."""
    funds: int | None
    """资金到位率: funds in, dated inside the campaign ÷ funds planned, of the projects that have such a plan."""
    registered: int
    """纳统数: money registered in statistics, beside ``done``, never with it."""
    sums: Tally
    """What the rates were divided from."""


def rates(situation: Situation, selector: Callable[[Project], bool] | None = None, county: str | None = None) -> Rates:
    """Of the city (no cost), of one county (no cost), or of the projects ``selector`` accepts (one pass over all)."""
    if selector is None:
        return _rates(situation.tally(county))
    found = rates_by(situation, lambda row: county, lambda row: selector(row) and county in (None, row.county))
    return found.get(county, NO_RATES)


def rates_by(situation: Situation, key: Callable[[Project], str | None],
             selector: Callable[[Project], bool] | None = None) -> dict[str | None, Rates]:
    """One pass over all projects (or those that ``selector`` accepts): what ``key`` says of them → the rates of those.

    Groups that have nothing but withdrawn projects are not there.
    """
    today, settings = situation.today, situation.snapshot.campaign.settings
    groups: dict[str | None, list[Tally]] = {}
    for row in situation.snapshot.projects.values():
        if row.withdrawn is None and (selector is None or selector(row)):
            groups.setdefault(key(row), []).append(tally(row, today, settings))
    return {group: _rates(Tally(*map(sum, zip(*tallies, strict=True)))) for group, tallies in groups.items()}


def _rates(sums: Tally) -> Rates:
    return Rates(
        sums.done,
        sums.plan,
        share(sums.done, sums.plan),
        share(sums.start_met, sums.start_due),
        share(sums.finish_met, sums.finish_due),
        share(sums.registration_met, sums.registration_due),
        share(sums.funds, sums.funds_plan),
        sums.registered,
        sums,
    )


def is_private(project: Project) -> bool:
    """Private capital, as the share of private investment counts it."""
    return project.investor is Investor.PRIVATE


NO_RATES = _rates(NOTHING)
"""Of no project at all."""


class Unconfirmed(NamedTuple):
    """Of what is met in ``Rates``: how many starts, finishes and registrations wait for headquarters."""

    start: int = 0
    finish: int = 0
    registration: int = 0


def unconfirmed_by(situation: Situation, key: Callable[[Project], str | None]) -> dict[str | None, Unconfirmed]:
    """As ``rates_by`` groups them; only groups of which something waits are there."""
    found: dict[str | None, Unconfirmed] = {}
    today, settings = situation.today, situation.snapshot.campaign.settings
    for code, results in situation.snapshot.uncounted.items():
        row = situation.snapshot.projects.get(code)
        waits = {result.what for result in results if result.item is None}
        if row is None or not waits.intersection(OWN):
            continue
        sums, before = tally(row, today, settings), found.get(key(row), Unconfirmed())
        met = (What.START in waits and sums.start_met, What.FINISH in waits and sums.finish_met,
               What.REGISTRATION in waits and sums.registration_met)
        found[key(row)] = Unconfirmed(*map(int.__add__, before, map(int, met)))
    return found
