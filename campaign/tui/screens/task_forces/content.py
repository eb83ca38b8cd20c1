"""The pages of a task force and of a dispatch as rows. Pure."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from campaign.core.model.blocker import Blocker
from campaign.core.model.land import Approval, LandTask
from campaign.core.quantity import format_quantity
from campaign.core.situation import Situation
from campaign.core.task_forces import Results, Settled
from campaign.service.task_forces import DispatchView, Force, cover
from campaign.tables.cells import name_of, wrapped
from campaign.tables.detail import ended
from campaign.tables.sections import PLAIN, Fact, PageRow, fact_rows, nothing, project_row, table_row, title
from campaign.tables.task_forces import approval_pieces, away_piece, moved_text, span_piece
from campaign.tables.tones import Line, Piece
from campaign.tables.width import Column, cell, cells
from campaign.text import _
from campaign.words import day, field, label, listed
from campaign.words.task_forces import skills_text


class ForceView(NamedTuple):
    """A task force, and what the rows of its results are about."""

    situation: Situation
    found: Force
    results: Results
    lands: Mapping[str, LandTask]
    blockers: Mapping[str, Blocker]
    approvals: Mapping[str, Approval]


def force_rows(view: ForceView, width: int) -> list[PageRow]:
    """What it has moved; members with skills, what is open and who can break it; then the rows of its results; its projects."""
    situation, found = view.situation, view.found
    force, code = found.force, found.force.code
    state: list[Piece] = [span_piece(found, situation.today), ("  " + moved_text(found), PLAIN)]
    rows = [PageRow("name", [(force.name, "strong")], code), PageRow("state", state),
            PageRow("head", [(" " + field("head") + "  ", "quiet"), (name_of(situation, force.head), PLAIN)], force.head or code)]
    rows += _member_rows(view, width)
    rows += _cover_rows(view, width)
    rows += _land_rows(view, width)
    rows += _settled_rows("closed", _("Blockers closed"), view.results.closed, view)
    rows += _settled_rows("granted", _("Approvals granted"), view.results.granted, view)
    rows += title("projects", _("Projects"), str(len(found.projects)))
    if not found.projects:
        rows.append(nothing("projects", _("none yet; e gives it some"), code))
    projects = situation.snapshot.projects
    return [*rows, *(project_row(situation, projects[one], width, f"project:{one}") for one in found.projects if one in projects)]


def _member_rows(view: ForceView, width: int) -> list[PageRow]:
    situation, found = view.situation, view.found
    rows = title("members", _("Members and skills"), str(len(found.members)))
    if not found.members:
        return [*rows, nothing("members", _("nobody yet; e names one"), found.force.code)]
    columns = [Column("name", "", 8, 6), Column("post", "", 24, 8, priority=1), Column("skills", "", 20, 12, flex=1)]
    for member in found.members:
        person = situation.snapshot.people.get(member.person)
        pieces: Mapping[str, Piece] = {"name": (name_of(situation, member.person), ""),
                                       "post": (person.post if person else "", "quiet"),
                                       "skills": (skills_text(member.skills), "")}
        rows.append(PageRow(f"member:{member.person}", table_row(columns, pieces, width - 1), member.person))
    return rows


def _cover_rows(view: ForceView, width: int) -> list[PageRow]:
    """Of each project and kind of blocker: who can break it, or nobody."""
    situation, found = view.situation, cover(view.situation, view.found)
    lacking = sum(not item.members for item in found)
    note = _("{n} that nobody in it can break").format(n=lacking) if lacking else ""
    rows = title("cover", _("Open on its projects, and who can break it"), note, "yellow")
    if not found:
        return [*rows, nothing("cover", _("nothing is open"), view.found.force.code)]
    columns = [Column("project", "", 5), Column("name", "", 20, 10, priority=2), Column("category", "", 22, 12),
               Column("blockers", "", 6, 6, priority=1), Column("who", "", 14, 12, flex=1)]
    for item in found:
        who: Piece = (_("nobody"), "yellow")
        if item.members:
            who = listed([name_of(situation, code) for code in item.members]), ""
        pieces: Mapping[str, Piece] = {
            "project": (item.project, "quiet"), "name": (name_of(situation, item.project), ""),
            "category": (label(item.category), ""), "blockers": (listed(list(item.blockers)), "quiet"), "who": who}
        rows.append(PageRow(f"cover:{item.project}:{item.category}", table_row(columns, pieces, width - 1), item.blockers[0]))
    return rows


def _land_rows(view: ForceView, width: int) -> list[PageRow]:
    found = view.results
    note = _("{n} mu delivered").format(n=format_quantity(found.sums.delivered))
    rows = title("land", _("Land delivered"), note)
    if not found.land:
        return [*rows, nothing("land", _("no land was delivered since"), view.found.force.code)]
    columns = [Column("on", "", 6), Column("amount", "", 9, align="right"), Column("code", "", 5),
               Column("name", "", 30, 12, flex=1), Column("text", "", 24, 8, priority=1)]
    for number, item in enumerate(found.land):
        task = view.lands.get(item.task)
        sign = "+" if item.amount >= 0 else ""
        pieces: Mapping[str, Piece] = {
            "on": (day(item.on), "quiet"), "amount": (f"{sign}{format_quantity(item.amount)}", "red" if item.amount < 0 else ""),
            "code": (item.task, "quiet"), "name": (task.name if task else "", ""), "text": (item.text or "", "quiet")}
        rows.append(PageRow(f"land{number}", table_row(columns, pieces, width - 1), item.task))
    return rows


def _settled_rows(key: str, text: str, found: Sequence[Settled], view: ForceView) -> list[PageRow]:
    rows = title(key, text, str(len(found)))
    if not found:
        return [*rows, nothing(key, _("none since it was set up"), view.found.force.code)]
    for item in found:
        blocker, approval = view.blockers.get(item.code), view.approvals.get(item.code)
        line: Line = [(f" {cell(day(item.on), 6)}  ", "quiet"), (f"{item.code} ", "quiet"),
                      (blocker.title if blocker else "", "")]
        if approval is not None:
            line = [*line[:1], *approval_pieces(approval, view.situation)]
        rows.append(PageRow(f"{key}:{item.code}", line, item.code))
    return rows


# A dispatch -------------------------------------------------------------------------------------------------------------


class DispatchContent(NamedTuple):
    """A dispatch, and what waits now where it went."""

    situation: Situation
    found: DispatchView
    waiting: Sequence[Approval]


def dispatch_rows(view: DispatchContent, width: int) -> list[PageRow]:
    """Who, where, until when; what was brought back, oldest first; what still waits there."""
    situation, found = view.situation, view.found
    sent, code = found.dispatch, found.dispatch.code
    text, tone = away_piece(found, situation.today)
    named: Line = [(name_of(situation, sent.person), "strong"), (f"  {name_of(situation, sent.unit)}", "")]
    rows = [PageRow("name", named, sent.person),
            PageRow("state", [(text, tone or PLAIN), (f"  {sent.purpose}" if sent.purpose else "", PLAIN)])]
    facts: list[Fact] = [(field("since"), day(sent.since), ""), (field("until"), day(sent.until) if sent.until else "-", "")]
    if sent.returned is not None:
        facts.append((field("returned"), day(sent.returned), ""))
    brought = found.brought
    facts += [(field("approvals_moved"), str(len(brought.moved)), ""),
              (field("approvals_granted"), str(len(brought.granted)), ""), (field("policies"), str(brought.policies), "")]
    rows += [PageRow("facts-", ()), *fact_rows("fact", facts, width)]
    rows += title("entries", _("Brought back"), str(len(found.entries)))
    if not found.entries:
        rows.append(nothing("entries", _("nothing yet; n notes it"), code))
    for number in range(len(found.entries)):
        rows += _entry_rows(number, found, situation, width)
    rows += title("waiting", _("Waiting there now"), str(len(view.waiting)))
    if not view.waiting:
        rows.append(nothing("waiting", _("no approval"), code))
    for item in view.waiting:
        late = item.due is not None and item.due < situation.today
        line: Line = [(f" {item.code} ", "quiet"), (f"{label(item.kind)} {name_of(situation, item.project)}", "")]
        end: Line = [(_("past the limit") + "  " if late else "", "red"),
                     (_("submitted on {day}").format(day=day(item.submitted)), "quiet")]
        rows.append(PageRow(f"waiting:{item.code}", ended(line, end, width - 1), item.code))
    return rows


def _entry_rows(number: int, found: DispatchView, situation: Situation, width: int) -> list[PageRow]:
    """Day, which approval and how far it is, and what was said; a long text goes on in the next lines."""
    entry = found.entries[number]
    approval = found.approvals.get(entry.approval or "")
    subject = entry.approval or found.dispatch.code
    head = f" {cell(day(entry.on), 6)}  "
    rows: list[PageRow] = []
    if approval is not None:
        what, state = approval_pieces(approval, situation)
        rows.append(PageRow(f"entry{number}", ended([(head, "quiet"), what], [state], width - 1), subject))
        head = " " * cells(head)
    for part, text in enumerate(wrapped(entry.text, max(width - cells(head) - 1, 12)) if entry.text else ()):
        own = subject if approval is None and part == 0 else None
        said: Line = [(head if part == 0 else " " * cells(head), "quiet"), (text, PLAIN if own is None else "")]
        rows.append(PageRow(f"entry{number}.{part}", said, own))
    return rows


# On the page of a person ------------------------------------------------------------------------------------------------
