"""Books of the lists that are asked for: which rows, what each is called, and what stands on the page about it."""

from collections.abc import Sequence
from typing import NamedTuple

from campaign import words
from campaign.core.errors import BadInput
from campaign.service import exports, names
from campaign.service.exports import Exported
from campaign.service.session import Session
from campaign.store.queries import log
from campaign.tables.exports.book import Book, Names, Sheet, sheet
from campaign.tables.values import Row
from campaign.text import _
from campaign.words.files import file_label


class Wanted(NamedTuple):
    """A list, and its records as ``--json`` prints them; None: it has no list."""

    one: Exported
    records: list[Row] | None
    only: bool = False
    """No other rows than those of the records."""


def book(session: Session, wanted: Sequence[Wanted], *, whole: bool = False, chosen_by: str = "") -> Book:
    """``chosen_by``: the filters, as they were typed."""
    called = Names(*exports.called(session))
    sheets = [_sheet(session, each, called) for each in wanted]
    title = session.campaign.name if len(sheets) > 1 else sheets[0].title
    return Book(title, _about(session, whole, sheets, chosen_by), sheets, exports.campaign_toml(session), session.today, whole,
                session.campaign.name, session.now(), log.head_of(session.store)[1])


def _sheet(session: Session, each: Wanted, called: Names) -> Sheet:
    one, rows = each.one, each.one.rows(session)
    title, name = file_label(one.file), one.file.removesuffix(".csv")
    if each.records is None:
        return sheet(name, title, one.kind, one.fields, [(row, None) for row in rows], called)
    told = exports.chosen(one, rows, each.records)
    if each.records and not told:
        raise BadInput("export_other", what=title)
    if not each.only:
        records = dict(told)
        return sheet(name, title, one.kind, one.fields, [(row, records.get(row)) for row in rows], called, each.records)
    return sheet(name, title, one.kind, one.fields, told, called, each.records)


def _about(session: Session, whole: bool, sheets: Sequence[Sheet], chosen_by: str) -> list[tuple[str, str]]:
    """What somebody must know who only has the file."""
    seq, head = log.head_of(session.store)
    actor = session.actor
    name = names.name_of(session, "person", names.own(session) or actor)
    now, today = session.now(), session.today
    return [
        (_("Campaign"), session.campaign.name),
        (_("What"), "; ".join(_("{title}, {n} rows").format(title=sheet.title, n=len(sheet.rows)) for sheet in sheets)),
        (_("As of"), _("{day}, {time}, day {n} of {length}").format(
            day=words.long_day(today), time=now.strftime("%H:%M"), n=session.campaign.day(today),
            length=session.campaign.length)),
        (_("Made by"), name or actor),
        (_("Chosen by"), chosen_by or (_("all lists, whole") if whole else _("everything that the list shows"))),
        (_("From entry"), _("{seq} of the log, {head}").format(seq=seq, head=head[:16])),
        (_("Amounts"), _("in units of 10,000 yuan, as a number")),
    ]
