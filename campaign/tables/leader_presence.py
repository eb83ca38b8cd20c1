"""How leaders were in contact with their sites, as a list: columns, rows, order and details. Pure."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from campaign.core.model.people import Person
from campaign.core.model.project import Channel
from campaign.core.situation import Situation
from campaign.core.today import Round
from campaign.tables.cells import rule
from campaign.tables.order import Value
from campaign.tables.presence import SHORT_CHANNELS
from campaign.tables.today import stop_line
from campaign.tables.tones import Line, Piece
from campaign.tables.width import Column, Fitted, cell, cells
from campaign.text import _
from campaign.words.today import contacts_share

LEADER_SORTS = ("code", "empty")


class Presence(NamedTuple):
    """One leader: visits within the campaign by channel, and the sites in their name."""

    person: Person
    contacts: Mapping[Channel, int] | None
    """None: not read yet."""
    been: int
    """Projects on whose site the leader was."""
    sites: int
    empty: int
    """… at which nobody is today."""


def leader_value(empty: Mapping[str, int], sort: str) -> Callable[[str], Value]:
    """The official order; or whose sites are without anyone today, most first."""
    if sort == "empty":
        return lambda code: -empty.get(code, 0)
    return lambda code: 0


def leader_columns(situation: Situation) -> list[Column]:
    codes = (len(code) for code, row in situation.snapshot.people.items() if row.leader)
    return [
        Column("code", _("Code"), max(codes, default=3), cells(_("Code"))),
        Column("name", _("Name"), 8, 6, flex=1),
        Column("post", _("Post"), 16, 10, flex=1, priority=3),
        *(Column(channel.value, _(SHORT_CHANNELS[channel]), max(cells(_(SHORT_CHANNELS[channel])), 5), align="right", priority=at)
          for at, channel in enumerate(Channel)),
        Column("share", _("On site, %"), 10, align="right"),
        Column("been", _("Sites seen"), 10, align="right", priority=2),
        Column("empty", _("Empty/led"), 9, align="right"),
    ]


def leader_row(told: Presence, fitted: Sequence[Fitted]) -> Line:
    line: list[Piece] = []
    for at, (column, width) in enumerate(fitted):
        said, tone = _leader_piece(told, column.key)
        line.append((cell(said, width, column.align) + (" " if at < len(fitted) - 1 else ""), tone))
    return line


def _leader_piece(told: Presence, key: str) -> Piece:
    match key:
        case "code":
            return told.person.code, ""
        case "name":
            return told.person.name, ""
        case "post":
            return told.person.post, "dim"
        case "empty":
            return f"{told.empty}/{told.sites}" if told.sites else "", "red" if told.empty else "dim"
    if told.contacts is None:
        return "", ""
    if key == "share":
        return contacts_share(told.contacts), "bold"
    if key == "been":
        return str(told.been), ""
    return str(told.contacts.get(Channel(key), 0)), ""


def leader_details(situation: Situation, person: Person, rounds: Sequence[Round], width: int, height: int) -> list[Line]:
    """Where this leader should go today, and why there."""
    stops = [stop for round in rounds for stop in round.stops]
    title: list[Piece] = [(f" {person.code} ", "dim"), (f"{person.name} {person.post}".strip(), "bold"), ("  ", ""),
                          (_("Where to go today"), "head")]
    lines: list[Line] = [rule(title, width)]
    if not stops:
        return [*lines, [(" ", ""), (_("nothing in this name needs a visit"), "dim")]]
    return [*lines, *([(" ", ""), *stop_line(situation, stop, width - 1)] for stop in stops[:height - 1])]
