"""What each question has for an answer now. Pure."""

from typing import NamedTuple

from campaign.core.leagues import Part, target_missed
from campaign.core.model.light import Light
from campaign.core.overview import Finding, findings
from campaign.core.reserve import is_reserve
from campaign.core.situation import Situation
from campaign.core.today import score_of
from campaign.tables.cells import projects_text, short_light
from campaign.tables.tones import LIGHT_TONES, Line, Piece
from campaign.text import _, ngettext
from campaign.tui.dialogs.questions import QUESTIONS, Question


class Figure(NamedTuple):
    """What a question has for an answer now."""

    count: int | None  # type: ignore[assignment]  # hides tuple.count, which nobody needs
    """Rows of the list; None where it is not counted."""
    long: Line
    short: Line


NO_FIGURE = Figure(None, (), ())


def figures(situation: Situation, me: str | None) -> dict[str, Figure]:
    """Per question; ``me``: whose way today is asked for, None for everyone's."""
    found = counted(situation)
    return {question.key: _figure(situation, question, found.get(question.key), me) for question in QUESTIONS}


def counted(situation: Situation) -> dict[str, Finding]:
    """The findings by the key of their question."""
    return {finding.key.removesuffix("_filing"): finding for finding in findings(situation)}


def behind(situation: Situation) -> list[str]:
    """Counties that have done less of their plan than of the campaign is over."""
    campaign, day = situation.snapshot.campaign, situation.today
    sums = {county: situation.tally(county) for county in situation.snapshot.counties}
    return [county for county, row in sums.items() if target_missed(Part(None, row.done, row.plan), campaign, day)]


def _figure(situation: Situation, question: Question, finding: Finding | None, me: str | None) -> Figure:
    match question.key:
        case "day":
            campaign = situation.snapshot.campaign
            day, length = campaign.day(situation.today), campaign.length
            if not 1 <= day <= length:
                return NO_FIGURE
            return Figure(None, [(_("day {day}/{length}").format(day=day, length=length), "strong")],
                          [(f"{day}/{length}", "strong")])
        case "calling":
            counts = [(light, situation.lights[light]) for light in (Light.RED, Light.YELLOW)]
            pieces: list[Piece] = [(f"  {short_light(light)} {n}", LIGHT_TONES[light]) for light, n in counts if n]
            return _told(sum(n for _light, n in counts), pieces, "strong")
        case "today":
            n = sum(score_of(situation, project) > 0 for project in situation.snapshot.projects.values()
                    if project.leader is not None and me in (None, project.leader))
            return _told(n, [(projects_text(n), "strong")], "strong")
        case "reserve":
            n = sum(map(is_reserve, situation.snapshot.projects.values()))
            return _told(n, [(projects_text(n), "strong")], "strong")
        case "counties":
            n = len(behind(situation))
            said = ngettext("{n} county behind its plan", "{n} counties behind their plan", n).format(n=n)
            return _told(n, [(said, "yellow")], "yellow")
        case "changed" | "honours" | "explain":
            return NO_FIGURE
    if finding is None:
        return _told(0, (), "")
    n, told, tone = finding.count, finding.figures, LIGHT_TONES[finding.level]
    match finding.key:
        case "overdue":
            said = _("{n}, the longest {days} d").format(n=n, days=told["days"])
        case "freezing":
            short = str(told["blocker"])
            said = _("{blocker}: {what}").format(blocker=short, what=projects_text(int(str(told["projects"]))))
            return Figure(n, [(said, tone)], [(short, tone)])
        case "unregistered_filing":
            said = (_("{n}, filing in {days} d").format(n=n, days=told["days"]) if told["days"]
                    else _("{n}, filing today").format(n=n))
        case _:
            said = str(n)
    return _told(n, [(said, tone)], tone)


def _told(count: int, long: Line, tone: str) -> Figure:
    return Figure(count, long, [(str(count), tone)]) if count else _same(0, _("nothing"), "green")


def _same(count: int | None, said: str, tone: str) -> Figure:
    return Figure(count, [(said, tone)], [(said, tone)])
