"""The verbs behind the keys: what they act on, what they ask, what they say afterwards. Pages only know the cursor."""

from contextlib import suppress
from typing import TYPE_CHECKING
from uuid import uuid4

from campaign.clean import printable
from campaign.core import codes
from campaign.core.blockers import ABOVE_THE_CITY, UPWARD
from campaign.core.errors import CampaignError, NotFound
from campaign.core.model.blocker import Blocker, BlockerState, HoldReason
from campaign.core.model.project import Project
from campaign.core.situation import Situation
from campaign.kinds import registry
from campaign.service import blockers, projects, settings
from campaign.text import _
from campaign.tui.screens.counties.indicator_verbs import IndicatorVerbs
from campaign.tui.screens.honours.merit_verbs import MeritVerbs
from campaign.tui.screens.land.verbs import LandVerbs
from campaign.tui.screens.promotion.chain_verbs import ChainVerbs
from campaign.tui.screens.promotion.lead_verbs import LeadVerbs
from campaign.tui.screens.task_forces.verbs import TaskForceVerbs
from campaign.tui.shell import taking
from campaign.tui.shell.lazy import lazy
from campaign.tui.shell.permissions import addition_dimmed
from campaign.words import kind, level, verb_text

if TYPE_CHECKING:
    from campaign.tui.dialogs import choices as dialog_choices
    from campaign.tui.dialogs import choose, confirm, record_form, visit_form
    from campaign.tui.screens.blockers import forms as blockers_forms
    from campaign.tui.screens.counties import indicator_forms
    from campaign.tui.screens.projects import forms as projects_forms
else:
    record_form = lazy("campaign.tui.dialogs.record_form")
    visit_form = lazy("campaign.tui.dialogs.visit_form")
    blockers_forms = lazy("campaign.tui.screens.blockers.forms")
    projects_forms = lazy("campaign.tui.screens.projects.forms")
    indicator_forms = lazy("campaign.tui.screens.counties.indicator_forms")
    choose = lazy("campaign.tui.dialogs.choose")
    confirm = lazy("campaign.tui.dialogs.confirm")
    dialog_choices = lazy("campaign.tui.dialogs.choices")


OF_COUNTY = ("blocker", "land_task", "project", "lead", "indicator", "merit", "case", "person", "unit")
"""What can be added on the page of a county."""


class RecordVerbs(IndicatorVerbs, LeadVerbs, ChainVerbs, TaskForceVerbs, MeritVerbs, LandVerbs):
    """A part of the app: every action of ``keys.KEYS`` that acts on something."""

    # Adding and editing ---------------------------------------------------------------------------------------------

    def action_add(self) -> None:
        self.start_verb(self._add(), "add")

    async def _add(self) -> None:
        situation, subject = self._situation(), self.subject or ""
        if situation is None:
            return
        prefilled: dict[str, dict[str, str]] = {}
        with suppress(NotFound):  # a line of the log outlives what it is about: nothing of that is proposed
            prefilled = self._proposed(situation, subject)
        wanted = tuple(kind for kind in self._addable(subject) if not addition_dimmed(self._own.session, kind))
        what = (
            wanted[0]
            if len(wanted) == 1
            else await self.push_screen_wait(choose.Choose(_("Add what?"), dialog_choices.kinds(*wanted)))
        )
        if what is not None:
            await self._filled(
                record_form.add(what, prefilled.get(what)),
                _("Approvals added: {code}") if what == "approval" else _("{kind} {code} added").replace("{kind}", kind(what)),
            )

    def _proposed(self, situation: Situation, subject: str) -> dict[str, dict[str, str]]:
        """What stands in the form of a new thing already, by kind. ``NotFound``: what is under the cursor is no more."""
        proposed = {**self._prefilled(situation, subject), "lead": self._lead_values(subject),
                    "merit": self._merit_values(subject)}
        if self._of_indicators(subject) or subject[:1] == "C":
            proposed["indicator"] = indicator_forms.prefilled(self._own.session, situation, subject)
        return proposed

    def _addable(self, subject: str) -> tuple[str, ...]:
        """What ``a`` offers here, likeliest first."""
        root = self.page is not None and len(self.screen_stack) == 1
        if root and self.current_mode == "leaders":
            return "project", "leader"
        if subject[:1] in ("T", "D") or (root and self.current_mode == "forces"):
            return ("dispatch", "task_force") if subject[:1] in ("D", "U") else ("task_force", "dispatch")
        if self._of_merits(subject):
            return ("merit",)
        if subject[:1] == "S" or (root and self.current_mode == "honours"):
            return ("case",)
        if self._of_indicators(subject):
            return ("indicator",)
        if self._of_leads(subject):
            return "lead", "trip", "event"
        if (promoted := self._promoted(subject)) is not None:
            return promoted
        if (root and self.current_mode == "blockers") or subject[:1] == "B":
            return ("blocker",)
        if root and self.current_mode == "land":
            return ("approval", "land_task", "blocker") if subject[:1] == "A" else ("land_task", "approval", "blocker")
        if subject[:1] in ("G", "A"):
            return "blocker", "land_task", "approval"
        if not root and subject[:1] == "C":
            return OF_COUNTY
        if not root and subject[:1] == "P":
            first = ("blocker", "land_task", "approval")
            return *first, *(one for one in registry.addable() if one not in first)
        return registry.addable()

    def action_edit(self) -> None:
        self.start_verb(self._edit(), "edit")

    async def _edit(self) -> None:
        situation, subject = self._situation(), self.subject
        if situation is None:
            return
        if subject is None:
            self._why_not("edit")
            return
        if codes.is_a(subject, "merit"):
            await self._pay(subject)
            return
        done = _("{code}: indicator saved") if subject[0] == codes.SERIES else _("{code} saved")
        await self._filled(record_form.edit(self._own.session, situation, subject), done)

    # Projects -------------------------------------------------------------------------------------------------------

    def action_claim(self) -> None:
        self.start_verb(self._claim(), "claim")

    async def _claim(self) -> None:
        situation, subject = self._situation(), self.subject
        if situation is None:
            return
        if subject is not None and subject[0] in "LM":
            if not self._leads(subject):
                self.tell(_("{code} has no column on the board: edit the person first (e)").format(code=subject))
                return
            choices = dialog_choices.unled_first(self._own.session, situation)
            title = _("Which project does {name} claim?").format(name=self._called(subject))
            chosen = await self.push_screen_wait(choose.Choose(title, choices, empty=_("There is no project yet: a adds one")))
            if chosen is not None:
                await self._claimed(situation, chosen, subject)
            return
        project = await self._project("claim")
        if project is not None:
            await self._claim_by_choice(situation, project)

    async def _claim_by_choice(self, situation: Situation, project: str) -> None:
        leader = situation.snapshot.projects[project].leader if project in situation.snapshot.projects else None
        choices = dialog_choices.named(self._own.session, situation, "leader")
        title = _("Who leads {code} {name}?").format(code=project, name=self._called(project))
        chosen = await self.push_screen_wait(
            choose.Choose(title, choices, current=leader or "", empty=_("There is no leader yet: a adds one on the board (2)"))
        )
        if chosen is not None:
            await self._claimed(situation, project, chosen)

    def claim_for(self, project: str, leader: str) -> None:
        """A card was dropped into another column."""
        self.start_verb(self._claimed(self._own.situation, project, leader), "claim")

    async def _claimed(self, seen: Situation | None, project: str, leader: str) -> None:
        """``seen``: the situation in which it was decided. Whoever else claimed it since is not overruled unawares."""
        known = seen.snapshot.projects.get(project) if seen is not None else None
        if known is not None and known.leader not in (None, leader) and not await self.push_screen_wait(
                confirm.Confirm(
                    _("Claim"), taking.question(project, printable(known.name), self._called(known.leader or "")))):
            self._point_at(project)  # the card has not moved: nor has the cursor
            return
        version, request = known.version if known is not None else None, uuid4().hex
        outcome = await self.written(
            lambda session: projects.claim(session, project, leader, version=version, request=request)
        )
        if isinstance(outcome, CampaignError):
            self.caught_up()  # the card goes back to where it is
            raise outcome
        sentence = _("{code} is led by {name} now") if outcome.seq else _("{name} leads {code} already")
        self._done(sentence.format(code=project, name=self._called(leader)), undoable=bool(outcome.seq))

    def action_visit(self) -> None:
        self.start_verb(self._visit(), "visit")

    async def _visit(self) -> None:
        project = await self._project("visit")
        if project is not None:
            session, situation = self._own.session, self._own.situation
            row = situation.snapshot.projects.get(project) if situation is not None else None
            form = visit_form.visit(project, self._called(project), self._who(row), session.today)
            await self._filled(form, _("{code}: visit recorded"))

    def _who(self, project: Project | None) -> str | None:
        """Who did it, as a form proposes: whose row or page it is, else who looks, else the project's manager."""
        return self.whose or self._own.session.myself() or (project.manager if project is not None else None)

    # Blockers -------------------------------------------------------------------------------------------------------

    def action_note(self) -> None:
        self.start_verb(self._note(), "note")

    async def _note(self) -> None:
        subject = self.subject
        if subject is not None and subject[0] == "P":
            await self._filled(projects_forms.report(subject, self._called(subject)), _("{code}: progress reported"))
        elif subject is not None and subject[0] == "B":
            if (blocker := await self._open_blocker("note")) is not None:
                await self._filled(blockers_forms.note(blocker), _("{code}: noted"))
        elif subject is not None and subject[0] in "GA":
            if (situation := self._situation()) is not None:
                await self._note_ground(situation, subject)
        elif subject is not None and subject[0] == "K":
            await self._note_lead(subject)
        elif subject is not None and subject[0] == "H":
            await self._answer(subject)
        elif subject is not None and subject[0] == "D":
            if (situation := self._situation()) is not None:
                await self._learned(situation, subject)
        else:
            self._why_not("note")

    async def _open_blocker(self, action: str) -> Blocker | None:
        blocker = await self._blocker(action)
        if blocker is not None and blocker.state is BlockerState.RESOLVED:
            self.tell(_("{code} is resolved already; r opens it again").format(code=blocker.code))
            return None
        return blocker

    def action_move_on(self) -> None:
        self.start_verb(self._move_on(), "move_on")

    async def _move_on(self) -> None:
        situation, subject = self._situation(), self.subject
        if situation is None:
            return
        if subject is not None and subject[0] == "P":
            await self._claim_by_choice(situation, subject)
            return
        if subject is not None and subject[0] in "GA":
            await self._move_on_ground(situation, subject)
            return
        if subject is not None and subject[0] == "K":
            await self._advance_lead(subject)
            return
        blocker = await self._open_blocker("move_on")
        if blocker is None:
            return
        units = [choice for choice in dialog_choices.named(self._own.session, situation, "unit") if choice.code != blocker.unit]
        holder = self._called(blocker.unit) if blocker.unit else _("nobody")
        title = _("{code}: from {unit} to whom?").format(code=blocker.code, unit=holder)
        unit = await self.push_screen_wait(choose.Choose(title, units, empty=_("There is no other unit yet: a adds one")))
        if unit is not None:
            name = self._called(unit)
            await self._filled(
                blockers_forms.pass_on(blocker, unit, name), _("{code}: passed on to {unit}").replace("{unit}", name)
            )

    def action_resolve(self) -> None:
        self.start_verb(self._resolve(), "resolve")

    async def _resolve(self) -> None:
        situation, subject = self._situation(), self.subject
        if situation is not None and subject is not None and subject[0] in "GA":
            await self._settle_ground(situation, subject)
            return
        if situation is not None and subject is not None and subject[0] == "D":
            await self._returned(situation, subject)
            return
        if subject is not None and subject[0] == "K":
            await self._land(subject)
            return
        blocker = await self._blocker("resolve")
        if blocker is None:
            return
        if blocker.state is BlockerState.RESOLVED:
            await self._filled(blockers_forms.reopen(blocker), _("{code} is open again"))
        else:
            await self._filled(blockers_forms.resolve(blocker), _("{code} resolved"))

    def action_hold(self) -> None:
        self.start_verb(self._hold(), "hold")

    async def _hold(self) -> None:
        situation, subject = self._situation(), self.subject
        if situation is not None and subject is not None and subject[0] == "A":
            await self._waive(situation, subject)
            return
        blocker = await self._open_blocker("hold")
        if blocker is None:
            return
        title = _("Why does {code} wait?").format(code=blocker.code)
        reason = await self.push_screen_wait(choose.Choose(title, dialog_choices.words(HoldReason)))
        if reason is not None:
            await self._filled(blockers_forms.hold(blocker, reason), _("{code} is on hold"))

    def action_escalate(self) -> None:
        self.start_verb(self._escalate(), "escalate")

    async def _escalate(self) -> None:
        blocker = await self._open_blocker("escalate")
        if blocker is None:
            return
        upward = False
        if blocker.authority in ABOVE_THE_CITY and blocker.level < UPWARD:
            steps = [dialog_choices.word(str(step), level(step)) for step in (blocker.level + 1,
                                                                              UPWARD)][blocker.level == UPWARD - 1 :]
            to = await self.push_screen_wait(choose.Choose(_("Escalate {code} to whom?").format(code=blocker.code), steps))
            if to is None:
                return
            upward = to == str(UPWARD)
        code, version, request = blocker.code, blocker.version, uuid4().hex
        outcome = await self.written(
            lambda session: blockers.escalate(session, code, upward=upward, version=version, request=request)
        )
        if isinstance(outcome, CampaignError):
            raise outcome
        after = UPWARD if upward else blocker.level + 1
        self._done(
            _("{code}: {before} -> {after}").format(code=blocker.code, before=level(blocker.level), after=level(after))
        )

    # Taking back ----------------------------------------------------------------------------------------------------

    def action_undo(self) -> None:
        self.start_verb(self._undo(), "undo")

    async def _undo(self) -> None:
        request = uuid4().hex
        outcome = await self.written(lambda session: settings.undo(session, request=request))
        if isinstance(outcome, CampaignError):
            raise outcome
        self._point_at(outcome.subject)
        name = self._called(outcome.subject) if codes.canonical(outcome.subject) else ""
        self.tell(
            _("Taken back: {what}").format(
                what=f"{verb_text(outcome)} {'' if name == outcome.subject else name}".rstrip()
            )
        )
