"""The verbs of the ground: what the keys do on a land task (G) and on an approval (A) under the cursor."""

from typing import TYPE_CHECKING
from uuid import uuid4

from campaign.core.approvals import settled
from campaign.core.errors import CampaignError
from campaign.core.model.land import Approval, ApprovalState, LandTask
from campaign.core.situation import Situation
from campaign.service import records
from campaign.store.queries import approvals as approvals_queries
from campaign.store.queries import blockers as blockers_queries
from campaign.store.queries.land import land_task
from campaign.text import _
from campaign.tui.screens.saved_lists.verbs import SavedListVerbs
from campaign.tui.shell.lazy import lazy
from campaign.words import day

if TYPE_CHECKING:
    from campaign.tui.dialogs import choices, choose
    from campaign.tui.screens.land import forms as land_forms
else:
    land_forms = lazy("campaign.tui.screens.land.forms")
    choose = lazy("campaign.tui.dialogs.choose")
    choices = lazy("campaign.tui.dialogs.choices")


class LandVerbs(SavedListVerbs):
    """A part of the app: notes, passing on and settling, of what is not a project or blocker."""

    def _open_land(self, code: str) -> LandTask | None:
        task = land_task(self._own.session.store, code)
        if task.accepted is None:
            return task
        self.tell(_("{code} was accepted on {day}; r opens it again").format(code=code, day=day(task.accepted)))
        return None

    def _open_approval(self, code: str) -> Approval | None:
        """It, while something remains to be done about it; else it is said since when not."""
        approval = approvals_queries.approval(self._own.session.store, code)
        if not settled(approval):
            return approval
        if approval.state is ApprovalState.GRANTED:
            self.tell(_("{code} was granted on {day}; r opens it again").format(code=code, day=day(approval.granted)))
        else:
            self.tell(_("{code} is not needed; r opens it again").format(code=code))
        return None

    async def _note_ground(self, situation: Situation, code: str) -> None:
        """Progress of a land task; a contact about an approval."""
        if code[0] == "G":
            if (task := self._open_land(code)) is not None:
                await self._filled(land_forms.progress(task), _("{code}: progress recorded"))
        elif (approval := self._open_approval(code)) is not None:
            await self._filled(land_forms.contact(approval, situation), _("{code}: contact recorded"))

    async def _settle_ground(self, situation: Situation, code: str) -> None:
        """Accept a land task, record that an approval was granted; open again what is settled."""
        store = self._own.session.store
        if code[0] == "G":
            task = land_task(store, code)
            if task.accepted is not None:
                await self._filled(land_forms.reopen(code, task.name, task.version), _("{code} is open again"))
            else:
                await self._filled(land_forms.accept(task), _("{code} accepted"))
            return
        approval = approvals_queries.approval(store, code)
        if settled(approval):
            name = choices.called(self._own.session, situation, code)
            await self._filled(land_forms.reopen(code, name, approval.version), _("{code} is open again"))
        else:
            await self._filled(land_forms.grant(approval, situation), _("{code} granted"))

    async def _move_on_ground(self, situation: Situation, code: str) -> None:
        """A land task goes to another unit; an approval is handed in to its authority."""
        if code[0] == "A":
            approval = self._open_approval(code)
            if approval is not None and approval.submitted is not None:
                told = _("{code} was submitted on {day}; r granted, n contact, e edit")
                self.tell(told.format(code=code, day=day(approval.submitted)))
            elif approval is not None:
                await self._filled(land_forms.submit(approval, situation), _("{code} submitted"))
            return
        task = self._open_land(code)
        if task is None:
            return
        units = [choice for choice in choices.named(self._own.session, situation, "unit") if choice.code != task.unit]
        holder = self._called(task.unit) if task.unit else _("nobody")
        title = _("{code}: from {unit} to whom?").format(code=code, unit=holder)
        unit = await self.push_screen_wait(choose.Choose(title, units, empty=_("There is no other unit yet: a adds one")))
        if unit is None:
            return
        version, request = task.version, uuid4().hex
        outcome = await self.written(
            lambda session: records.edit(session, code, {"unit": unit}, version=version, request=request)
        )
        if isinstance(outcome, CampaignError):
            raise outcome
        self._done(_("{code}: passed on to {unit}").format(code=code, unit=self._called(unit)))

    async def _waive(self, situation: Situation, code: str) -> None:
        """An approval is set aside as not needed."""
        if (approval := self._open_approval(code)) is not None:
            await self._filled(land_forms.waive(approval, situation), _("{code} is not needed"))

    def _prefilled(self, situation: Situation, subject: str) -> dict[str, dict[str, str]]:
        """What stands in the form of a new thing already, by kind, from what is under the cursor and whose it is."""
        where: dict[str, str] = {}
        about: dict[str, str] = {}
        leader = self._leader_values()
        match subject[:1]:
            case "P":
                where = {"projects": subject}
            case "C":
                where = {"county": subject}
            case "B":
                blocker = blockers_queries.blocker(self._own.session.store, subject)
                where = {"county": blocker.county} if blocker.county else {"projects": " ".join(blocker.projects)}
            case "G" | "A":
                about = {} if self._is_settled(subject) else {"about": subject}
                county = land_task(self._own.session.store, subject).county if subject[0] == "G" else None
                where = {"county": county} if county else {"projects": " ".join(self._projects_of(subject))}
        projects = [code for code in where.get("projects", "").split() if not self._has_left(situation, code)]
        if "projects" in where:
            where = {"projects": " ".join(projects)} if projects else {}
        blocker_values = {**where, **about} if subject[:1] != "B" else {}
        return {
            "blocker": blocker_values,
            "land_task": where,
            "approval": {"project": projects[0]} if len(projects) == 1 else {},
            "case": {"project": projects[0]} if len(projects) == 1 else {"county": subject} if subject[:1] == "C" else {},
            "dispatch": {"unit": subject} if subject[:1] == "U" else {"person": self.whose} if self.whose else {},
            "task_force": {"projects": " ".join(projects)} if projects else {},
            "trip": leader,
            "project": {"county": subject} if subject[:1] == "C" else leader,
        }

    def _is_settled(self, code: str) -> bool:
        """Whether nothing can be about this land task or approval any more."""
        store = self._own.session.store
        return land_task(store, code).accepted is not None if code[0] == "G" else settled(approvals_queries.approval(store, code))

    @staticmethod
    def _has_left(situation: Situation, project: str) -> bool:
        """Whether it is no project of the campaign any more."""
        found = situation.snapshot.projects.get(project)
        return found is None or found.withdrawn is not None
