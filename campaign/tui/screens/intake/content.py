"""What the page says of a list: its lines of choices, its columns, its rows, and what stands beside each. Pure."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from campaign.clean import printable
from campaign.core.situation import Situation
from campaign.kinds import registry
from campaign.kinds.field import Field, Type
from campaign.service.intake import rejected
from campaign.service.intake.preview import ListColumn
from campaign.service.intake.purposes import PURPOSES
from campaign.service.intake.report import WHATS, Change, Report, Taken
from campaign.tables.cells import labels_width, name_of, wrapped
from campaign.tables.charts.beside import beside
from campaign.tables.tones import Line
from campaign.tables.width import cell, cells, cut
from campaign.text import N_, _
from campaign.tui.screens.intake.how import LABELS, NOTES, TYPED_AS, How, called, heads_of
from campaign.words import error_text, listed
from campaign.words import intake as say
from campaign.words.labels import value_text

GAP = 2
COMMAND = 22
"""Cells from which on it is told how a line is typed on the command line."""
TWO = 96
"""Cells from which on what is told stands in two columns."""
FIRST = ("refused", "changed", "new", "merged", "unchanged")
"""Groups of rows, what needs somebody first."""
NEAR = {name: at for at, name in enumerate(("money", "total", "county", "stage", "planned_start", "planned_finish", "leader"))}
"""What of a row is told first."""
ENDS = ("content", "place", "note")
NEAR |= {name: len(NEAR) + 1 + at for at, name in enumerate(ENDS)}
LONG = frozenset({"name", "national_code", "content", "place", "note"})
"""What is told in the detail only."""
STRAIGHT = {0x201C: '"', 0x201D: '"'}
"""Curved quotes have no certain width on a terminal."""
TONES = {"refused": "red", "changed": "strong", "new": "strong", "merged": "quiet", "unchanged": "quiet"}
RULES = (
    N_("Every line is accounted for: rows are new, changed, unchanged, merged or refused; all others are titles, headings, "
       "sections, sums, notes or blank. Nothing is written before you say so, and u takes all of it back."),
    N_("Amounts become whole 万元: the unit is the cell's own (3.2亿元), else the heading's (总投资（亿元）), else the sheet's "
       "(单位：万元), else the one chosen here. 约80000 is no amount."),
    N_("A month, a quarter, a half-year or a year is its last day: 2026.10, 2026年四季度, 2027年底. A span is both the planned "
       "start and the planned finish. Serial numbers of spreadsheets are days."),
    N_("续建 and 在建 are being built and have started with the span; 新建 and 前期 are in preparation; 储备 is in reserve; a "
       "stage never goes back by a list."),
    N_("The same project is the same national code, else the same name in the same county, however it is written: widths, "
       "blanks, brackets, a last 项目 or 工程 do not count. 一期 and 二期 are never the same."),
    N_("A merged cell counts for every row that it covers. An empty cell never erases, and the same list twice changes nothing. "
       "合计 and 小计 are checked against the rows."),
    N_("Counties, units and people that are not here are refused with the names that are near, unless they are to be added."))


def how_row(how: How, line: str, file: str, width: int) -> Line:
    wide = labels_width([_(one) for one in LABELS.values()], 20)
    said, tone = how.said(line, file)
    room = max(width - wide - GAP, 8)
    value = cut(printable(said), min(max(cells(said), 26 if width >= TWO else 18), room))
    left = room - max(cells(value), 26 if width >= TWO else 18) - GAP
    pieces = [(cell(_(LABELS[line]), wide), ""), (" " * GAP, ""), (value, tone)]
    if left < 12:
        return pieces
    note = cut(_(NOTES[line]), left)
    pieces += [(" " * (room - left - cells(value)), ""), (note, "quiet")]
    if (most := left - max(cells(_(one)) for one in NOTES.values()) - GAP) >= COMMAND:
        pieces += [(" " * (left - cells(note) - most), ""), (cut(TYPED_AS[line], most), "quiet")]
    return pieces


def column_row(column: ListColumn, width: int, names: int, filled: int) -> Line:
    """``names`` and ``filled``: cells of the longest heading and field."""
    names, filled = min(names, max(width // 3, 16)), min(filled, max(width // 4, 12))
    taken = column.field is not None and not column.why
    field = called(column.field) if column.field is not None else _("not taken")
    line = [(cell(printable(column.heading), names), "" if taken else "quiet"), (" " * GAP, ""),
            (cell(field, filled), "strong" if taken else "quiet"), (" " * GAP, "")]
    left = width - names - filled - 2 * GAP
    said = "; ".join(filter(None, [say.left(column.why) if column.why else "", column.unit or "",
                                   " / ".join(map(printable, column.examples))]))
    return [*line, (cut(said, left), "quiet")]


def row_line(row: Taken, report: Report, situation: Situation | None, width: int, places: int, names: int) -> Line:
    places, names = min(places, 12), min(names, max(width // 3, 20))
    line = [(cell(place(row), places), "quiet"), (" " * GAP, ""), (cell(printable(row.name), names), ""), (" " * GAP, "")]
    left = width - places - names - 2 * GAP
    if row.what == "refused":
        said, tone = why(row, report), "red"
    elif row.what == "merged":
        said, tone = why(row, report), "quiet"
    else:
        changes = sorted((one for one in row.changes if one.field not in LONG or (width >= TWO and one.field in ENDS)),
                         key=lambda one: NEAR.get(one.field, len(NEAR)))
        said, tone = "; ".join(change_text(one, situation, report.named) for one in changes), "quiet"
        if row.what != "new" and row.code:
            said = f"{row.code}  {said}"
    return [*line, (cut(printable(said).translate(STRAIGHT), left), tone)]


def why(row: Taken, report: Report) -> str:
    """Places in the same file are told without its name."""
    return (rejected.why(row) or "").replace(f"{report.file}:", "")


def place(row: Taken) -> str:
    return row.at.rpartition("!")[2]


def _field(name: str) -> Field | None:
    return next((kind.by_name[name] for kind in map(registry.kind, ("project", "report", "blocker", "lead", "indicator"))
                 if name in kind.by_name), None)


def change_text(change: Change, situation: Situation | None, added: Mapping[str, str]) -> str:
    """``added``: code → name of what comes with the list."""
    about = _field(change.field)

    def said(value: object) -> str:
        if " " in change.field:  # a figure of an indicator
            return say.value(change.field, value, money=False)
        if about is not None and about.holds != Type.DAY:  # the year of a day matters here
            return value_text(about, value, lambda code: added.get(code or "") or name_of(situation, code))
        return added.get(str(value)) or say.value(change.field, value, money=change.field == "money")

    name = called(change.field) if " " not in change.field else say.named(change.field)
    if change.before in (None, ""):
        return f"{name} {said(change.after)}"
    return f"{name} {said(change.before)} -> {said(change.after)}"


def counts_text(report: Report) -> str:
    """``18 = …``: the accounting in one sentence."""
    counts = listed([f"{say.what(what)} {n}" for what, n in report.counts().items() if n])
    return _("{n} rows = {counts}").format(n=len(report.rows), counts=counts or "0")


def lines_text(report: Report) -> str:
    other = listed([f"{say.line(kind)} {n}" for kind, n in report.lines.items() if n])
    return _("other lines: {lines}").format(lines=other or "-")


def remark_rows(report: Report, width: int, fits: Callable[[str], bool]) -> list[str]:
    """Places of the remarks that one row of so many cells tells, with a blank between them: one, or two that are short."""
    said, rows, half = remarks(report), list[str](), width // 2 - GAP
    for at in (at for at, remark in enumerate(said) if fits(remark)):
        if rows and " " not in rows[-1] and max(cells(said[at]), cells(said[int(rows[-1])])) <= half:
            rows[-1] += f" {at}"
        else:
            rows.append(str(at))
    return rows


def remark_line(report: Report, row: str, width: int) -> Line:
    said = [printable(remarks(report)[int(at)]).translate(STRAIGHT) for at in row.split()]
    return [(cut(said[0], width) if len(said) == 1 else cell(said[0], width // 2) + said[1], "quiet")]


def remarks(report: Report) -> list[str]:
    """What else is to be said: of columns, sheets, cells and sums, each once."""
    return [remark.removeprefix(f"{report.file}:") for remark in rejected.remarks(report)]


def grouped(report: Report) -> list[tuple[str, list[int]]]:
    """What became of rows, and their places in the report."""
    found: dict[str, list[int]] = {what: [] for what in (*FIRST, *WHATS)}
    for at, row in enumerate(report.rows):
        found[row.what].append(at)
    return [(what, rows) for what, rows in found.items() if rows]


# What stands beside them --------------------------------------------------------------------------------------------------


def _told(texts: Iterable[tuple[str, str]], width: int) -> list[Line]:
    return [[(line, tone)] for text, tone in texts for line in wrapped(printable(text).translate(STRAIGHT), width)]


def guide(purpose: str, width: int, height: int) -> list[Line]:
    """How lists are read, and by which headings columns are known."""
    rules = [(_(rule), "quiet") for rule in RULES]
    if width < TWO:
        return [*_known(purpose, width), [], *_told(rules, width)]
    each = (width - 4) // 2
    left, right = _told(rules, each), _known(purpose, each)
    room = max(height, 1)
    if len(left) < room < len(right):
        left += [[], *right[room:]]
    return beside([(left[:room], each), (right[:room], each)])


def _known(purpose: str, width: int) -> list[Line]:
    known = heads_of(purpose)
    wide = labels_width([name for name, _heads in known], 16)
    return [[(_("Headings that are known"), "strong")],
            *([(cell(name, wide), ""), (" " * GAP, ""), (cut(heads, width - wide - GAP), "quiet")]
              for name, heads in known if heads)]


def how_details(how: How, line: str, width: int, height: int) -> list[Line]:
    first = _told([(_(NOTES[line]), "")], width)
    return [*first, [], *guide(how.purpose, width, height - len(first) - 1)]


def column_details(how: How, column: ListColumn, columns: Sequence[ListColumn], width: int, height: int) -> list[Line]:
    taken = column.field is not None and not column.why
    said = _("{heading} is not taken: {why}").format(heading=column.heading, why=say.left(column.why or "unknown"))
    if taken and column.field is not None:
        said = _("{heading} fills {field}").format(heading=column.heading, field=called(column.field))
    first = _told([(said, "strong")], width)
    first += _told([(_("In its cells: {cells}").format(cells=" / ".join(column.examples) or "-"), "quiet")], width)
    filled = {each.field for each in columns}
    empty = [name for name, each in zip(heads_of(how.purpose), _names(how.purpose), strict=True) if each not in filled]
    told = listed([name for name, _heads in empty])
    first += _told([(_("No column fills: {fields}").format(fields=told or "-"), "quiet")], width)
    return [*first, [], *guide(how.purpose, width, height - len(first) - 1)]


def _names(purpose: str) -> list[str]:
    found = PURPOSES[purpose]
    return [*(each.name for each in found.fields), *found.more]


def remark_details(report: Report, purpose: str, row: str, width: int, height: int) -> list[Line]:
    first = [*_told([(remarks(report)[int(at)], "") for at in row.split()], width), []]
    return [*first, *row_details(None, report, purpose, None, "", width, height - len(first))]


def row_details(row: Taken | None, report: Report, purpose: str, situation: Situation | None, remedy: str, width: int,
                height: int) -> list[Line]:
    """Field by field what the row changes, or why it is refused; then what is to be said of the whole list."""
    first: list[Line] = []
    if row is not None:
        first.append([(cut(f"{say.what(row.what)}  {row.at.rpartition(':')[2]}  {printable(row.name)}", width), TONES[row.what])])
        changes = [change_text(one, situation, report.named) for one in row.changes]
        first += _flowing(changes, width) if width >= TWO or height < 6 else _told([(text, "") for text in changes], width)
        own = f"{report.file}:"
        first += _told([(f"{at.rpartition('!')[2]}: {error_text(error)}".replace(own, ""), "")
                        for at, error in row.errors], width)
        if row.what == "merged":
            first += _told([(why(row, report), "")], width)
        if remedy:
            first += _told([(remedy, "accent")], width)
        if row.what == "refused":
            first += _flowing([f"{head} {text}" for head, text in zip(row.heads, row.cells, strict=False) if text.strip()],
                              width, "quiet")
        first.append([])
    told_of = [(counts_text(report), "strong"), (lines_text(report), "quiet"),
               *((remark, "quiet") for remark in remarks(report))]
    left = max(height - len(first), 0)
    if width < TWO or len(_told(told_of, width)) <= left // 2:
        first += _told(told_of, width)
        return [*first, [], *guide(purpose, width, height - len(first) - 1)]
    each = (width - 4) // 2
    told = _told(told_of, each)
    half = max((len(told) + 1) // 2, 1) if len(told) <= 2 * left else left
    first += beside([(told[:half], each), (told[half:2 * half], each)])
    return [*first, [], *guide(purpose, width, height - len(first) - 1)]


def _flowing(texts: Sequence[str], width: int, tone: str = "") -> list[Line]:
    return _told([("; ".join(texts), tone)], width) if texts else []

