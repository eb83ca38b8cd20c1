"""Three panes of the page of honours: merits, how far everybody is up the ladder of supervision, who must explain."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from campaign.core import codes
from campaign.core.leagues import divided
from campaign.core.merits import Named
from campaign.core.situation import Situation
from campaign.service import Session, merits
from campaign.service.news import name_of as name_behind
from campaign.tables import merits as render
from campaign.tables.cells import name_of
from campaign.tables.tones import Line
from campaign.text import N_, _
from campaign.tui.dialogs import choose
from campaign.tui.host import host_of
from campaign.tui.shell.loading_pane import BackgroundPane, LoadingPane
from campaign.words import merits as say


class MeritPane(LoadingPane):
    """All that this person may see, the newest first."""

    TITLE_TEXT, SHORT = N_("Merits and criticism"), N_("Merits")
    ADDS = ("merit",)
    HINTS = ("panes", "own", "add", "open", "group", "filter")
    KIND = "merit"
    FOLLOWS = ("merit",)
    LEAN = 10
    TABLE = render.MERITS

    def read_rows(self, situation: Situation) -> Mapping[str, Named]:
        return {row.merit.code: row for row in merits.merits(self.session, situation)}

    def suits(self, words: Mapping[str, str]) -> bool:
        return words.keys() == merits.UNANSWERED.keys()

    def accepts(self, situation: Situation) -> Callable[[str], bool] | None:
        if not self.words:
            return None
        own, rows = merits.of_mine(self.session), self._rows or {}
        return lambda code: merits.waits(rows[code], own)

    def details(self, situation: Situation, code: str, width: int, height: int) -> Sequence[Line]:
        row = (self._rows or {})[code]
        names = {item.code: name_behind(self.session, situation, item.code) for item in row.evidence}
        return render.merit_details(situation, row, names, width, height)

    def empty(self) -> Sequence[str]:
        return (_("No merit is noted yet."), "", _("a adds one here; on the command line:"),
                "campaign merit PERSON|UNIT|COUNTY praise --why TEXT")


class LadderPane(LoadingPane):
    """Reminder, supervision, interview, sanction: how far somebody is, and upon what."""

    TITLE_TEXT, SHORT = N_("The ladder of supervision"), N_("Ladder")
    ADDS = ("merit",)
    HINTS = ("panes", "open", "add", "sort", "filter")
    FOLLOWS = ("merit",)
    LEAN = 10
    TABLE = render.CLIMBS

    def read_rows(self, situation: Situation) -> Mapping[str, Any]:
        return {row.subject: row for row in merits.ladders(self.session, situation)}

    def open(self, key: str) -> None:
        """The latest step, whose page has the others."""
        super().open((self._rows or {})[key].steps[-1].merit.code)

    def prefilled(self, key: str) -> dict[str, str]:
        """Of the form of the next step: above the last rung it again, resting on what the latest step rests on."""
        row = (self._rows or {}).get(key)
        if row is None:
            return {}
        cited = dict.fromkeys(item.code for item in row.steps[-1].evidence)
        return {"kind": row.following or row.top, "evidence": " ".join(cited)}

    def details(self, situation: Situation, code: str, width: int, height: int) -> Sequence[Line]:
        return render.ladder_details(situation, (self._rows or {})[code], width, height)

    def empty(self) -> Sequence[str]:
        return (_("Nobody is on the ladder."), "", _("A step names its evidence:"),
                "campaign merit UNIT reminder --why TEXT --evidence B0107")


class ExplainPane(BackgroundPane):
    """Who must explain what became of the work in their hands; a person decides whether a step follows."""

    TITLE_TEXT, SHORT = N_("Who must explain"), N_("Must explain")
    ADDS = ("merit",)
    HINTS = ("panes", "open", "add", "sort", "filter")
    FOLLOWS = ("merit", "blocker", "county", "lead", "unit")
    LEAN = 10
    TABLE = render.EXPLAIN

    def read_beside(self, session: Session, situation: Situation) -> Mapping[str, Any]:
        return {row.subject: row for row in merits.explain(session, situation)}

    def decides(self, old: Situation, new: Situation, code: str) -> bool:
        """Of a project what the league divides."""
        before, after = (told.snapshot.projects.get(code) for told in (old, new))
        return before is not after and (before is None or after is None or divided(before) != divided(after))

    def open(self, key: str) -> None:
        """What calls for it: of several things, which one."""
        grounds = {ground.code: ground for ground in (self._rows or {})[key].grounds}
        if len(grounds) == 1:
            super().open(next(iter(grounds)))
            return
        situation = self.now
        choices = [choose.word(code, name_of(situation, code), note=say.ground_text(ground)) for code,
                   ground in grounds.items()]
        title = _("Why must {name} explain?").format(name=name_of(situation, key))
        host = host_of(self)
        host.push_screen(choose.Choose(title, choices), lambda chosen: host.open(chosen) if chosen else None)

    def prefilled(self, key: str) -> dict[str, str]:
        """Of the form of the next step: it and what it would rest on."""
        row = (self._rows or {}).get(key)
        if row is None:
            return {}
        cited = dict.fromkeys(ground.code for ground in row.grounds if codes.is_a(ground.code, "blocker"))
        return {"kind": row.following or row.last.kind, "evidence": " ".join(cited)}

    def details(self, situation: Situation, code: str, width: int, height: int) -> Sequence[Line]:
        return render.explain_details(situation, (self._rows or {})[code], width, height)

    def empty(self) -> Sequence[str]:
        return (_("Nobody must explain anything."),)
