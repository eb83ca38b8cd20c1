"""Below the counties' league: how the score of the county under the cursor comes about."""

from collections.abc import Mapping

from campaign.core import league_lists
from campaign.core.model.light import WORST_FIRST, Light
from campaign.core.situation import Situation
from campaign.tables.cells import name_of, rule, short_light
from campaign.tables.leaderboards import notes
from campaign.tables.league import standing_piece
from campaign.tables.league_parts import part_rows
from campaign.tables.league_places import Place
from campaign.tables.tones import LIGHT_TONES, Line, Piece
from campaign.tables.width import cut
from campaign.words.league import unlisted_text


def _lights(lights: Mapping[Light, int]) -> list[Piece]:
    return [(f"  {short_light(light)} {lights[light]}", LIGHT_TONES[light]) for light in WORST_FIRST if lights.get(light)]


def details(situation: Situation, row: Place, width: int, height: int) -> list[Line]:
    """Each part with what it is divided from, its weight and its points; why a county is exempt."""
    place, told = row.standing, situation.snapshot
    settings = told.campaign.settings
    why = league_lists.unlisted((county.zone for county in told.counties.values()), told.campaign, situation.today)
    said = [*notes(place), *([unlisted_text(why, settings)] if why is not None else [])]
    state, tone = standing_piece(place)
    heading: list[Piece] = [(f" {place.county} ", "quiet"), (name_of(situation, place.county), "strong"), (f"  {state}", tone),
                            *_lights(row.lights)]
    lines: list[Line] = [rule(heading, width)]
    lines += [[(" " + cut(text, width - 2), "yellow")] for text in said]
    lines += [[(" ", ""), *line] for line in part_rows(place, settings, width - 1)]
    return lines[:height]
