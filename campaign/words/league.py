"""Red and black list in words: why a county is not on the red one, and why there are none."""

from campaign.core.league_lists import FEWEST, RETURN_DAYS, Unlisted
from campaign.core.leagues import LeagueStanding
from campaign.core.model.campaign import Settings
from campaign.core.model.people import Barred
from campaign.text import _, ngettext
from campaign.words.labels import label
from campaign.words.spacing import tight


def barred_text(place: LeagueStanding) -> str:
    """Why a county that is high enough is not on the red list."""
    if place.barred is Barred.RETURNED:
        return ngettext("{n} return within {days} days", "{n} returns within {days} days", place.returns).format(
            n=place.returns, days=RETURN_DAYS.days)
    return label(place.barred)


def places_text(change: int) -> str:
    """Places climbed or lost: ``up 2``."""
    return tight((_("up {n}") if change > 0 else _("down {n}")).format(n=abs(change)))


def why_text(place: LeagueStanding) -> str:
    """Why it is not on the list on which its place would put it: exempt, or barred."""
    found = [place.exempt] if place.exempt is not None and place.target_missed else []
    return _("; ").join([*found, *([barred_text(place)] if place.barred is not None else [])])


def unlisted_text(why: Unlisted, settings: Settings) -> str:
    if why is Unlisted.EARLY:
        return _("The lists begin on day {n}.").format(n=settings.lists_from_day)
    return _("Fewer than {n} counties: there are no lists.").format(n=FEWEST)


def group_text(place: LeagueStanding) -> str:
    """``山区 2``: the place within its group; '' without one."""
    return "" if place.group is None else f"{place.group} {place.rank}"
