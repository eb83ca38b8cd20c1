"""What hangs on the wall of a headquarters: pages of seven rows of three lines, with figures that the last row of seats can read.

Pure: ``draw`` makes the lines of a whole screen out of a ``Wall``; the others make a ``Wall`` of what there is.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import NamedTuple

from campaign.core import blockers as rules
from campaign.core.league_lists import Lists, missed_by
from campaign.core.leagues import LeagueStanding
from campaign.core.model.blocker import Blocker
from campaign.core.model.light import WORST_FIRST, Light
from campaign.core.overview import rates
from campaign.core.situation import Situation
from campaign.tables.blocker_record import Frozen
from campaign.tables.cells import name_of, projects_text, short_light
from campaign.tables.charts.bar import bar
from campaign.tables.charts.beside import fitted
from campaign.tables.charts.days_axis import days_line, days_of
from campaign.tables.charts.digits import digits, digits_width
from campaign.tables.charts.squares import projects_a_cell, squares
from campaign.tables.charts.timeline import Stretch, timeline, window
from campaign.tables.leaderboards import tenths
from campaign.tables.league_places import Place
from campaign.tables.signs import Signs
from campaign.tables.tones import Line, Piece
from campaign.tables.width import cell, cells, cut
from campaign.text import N_, _
from campaign.words import level, money
from campaign.words.labels import NOTHING
from campaign.words.league import unlisted_text, why_text

ROWS = 7
"""At most so many on a page: more cannot be read from a chair."""
PAGES = ("overview", "counties", "lists", "blockers")
NAMES = {"overview": N_("Overview"), "counties": N_("Counties"), "lists": N_("Red list"), "blockers": N_("Blockers")}
TOP, BOTTOM = 9, 1
"""Lines above the rows, and below them."""
FIGURE, UNIT = 13, 8
"""Cells of a row's figure, and of its unit behind it."""
ROOMY = 100
"""Cells of a screen from which on a row has its picture, whatever is cut for it; …"""
NARROW = 10
"""… on a narrower one it has to leave so many."""

LONG, AHEAD = 50, 4
"""Cells of a time axis from which on each is a day; days of it that are still to come."""

Picture = Callable[[int, Signs], Line]
"""A line of exactly so many cells."""


class Row(NamedTuple):
    """Three lines. ``figure`` is of figures, '.' and '-'."""

    figure: str
    unit: str
    title: str
    second: str
    third: str = ""
    tone: str = "red_mark"
    picture: Picture | None = None
    right: str = ""
    note: str = ""


class Wall(NamedTuple):
    """One page. ``figure`` stands large at its right end, ``called`` before it."""

    title: str
    said: Sequence[str]
    figure: str
    called: str
    rows: Sequence[Row]
    tone: str = "red_mark"
    empty: str = ""
    """What to say where the first row would be."""


def days_shown(situation: Situation) -> tuple[str, str]:
    """The large figure that every page begins with, and what it counts."""
    campaign = situation.snapshot.campaign
    number = campaign.day(situation.today)
    if number < 1:
        return str(1 - number), _("days to go")
    return str(max(campaign.length - number, 0)), _("days left")


# What the pages say -----------------------------------------------------------------------------------------------------


def overview(situation: Situation) -> Wall:
    """The lights, what is overdue, and the rates: of money against what is due by today, of projects against all that are."""
    found, campaign = rates(situation), situation.snapshot.campaign
    sums, due = found.sums, campaign.expected(situation.today)
    red, total, late = situation.lights[Light.RED], situation.total, _late(situation)
    counted = {light: n for light, n in situation.lights.items() if n}
    told = "  ".join(f"{short_light(light)} {counted[light]}" for light in WORST_FIRST if light in counted)
    rows = [Row(str(red), _("red"), _("Red projects"), told, "", "red_mark" if red else "ink",
                lambda width, signs: squares(counted, width, signs, each=projects_a_cell([total], width))),
            Row(str(len(late)), "", _("Overdue blockers"), _("{n} open").format(n=len(situation.snapshot.blockers)),
                _longest(situation, late), "red_mark" if late else "ink", None, *_frozen(situation, late))]
    by_today = _("{percent} due by today").format(percent=f"{due / 10:.1f}%")
    for name, value, met, of, target in (
        (_("Investment rate"), found.investment, money(found.done), money(found.plan), due),
        (_("Funds rate"), found.funds, money(sums.funds), money(sums.funds_plan), due),
        (_("Start rate"), found.start, str(sums.start_met), str(sums.start_due), None),
        (_("Registration rate"), found.registration, str(sums.registration_met), str(sums.registration_due), None),
        (_("Completion rate"), found.finish, str(sums.finish_met), str(sums.finish_due), None),
    ):
        if value is not None:
            rows.append(Row(str((value + 5) // 10), "%", name, "" if target is None else by_today, "", "ink",
                            _share(value, target), met, _("of {plan}").format(plan=of)))
    said = projects_text(total), _("{plan} planned").format(plan=money(found.plan))
    return Wall(_("The city today"), said, str(red), _("red"), rows, "red_mark" if red else "ink")


def _share(value: int, target: int | None) -> Picture:
    """Both in 1/10 per cent."""
    return lambda width, signs: bar(width, value / 1000, signs, target=None if target is None else target / 1000)


def counties(situation: Situation, places: Sequence[Place]) -> Wall:
    """The league's first, by score; zones are compared among themselves and stand in the program only."""
    ranked = [place for place in places if not place.standing.zone]
    due = situation.snapshot.campaign.expected(situation.today)
    rows = []
    for place in ranked:
        row, county = place.standing, situation.snapshot.counties[place.standing.county]
        leader = name_of(situation, county.leader) if county.leader else ""
        change = "" if not row.change_all else (
            _("up {n} in 7 days") if row.change_all > 0 else _("down {n} in 7 days")).format(n=abs(row.change_all))
        pct = row.completion.pct
        rows.append(Row(str(row.rank_all), _("place"), county.name, _("score {score}").format(score=tenths(row.score)),
                        "  ".join(filter(None, (leader, change))), "ink", None if pct is None else _share(pct, due),
                        NOTHING if pct is None else f"{pct / 10:.1f}%", _("invested")))
    missed = sum(place.standing.target_missed for place in ranked)
    said = (_("{n} counties compared").format(n=len(ranked)),
            _("{n} below what is due by today").format(n=missed) if missed else _("all have what is due by today"))
    return Wall(_("Counties' league"), said, str(len(ranked)), _("counties"), rows, "ink")


def lists(situation: Situation, found: Lists) -> Wall:
    """Red list first, then the black one: whom to praise, who must explain; then those whom something keeps off a list."""
    campaign, rows = situation.snapshot.campaign, []
    for name, tone, listed in ((_("red list"), "data", found.red), (_("black list"), "ink", found.black),
                               (_("on neither list"), "grey_mark", found.barred), (_("exempt"), "grey_mark", found.exempt)):
        rows += [_listed(situation, place, name, tone) for place in listed]
    said = (_("{n} on the red list, {m} on the black list").format(n=len(found.red), m=len(found.black)),)
    if found.unlisted is not None:
        said = (unlisted_text(found.unlisted, campaign.settings),)
    return Wall(_("Red and black list"), said, str(len(found.red)), _("red list"), rows, "data")


def _listed(situation: Situation, place: LeagueStanding, name: str, tone: str) -> Row:
    missed = missed_by(place, situation.snapshot.campaign, situation.today)
    pct, due = place.completion.pct, situation.snapshot.campaign.expected(situation.today)
    behind = "" if missed is None else _("{n} points behind what is due").format(n=tenths(missed) if missed else "<0.1")
    return Row(str(place.rank_all), name, name_of(situation, place.county), _("score {score}").format(score=tenths(place.score)),
               why_text(place) or behind, tone, None if pct is None else _share(pct, due),
               NOTHING if pct is None else f"{pct / 10:.1f}%", _("invested"))


def blockers(situation: Situation) -> Wall:
    """Those that are overdue, longest first; without any, those that are due next."""
    today, late = situation.today, _late(situation)
    open_ = [row for row in situation.snapshot.blockers.values() if not rules.on_hold(row, today)]
    shown = late or sorted(open_, key=lambda row: (row.due, len(row.code), row.code))
    rows = []
    for row in shown[:ROWS]:
        days = rules.days_overdue(row, today) or rules.days_left(row, today) or 0
        held = _("in hand for {n} days").format(n=rules.days_held(row, today))
        rows.append(Row(str(days), _("days"), row.title, f"{_holder(situation, row)}  {held}", level(row.level),
                        "red_mark" if late else "ink", _in_time(row, today), *_frozen(situation, [row])))
    said = [_longest(situation, late) or _("none overdue"), *([_hit(situation, late)] if late else [])]
    return Wall(_("Blockers of the day"), said, str(len(late)), _("overdue"), rows, "red_mark" if late else "ink")


def _late(situation: Situation) -> list[Blocker]:
    """The overdue ones, longest first; of equals the one that freezes most."""
    today, frozen = situation.today, Frozen(situation)
    return sorted((row for row in situation.snapshot.blockers.values() if rules.days_overdue(row, today)),
                  key=lambda row: (row.due, -frozen.hit(row)[1], len(row.code), row.code))


def _holder(situation: Situation, row: Blocker) -> str:
    holder = row.unit or row.person
    return name_of(situation, holder) if holder else _("in nobody's hands")


def _longest(situation: Situation, late: Sequence[Blocker]) -> str:
    if not late:
        return ""
    return _("longest {days} days, {holder}").format(days=rules.days_overdue(late[0], situation.today),
                                                     holder=_holder(situation, late[0]))


def _struck(situation: Situation, told: Sequence[Blocker]) -> tuple[int, int]:
    """Projects that any of them freezes, each once, and what those are worth (万元)."""
    projects = situation.snapshot.projects
    found = {code for row in told for code in rules.blast(row, projects, situation.projects_of_county).codes}
    return len(found), sum(projects[code].total or 0 for code in found)


def _frozen(situation: Situation, told: Sequence[Blocker]) -> tuple[str, str]:
    projects, total = _struck(situation, told)
    return (money(total), _("freezes {projects}").format(projects=projects_text(projects))) if projects else ("", "")


def _hit(situation: Situation, told: Sequence[Blocker]) -> str:
    projects, total = _struck(situation, told)
    return _("freeze {projects}, {total}").format(projects=projects_text(projects), total=money(total))


def _in_time(row: Blocker, today: date) -> Picture:
    """On an axis that begins long before: how far back it goes is what one sees first."""
    stretch = Stretch((row.opened - today).days, (row.due - today).days)

    def picture(width: int, signs: Signs) -> Line:
        line = timeline(stretch, window(width, each=1 if width >= LONG else 2, ahead=AHEAD), signs)
        before = next((len(said) for said, _tone in line if not said.strip()), 0) if line and not line[0][0].strip() else 0
        return [*bar(before, 0, signs), *line[1:]] if before else line

    return picture


# How they are drawn -----------------------------------------------------------------------------------------------------


def draw(wall: Wall, situation: Situation, now: datetime, page: str, every: int, width: int, height: int,
         signs: Signs) -> list[Line]:
    """A whole screen of exactly ``height`` lines of ``width`` cells."""
    margin = 3 if width >= ROOMY else 1
    inner = width - 2 * margin
    campaign = situation.snapshot.campaign
    when = f"{now:%m-%d  %H:%M}"
    lines: list[Line] = [[], _ends([(cut(campaign.name, inner - cells(when) - 2), "strong")], [(when, "quiet")], inner),
                         days_line(days_of(campaign, situation.today), inner, signs)]
    lines += _hero(wall, situation, inner, signs)
    room = height - len(lines) - BOTTOM
    shown = wall.rows[:max(min((room - 1) // 4, ROWS), 0)]
    words, right = _columns(shown, inner)
    spare = room - 3 * len(shown)
    for at, row in enumerate(shown):
        # What is left stands evenly before and between the rows, so that no hole stays at the foot.
        lines += [[]] * (-(-spare * (at + 1) // (len(shown) + 1)) + -spare * at // (len(shown) + 1))
        lines += _row(row, inner, words, right, signs)
    if not shown and wall.empty:
        lines.append([(wall.empty, "quiet")])
    lines = [*lines, *[[]] * height][:height - 1]
    tabs = [piece for name in PAGES for piece in ((_(NAMES[name]), "bold accent" if name == page else "quiet"), ("    ", ""))]
    told = _("a page every {n} s; any key stops").format(n=every)
    lines.append(_ends(tabs[:-1], [(told, "quiet")], inner))
    blank: Piece = (" " * margin, "")
    return [[blank, *fitted(line, inner), blank] for line in lines]


def _hero(wall: Wall, situation: Situation, width: int, signs: Signs) -> list[Line]:
    days, counts = days_shown(situation)
    left, right = digits(days, signs, "ink"), digits(wall.figure, signs, wall.tone)
    room = width - digits_width(days) - digits_width(wall.figure) - 4
    after = max(cells(counts), 8) + 2
    said = ["", wall.title, "", *list(wall.said)[:2], "", ""]
    ends = ["", "", "", "", wall.called]
    found: list[Line] = []
    for at in range(5):
        words = cut(said[at], max(room - after - cells(ends[at]) - 2, 0))
        middle = cell(counts if at == 4 else "", after) + words
        found.append([*left[at], ("  ", ""), (cell(counts if at == 4 else "", after), "quiet"),
                      (words, "strong" if at == 1 else ""), (" " * max(room - cells(middle) - cells(ends[at]), 0), ""),
                      (ends[at], "quiet"), ("  ", ""), *right[at]])
    return found


def _row(row: Row, width: int, words: int, right: int, signs: Signs) -> list[Line]:
    """``words`` and ``right`` are the cells of those columns, of all rows alike; what is left between them is the picture's."""
    size = digits_width(row.figure, small=True)
    figure = digits(row.figure, signs, row.tone, small=True)
    picture = width - FIGURE - 1 - UNIT - words - right
    found: list[Line] = []
    said = ((row.title, "strong", row.right), (row.second, "", row.note), (row.third, "quiet", ""))
    for at, (text, tone, beside) in enumerate(said):
        line: list[Piece] = [(" " * max(FIGURE - size, 0), ""), *figure[at], (" ", ""),
                             (cell(row.unit if at == 2 else "", UNIT), "quiet"), (cell(text, words), tone)]
        if picture > 4:
            drawn = row.picture is not None and at == 1
            line += [("  ", ""), *(row.picture(picture - 4, signs) if row.picture is not None and drawn
                                   else [(" " * (picture - 4), "")]), ("  ", "")]
        found.append([*line, (cell(beside, right, "right"), "strong" if at == 0 else "quiet")])
    return found


def _columns(rows: Sequence[Row], width: int) -> tuple[int, int]:
    """Cells of the words and of what stands at the right end; on a wide screen a third at least is left for a picture."""
    right = max((max(cells(row.right), cells(row.note)) for row in rows), default=0)
    rest = width - FIGURE - 1 - UNIT - right
    wide = max((cells(text) for row in rows for text in (row.title, row.second, row.third)), default=0)
    if (rest - wide < NARROW and width < ROOMY) or not any(row.picture for row in rows):
        return rest - (2 if right else 0), right + (2 if right else 0)
    return min(wide, 2 * rest // 3), right


def _ends(left: Line, right: Line, width: int) -> Line:
    """``left`` and, where there is room for both, ``right`` at the end."""
    room = width - sum(cells(text) for text, _tone in left) - sum(cells(text) for text, _tone in right)
    return [*left, (" " * room, ""), *right] if room >= 2 else left
