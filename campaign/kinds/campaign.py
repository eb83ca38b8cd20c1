"""The campaign's settings: each declared once, with what it is called, what it says and what it can be.

Asked at every write, and kept to at every read. Their values and defaults are in ``core.model.campaign``.
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from campaign.core.dates import LATEST, TYPED, zone
from campaign.core.errors import BadInput
from campaign.core.model.campaign import Campaign
from campaign.core.money import LARGEST, parse_money
from campaign.kinds.field import Reader, Type, count
from campaign.text import LANGUAGES, N_

ABOUT = timedelta(days=365)
"""How far before and after the campaign a span of days may reach."""
LONGEST = 1000
"""Days of a campaign, and of every threshold."""


class Setting(NamedTuple):
    key: str
    label: str
    """English, marked with ``N_``; ``about`` likewise."""
    about: str
    least: Any = None
    """What it can be, both ends included: two numbers, two days, or None and the longest text."""
    most: Any = None
    holds: Type = Type.COUNT
    optional: bool = False
    check: Callable[[str], object] | None = None
    """Raises BadInput for a text that it cannot be."""
    words: tuple[str, ...] = ()


def _required(text: str) -> None:
    if not text:
        raise BadInput("field_empty", field="name")


OWN = (
    Setting("name", N_("Name"), N_("what the campaign is called"), None, 60, Type.TEXT, check=_required),
    Setting("first_day", N_("First day"), N_("day 1, from which all days are counted"),
            date(2000, 1, 1), date(2099, 12, 31), Type.DAY),
    Setting("length", N_("Length"), N_("days of the campaign"), 1, LONGEST),
    Setting("time_zone", N_("Time zone"), N_("decides which day it is"), None, 200, Type.TEXT, check=zone),
    Setting("golden_end", N_("End of the golden window"), N_("last day that is good for building"),
            TYPED, LATEST, Type.DAY, True),
    Setting("filing_day", N_("Filing day"), N_("day of the month on which statistics are filed"), 1, 31, optional=True),
    Setting("language", N_("Language"), N_("of whoever has not chosen one"), None, 200, Type.WORD, words=LANGUAGES),
)
"""Facts of the campaign itself."""
THRESHOLDS = (
    Setting("progress_yellow", N_("Behind the plan"),
            N_("points by which the money done trails what is expected: yellow"), 0, 100),
    Setting("progress_red", N_("Behind the plan, red"), N_("more points than that: red"), 0, 100),
    Setting("start_yellow", N_("Start overdue"), N_("days after the planned start: yellow"), 0, LONGEST),
    Setting("start_red", N_("Start overdue, red"), N_("days after the planned start: red"), 0, LONGEST),
    Setting("registration_min", N_("To be registered from"),
            N_("total from which a project must be registered in statistics, in 万元"), 0, LARGEST,
            Type.MONEY),
    Setting("registration_yellow", N_("Not registered"), N_("days from the start without registration: yellow"), 0, LONGEST),
    Setting("registration_red", N_("Not registered, red"), N_("days from the start without registration: red"), 0, LONGEST),
    Setting("blocker_yellow", N_("Blocker due soon"), N_("days before a blocker is due: yellow"), 0, LONGEST),
    Setting("stale_yellow", N_("Nothing reported"), N_("days without a report while building: yellow"), 0, LONGEST),
    Setting("stale_red", N_("Nothing reported, red"), N_("days without a report while building: red"), 0, LONGEST),
    Setting("watermelon_report", N_("Watermelon: report"),
            N_("days without a report that make a green light doubtful"), 0, LONGEST),
    Setting("watermelon_visit", N_("Watermelon: visit"), N_("days without a visit that make a green light doubtful"), 0, LONGEST),
    Setting("watermelon_money", N_("Watermelon: money"), N_("days without money that make a green light doubtful"), 0, LONGEST),
    Setting("major_min", N_("Major from"), N_("total from which a project is major, in 万元"), 0, LARGEST, Type.MONEY),
    Setting("blocker_days", N_("Days of a blocker"), N_("days until a blocker is due that names no day"), 0, LONGEST),
    Setting("escalate_unit", N_("Escalation from the unit"), N_("days overdue after which it goes to the leader"), 0, LONGEST),
    Setting("escalate_leader", N_("Escalation from the leader"),
            N_("days overdue after which it goes to headquarters"), 0, LONGEST),
    Setting("escalate_headquarters", N_("Escalation from headquarters"),
            N_("days overdue after which it goes to the principal leader"), 0, LONGEST),
    Setting("passed_moves", N_("Passed around"), N_("moves from which a blocker is being passed around"), 1, LONGEST),
    Setting("slow_days", N_("Moving slowly"), N_("days in the same hands without an action"), 0, LONGEST),
    Setting("land_yellow", N_("Land task due soon"), N_("days before a land task is due: yellow"), 0, LONGEST),
    Setting("funds_yellow", N_("Funds behind"), N_("points by which the funds in trail what is expected: yellow"), 0, 100),
    Setting("funds_red", N_("Funds behind, red"), N_("more points than that: red"), 0, 100),
    Setting("crew_low", N_("Understaffed"), N_("percent of the planned crew below which a site is understaffed"), 0, 100),
    Setting("lapse_far", N_("Approval lapses"), N_("days before an approval lapses: first notice"), 0, LONGEST),
    Setting("lapse_near", N_("Approval lapses soon"), N_("days before an approval lapses: last notice"), 0, LONGEST),
    Setting("arrive_days", N_("There, not solved: days"), N_("days on site, nothing solved ..."), 1, LONGEST),
    Setting("arrive_window", N_("There, not solved: window"), N_("... of so many days"), 1, LONGEST),
    Setting("weight_completion", N_("Weight of completion"), N_("points of that part of the counties' league"), 0, 100),
    Setting("weight_start", N_("Weight of starts"), N_("points of that part of the counties' league"), 0, 100),
    Setting("weight_registration", N_("Weight of registration"), N_("points of that part of the counties' league"), 0, 100),
    Setting("weight_closed", N_("Weight of blockers closed"), N_("points of that part of the counties' league"), 0, 100),
    Setting("weight_signings", N_("Weight of signings"), N_("points of that part of the counties' league"), 0, 100),
    Setting("red_top", N_("Length of the red list"), N_("how many counties are on it"), 0, 100),
    Setting("black_bottom", N_("Length of the black list"), N_("how many counties from below may be on it"), 0, 100),
    Setting("lists_from_day", N_("Lists begin on day"),
            N_("day of the campaign before which no county is on a list"), 1, LONGEST),
)
"""Of the rules (docs/handbook/rules.md): days, percentage points, or 万元."""
SETTINGS: Mapping[str, Setting] = {setting.key: setting for setting in (*OWN, *THRESHOLDS)}
BOUNDS: Mapping[str, Setting] = {key: setting for key, setting in SETTINGS.items() if setting.least is not None}


def parse(key: str, text: str, reader: Reader) -> str | int | date | None:
    """What was typed for a setting. Raises BadInput, as ``count``, ``Reader.day`` and the setting's own check do."""
    setting = SETTINGS[key]
    if setting.holds == Type.TEXT:
        text = reader.text(text, setting.most)
        if setting.check is not None:
            setting.check(text)
        return text
    if not text and setting.optional:
        return None
    if setting.words:
        return reader.word(setting.words, text)
    if setting.holds == Type.MONEY:
        amount = parse_money(text, signed=True)
        check(key, amount)
        return amount
    return reader.day(text) if setting.holds == Type.DAY else count(text, setting.most, setting.least)


def check(key: str, value: object) -> None:
    """Raises BadInput when a setting cannot be that: ``bad_count`` of a number, ``setting_day`` of a day."""
    limits = BOUNDS.get(key)
    if limits is None or value is None or limits.least <= value <= limits.most:
        return
    if isinstance(value, date):
        raise BadInput("setting_day", key=key, text=value.isoformat(), first=limits.least.isoformat(),
                       last=limits.most.isoformat())
    raise BadInput("bad_count", text=str(value), least=limits.least, limit=limits.most)


def check_all(campaign: Campaign) -> None:
    """Raises as ``check``."""
    for key, value in {**campaign._asdict(), **campaign.settings._asdict()}.items():
        check(key, value)


def check_span(first: date, last: date, campaign: Campaign) -> None:
    """Raises BadInput ``span_too_far`` (text; first, last: how far a span of days may reach)."""
    earliest, latest = campaign.first_day - ABOUT, campaign.last_day + ABOUT
    if first < earliest or last > latest:
        raise BadInput("span_too_far", text=f"{first}..{last}", first=earliest.isoformat(), last=latest.isoformat())


def within(campaign: Campaign) -> Campaign:
    """What another program let in is taken for the nearest that can be; ``doctor`` names it."""
    def near(values: Mapping[str, object]) -> dict[str, object]:
        return {key: min(max(value, BOUNDS[key].least), BOUNDS[key].most) for key, value in values.items()
                if key in BOUNDS and value is not None}

    settings = campaign.settings._replace(**near(campaign.settings._asdict()))  # type: ignore[arg-type]
    language = campaign.language if campaign.language in LANGUAGES else LANGUAGES[0]
    return campaign._replace(**near(campaign._asdict()), language=language, settings=settings)  # type: ignore[arg-type]
