"""Merits, the ladder of supervision and who must explain: their tables and details. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from campaign.core.codes import by_length, kind_of
from campaign.core.merits import LADDER, Climb, Named, Suggestion, is_step
from campaign.core.model.merits import Merit, MeritKind
from campaign.core.situation import Situation
from campaign.tables.cells import labels_width, name_of, wrapped
from campaign.tables.detail import head
from campaign.tables.order import by_pinyin
from campaign.tables.table import Column, Group, Keyed, Listing, Plain, Record, Size, Table, by_code, coded, widest
from campaign.tables.tones import Line, Piece
from campaign.tables.values import iso
from campaign.tables.width import cells
from campaign.text import N_, _, ngettext
from campaign.words import day, label, listed
from campaign.words import merits as say
from campaign.words.labels import NOTHING

TONES = {MeritKind.PRAISE: "green", MeritKind.REWARD: "green", MeritKind.REMINDER: "yellow", MeritKind.SUPERVISION: "red",
         MeritKind.INTERVIEW: "red", MeritKind.SANCTION: "red", MeritKind.EXEMPTION: "accent"}


def kind_piece(kind: MeritKind | None) -> Piece:
    return (label(kind), TONES[kind]) if kind is not None else (NOTHING, "quiet")


def state_piece(row: Named) -> Piece:
    """What is still to come of it: the money of a reward, the answer to a step, the end of an exemption."""
    merit = row.merit
    if merit.promised is not None:
        said = _("paid {day}").format(day=day(merit.paid)) if merit.paid else _("not paid")
        return f"{say.reward_money(merit.promised)} {said}", "green" if merit.paid else "yellow"
    if is_step(merit):
        n = len(row.answers)
        return (ngettext("{n} answer", "{n} answers", n).format(n=n), "") if n else (_("no answer yet"), "yellow")
    if merit.until is not None:
        return _("until {day}").format(day=day(merit.until)), ""
    return "", ""


def points_text(merit: Merit) -> str:
    n = merit.points or 0
    return ngettext("{n} point", "{n} points", n).format(n=n) if n else ""


NARROW = 60
"""Below so many cells names and words give way, so that something of the reason is read."""


def named_width(told: Listing[Any], column: Column[Any, Any], room: int) -> tuple[int, int]:
    """Of the names of those who are named."""
    wide = labels_width([*column.texts(told), column.title], 20)
    return wide, min(wide, 16 if room >= NARROW else 8)


def _room_for(wide: int, least: int, narrow: int) -> Size[Any, Any]:
    """What is written as long as there is room for it."""
    return lambda told, column, room: (wide, least if room >= NARROW else narrow)


# Merits -----------------------------------------------------------------------------------------------------------------

Merits = Listing[Named]
_UNSETTLED = {"yellow": 0, "": 1, "green": 2}


def record(told: Merits, row: Named) -> Record:
    found = row.merit
    return {
        "code": found.code, "kind": found.kind, "on": iso(found.on), "subject": row.subject,
        "subject_name": told.name(row.subject), "person": found.person, "unit": found.unit, "county": found.county,
        "project": found.project, "project_name": told.name(found.project), "text": found.text, "points": found.points,
        "promised": found.promised, "paid": iso(found.paid), "until": iso(found.until), "answered": len(row.answers),
        "evidence": [item.code for item in row.evidence], "version": found.version}


def _reason_width(told: Merits, column: Column[Merits, Named], room: int) -> tuple[int, int]:
    """What a long kind takes the reason gives, which stands in full below the list."""
    kind: Column[Merits, Named] = MERITS.by_key["kind"]
    wide = kind.sized(told, room).width
    return 24, max(20 - max(wide - 12, 0), 10) if room >= NARROW else 10


_KINDS = {kind: at for at, kind in enumerate(MeritKind)}
MERITS = Table[Merits, Named](
    "merits",
    columns=(
        Column("code", N_("Code"), coded, lambda told, row: (row.merit.code, "quiet"), gives=2, sort=by_code, plain=Plain()),
        Column("on", N_("Day"), 6, lambda told, row: (day(row.merit.on), ""), plain=Plain(),
               sort=lambda told: lambda code: (-told.rows[code].merit.on.toordinal(), -int(code[1:]))),
        Column("kind", N_("Kind"), widest(21, lambda wide, room: wide if room >= NARROW else 6),
               lambda told, row: kind_piece(row.merit.kind), plain=Plain(),
               sort=lambda told: lambda code: _KINDS[told.rows[code].merit.kind],
               group=Group(lambda told: lambda code: told.rows[code].merit.kind, lambda told, name: label(MeritKind(name)))),
        Column("subject", N_("Named"), named_width, lambda told, row: (name_of(told.situation, row.subject), "strong"),
               sort=lambda told: lambda code: by_pinyin(name_of(told.situation, told.rows[code].subject)),
               plain=Plain(lambda row: row["subject_name"] or row["subject"], flexible=True),
               group=Group(lambda told: lambda code: told.rows[code].subject, lambda told, name: name_of(told.situation, name))),
        Column("text", N_("Why"), _reason_width, lambda told, row: (row.merit.text, ""), flex=1, plain=Plain(flexible=True)),
        Column("evidence", N_("Evidence"), 8, lambda told, row: (str(len(row.evidence) or ""), ""), gives=3,
               plain=Plain(lambda row: listed(row["evidence"]) or NOTHING)),
        Column("state", N_("State"), widest(20), lambda told, row: state_piece(row), gives=1,
               sort=lambda told: lambda code: _UNSETTLED[state_piece(told.rows[code])[1]]),
        Column("promised", plain=Plain(lambda row: say.reward_money(row["promised"]), right=True)),
        Column("paid", plain=Plain(lambda row: row["paid"] or (_("not paid") if row["promised"] is not None else NOTHING))),
        Column("answered", plain=Plain(lambda row: str(row["answered"] or NOTHING), right=True)),
    ),
    sorts=("on", "kind", "subject", "state", "code"), record=record,
    called=lambda told, row: f"{name_of(told.situation, row.subject)} {row.merit.text}",
    about=lambda told, row: (row.subject, row.merit.kind, row.merit.project, *(item.code for item in row.evidence)))


def merit_details(situation: Situation, row: Named, names: Mapping[str, str], width: int, height: int) -> list[Line]:
    """What it says, what it rests on, what was answered."""
    merit = row.merit
    lines: list[Line] = [head(merit.code, name_of(situation, row.subject), width, kind_piece(merit.kind), (day(merit.on), ""))]
    lines += [[(f" {part}", "")] for part in wrapped(merit.text, width - 2)]
    lines += [evidence_line(item.code, say.evidence_figures(item), names) for item in row.evidence]
    lines += [[(f" {day(said.on)}  ", "quiet"), (said.text, "")] for said in row.answers]
    return lines[:height]


def evidence_line(code: str, figures: str, names: Mapping[str, str]) -> Line:
    name = names.get(code, "")
    return [(f" {code}  ", "quiet"), (f"{name}  " if name else "", ""), (figures, "yellow")]


# The ladder -------------------------------------------------------------------------------------------------------------

Ladder = Listing[Climb]
BESIDE = 55
"""Cells that the other columns of the ladder want: the steps are written out where there is room, else their days alone."""


def _written_out(told: Ladder, room: int) -> bool:
    return max((cells(say.climb_text(row)) for row in told.rows.values()), default=0) <= room - BESIDE


def _rung(row: Climb | Suggestion) -> Piece:
    return (label(row.following), "quiet") if row.following is not None else (NOTHING, "quiet")


def _cited(row: Climb) -> list[str]:
    return list(dict.fromkeys(item.code for step in row.steps for item in step.evidence))


def _by_subject(told: Listing[Any]) -> Keyed:
    return lambda code: by_pinyin(name_of(told.situation, code))


def _by_step(told: Ladder) -> Keyed:
    """The highest rung first, the latest step first."""
    return lambda code: (-LADDER.index((row := told.rows[code]).top), -row.steps[-1].merit.on.toordinal())


CLIMBS = Table[Ladder, Climb](
    "ladder",
    columns=(
        Column("step", N_("Reached"), widest(20, lambda wide, room: wide if room >= NARROW else 8),
               lambda told, row: kind_piece(row.top), sort=_by_step),
        Column("subject", N_("Named"), named_width, lambda told, row: (name_of(told.situation, row.subject), "strong"),
               sort=_by_subject),
        Column("steps", N_("Steps so far"), _room_for(30, 24, 12), lambda told, row: (say.climb_text(row), ""), flex=1,
               shown=_written_out),
        Column("days", N_("Steps so far"), _room_for(30, 24, 12),
               lambda told, row: (" > ".join(day(step.merit.on) for step in row.steps), ""), flex=1,
               shown=lambda told, room: not _written_out(told, room)),
        Column("evidence", N_("Evidence"), widest(20, lambda wide, room: min(wide, 14)),
               lambda told, row: (listed(_cited(row)), ""), gives=2),
        Column("answered", N_("State"), widest(15), lambda told, row: state_piece(row.steps[-1]), gives=1),
        Column("next", N_("Next"), widest(20), lambda told, row: _rung(row), gives=3),
        Column("on", N_("Day"), 6, lambda told, row: (day(row.steps[-1].merit.on), "quiet"), gives=4,
               sort=lambda told: lambda code: -told.rows[code].steps[-1].merit.on.toordinal()),
        Column("code", N_("Code"), coded, lambda told, row: (row.subject, "quiet"), gives=5, sort=lambda told: by_length),
    ),
    sorts=("step", "on", "subject", "code"),
    called=lambda told, row: name_of(told.situation, row.subject),
    about=lambda told, row: (row.subject, row.following, *(step.merit.kind for step in row.steps), *_cited(row)))


def ladder_details(situation: Situation, row: Climb, width: int, height: int) -> list[Line]:
    """The latest step first: what it rests on, and the answer."""
    lines: list[Line] = [head(row.subject, name_of(situation, row.subject), width, (say.next_text(row.following), ""))]
    for step in reversed(row.steps):
        evidence = listed([say.evidence_text(item) for item in step.evidence])
        lines.append([(f" {day(step.merit.on)}  ", "quiet"), kind_piece(step.merit.kind), (f"  {evidence}", "")])
        lines += [[("   " + _("answer: {text}").format(text=said.text), "quiet")] for said in step.answers]
    return lines[:height]


# Who must explain -------------------------------------------------------------------------------------------------------

Explaining = Listing[Suggestion]


def suggestion(told: Explaining, row: Suggestion) -> Record:
    return {
        "code": row.subject, "name": told.name(row.subject), "kind": kind_of(row.subject),
        "grounds": [{"cause": ground.cause.value, "code": ground.code, "days": ground.days, "moves": ground.moves}
                    for ground in row.grounds],
        "days": row.days, "last_step": row.last.kind if row.last else None, "last_on": iso(row.last.on) if row.last else None,
        "next": row.following}


def _last(told: Explaining, row: Suggestion) -> Piece:
    if row.last is None:
        return NOTHING, "quiet"
    return f"{label(row.last.kind)} {day(row.last.on)}", TONES[row.last.kind]


def _by_last(told: Explaining) -> Keyed:
    return lambda code: None if (last := told.rows[code].last) is None else -last.on.toordinal()


EXPLAIN = Table[Explaining, Suggestion](
    "explain",
    columns=(
        Column("subject", N_("Named"), named_width, lambda told, row: (name_of(told.situation, row.subject), "strong"),
               sort=_by_subject, plain=Plain(key="name", flexible=True)),
        Column("grounds", N_("Grounds"), 7, lambda told, row: (str(len(row.grounds)), ""), align="right",
               sort=lambda told: lambda code: (-len(told.rows[code].grounds), -told.rows[code].days)),
        Column("days", N_("Days"), 5, lambda told, row: (str(row.days or ""), ""), align="right", gives=3,
               sort=lambda told: lambda code: -told.rows[code].days),
        Column("why", N_("Why"), _room_for(30, 22, 16), lambda told, row: (say.grounds_text(row.grounds), ""), flex=1,
               plain=Plain(key="grounds", flexible=True)),
        Column("last", N_("Last step"), widest(24), _last, gives=2, sort=_by_last,
               plain=Plain(lambda row: f"{label(row['last_step'])} {row['last_on']}" if row["last_step"] else NOTHING,
                           key="last_step")),
        Column("next", N_("Next"), widest(20), lambda told, row: kind_piece(row.following), gives=1, plain=Plain()),
        Column("code", N_("Code"), coded, lambda told, row: (row.subject, "quiet"), gives=4, plain=Plain(),
               sort=lambda told: by_length),
    ),
    sorts=("grounds", "days", "subject", "last", "code"), printed=("code",), record=suggestion,
    called=lambda told, row: name_of(told.situation, row.subject),
    about=lambda told, row: (row.subject, row.following, row.last and row.last.kind, *(ground.code for ground in row.grounds)))


def explain_details(situation: Situation, row: Suggestion, width: int, height: int) -> list[Line]:
    lines: list[Line] = [head(row.subject, name_of(situation, row.subject), width, (say.next_text(row.following), ""))]
    lines += [[(f" {say.cause_text(ground.cause)}  ", "yellow"), (f"{ground.code} {name_of(situation, ground.code)}", ""),
               (f"  {say.ground_figures(ground)}", "quiet")] for ground in row.grounds]
    return lines[:height]


# The page of one --------------------------------------------------------------------------------------------------------


def others(rows: Sequence[Named], row: Named) -> list[Named]:
    """The other steps of the same subject, newest first."""
    return [one for one in rows if one.subject == row.subject and is_step(one.merit) and one.merit.code != row.merit.code]
