"""What stands at the top of the Overview: the red and the overdue as large figures, how the red went, the rates. Pure."""

from collections.abc import Sequence
from typing import NamedTuple

from campaign.core.blockers import days_overdue
from campaign.core.model.light import Light
from campaign.core.overview import Rates, rates
from campaign.core.situation import Frozen, Situation
from campaign.tables.charts.bar import Row, bars
from campaign.tables.charts.beside import beside, fitted, wide
from campaign.tables.charts.digits import digits, digits_width
from campaign.tables.charts.squares import lights_line
from campaign.tables.charts.trend import trend
from campaign.tables.header import emphasised
from campaign.tables.signs import Signs
from campaign.tables.tones import Line, Piece
from campaign.tables.width import ROOMY, cells
from campaign.text import _
from campaign.words import day, money
from campaign.words.labels import NOTHING

NARROW = 60
"""Cells of a page below which one bar stands below the figures."""
WIDE = 180
"""Cells from which on it is said in whose hands the overdue are longest, and what the rates are divided from."""
GAP = 4
WEEK = 7
HANDS = 5
"""Units that are named."""
ABOUT = 17
"""Cells beside a large figure: a gap, and what is said about it."""


class Past(NamedTuple):
    """What takes a while to derive."""

    red: Sequence[int]
    """Of each day up to today; nothing where there are too many projects to derive it for a glance."""
    done: Sequence[int]
    """Money (万元) by the end of each."""
    frozen: Sequence[Frozen] = ()
    """What freezes projects, the most first."""

    @property
    def a_week_ago(self) -> int | None:
        return self.red[-1 - WEEK] if len(self.red) > WEEK else None


def hero_height(width: int, height: int) -> int:
    """Lines of ``hero`` on a page of so many cells; a short page has less of it."""
    if width >= ROOMY and height >= 20:
        return 8
    return 6 if height >= 16 else 4


def hero(situation: Situation, past: Past | None, width: int, height: int, signs: Signs) -> list[Line]:
    """``height`` lines of ``width`` cells, the first of which is blank but for what there is to say of the day."""
    if width < NARROW:
        lines = _narrow(situation, width, signs)
    elif height < 8 or len(columns(width)) < 2:
        lines = _small(situation, width, signs)
    else:
        lines = _large(situation, past, width, signs)
    return [[_of_the_day(situation)], *lines][:height]


def _of_the_day(situation: Situation) -> Piece:
    """Before the first day, on the last and after it: what that means."""
    campaign = situation.snapshot.campaign
    number = campaign.day(situation.today)
    if number < 1:
        return _("Day 1 is {day}: what is entered now counts as planned.").format(day=day(campaign.first_day)), "accent"
    if number > campaign.length:
        return _("The campaign ended on {day}: these are its last figures.").format(day=day(campaign.last_day)), "accent"
    return (_("Today is the last day."), "strong") if number == campaign.length else ("", "")


def _tone(count: int) -> str:
    return "red_mark" if count else "ink"


def _figures(situation: Situation) -> tuple[tuple[str, str, str], tuple[str, str, str]]:
    """Text, tone of the figure, what it counts; the red, then the overdue."""
    red, late = situation.lights[Light.RED], situation.counts["overdue"]
    return (str(red), _tone(red), _("red projects")), (str(late), _tone(late), _("overdue blockers"))


def _narrow(situation: Situation, width: int, signs: Signs) -> list[Line]:
    """Small figures with what they count beside their foot, and one bar."""
    blocks: list[tuple[Sequence[Line], int]] = []
    told = _figures(situation)
    roomy = sum(digits_width(text, small=True) + 1 + cells(name) for text, _tone, name in told) + 3 <= width
    for (text, tone, whole), short in zip(told, (_("red"), _("overdue")), strict=True):
        name = whole if roomy else short
        size = digits_width(text, small=True)
        drawn = digits(text, signs, tone, small=True)
        label: Line = [(name, "red" if tone == "red_mark" else "quiet")]
        blocks.append(([*drawn[:-1], [*fitted(drawn[-1], size), (" ", ""), *label]], size + 1 + cells(name)))
    found = rates(situation)
    due = situation.snapshot.campaign.expected(situation.today)
    rows = [_row(_("money"), found.investment, due, note=_due(due))]
    return [*beside(blocks, 3), (), *bars(rows, width, signs)]


def _small(situation: Situation, width: int, signs: Signs) -> list[Line]:
    """Small figures over what they count; beside them two bars, the other rates and the lights in words."""
    blocks: list[tuple[Sequence[Line], int]] = []
    for text, tone, name in _figures(situation):
        size = max(digits_width(text, small=True), cells(name))
        blocks.append(([*digits(text, signs, tone, small=True), [(name, "red" if tone == "red_mark" else "quiet")]], size))
    taken = sum(size for _lines, size in blocks) + 2 * GAP
    room = max(width - taken, 20)
    return beside([*blocks, (_rates_in_words(situation, room, signs), room)], GAP)


def _rates_in_words(situation: Situation, width: int, signs: Signs) -> list[Line]:
    found = rates(situation)
    due = situation.snapshot.campaign.expected(situation.today)
    rows = [_row(_("money done"), found.investment, due, note=_due(due)), _row(_("funds in"), found.funds, due, note=_due(due))]
    line: list[Piece] = []
    for name, value in ((_("starts"), found.start), (_("in stats"), found.registration), (_("finished"), found.finish)):
        said: list[Piece] = [(("  " if line else "") + name + " ", "quiet"), (percent(value), "strong")]
        line += said if wide([*line, *said]) <= width else []
    return [*bars(rows, width, signs), line, lights_line(situation.lights, width, signs)]


def _due(due: int) -> str:
    return _("{percent} due").format(percent=percent(due))


def percent(tenths: int | None) -> str:
    """``37.2%``; whole ones without a nought behind the point."""
    if tenths is None:
        return NOTHING
    return f"{tenths // 10}%" if tenths % 10 == 0 else f"{tenths / 10:.1f}%"


def _row(name: str, tenths: int | None, due: int | None = None, note: str = "") -> Row:
    return Row(name, None if tenths is None else tenths / 1000, percent(tenths), None if due is None else due / 1000, note)


def columns(width: int) -> list[int]:
    """Cells of the columns of a page, ``GAP`` cells apart: one, two from ``ROOMY`` cells on, three from ``WIDE`` on."""
    if width < ROOMY - GAP:
        return [width]
    if width < WIDE - GAP:
        right = max((width - GAP) * 2 // 5, 46)
        return [width - GAP - right, right]
    left = (width - 2 * GAP) // 3
    return [left, left, width - 2 * GAP - 2 * left]


def _large(situation: Situation, past: Past | None, width: int, signs: Signs) -> list[Line]:
    """A heading and five lines each: the red with their trend, the overdue, the rates."""
    red, late = _figures(situation)
    first, *others = columns(width)
    # Thousands need more cells than there are beside one another: then both are small.
    small = digits_width(red[0]) + ABOUT > (first if others[1:] else first - digits_width(late[0]) - ABOUT - GAP)
    overdue = max(digits_width(late[0], small=small) + ABOUT, cells(late[2]))
    if not others[1:]:
        red_width = first - overdue - GAP
        return beside([(_red(situation, past, red, red_width, signs, small), red_width),
                       (_late(situation, late, overdue, signs, small), overdue),
                       (_rates(situation, others[0], signs), others[0])], GAP)
    hands = others[0] - overdue - GAP
    return beside([(_red(situation, past, red, first, signs, small), first),
                   (_late(situation, late, overdue, signs, small), overdue),
                   (_hands(situation, hands, signs), hands), (_rates(situation, others[1], signs, sums=True), others[1])], GAP)


def _figure(text: str, tone: str, signs: Signs, small: bool) -> tuple[list[Line], int]:
    """Five lines, and their cells."""
    drawn = digits(text, signs, tone, small=small)
    return [(), *drawn, ()] if small else drawn, digits_width(text, small=small)


def _red(situation: Situation, past: Past | None, figure: tuple[str, str, str], width: int, signs: Signs,
         small: bool) -> list[Line]:
    text, tone, name = figure
    drawn, size = _figure(text, tone, signs, small)
    room = width - size - 3
    shown = list(past.red[-room:]) if past is not None else []
    about = emphasised(_("of {n}"), n=situation.total)
    if past is not None and past.a_week_ago is not None:
        about += [("  ", ""), *emphasised(_("{n} a week ago"), n=past.a_week_ago)]
    columns = trend(shown, len(shown), 3, signs) if len(shown) > 1 else [(), (), ()]
    told = _("red, the last {n} days").format(n=len(shown)) if len(shown) > 1 else ""
    right: list[Line] = [about, *columns, [(told, "quiet")]]
    return [[(name, "")], *beside([(drawn, size), (right, room)], 3)]


def _late(situation: Situation, figure: tuple[str, str, str], width: int, signs: Signs, small: bool) -> list[Line]:
    text, tone, name = figure
    drawn, size = _figure(text, tone, signs, small)
    counts = situation.counts
    told: list[Line] = [emphasised(_("{n} open"), n=len(situation.snapshot.blockers))]
    for said, n in ((_("{n} on hold"), counts["held"]), (_("{n} passed around"), counts["buck_passing"]),
                    (_("{n} slow"), counts["slow"]), (_("{n} to escalate"), counts["escalation_due"])):
        told.append(emphasised(said, n=n) if n else ())
    return [[(name, "")], *beside([(drawn, size), (told, width - size - 3)], 3)]


def _hands(situation: Situation, width: int, signs: Signs) -> list[Line]:
    """In whose hands the overdue blockers are longest."""
    longest: dict[str, int] = {}
    for item in situation.snapshot.blockers.values():
        if item.unit is not None and (late := days_overdue(item, situation.today)) > 0:
            longest[item.unit] = max(longest.get(item.unit, 0), late)
    worst = sorted(longest.items(), key=lambda pair: (-pair[1], pair[0]))[:HANDS]
    if not worst:
        return [[(_("no blocker is overdue"), "quiet")]]
    rows = [Row(situation.name_of(unit) or unit, days / worst[0][1], _("{n}d").format(n=days), tone="red_mark")
            for unit, days in worst]
    return [[(_("overdue longest, in whose hands"), "")], *bars(rows, width, signs)]


def _rates(situation: Situation, width: int, signs: Signs, *, sums: bool = False) -> list[Line]:
    """五率: bars, the money with the mark of what is due. Reported and registered money stand side by side, never together."""
    found = rates(situation)
    due, of = situation.snapshot.campaign.expected(situation.today), found.sums
    notes = ["", "", "", "", ""]
    if sums:
        notes = [f"{money(found.done)} / {money(found.plan)}", f"{money(of.funds)} / {money(of.funds_plan)}",
                 f"{of.start_met} / {of.start_due}", f"{of.registration_met} / {of.registration_due}",
                 f"{of.finish_met} / {of.finish_due}"]
    rows = [_row(_("money done"), found.investment, due, notes[0]), _row(_("funds in"), found.funds, due, notes[1]),
            _row(_("starts"), found.start, None, notes[2]), _row(_("in stats"), found.registration, None, notes[3]),
            _row(_("finished"), found.finish, None, notes[4])]
    return [_rates_head(found, due, width), *bars(rows, width, signs)]


def _rates_head(found: Rates, due: int, width: int) -> Line:
    told = [_("reported {money}").format(money=money(found.done)), _("registered {money}").format(money=money(found.registered))]
    line: list[Piece] = [(_("rates"), ""), *(("  " + said, "quiet") for said in told)]
    right = _due(due)
    room = width - wide(line) - cells(right)
    return [*line, (" " * room, ""), (right, "quiet")] if room > 0 else fitted(line, width)
