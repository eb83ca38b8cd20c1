"""The page of one blocker as a list of rows: what it is and who has it, its whole history, what it freezes. Pure."""

from collections.abc import Sequence
from typing import NamedTuple

from campaign.core import blockers as rules
from campaign.core.model.blocker import Blocker, BlockerState, Event, Scope
from campaign.core.situation import Situation
from campaign.tables.blocker_details import event_line, pointer
from campaign.tables.cells import name_of, wrapped
from campaign.tables.history import Dated, history_rows
from campaign.tables.results import waiting_rows
from campaign.tables.sections import PLAIN, Fact, PageRow, due_piece, fact_rows, nothing, project_row, title
from campaign.tables.signs import Signs
from campaign.tables.tones import Piece
from campaign.text import _, ngettext
from campaign.words import day, field, flag, label, level, listed, money


class BlockerView(NamedTuple):
    """A blocker, resolved or not, and its events, oldest first."""

    situation: Situation
    blocker: Blocker
    events: Sequence[Event]


def blocker_rows(view: BlockerView, width: int, signs: Signs) -> list[PageRow]:
    """Facts, history, projects. Enter opens the holder, the county and the projects."""
    return [*_state_rows(view, width), *waiting_rows(view.situation, view.blocker.code), *_fact_rows(view, width),
            *_history_rows(view, width, signs), *_frozen_rows(view, width)]


def _state_rows(view: BlockerView, width: int) -> list[PageRow]:
    """How late it is, its flags, and where it stands on the ladder; the title whole, however long."""
    situation, blocker = view.situation, view.blocker
    rows = [PageRow(f"title{n}", [(text, "strong")]) for n, text in enumerate(wrapped(blocker.title, width - 1))]
    pieces: list[Piece] = [due_piece(blocker, situation.today)]
    if blocker.state is BlockerState.RESOLVED:
        on_site = "  " + _("on site") if blocker.on_site else ""
        pieces.append((f"  {day(blocker.resolved)}{on_site}", PLAIN))
    else:
        held = rules.days_held(blocker, situation.today)
        holder = name_of(situation, blocker.unit) if blocker.unit else _("nobody")
        pieces.append(("  " + ngettext("{n} day in the hands of {unit}", "{n} days in the hands of {unit}", held).format(
            n=held, unit=holder), PLAIN))
        if flags := situation.flags(blocker):
            pieces.append(("  " + listed([flag(word) for word in flags]), "yellow"))
    rows.append(PageRow("state", pieces))
    if blocker.resolution:
        rows += [PageRow(f"how{n}", [(text, "green")]) for n, text in enumerate(wrapped(blocker.resolution, width - 1))]
    return rows


def _fact_rows(view: BlockerView, width: int) -> list[PageRow]:
    situation, blocker = view.situation, view.blocker
    first = situation.snapshot.campaign.first_day
    facts: list[Fact] = [
        (field("person"), name_of(situation, blocker.person), blocker.person or ""),
        (field("category"), label(blocker.category), ""),
        (field("authority"), label(blocker.authority), ""),
        (field("level"), level(blocker.level), ""),
        (field("opened"), day(blocker.opened, first), ""),
        (field("due"), day(blocker.due, first), ""),
        (field("moves"), str(blocker.moves), ""),
    ]
    if blocker.escalated:
        facts.append((field("escalated"), day(blocker.escalated, first), ""))
    if blocker.state is BlockerState.ON_HOLD:
        facts += [(field("hold_reason"), label(blocker.hold_reason), ""), (field("review"), day(blocker.review, first), "")]
    if blocker.scope is Scope.COUNTY:
        facts.insert(0, (_("whole county"), name_of(situation, blocker.county), blocker.county or ""))
    if (source := pointer(situation, blocker)) is not None:
        facts.insert(0, (field("about"), source, blocker.land_task or blocker.approval or ""))
    return [PageRow("facts-", ()), *fact_rows("fact", facts, width)]


def _history_rows(view: BlockerView, width: int, signs: Signs) -> list[PageRow]:
    situation = view.situation
    entries = [_entry(situation, event) for event in view.events]
    return history_rows(entries, width, view.blocker.code, view.blocker.resolved or situation.today, signs)


def _entry(situation: Situation, event: Event) -> Dated:
    _when, (text, tone) = event_line(situation, event)
    return Dated(event.on, text, tone, name_of(situation, event.actor))


def _frozen_rows(view: BlockerView, width: int) -> list[PageRow]:
    situation, blocker = view.situation, view.blocker
    hit = rules.blast(blocker, situation.snapshot.projects, situation.projects_of_county)
    note = listed([ngettext("{n} project", "{n} projects", hit.projects).format(n=hit.projects), money(hit.total),
                   ngettext("{n} leader", "{n} leaders", hit.leaders).format(n=hit.leaders)])
    heading = _("It froze") if blocker.state is BlockerState.RESOLVED else _("It freezes")
    rows = title("frozen", heading, note)
    if not hit.codes:
        rows.append(nothing("frozen", _("no project: those it names are withdrawn or finished"), blocker.code))
    return [*rows, *(project_row(situation, situation.snapshot.projects[code], width, f"project:{code}") for code in hit.codes)]


