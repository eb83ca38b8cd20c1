"""The questions that the product answers, each with its figure now; a letter, or Enter, opens the answer."""

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from textual.binding import Binding, BindingType

from campaign.core.errors import CampaignError
from campaign.core.leagues import Part, target_missed
from campaign.core.model.light import Light
from campaign.core.names import fold, key_of
from campaign.core.overview import Finding, findings
from campaign.core.reserve import is_reserve
from campaign.core.situation import Situation
from campaign.core.today import score_of
from campaign.data import readings
from campaign.service import Session
from campaign.tables.cells import projects_text, short_light
from campaign.tables.tones import LIGHT_TONES, Line, Piece
from campaign.tables.width import cells, cut
from campaign.text import N_, _, ngettext
from campaign.tui.dialogs import choices
from campaign.tui.dialogs.choose import Choice
from campaign.tui.dialogs.dialog import Dialog, padded
from campaign.tui.keys import BY_ACTION
from campaign.tui.widgets.rows import Rows

LETTERS = "abcdefmnoprstuvwxyz"
"""Those that move in a list, open this one or leave it are not among them."""
NARROW = 50
"""Cells of a row below which a figure is told without its words."""
HONOURS, PANES = 14, {"honours": "lists"}
"""The question whose answers are panes of one page: each of that name, or of this one."""
CALLING = "red,yellow"


class Question(NamedTuple):
    """One that has one answer: a list, a page or a screen."""

    number: int
    """As the README numbers them; some have two answers."""
    key: str
    """That of the finding which counts the answer (``core.overview``), or a word of ``ask``."""
    text: str
    """In English, marked with ``N_``."""
    words: str
    """Further words by which the palette finds it, in both languages."""
    screen: str = ""
    """The list that shows it, where that is not the one which the finding names."""

    @property
    def letter(self) -> str:
        return LETTERS[QUESTIONS.index(self)]

    @property
    def action(self) -> str:
        return f"ask('{self.key}')"


QUESTIONS = (
    Question(1, "day", N_("Which day is it, how much is left?"), "hundred days 第几天 还剩 百日"),
    Question(2, "unclaimed", N_("Who has claimed no major project?"), "unclaimed 未认领 没认领"),
    Question(2, "orphan", N_("Which project lacks a leader, unit or manager?"), "orphan 缺领导 缺单位 缺责任人"),
    Question(3, "calling", N_("Which projects are red or yellow, and why?"), "lights 红灯 黄灯 亮灯"),
    Question(4, "overdue", N_("Which blockers are overdue, in whose hands?"), "late 逾期"),
    Question(5, "freezing", N_("Which blocker freezes the most?"), "blast 冻结 爆破"),
    Question(6, "today", N_("Where to go today, and why there?"), "today 今天去哪"),
    Question(7, "nobody_today", N_("Whose site had nobody on it today?"), "presence absent 没有人到场 无人", "presence"),
    Question(8, "counties", N_("Which county falls behind?"), "county 县区 落后"),
    Question(9, "unregistered", N_("What has started but is not registered?"), "statistics unregistered 开工未纳统"),
    Question(10, "reserve", N_("Which reserve projects make next year's lists?"), "reserve 储备"),
    Question(11, "buck_passing", N_("Which blocker is being passed around?"), "buck passing 推诿"),
    Question(11, "slow", N_("Which blocker moves slowly?"), "slow 慢作为"),
    Question(12, "too_late", N_("What is too late by the statutory clocks?"), "too late 来不及 已来不及"),
    Question(12, "at_risk", N_("What is at risk by the statutory clocks?"), "at risk 有风险"),
    Question(13, "changed", N_("What has changed, and who changed it?"), "log yesterday 变化 记录 昨天"),
    Question(14, "honours", N_("Who earns praise, who must explain?"), "praise honours 表扬 红黑榜"),
    Question(14, "explain", N_("Who must explain, and why?"), "explain 说明", "honours"),
)
BY_KEY = {question.key: question for question in QUESTIONS}


class Figure(NamedTuple):
    """What a question has for an answer now."""

    count: int | None  # type: ignore[assignment]  # hides tuple.count, which nobody needs
    """Rows of the list; None where it is not counted."""
    long: Line
    short: Line


NO_FIGURE = Figure(None, (), ())


class Questions(Dialog[str]):
    """The action that answers what was chosen (``Question.action``), or opens a saved list; or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(",".join((BY_ACTION["questions"].keys, "q")), "cancel", show=False),
        *(Binding(f"{question.letter},{question.letter.upper()}", f"take('{question.key}')", show=False)
          for question in QUESTIONS),
    ]
    DEFAULT_CSS = "Questions Rows { height: auto; }"

    def __init__(self, situation: Situation, session: Session) -> None:
        super().__init__(_("Questions"))
        self._figures = figures(situation, leading(situation, session))
        self._own = {f"view({choice.code!r})": choice for choice in choices.views(session, situation)}
        """The lists that this person has saved, by the action that opens them; they come after the questions."""

    def body(self) -> tuple[Rows]:
        self.rows = Rows(self._draw)
        return (self.rows,)

    def hints(self) -> list[tuple[str, str]]:
        return [(f"{LETTERS[0]}-{QUESTIONS[-1].letter} Enter", _("open it")), ("j k", _("move")), ("Esc", _("close"))]

    def status(self) -> str:
        return f"{self.rows.position}/{self.rows.total}"

    def on_mount(self) -> None:
        self._fit()
        self.rows.set_items([*(question.key for question in QUESTIONS), *self._own])
        self.rows.focus()

    def on_resize(self) -> None:
        self._fit()

    def _fit(self) -> None:
        self.rows.styles.height = max(min(self.size.height - 2, len(QUESTIONS) + len(self._own)), 3)

    def _draw(self, key: str, width: int, selected: bool) -> Sequence[Line]:
        if (own := self._own.get(key)) is not None:
            name = cut(own.label, width - 5)
            note = cut(own.note, max(width - 6 - cells(name), 0))
            return ([("  ", ""), (name, ""), (f"  {note}", "dim")],)
        question = BY_KEY[key]
        figure = self._figures[key]
        told = figure.long if width >= NARROW else figure.short
        room = width - 5 - sum(cells(said) for said, _tone in told)
        return ([(f"{question.letter} ", "accent"), (padded(_(question.text), room) + "  ", ""), *told, (" ", "")],)

    def on_rows_moved(self) -> None:
        self.foot()

    def on_rows_opened(self, event: Rows.Opened) -> None:
        self.action_take(event.key)

    def action_take(self, key: str) -> None:
        self.dismiss(key if key in self._own else BY_KEY[key].action)


# The figures ----------------------------------------------------------------------------------------------------------------


def leading(situation: Situation, session: Session) -> str | None:
    """The code of who looks, if that person leads a project."""
    try:
        me = session.myself()
    except CampaignError:
        return None
    leads = me is not None and any(project.leader == me for project in situation.snapshot.projects.values())
    return me if leads else None


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
            return Figure(None, [(_("day {day}/{length}").format(day=day, length=length), "bold")], [(f"{day}/{length}", "bold")])
        case "calling":
            counts = [(light, situation.lights[light]) for light in (Light.RED, Light.YELLOW)]
            pieces: list[Piece] = [(f"  {short_light(light)} {n}", LIGHT_TONES[light]) for light, n in counts if n]
            return _told(sum(n for _light, n in counts), pieces, "bold")
        case "today":
            n = sum(score_of(situation, project) > 0 for project in situation.snapshot.projects.values()
                    if project.leader is not None and me in (None, project.leader))
            return _told(n, [(projects_text(n), "bold")], "bold")
        case "reserve":
            n = sum(map(is_reserve, situation.snapshot.projects.values()))
            return _told(n, [(projects_text(n), "bold")], "bold")
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


# The palette ----------------------------------------------------------------------------------------------------------------


def choice(question: Question) -> Choice:
    """Found by its words and by further ones, in letters and pinyin."""
    label = _(question.text)
    return Choice(question.action, label, key_of(f"{label} {question.words}", readings), "",
                  f"{BY_ACTION['questions'].shown} {question.letter}")


def named(query: str) -> Choice | None:
    """The first question about this word, in whatever language."""
    return next((choice(question) for question in QUESTIONS if fold(query) in fold(question.words)), None)
