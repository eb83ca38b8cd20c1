"""The five parts of the counties' league in words: what each is, what it is divided from, what it gives."""

from collections.abc import Mapping

from campaign.core.leagues import Part
from campaign.core.model.campaign import Settings
from campaign.tables.leaderboards import tenths
from campaign.tables.tones import Piece
from campaign.text import N_, _
from campaign.words import money
from campaign.words.labels import NOTHING

PARTS: Mapping[str, str] = {
    "completion": N_("Money"), "start": N_("Starts"), "registration": N_("Stats"), "closed": N_("Closed"),
    "signings": N_("Signed")}
"""Headings of the five parts."""
NAMES: Mapping[str, str] = {
    "completion": N_("Money of the plan"), "start": N_("Starts that were due"), "registration": N_("In statistics"),
    "closed": N_("Blockers closed in time"), "signings": N_("Signed in the campaign")}
ROOMY = 60
"""Cells from which on parts have their full names."""
MEANINGS: Mapping[str, str] = {
    "completion": N_("plan for the 100 days that is done"), "start": N_("started, of those due to start"),
    "registration": N_("registered in statistics, of those started"), "closed": N_("blockers resolved by their due day"),
    "signings": N_("signed in the campaign, against the best county")}


def part_text(name: str, part: Part, in_money: bool = True) -> str:
    """What it is divided from: ``118.2亿/310.5亿``; ``7/12``. ``in_money``: whether signings are money."""
    as_money = name == "completion" or (name == "signings" and in_money)
    told = (money(part.met), money(part.due)) if as_money else (f"{part.met:,}", f"{part.due:,}")
    return NOTHING if not part.due else "/".join(told)


def part_name(name: str, width: int = ROOMY) -> str:
    """In full where there is room for it."""
    return _((NAMES if width >= ROOMY else PARTS)[name])


def weight_piece(name: str, points: int | None, settings: Settings) -> Piece:
    """``weight 30: 16.3 points``; that the weight of a part without a figure is shared by the others."""
    weight: int = getattr(settings, f"weight_{name}")
    if points is None:
        return _("nothing due: its {weight} go to the others").format(weight=weight), "quiet"
    return _("weight {weight}: {points} points").format(weight=weight, points=tenths(points)), ""
