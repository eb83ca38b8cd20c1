"""How leaders were in contact with their sites, as a list and in details. Pure."""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property

from campaign.core.model.people import Person
from campaign.core.model.project import Channel
from campaign.core.situation import Situation
from campaign.core.today import Round
from campaign.service.questions import Contacts
from campaign.tables.detail import head
from campaign.tables.presence import SHORT_CHANNELS, is_empty, sites_of
from campaign.tables.table import Column, Listing, Plain, Record, Table, by_code, titled
from campaign.tables.today import stop_line
from campaign.tables.tones import Line, Piece
from campaign.tables.values import percent
from campaign.tables.width import cells
from campaign.text import N_, _
from campaign.words.enumerations import WORDS
from campaign.words.today import contacts_share


class InTouch(Listing[Person]):
    """``contacts`` are the visits within the campaign, of those of whom they have been counted."""

    def __init__(self, situation: Situation, rows: Mapping[str, Person], contacts: Mapping[str, Contacts]) -> None:
        super().__init__(situation, rows)
        self.contacts = contacts

    @cached_property
    def led(self) -> tuple[Counter[str], Counter[str]]:
        """Sites per leader, and those with nobody today."""
        led = [(row, row.leader) for row in sites_of(self.situation).values() if row.leader is not None]
        return Counter(leader for _row, leader in led), Counter(leader for row, leader in led if is_empty(self.situation, row))


def record(told: InTouch, row: Person) -> Record:
    found = told.contacts[row.code]
    return {"code": row.code, "name": row.name, "post": row.post, "site": found.site, "phone": found.phone,
            "meeting": found.meeting, "site_pct": percent(found.share), "sites": found.sites}


def _by_channel(found: Contacts) -> Mapping[Channel, int]:
    return {Channel.SITE: found.site, Channel.PHONE: found.phone, Channel.MEETING: found.meeting}


def _channel(channel: Channel, gives: int) -> Column[InTouch, Person]:
    def said(told: InTouch, row: Person) -> Piece:
        return (str(_by_channel(found)[channel]), "") if (found := told.contacts.get(row.code)) is not None else ("", "")

    return Column(channel.value, SHORT_CHANNELS[channel], titled(5), said, align="right", gives=gives,
                  plain=Plain(head=WORDS[Channel][channel], right=True))


def _share(told: InTouch, row: Person) -> Piece:
    return (contacts_share(_by_channel(found)), "strong") if (found := told.contacts.get(row.code)) is not None else ("", "")


def _been(told: InTouch, row: Person) -> Piece:
    return (str(found.sites), "") if (found := told.contacts.get(row.code)) is not None else ("", "")


def _empty(told: InTouch, row: Person) -> Piece:
    sites, empty = (counted[row.code] for counted in told.led)
    return f"{empty}/{sites}" if sites else "", "strong" if empty else "quiet"


IN_TOUCH = Table[InTouch, Person](
    "in_touch",
    columns=(
        Column("code", N_("Code"), lambda told, column, room: (max(map(len, told.rows), default=3), cells(column.title)),
               lambda told, row: (row.code, ""), sort=by_code, plain=Plain()),
        Column("name", N_("Name"), 8, lambda told, row: (row.name, ""), 6, flex=1, plain=Plain(flexible=True)),
        Column("post", N_("Post"), 16, lambda told, row: (row.post, "quiet"), 10, flex=1, gives=3, plain=Plain(flexible=True)),
        *(_channel(channel, at) for at, channel in enumerate(Channel)),
        Column("share", N_("On site, %"), 10, _share, align="right",
               plain=Plain(head=N_("on site, %"), key="site_pct", right=True)),
        Column("been", N_("Sites seen"), 10, _been, align="right", gives=2,
               plain=Plain(head=N_("sites"), key="sites", right=True)),
        Column("empty", N_("Empty/led"), 9, _empty, align="right", sort=lambda told: lambda code: -told.led[1][code]),
    ),
    record=record,
    about=lambda told, row: (row.rank, row.unit, row.county))


def leader_details(situation: Situation, person: Person, rounds: Sequence[Round], width: int, height: int) -> list[Line]:
    """Where this leader should go today, and why there."""
    stops = [stop for round in rounds for stop in round.stops]
    name = f"{person.name} {person.post}".strip()
    lines: list[Line] = [head(person.code, name, width, (_("Where to go today"), "strong"))]
    if not stops:
        return [*lines, [(" ", ""), (_("nothing in this name needs a visit"), "quiet")]]
    return [*lines, *([(" ", ""), *stop_line(situation, stop, width - 1)] for stop in stops[:height - 1])]
