"""The questions that the product answers: their letters, and the words by which the palette finds them."""

from typing import NamedTuple

from campaign.core.names import fold, key_of
from campaign.data import readings
from campaign.text import N_, _
from campaign.tui.dialogs.choose import Choice
from campaign.tui.keys import BY_ACTION

LETTERS = "abcdefmnoprstuvwxyz"
"""Those that move in a list, open this one or leave it are not among them."""
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


def choice(question: Question) -> Choice:
    """Found by its words and by further ones, in letters and pinyin."""
    label = _(question.text)
    return Choice(question.action, label, key_of(f"{label} {question.words}", readings), "",
                  f"{BY_ACTION['questions'].shown} {question.letter}", fold(question.words))
