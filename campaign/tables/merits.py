"""Merits, the ladder of supervision and who must explain: their columns, rows, order and details. Pure."""

from collections.abc import Callable, Mapping, Sequence

from campaign.core.codes import by_length
from campaign.core.merits import LADDER, Climb, Named, Suggestion, is_step
from campaign.core.model.merits import Merit, MeritKind
from campaign.core.situation import Situation
from campaign.tables.cells import code_width, labels_width, name_of, rule, wrapped
from campaign.tables.order import Value, by_pinyin
from campaign.tables.table import Column, Group, Listing, Plain, Record, Table, by_code, coded, widest
from campaign.tables.tones import Line, Piece
from campaign.tables.values import iso
from campaign.tables.width import Column as Laid
from campaign.tables.width import cells
from campaign.text import N_, _, ngettext
from campaign.words import day, label, listed
from campaign.words import merits as say
from campaign.words.labels import NOTHING

TONES = {MeritKind.PRAISE: "green", MeritKind.REWARD: "green", MeritKind.REMINDER: "yellow", MeritKind.SUPERVISION: "red",
         MeritKind.INTERVIEW: "red", MeritKind.SANCTION: "red", MeritKind.EXEMPTION: "accent"}


def kind_piece(kind: MeritKind | None) -> Piece:
    return (label(kind), TONES[kind]) if kind is not None else (NOTHING, "dim")


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


def _named(names: Sequence[str], room: int) -> Laid:
    width = labels_width([*names, _("Named")], 20)
    return Laid("subject", _("Named"), width, min(width, 16 if room >= NARROW else 8))


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


def _subject_width(told: Merits, column: Column[Merits, Named], room: int) -> tuple[int, int]:
    found = _named(list(column.texts(told)), room)
    return found.width, found.min


def _reason_width(told: Merits, column: Column[Merits, Named], room: int) -> tuple[int, int]:
    """What a long kind takes the reason gives, which stands in full below the list."""
    kind: Column[Merits, Named] = MERITS.by_key["kind"]
    wide = kind.sized(told, room).width
    return 24, max(20 - max(wide - 12, 0), 10) if room >= NARROW else 10


_KINDS = {kind: at for at, kind in enumerate(MeritKind)}
MERITS = Table[Merits, Named](
    "merits",
    columns=(
        Column("code", N_("Code"), coded, lambda told, row: (row.merit.code, "dim"), gives=2, sort=by_code, plain=Plain()),
        Column("on", N_("Day"), 6, lambda told, row: (day(row.merit.on), ""), plain=Plain(),
               sort=lambda told: lambda code: (-told.rows[code].merit.on.toordinal(), -int(code[1:]))),
        Column("kind", N_("Kind"), widest(21, lambda wide, room: wide if room >= NARROW else 6),
               lambda told, row: kind_piece(row.merit.kind), plain=Plain(),
               sort=lambda told: lambda code: _KINDS[told.rows[code].merit.kind],
               group=Group(lambda told: lambda code: told.rows[code].merit.kind, lambda told, name: label(MeritKind(name)))),
        Column("subject", N_("Named"), _subject_width, lambda told, row: (name_of(told.situation, row.subject), "bold"),
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
    keys=("code", "kind", "on", "subject", "subject_name", "person", "unit", "county", "project", "project_name", "text",
          "points", "promised", "paid", "until", "answered", "evidence", "version"),
    called=lambda told, row: f"{name_of(told.situation, row.subject)} {row.merit.text}",
    about=lambda told, row: (row.subject, row.merit.kind, row.merit.project, *(item.code for item in row.evidence)))


def merit_details(situation: Situation, row: Named, names: Mapping[str, str], width: int, height: int) -> list[Line]:
    """What it says, what it rests on, what was answered."""
    merit = row.merit
    lines: list[Line] = [rule([(f" {merit.code} ", "dim"), (name_of(situation, row.subject), "bold"), ("  ", ""),
                               kind_piece(merit.kind), (f"  {day(merit.on)}", "")], width)]
    lines += [[(f" {part}", "")] for part in wrapped(merit.text, width - 2)]
    lines += [evidence_line(item.code, say.evidence_figures(item), names) for item in row.evidence]
    lines += [[(f" {day(said.on)}  ", "dim"), (said.text, "")] for said in row.answers]
    return lines[:height]


def evidence_line(code: str, figures: str, names: Mapping[str, str]) -> Line:
    name = names.get(code, "")
    return [(f" {code}  ", "dim"), (f"{name}  " if name else "", ""), (figures, "yellow")]


# The ladder -------------------------------------------------------------------------------------------------------------

LADDER_SORTS = ("step", "on", "subject", "code")


def ladder_value(situation: Situation, rows: Mapping[str, Climb], sort: str) -> Callable[[str], Value]:
    """The highest rung first, the latest step first."""
    return {
        "step": lambda code: (-LADDER.index(rows[code].top), -rows[code].steps[-1].merit.on.toordinal()),
        "on": lambda code: -rows[code].steps[-1].merit.on.toordinal(),
        "subject": lambda code: by_pinyin(name_of(situation, code)),
        "code": lambda code: by_length(code),
    }[sort]


def _evidence(row: Climb) -> str:
    return listed(list(dict.fromkeys(item.code for step in row.steps for item in step.evidence)))


def _answered(row: Climb) -> Piece:
    return state_piece(row.steps[-1])


BESIDE = 55
"""Cells that the other columns of the ladder want: the steps are written out where there is room, else their days alone."""


def ladder_columns(situation: Situation, rows: Mapping[str, Climb], width: int) -> list[Laid]:
    steps = "steps" if max((cells(say.climb_text(row)) for row in rows.values()), default=0) <= width - BESIDE else "days"
    evidence = labels_width([*map(_evidence, rows.values()), _("Evidence")], 20)
    tops = [label(row.top) for row in rows.values()]
    names = [name_of(situation, code) for code in rows]
    return [
        Laid("step", _("Reached"), wide := labels_width([*tops, _("Reached")], 20), wide if width >= NARROW else 8),
        _named(names, width),
        Laid(steps, _("Steps so far"), 30, 24 if width >= NARROW else 12, flex=1),
        Laid("evidence", _("Evidence"), evidence, min(evidence, 14), priority=2),
        Laid("answered", _("State"), labels_width([*(_answered(row)[0] for row in rows.values()), _("State")], 15), priority=1),
        Laid("next", _("Next"), labels_width([*(kind_piece(row.following)[0] for row in rows.values()), _("Next")], 20),
               priority=3),
        Laid("on", _("Day"), 6, priority=4),
        Laid("code", _("Code"), code_width(list(rows)), priority=5),
    ]


def ladder_piece(situation: Situation, row: Climb, key: str) -> Piece:
    match key:
        case "step":
            return kind_piece(row.top)
        case "subject":
            return name_of(situation, row.subject), "bold"
        case "steps":
            return say.climb_text(row), ""
        case "days":
            return " > ".join(day(step.merit.on) for step in row.steps), ""
        case "evidence":
            return _evidence(row), ""
        case "answered":
            return _answered(row)
        case "next":
            return (label(row.following), "dim") if row.following is not None else (NOTHING, "dim")
        case "on":
            return day(row.steps[-1].merit.on), "dim"
    return row.subject, "dim"


def ladder_details(situation: Situation, row: Climb, width: int, height: int) -> list[Line]:
    """The latest step first: what it rests on, and the answer."""
    lines: list[Line] = [rule([(f" {row.subject} ", "dim"), (name_of(situation, row.subject), "bold"),
                               (f"  {say.next_text(row.following)}", "")], width)]
    for step in reversed(row.steps):
        evidence = listed([say.evidence_text(item) for item in step.evidence])
        lines.append([(f" {day(step.merit.on)}  ", "dim"), kind_piece(step.merit.kind), (f"  {evidence}", "")])
        lines += [[("   " + _("answer: {text}").format(text=said.text), "dim")] for said in step.answers]
    return lines[:height]


# Who must explain -------------------------------------------------------------------------------------------------------

EXPLAIN_SORTS = ("grounds", "days", "subject", "last", "code")


def explain_value(situation: Situation, rows: Mapping[str, Suggestion], sort: str) -> Callable[[str], Value]:
    """The most grounds first, then the most days."""
    return {
        "grounds": lambda code: (-len(rows[code].grounds), -rows[code].days),
        "days": lambda code: -rows[code].days,
        "subject": lambda code: by_pinyin(name_of(situation, code)),
        "last": lambda code: -last.on.toordinal() if (last := rows[code].last) is not None else None,
        "code": lambda code: by_length(code),
    }[sort]


def explain_columns(situation: Situation, rows: Mapping[str, Suggestion], width: int) -> list[Laid]:
    names = [name_of(situation, code) for code in rows]
    lasts = [_last(row)[0] for row in rows.values()]
    return [
        _named(names, width),
        Laid("grounds", _("Grounds"), 7, align="right"),
        Laid("days", _("Days"), 5, align="right", priority=3),
        Laid("why", _("Why"), 30, 22 if width >= NARROW else 16, flex=1),
        Laid("last", _("Last step"), labels_width([*lasts, _("Last step")], 24), priority=2),
        Laid("next", _("Next"), labels_width([*(kind_piece(row.following)[0] for row in rows.values()), _("Next")], 20),
               priority=1),
        Laid("code", _("Code"), code_width(list(rows)), priority=4),
    ]


def _last(row: Suggestion) -> Piece:
    if row.last is None:
        return NOTHING, "dim"
    return f"{label(row.last.kind)} {day(row.last.on)}", TONES[row.last.kind]


def explain_piece(situation: Situation, row: Suggestion, key: str) -> Piece:
    match key:
        case "subject":
            return name_of(situation, row.subject), "bold"
        case "grounds":
            return str(len(row.grounds)), ""
        case "days":
            return (str(row.days), "") if row.days else ("", "")
        case "why":
            return say.grounds_text(row.grounds), ""
        case "last":
            return _last(row)
        case "next":
            return kind_piece(row.following)
    return row.subject, "dim"


def explain_details(situation: Situation, row: Suggestion, width: int, height: int) -> list[Line]:
    lines: list[Line] = [rule([(f" {row.subject} ", "dim"), (name_of(situation, row.subject), "bold"),
                               (f"  {say.next_text(row.following)}", "")], width)]
    lines += [[(f" {say.cause_text(ground.cause)}  ", "yellow"), (f"{ground.code} {name_of(situation, ground.code)}", ""),
               (f"  {say.ground_figures(ground)}", "dim")] for ground in row.grounds]
    return lines[:height]


# The page of one --------------------------------------------------------------------------------------------------------


def others(rows: Sequence[Named], row: Named) -> list[Named]:
    """The other steps of the same subject, newest first."""
    return [one for one in rows if one.subject == row.subject and is_step(one.merit) and one.merit.code != row.merit.code]
