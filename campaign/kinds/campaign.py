"""The bounds that ``core.model.campaign`` declares beside each setting: asked at every write, and kept to at every read."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache

from campaign.core.errors import BadInput
from campaign.core.model.campaign import Bounds, Campaign, Settings
from campaign.kinds.field import count

ABOUT = timedelta(days=365)
"""How far before and after the campaign a span of days may reach."""


@cache
def bounds() -> Mapping[str, Bounds]:
    """Of every threshold, and of the campaign's own facts that have any (a name and a language have none)."""
    return {name: hint.__metadata__[0] for kind in (Campaign, Settings) for name, hint in kind.__annotations__.items()
            if hasattr(hint, "__metadata__")}


def number(key: str, text: str) -> int:
    """The number typed for a setting. Raises BadInput ``bad_count`` (text, least, limit)."""
    least, most = bounds()[key]
    return count(text, most, least)


def check(key: str, value: object) -> None:
    """Raises BadInput when a setting cannot be that: ``bad_count`` of a number, ``setting_day`` of a day."""
    limits = bounds().get(key)
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
    """What an older program let in is taken for the nearest that can be; ``doctor`` names it."""
    def near(values: Mapping[str, object]) -> dict[str, object]:
        limits = bounds()
        return {key: min(max(value, limits[key].least), limits[key].most) for key, value in values.items()
                if key in limits and value is not None}

    settings = campaign.settings._replace(**near(campaign.settings._asdict()))  # type: ignore[arg-type]
    return campaign._replace(**near(campaign._asdict()), settings=settings)  # type: ignore[arg-type]
