"""Everything that can be done, found by typing; and everything that can be opened, by code, name, pinyin or initials."""

from collections.abc import Callable, Collection, Sequence

from campaign.core import codes
from campaign.core.names import fold
from campaign.core.situation import Situation
from campaign.service import Session, names
from campaign.tables.cells import name_of
from campaign.text import N_, _
from campaign.tui.dialogs import choices, questions
from campaign.tui.dialogs.called import STORED, called
from campaign.tui.dialogs.choice_notes import note
from campaign.tui.dialogs.choose import Choice, Choose
from campaign.tui.dialogs.saved_choices import saved_choices
from campaign.tui.dialogs.worded import command, look, set_choices, worded
from campaign.tui.keys import KEYS, MOVES

KINDS = ("leader", "project", "person", "unit", "county", "task_force", "lead", "event")
"""Found by name. Blockers, land tasks and approvals are many: those are opened by their code."""


class Palette(Choose):
    """An action of ``keys.KEYS``, a question, or a code to open, or None."""

    def __init__(self, here: Collection[str], session: Session, situation: Situation | None) -> None:
        """``here``: the actions that do something on the page in front come first."""
        actions = [command(key) for key in KEYS if key.action not in MOVES and key.action != "palette"]
        actions.sort(key=lambda choice: choice.code not in here)
        own = saved(session, situation)
        super().__init__(
            _("Commands"),
            [*actions, *own, *look()],
            placeholder=_("a command, or the code or name of what to open"),
            more=to_open(session, situation),
        )
        self._session, self._situation = session, situation

    def exact(self, query: str) -> Choice | None:
        code = codes.canonical(fold(query))
        if code is None or self._situation is None:
            return None
        name = names.name_of(self._session, codes.kind_of(code), code)
        if name is None:
            return None
        if codes.is_a(code, "approval"):  # named by its project
            return Choice(code, called(self._session, self._situation, code), "", name_of(self._situation, name))
        if codes.is_a(code, *STORED, "merit"):  # of a merit nothing is told to whom it is not shown yet
            name = called(self._session, self._situation, code)
        return Choice(code, name, "", note(self._situation, code))


def saved(session: Session, situation: Situation | None) -> list[Choice]:
    """The lists that this person has saved, and what is done with them."""
    own = [choice._replace(code=f"view({choice.code!r})", aside=_("saved list")) for choice in saved_choices(session, situation)]
    wanted = [("wallboard", N_("wallboard"), N_("Figures to read across a room: the pages turn by themselves, any key stops")),
              ("save_view", N_("save this list"), N_("Save filter, order and groups of this list under a name"))]
    if own:
        wanted.append(("remove_view", N_("remove a saved list"), ""))
    return [*(worded(code, _(label), _(sentence) if sentence else "", label, *filter(None, [sentence]))
              for code, label, sentence in wanted), *own]


def to_open(session: Session, situation: Situation | None) -> Callable[[], Sequence[Choice]]:
    """The questions and everything that has a name: read only when someone types."""

    def read() -> list[Choice]:
        if situation is None:
            return []
        offered = [*map(questions.choice, questions.QUESTIONS), *set_choices(session)]
        known = {choice.code: choice for choice in offered}
        for kind in KINDS:
            for choice in choices.named(session, situation, kind):
                known.setdefault(choice.code, choice)
        return list(known.values())

    return read
